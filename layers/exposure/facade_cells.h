// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "geo/model/city_model.h"

namespace schouw::exposure {

// A flat triangle of a wall with axes in its plane: along level, upward in the plane, normal off it.
struct WallTriangle {
  std::array<crs::MapPosition, 3> corners;
  std::array<double, 3> along{};
  std::array<double, 3> upward{};
  std::array<double, 3> normal{};
  double area_m2 = 0.0;
  crs::MapBounds bounds;
};

// The triangle of a city where it is part of a wall: by its kind (wall, window, door), and where the file states no
// kind by standing within 30 degrees of upright. Nothing for all else, and for triangles without area.
std::optional<WallTriangle> wall_triangle(const model::CityModel& city, std::uint32_t triangle);

// A piece of wall: what a triangle covers of one square of 0.5 x 0.5 m in the wall's own plane.
struct FacadeCell {
  static constexpr double kSide_m = 0.5;
  static constexpr double kBefore_m = 0.02;  // a ray ends this far before it
  std::vector<crs::MapPosition> corners;     // convex, 3 to 7
  crs::MapPosition middle;                   // centroid
  double area_m2 = 0.0;
};

// A triangle cut into cells, in a fixed order. The squares are counted from `origin`, so that the triangles of one
// wall share them. The areas add up to the triangle's within 1e-6 m2 per cell.
std::vector<FacadeCell> facade_cells(const WallTriangle& wall, const crs::MapPosition& origin);

// Squares of a wall's plane that something within a box may see, with a square around them.
struct CellWindow {
  long first_row = 0;
  long last_row = 0;
  long first_column = 0;
  long last_column = 0;
};
CellWindow window_on(const WallTriangle& wall, const crs::MapPosition& origin, const crs::MapBounds& box);

// Those of the same cells, in the same order, that at least one window holds, each with the windows that hold it,
// ascending. The work is linear in what the windows hold, however large the triangle is: a corner that a file set a
// thousand kilometres off costs no more than any other.
void for_each_facade_cell(const WallTriangle& wall, const crs::MapPosition& origin,
                          const std::vector<CellWindow>& windows,
                          const std::function<void(const FacadeCell&, const std::vector<std::size_t>&)>& visit);

}  // namespace schouw::exposure
