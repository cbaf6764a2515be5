// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "layers/coverage/coverage.h"

namespace schouw::stacking {

// The map is worked through in blocks of 64 x 64 cells, counted from the map's own zero, so that neither the order of
// work nor where a result's frame begins can change an answer. A row of a block is one word of a CellSet.
inline constexpr int kBlockCells = 64;
using BlockBits = std::array<std::uint64_t, kBlockCells>;  // rows from the south, bits from the west

struct BlockKey {
  int row = 0;
  int column = 0;
  bool operator==(const BlockKey&) const = default;
  bool operator<(const BlockKey& other) const { return row != other.row ? row < other.row : column < other.column; }
};

// Where the cells of a result lie on the map.
struct MapCells {
  int first_column = 0;  // of the map, where the result's column 0 lies; a multiple of 64
  int first_row = 0;
  double cell_m = 1.0;
};
MapCells map_cells_of(const raster::GridFrame& frame);
// A frame whose columns and rows are those of the map.
raster::GridFrame map_frame(const MapCells& cells);

// The cells of a set (numbered as in its result) that lie in a block. False where there are none.
bool bits_in(const coverage::CellSet& set, const MapCells& cells, const BlockKey& block, BlockBits& into);

// The footprints that may see something of a block, ascending.
struct Block {
  BlockKey key;
  std::vector<std::uint32_t> footprints;
};
// All blocks that a footprint touches, from the south, in a row from the west.
std::vector<Block> blocks_of(const coverage::CoverageResult& coverage);
// The blocks that one footprint touches.
std::vector<BlockKey> blocks_of(const coverage::Footprint& footprint, const MapCells& cells);

int popcount(const BlockBits& bits);
bool any(const BlockBits& bits);

}  // namespace schouw::stacking
