// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "geo/model/feature.h"

namespace schouw::tables {

struct PlanBox {
  double min_x = 1e300;
  double max_x = -1e300;
  double min_y = 1e300;
  double max_y = -1e300;

  bool empty() const { return min_x > max_x; }
  void include(double x, double y);
  void include(const PlanBox& other);
};

// The extent of a geometry in plan; empty where it has no coordinate.
PlanBox box_of(const model::Geometry& geometry);

bool has_heights(const model::Geometry& geometry);

// A geometry as GeoPackage stores it: header "GP", version 0, little-endian, envelope for areas, then ISO WKB, a
// Point or a MultiPolygon with closed rings. Only these two kinds and not finite coordinates give nothing. Source:
// OGC 12-128r17 (GeoPackage 1.3), clause 2.1.3.
std::optional<std::string> geometry_blob(const model::Geometry& geometry, std::int32_t srs_id);

// The inverse, in either byte order, for Point, Polygon and MultiPolygon. Never reads beyond the blob; nothing where
// it is damaged or of another kind.
std::optional<model::Geometry> geometry_from_blob(std::string_view blob);

// ISO WKB without the header of GeoPackage, under the same terms.
std::optional<std::string> wkb_of(const model::Geometry& geometry);
std::optional<model::Geometry> geometry_from_wkb(std::string_view wkb);

// The extent of a stored geometry of any kind: of its coordinates where geometry_from_blob reads it, else what its
// header says; empty where that is nothing.
PlanBox box_of_blob(std::string_view blob);

}  // namespace schouw::tables
