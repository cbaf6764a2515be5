// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "geo/base/parallel.h"
#include "layers/coverage/observer/lens_place.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/bench/sight_scene.h"

// The town that all peers look at, as each of them wants to have it.
namespace schouw::bench {

// A camera where Schouw places its lens, and the cell that it falls in. Rows are counted from the NORTH here, as in
// rasters of GDAL and GRASS; those of Schouw's own grids run from the south.
struct PeerCamera {
  coverage::LensPlace place;
  std::uint32_t sensor = 0;
  int column = 0;
  int row_from_north = 0;
};

struct PeerTown {
  SightScene scene;
  double cell_m = 1.0;
  std::shared_ptr<const coverage::OcclusionModel> occlusion;
  raster::GridFrame frame;  // of the grids below: columns and rows of the map from its zero begin at first_*
  int first_column = 0;
  int first_row = 0;
  // Row by row from the north: the highest of solids and terrain, and 1 where the ground can be seen (no roof).
  std::vector<double> surface_m;
  std::vector<std::uint8_t> open;
  std::vector<PeerCamera>
      cameras;  // those with coverage; by row of blocks of 64 cells, as a fair user would sort them

  std::size_t index(int column, int row_from_north) const {
    return static_cast<std::size_t>(row_from_north) * static_cast<std::size_t>(frame.columns) +
           static_cast<std::size_t>(column);
  }
};

// One row of blocks at a time, so that only the two grids are in memory as a whole.
inline void fill_surfaces(PeerTown& town) {
  town.surface_m.resize(town.frame.cell_count());
  town.open.resize(town.frame.cell_count());
  const int strips = (town.frame.rows + 63) / 64;
  base::for_each_index(static_cast<std::size_t>(strips), [&town](std::size_t strip) {
    const int from = static_cast<int>(strip) * 64;
    const int rows = std::min(64, town.frame.rows - from);
    const auto local = town.occlusion->local({town.first_column, town.first_row + from, town.frame.columns, rows});
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < town.frame.columns; ++column) {
        const std::size_t cell = local.heights.index(column, row);
        const std::size_t to = town.index(column, town.frame.rows - 1 - (from + row));
        town.surface_m[to] = static_cast<double>(std::max(local.ground_m[cell], local.heights.solid_m[cell]));
        town.open[to] = (local.flags[cell] & coverage::kCovered) == 0 ? 1 : 0;
      }
    }
  });
}

inline void place_cameras(PeerTown& town) {
  const auto& sensors = town.scene.project.plan->sensors;
  for (std::uint32_t i = 0; i < sensors.size(); ++i) {
    auto placed = coverage::placed_sensor(*town.scene.project.plan, i, *town.occlusion, {});
    if (!placed.place) continue;
    const crs::MapPosition at = placed.place->view.lens;
    const int column = town.frame.column_of(at.east_m);
    const int row = town.frame.row_of(at.north_m);
    if (!town.frame.contains(column, row)) continue;
    town.cameras.push_back({*std::move(placed.place), i, column, town.frame.rows - 1 - row});
  }
  std::stable_sort(town.cameras.begin(), town.cameras.end(), [](const PeerCamera& a, const PeerCamera& b) {
    return std::pair(a.row_from_north / 64, a.column) < std::pair(b.row_from_north / 64, b.column);
  });
}

// cameras: 10,000 on 4 x 4 km is the density of the bars.
inline PeerTown peer_town(double side_m, int cameras, double cell_m) {
  PeerTown town{.scene = sight_scene(side_m, cameras, true), .cell_m = cell_m};
  town.occlusion = *coverage::make_occlusion_model(town.scene.project, {.cell_m = cell_m, .memory_limit_bytes = 8e9});
  town.first_column = static_cast<int>(std::lround(testing::kEast_m / cell_m));
  town.first_row = static_cast<int>(std::lround(testing::kNorth_m / cell_m));
  const int cells = static_cast<int>(std::lround(side_m / cell_m));
  town.frame = town.occlusion->frame_of({town.first_column, town.first_row, cells, cells});
  fill_surfaces(town);
  place_cameras(town);
  return town;
}

}  // namespace schouw::bench
