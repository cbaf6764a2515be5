// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/occlusion/upright_sheets.h"

#include <algorithm>
#include <cmath>

namespace schouw::coverage {

namespace {

// Calls visit(cell) for the cells of a frame within a cell and a half of an upright triangle, seen from above; for
// none of one that covers ground.
template <class Visit>
void for_each_cell_beside(const raster::TriangleCorners& corners, const raster::GridFrame& frame, Visit&& visit) {
  constexpr double kUpright_m2 = 0.02;
  const auto& [a, b, c] = corners;
  const double twice_m2 =
      (b.east_m - a.east_m) * (c.north_m - a.north_m) - (c.east_m - a.east_m) * (b.north_m - a.north_m);
  if (std::abs(twice_m2) > kUpright_m2) return;
  crs::MapPosition from = a, to = b;
  const auto length = [](const crs::MapPosition& p, const crs::MapPosition& q) {
    return std::hypot(q.east_m - p.east_m, q.north_m - p.north_m);
  };
  for (const auto& [p, q] : {std::pair{b, c}, std::pair{c, a}}) {
    if (length(p, q) <= length(from, to)) continue;
    from = p;
    to = q;
  }
  const double east = to.east_m - from.east_m, north = to.north_m - from.north_m;
  const double long2 = std::max(east * east + north * north, 1e-12);
  const double reach_m = 1.5 * frame.cell_m;
  const int west = std::max(0, frame.column_of(std::min(from.east_m, to.east_m) - reach_m));
  const int last = std::min(frame.columns - 1, frame.column_of(std::max(from.east_m, to.east_m) + reach_m));
  const int south = std::max(0, frame.row_of(std::min(from.north_m, to.north_m) - reach_m));
  const int top = std::min(frame.rows - 1, frame.row_of(std::max(from.north_m, to.north_m) + reach_m));
  for (int row = south; row <= top; ++row) {
    for (int column = west; column <= last; ++column) {
      const double e = frame.east_of(column) - from.east_m, n = frame.north_of(row) - from.north_m;
      const double share = std::clamp((e * east + n * north) / long2, 0.0, 1.0);
      if (std::hypot(e - share * east, n - share * north) <= reach_m) {
        visit(static_cast<std::uint32_t>(row * frame.columns + column));
      }
    }
  }
}

}  // namespace

std::vector<Slab> upright_sheets(const raster::GridFrame& frame, const std::vector<float>& ground_m,
                                 const TriangleBins& bins, const model::CityModel& city) {
  std::vector<Slab> sheets;
  crs::MapBounds bounds;
  const double beside_m = 2.0 * frame.cell_m;
  bounds.include(crs::MapPosition{frame.west_m - beside_m, frame.south_m - beside_m, 0.0});
  bounds.include(crs::MapPosition{frame.west_m + frame.columns * frame.cell_m + beside_m,
                                  frame.south_m + frame.rows * frame.cell_m + beside_m, 0.0});
  std::vector<std::uint32_t> chunks;
  bins.near(bounds, chunks);
  const auto add = [&](const raster::TriangleCorners& corners) {
    const auto top_m = static_cast<float>(std::max({corners[0].up_m, corners[1].up_m, corners[2].up_m}));
    for_each_cell_beside(corners, frame, [&](std::uint32_t cell) {
      if (top_m > ground_m[cell] + static_cast<float>(kLeastRise_m)) sheets.push_back({cell, ground_m[cell], top_m});
    });
  };
  for (const std::uint32_t number : chunks) {
    const TriangleBins::Chunk& chunk = bins.chunk(number);
    if (city.objects[chunk.object].object_class == model::ObjectClass::building) continue;
    for (std::uint32_t t = chunk.first_triangle; t < chunk.first_triangle + chunk.count; ++t) {
      if (bins.hides(chunk, t)) add(bins.corners(t));
    }
  }
  // Many triangles touch one cell: the highest is enough.
  std::sort(sheets.begin(), sheets.end(),
            [](const Slab& a, const Slab& b) { return a.cell != b.cell ? a.cell < b.cell : a.top_m > b.top_m; });
  sheets.erase(
      std::unique(sheets.begin(), sheets.end(), [](const Slab& a, const Slab& b) { return a.cell == b.cell; }),
      sheets.end());
  sheets.shrink_to_fit();
  return sheets;
}

}  // namespace schouw::coverage
