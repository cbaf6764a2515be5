// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/base/shared_list.h"
#include "geo/crs/position.h"
#include "geo/model/feature.h"

namespace schouw::areas {

// A named piece of the city. type is one of the policy's area types ("playground", "school", ...) or "neighbourhood".
struct Area {
  std::string id;
  std::string name;  // what people call it, apart from its type: "Markt"
  std::string type;
  std::vector<model::PolygonWithHoles> polygons;  // in the project CRS
  std::optional<double> residents;                // nothing: not stated; never a number that stands for missing
  std::optional<double> street_km;                // length of street

  bool contains(double east_m, double north_m) const;  // even-odd; a point on an edge may fall either way
  bool operator==(const Area&) const = default;
};

// Over everything that an area states: equal areas, equal hash, in every run.
std::uint64_t content_hash(const Area& area);

struct AreaIdentity {
  using Key = std::string;
  static const Key& key_of(const Area& area) { return area.id; }
  static std::uint64_t hash_of(const Area& area) { return content_hash(area); }
  static Area completed(Area area) { return area; }
};

// The areas of a plan; copies share them. What is kept refers by id.
using AreaList = base::SharedList<Area, AreaIdentity>;

}  // namespace schouw::areas
