// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/blocks.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace schouw::stacking {

MapCells map_cells_of(const raster::GridFrame& frame) {
  return {.first_column = static_cast<int>(std::lround(frame.west_m / frame.cell_m)),
          .first_row = static_cast<int>(std::lround(frame.south_m / frame.cell_m)),
          .cell_m = frame.cell_m};
}

raster::GridFrame map_frame(const MapCells& cells) { return {.cell_m = cells.cell_m}; }

bool bits_in(const coverage::CellSet& set, const MapCells& cells, const BlockKey& block, BlockBits& into) {
  const int w = block.column - cells.first_column / kBlockCells - set.first_word;
  const int south = block.row * kBlockCells - cells.first_row - set.first_row;  // the block's first row in the set
  into.fill(0);
  if (w < 0 || w >= set.words) return false;
  const int from = std::max(0, -south);
  const int end = std::min(kBlockCells, set.rows - south);
  std::uint64_t some = 0;
  for (int row = from; row < end; ++row) {
    const auto at =
        static_cast<std::size_t>(south + row) * static_cast<std::size_t>(set.words) + static_cast<std::size_t>(w);
    into[static_cast<std::size_t>(row)] = set.bits[at];
    some |= set.bits[at];
  }
  return some != 0;
}

std::vector<BlockKey> blocks_of(const coverage::Footprint& footprint, const MapCells& cells) {
  std::vector<BlockKey> keys;
  const coverage::CellSet& seen = footprint.seen;
  if (seen.empty()) return keys;
  const int west = seen.first_word + cells.first_column / kBlockCells;
  const int south = (seen.first_row + cells.first_row) >> 6;
  const int north = (seen.first_row + cells.first_row + seen.rows - 1) >> 6;
  for (int row = south; row <= north; ++row) {
    for (int column = west; column < west + seen.words; ++column) keys.push_back({row, column});
  }
  return keys;
}

std::vector<Block> blocks_of(const coverage::CoverageResult& coverage) {
  const MapCells cells = map_cells_of(coverage.frame);
  std::vector<std::pair<BlockKey, std::uint32_t>> touched;
  for (std::uint32_t i = 0; i < coverage.footprints.size(); ++i) {
    for (const BlockKey& key : blocks_of(coverage.footprints[i], cells)) touched.emplace_back(key, i);
  }
  std::sort(touched.begin(), touched.end());
  std::vector<Block> blocks;
  for (const auto& [key, footprint] : touched) {
    if (blocks.empty() || blocks.back().key != key) blocks.push_back({key, {}});
    blocks.back().footprints.push_back(footprint);
  }
  return blocks;
}

int popcount(const BlockBits& bits) {
  int count = 0;
  for (const std::uint64_t row : bits) count += std::popcount(row);
  return count;
}

bool any(const BlockBits& bits) {
  std::uint64_t some = 0;
  for (const std::uint64_t row : bits) some |= row;
  return some != 0;
}

}  // namespace schouw::stacking
