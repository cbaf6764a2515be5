// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "layers/coverage/coverage.h"
#include "layers/stacking/rule_count.h"

namespace schouw::stacking {

// A rectangle of the coverage's frame that fits in memory, with the footprints in it. No footprint and no zone
// reaches from one patch into another, so each is worked through alone: one faraway sensor adds a patch of its own
// instead of all that lies between.
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

// The sensors that see each cell of a patch, without storing a set per cell: footprints by block of 64 x 64 cells.
class SeersByCell {
 public:
  SeersByCell(const Patch& patch, const coverage::CoverageResult& coverage);
  // Who sees a cell of the patch (columns and rows from the patch's corner). The list is replaced.
  void seers(int column, int row, std::vector<RuleCount::Seer>& into) const;

 private:
  const Patch& patch_;
  const coverage::CoverageResult& coverage_;
  int block_columns_;
  std::vector<std::vector<std::uint32_t>> blocks_;
};

}  // namespace schouw::stacking
