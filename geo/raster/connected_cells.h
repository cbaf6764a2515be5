// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "geo/raster/grid.h"

namespace schouw::raster {

enum class Neighbours { four, eight };

// Cells that hang together. label 0: not in the mask; else 1..count, numbered by the first cell of each group in row
// order from the south-west, so that equal input gives equal labels.
struct ConnectedCells {
  Grid<std::uint32_t> label;
  std::uint32_t count = 0;
};
ConnectedCells connected_cells(const Grid<std::uint8_t>& mask, Neighbours neighbours);

// As connected by eight neighbours, and groups whose gap (between the nearest cell edges) is under gap_m count as
// one. `bridge` holds the mask and the cells on the shortest lines over such gaps: what to draw, never what to
// measure.
struct BridgedCells {
  ConnectedCells groups;
  Grid<std::uint8_t> bridge;         // 1 where in the mask or on a bridge
  Grid<std::uint32_t> bridge_label;  // the group of each of those cells
};
BridgedCells connected_over_gaps(const Grid<std::uint8_t>& mask, double gap_m);

}  // namespace schouw::raster
