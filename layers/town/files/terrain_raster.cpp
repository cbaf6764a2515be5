// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/products.h"

#include <algorithm>

#include "layers/town/files/city_file.h"
#include "layers/town/site/ground_height.h"

namespace schouw::town {

raster::Grid<float> ground_raster(double reach_m) {
  constexpr double kCells_m[] = {2.0, 5.0, 10.0, 20.0, 50.0};
  constexpr double kMostCells = 1700.0;
  constexpr double kMargin_m = 60.0;
  const double half_m = reach_m + kRailWidth_m + kMargin_m;
  double cell_m = kCells_m[0];
  for (const double candidate : kCells_m) {
    cell_m = candidate;
    if (2.0 * half_m / cell_m <= kMostCells) break;
  }
  const crs::MapBounds bounds{{kOriginEast_m - half_m, kOriginNorth_m - half_m, 0.0},
                              {kOriginEast_m + half_m, kOriginNorth_m + half_m, 0.0}};
  raster::Grid<float> heights_m(raster::frame_covering(bounds, cell_m));
  const raster::GridFrame& frame = heights_m.frame();
  for (int row = 0; row < frame.rows; ++row) {
    for (int column = 0; column < frame.columns; ++column) {
      const Spot spot{frame.east_of(column) - kOriginEast_m, frame.north_of(row) - kOriginNorth_m};
      heights_m.at(column, row) = static_cast<float>(ground_m(spot));
    }
  }
  return heights_m;
}

namespace {

void carve(raster::Grid<float>& heights_m, const Loop& water) {
  const raster::GridFrame& frame = heights_m.frame();
  crs::MapBounds bounds;
  for (const Spot s : water) bounds.include(crs::MapPosition{kOriginEast_m + s.x_m, kOriginNorth_m + s.y_m, 0.0});
  const int west = std::max(0, frame.column_of(bounds.min.east_m));
  const int east = std::min(frame.columns - 1, frame.column_of(bounds.max.east_m));
  const int south = std::max(0, frame.row_of(bounds.min.north_m));
  const int north = std::min(frame.rows - 1, frame.row_of(bounds.max.north_m));
  for (int row = south; row <= north; ++row) {
    for (int column = west; column <= east; ++column) {
      const Spot spot{frame.east_of(column) - kOriginEast_m, frame.north_of(row) - kOriginNorth_m};
      if (inside(water, spot)) heights_m.at(column, row) = static_cast<float>(kBedLevel_m);
    }
  }
}

}  // namespace

void carve_water(raster::Grid<float>& heights_m, const PlanFace& face) {
  const double seam_m = 0.6 * heights_m.frame().cell_m;
  std::vector<double> depth_m;
  bool any = false;
  for (const auto& side : face.sides) {
    const double water_m = profile_of(side.kind).water_m;
    any = any || water_m > 0.0;
    depth_m.push_back(water_m > 0.0 ? water_m + seam_m : 0.0);
  }
  if (!any) return;
  const Loop bank = inset(face.loop, depth_m);
  for (std::size_t i = 0; i < face.loop.size(); ++i) {
    if (depth_m[i] == 0.0) continue;
    const std::size_t j = (i + 1) % face.loop.size();
    carve(heights_m, {face.loop[i], face.loop[j], bank[j], bank[i]});
  }
}

}  // namespace schouw::town
