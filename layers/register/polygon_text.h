// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"

// Polygons as registers state them: privacy masks, observed areas, regions of movable sensors.
namespace schouw::registers {

// One polygon: its outer ring anticlockwise, then its holes clockwise; rings are not closed and do not cross.
struct StatedPolygon {
  std::vector<std::vector<std::array<double, 2>>> rings;
};

// What the coordinates of a polygon count.
enum class PolygonFrame {
  map,   // east and north, metres in the project's CRS
  image  // shares of the image's width and height, 0 to 1, from its upper left corner to the right and down
};

// WKT "POLYGON ((...))" or "MULTIPOLYGON (((...)))" of two or three ordinates, of which the third is ignored. A ring
// that is left open is closed. Fails with REG-122, saying what is wrong: no WKT, a number that is none or lies
// outside the frame, fewer than three corners, no area, sides that cross, more than 5000 corners. Source: OGC
// 06-103r4.
base::Result<std::vector<StatedPolygon>> polygons_from_text(std::string_view wkt, PolygonFrame frame);

// An observed area: polygons, or the radius of a circle around the sensor, written as a number of metres.
struct StatedArea {
  std::optional<double> radius_m;
  std::vector<StatedPolygon> polygons;
};
// Fails with REG-122, as above; a radius lies between 0.1 and 50,000 m.
base::Result<StatedArea> area_from_text(std::string_view text);

}  // namespace schouw::registers
