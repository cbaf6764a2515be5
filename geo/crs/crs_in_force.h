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

// Transformations into one CRS, each made once, however the rows of a file take turns. One object per thread.
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
