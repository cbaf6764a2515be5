// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/snap_counts.h"

#include <algorithm>

namespace schouw::stacking {

raster::Grid<std::uint16_t> snapped_counts(const raster::Grid<std::uint16_t>& counts, double cell_m) {
  const raster::GridFrame& fine = counts.frame();
  if (counts.empty()) return {};
  crs::MapBounds bounds;
  bounds.include(crs::MapPosition{fine.west_m, fine.south_m, 0.0});
  bounds.include(
      crs::MapPosition{fine.west_m + fine.columns * fine.cell_m, fine.south_m + fine.rows * fine.cell_m, 0.0});
  raster::Grid<std::uint16_t> coarse(raster::frame_covering(bounds, cell_m));
  for (int row = 0; row < fine.rows; ++row) {
    for (int column = 0; column < fine.columns; ++column) {
      const std::uint16_t count = counts.at(column, row);
      if (count == 0) continue;
      std::uint16_t& cell =
          coarse.at(coarse.frame().column_of(fine.east_of(column)), coarse.frame().row_of(fine.north_of(row)));
      cell = std::max(cell, count);
    }
  }
  return coarse;
}

}  // namespace schouw::stacking
