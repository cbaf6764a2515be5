// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "geo/base/parallel.h"
#include "layers/stacking/count_filter.h"
#include "layers/stacking/count_planes.h"

namespace schouw::stacking {

// How many cells each count from 1 on has: of all sensors, of those that observe people, of those with an image.
struct CellsByCount {
  std::vector<std::int64_t> all;
  std::vector<std::int64_t> observing;
  std::vector<std::int64_t> optical;
};

// How many sensors, and how many with personal data, see the cells of blocks.
class BlockCounts {
 public:
  BlockCounts(const plan::Plan& plan, const coverage::CoverageResult& coverage, const CountFilter& filter);

  // Counts all blocks (ascending) and writes what lies over the grids; nothing where it was cancelled. Without
  // `personal` only all sensors are counted. Threads own whole rows of blocks.
  std::optional<CellsByCount> run(const std::vector<Block>& blocks, raster::Grid<std::uint16_t>& all,
                                  raster::Grid<std::uint16_t>* personal, const base::WorkOptions& work) const;
  // One block.
  void write(const Block& block, raster::Grid<std::uint16_t>& all, raster::Grid<std::uint16_t>* personal) const;

 private:
  struct Planes {
    CountPlanes all;
    CountPlanes personal;
    CountPlanes observing;
    CountPlanes optical;
  };
  // What a footprint's sensor is counted among.
  struct Among {
    bool personal = false;
    bool observing = false;
    bool optical = false;
  };
  void count(const Block& block, Planes& planes, bool all_alone) const;
  bool everyone(bool Among::*group) const;

  std::vector<Among> among_;  // by footprint
  MapCells cells_;
  CountedCells counted_;
};

}  // namespace schouw::stacking
