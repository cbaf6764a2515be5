// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "layers/coverage/coverage.h"

namespace schouw::stacking {

// A rectangle of the coverage's frame that fits in memory, with the footprints in it, none of which reaches into
// another patch: one faraway sensor has a patch of its own instead of all that lies between.
struct Patch {
  int first_column = 0;
  int first_row = 0;
  int columns = 0;
  int rows = 0;
  std::vector<std::uint32_t> footprints;  // ascending
};
// One patch over the whole frame where it has at most max_cells; else the smallest rectangles around footprints that
// lie within gap_cells of each other, largest first.
std::vector<Patch> patches_of(const coverage::CoverageResult& coverage, int gap_cells, double max_cells);

raster::GridFrame frame_of(const Patch& patch, const raster::GridFrame& whole);

}  // namespace schouw::stacking
