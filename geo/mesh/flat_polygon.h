// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/model/city_model.h"

namespace schouw::mesh {

// Twice the area of a triangle of 33-bit millimetres needs more than 64 bits.
__extension__ typedef __int128 WideInteger;  // NOLINT(modernize-use-using): __extension__ takes no using

struct FlatPoint {
  std::int64_t x = 0;
  std::int64_t y = 0;
  std::uint32_t vertex = 0;  // where it came from
  bool same_place(const FlatPoint& other) const { return x == other.x && y == other.y; }
};

// A polygon seen along the axis that lies nearest to its normal: that coordinate is left out, so the others stay
// exact integers, straight lines stay straight and no face turns edge-on. It turns counter-clockwise seen from its
// front.
struct FlatPolygon {
  std::vector<std::vector<FlatPoint>> rings;  // neighbours differ; every ring has at least three points
  std::array<std::size_t, 3> axes{};          // which of east, north, up became x and y, and which was left out
  model::MillimetrePoint base{};              // x, y and the plane count from here
  std::array<double, 3> normal{};             // Newell's, of the outer ring; length twice the area in mm2
  WideInteger doubled_area = 0;               // exact, holes taken off; 0 for a bow-tie with equal halves

  // The coordinate that was left out, on the plane of best fit through the outer ring.
  double height_at(double x, double y) const;
  double middle_height = 0.0;
  std::array<double, 2> middle{};
};

// Twice the signed area of a triangle, positive where it turns counter-clockwise. Exact.
WideInteger doubled_area(const FlatPoint& a, const FlatPoint& b, const FlatPoint& c);

// A polygon without rings where all corners lie on one line: it has no area.
FlatPolygon flatten(const model::Polygon& polygon, std::span<const model::MillimetrePoint> vertices);

}  // namespace schouw::mesh
