// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/public_cells.h"

#include <cmath>
#include <cstdint>

namespace schouw::stacking {

namespace {

int square_of(double metres) { return static_cast<int>(std::floor(metres / kPublicCell_m)); }

}  // namespace

std::vector<PublicCell> half_seen_cells(const coverage::CellSet& seen, const raster::GridFrame& frame) {
  if (seen.empty()) return {};
  const int first_column = square_of(frame.east_of(seen.first_column()));
  const int first_row = square_of(frame.north_of(seen.first_row));
  const int columns = square_of(frame.east_of(seen.first_column() + seen.columns() - 1)) - first_column + 1;
  const int rows = square_of(frame.north_of(seen.first_row + seen.rows - 1)) - first_row + 1;
  raster::Grid<std::uint32_t> cells_seen({.cell_m = kPublicCell_m, .columns = columns, .rows = rows});
  coverage::for_each_cell(seen, [&](int column, int row) {
    ++cells_seen.at(square_of(frame.east_of(column)) - first_column, square_of(frame.north_of(row)) - first_row);
  });
  const double half_m2 = kPublicCell_m * kPublicCell_m / 2.0;
  std::vector<PublicCell> squares;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      if (cells_seen.at(column, row) * frame.cell_area_m2() < half_m2) continue;
      squares.push_back({first_row + row, first_column + column});
    }
  }
  return squares;
}

}  // namespace schouw::stacking
