// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/crs/position.h"
#include "geo/model/feature.h"

namespace schouw::areas {

// A named piece of the city. type is one of the policy's area types ("playground", "school", ...) or "neighbourhood".
struct Area {
  std::string id;
  std::string name;
  std::string type;
  std::vector<model::PolygonWithHoles> polygons;  // in the project CRS
  std::optional<double> residents;                // nothing: not stated; never a number that stands for missing
  std::optional<double> street_km;                // length of street

  bool contains(double east_m, double north_m) const;  // even-odd; a point on an edge may fall either way
};
using AreaList = std::vector<Area>;

}  // namespace schouw::areas
