// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "geo/base/result.h"
#include "geo/crs/project_crs.h"

namespace schouw::crs {

// Who says in which CRS some coordinates are. What the file itself states wins, then what a person asks for, then
// what the format takes for granted.
struct CrsClaims {
  std::optional<Crs> stated;  // by the file, by the layer, or by a schema for its columns
  std::optional<Crs> asked;   // --crs
  std::optional<Crs> usual;   // EPSG:4326 of GeoJSON that states nothing
};

// Fails with CRS-104 where nobody says. A differing --crs that is not used is a CRS-105 warning that names both.
// what: the subject of the message, "the table 'bomen'".
base::Result<Crs> crs_in_force(const CrsClaims& claims, const base::Place& where, const std::string& what);

// "EPSG:7415"; its name where a file gave a definition only.
std::string label_of(const Crs& crs);

// Transformations into one CRS, each made once, however the rows of a file take turns.
//   TransformationsInto into_project(project_crs);
//   const base::Result<const Transformation*> to_project = into_project.from(table_crs);
//   const auto place = (*to_project)->forward({4.9, 52.37, {}});
// Cost: a Transformation for each system that was asked for (4 ms, 0.4 MB), then a look-up by its WKT. Threads: one
// object per thread, also for what it gives. It refers to no Crs. What failed is not kept: asking again tries again.
class TransformationsInto {
 public:
  explicit TransformationsInto(Crs target) : target_(std::move(target)) {}
  // Fails as Transformation::between. Lives as long as this.
  base::Result<const Transformation*> from(const Crs& source);

 private:
  Crs target_;
  std::map<std::string, std::unique_ptr<const Transformation>> by_wkt_;
};

}  // namespace schouw::crs
