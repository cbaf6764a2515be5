// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "geo/crs/position.h"
#include "geo/raster/connected_cells.h"
#include "geo/raster/grid.h"

namespace schouw::raster {

using TriangleCorners = std::array<crs::MapPosition, 3>;

// Calls visit(column, row, height_m) for every cell of the frame whose CENTRE lies in the triangle seen from above,
// edges included, with the height of the triangle's plane there. Triangles without area in plan (walls) touch no
// cell. Accuracy: height to 1e-9 of the triangle's size, never outside its corners' heights. Source: edge functions
// (Pineda 1988).
template <class Visit>
void for_each_cell_in(const GridFrame& frame, const TriangleCorners& corners, Visit&& visit);

// Raises each cell whose centre lies under the triangle to the triangle's height, where that is higher.
void raise_to(Grid<float>& heights_m, const TriangleCorners& corners);

// The height of the triangle above a place in plan. False where the place lies outside it.
bool height_in_triangle(const TriangleCorners& corners, double east_m, double north_m, double& height_m);

using PlanPoint = std::array<double, 2>;  // east, north
using PlanRing = std::vector<PlanPoint>;  // closed or not

// The cells of a frame whose centre lies inside the rings by the even-odd rule (holes fall out by themselves). A
// centre exactly on an edge may fall either way, but is never in both of two polygons that share it.
//   const PlanRing triangle = {{85'000.0, 446'000.0}, {85'010.0, 446'000.0}, {85'010.0, 446'010.0}};
//   const CellRuns runs = runs_inside(frame, {triangle});
// Cost: the edges of all rings times the rows of cells that they reach; memory for the runs and the crossings of one
// row. Threads: any, it keeps nothing. What lies outside the frame is left out, a ring without area gives nothing,
// and nothing fails.
CellRuns runs_inside(const GridFrame& frame, const std::vector<PlanRing>& rings);
// Sets `value`'s bits in every such cell.
void mark_inside(Grid<std::uint16_t>& cells, const std::vector<PlanRing>& rings, std::uint16_t value);

namespace detail {
// Twice the signed area of a, b, p: positive where p lies left of a -> b.
inline double edge(const crs::MapPosition& a, const crs::MapPosition& b, double east_m, double north_m) {
  return (b.east_m - a.east_m) * (north_m - a.north_m) - (b.north_m - a.north_m) * (east_m - a.east_m);
}
inline constexpr double kFlatArea_m2 = 1e-9;
}  // namespace detail

template <class Visit>
void for_each_cell_in(const GridFrame& frame, const TriangleCorners& corners, Visit&& visit) {
  auto [a, b, c] = corners;
  double area2 = detail::edge(a, b, c.east_m, c.north_m);
  if (std::abs(area2) < detail::kFlatArea_m2) return;
  if (area2 < 0.0) {
    std::swap(b, c);
    area2 = -area2;
  }
  const auto [west, east] = std::minmax({a.east_m, b.east_m, c.east_m});
  const auto [south, north] = std::minmax({a.north_m, b.north_m, c.north_m});
  const auto [low, high] = std::minmax({a.up_m, b.up_m, c.up_m});
  const double far_column = frame.columns - 1.0;
  const double far_row = frame.rows - 1.0;
  const auto column_at = [&](double e) {
    return std::clamp(std::floor((e - frame.west_m) / frame.cell_m), -1.0, far_column + 1.0);
  };
  const auto row_at = [&](double n) {
    return std::clamp(std::floor((n - frame.south_m) / frame.cell_m), -1.0, far_row + 1.0);
  };
  const int first_column = std::max(0, static_cast<int>(column_at(west)));
  const int last_column = std::min(frame.columns - 1, static_cast<int>(column_at(east)));
  const int first_row = std::max(0, static_cast<int>(row_at(south)));
  const int last_row = std::min(frame.rows - 1, static_cast<int>(row_at(north)));
  for (int row = first_row; row <= last_row; ++row) {
    const double n = frame.north_of(row);
    for (int column = first_column; column <= last_column; ++column) {
      const double e = frame.east_of(column);
      const double wa = detail::edge(b, c, e, n);
      const double wb = detail::edge(c, a, e, n);
      const double wc = detail::edge(a, b, e, n);
      if (wa < 0.0 || wb < 0.0 || wc < 0.0) continue;
      visit(column, row, std::clamp((wa * a.up_m + wb * b.up_m + wc * c.up_m) / area2, low, high));
    }
  }
}

}  // namespace schouw::raster
