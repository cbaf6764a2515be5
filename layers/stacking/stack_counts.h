// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "geo/base/parallel.h"
#include "layers/stacking/count_filter.h"
#include "layers/stacking/count_planes.h"

namespace schouw::stacking {

// How many sensors, and how many with personal data, see the cells of blocks.
class BlockCounts {
 public:
  BlockCounts(const plan::Plan& plan, const coverage::CoverageResult& coverage, const CountFilter& filter);

  // Counts all blocks (ascending), writes what lies over the grids, and returns how many cells have each count from 1
  // on; nothing where it was cancelled. Without `personal` only all sensors are counted. Threads own whole rows of
  // blocks.
  std::optional<std::vector<std::int64_t>> run(const std::vector<Block>& blocks, raster::Grid<std::uint16_t>& all,
                                               raster::Grid<std::uint16_t>* personal,
                                               const base::WorkOptions& work) const;
  // One block.
  void write(const Block& block, raster::Grid<std::uint16_t>& all, raster::Grid<std::uint16_t>* personal) const;

 private:
  struct Planes {
    CountPlanes all;
    CountPlanes personal;
  };
  void count(const Block& block, Planes& planes, bool also_personal) const;

  const plan::Plan& plan_;
  const coverage::CoverageResult& coverage_;
  MapCells cells_;
  CountedCells counted_;
};

}  // namespace schouw::stacking
