// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "layers/stacking/blocks.h"

namespace schouw::stacking {

// Counts of the cells of one block, bit-sliced: plane p holds bit p of every cell's count, so that one addition
// counts 64 cells at once. Counts stop at 65535.
class CountPlanes {
 public:
  static constexpr int kMostPlanes = 16;
  static constexpr int kMost = 0xffff;

  void clear() { planes_ = 0; }
  void add(const BlockBits& cells);
  // Keeps counts in some cells only.
  void keep(const BlockBits& cells);

  // Where the count is at least, or exactly, a number. Everywhere for at_least(0).
  BlockBits at_least(int count) const;
  BlockBits equal_to(int count) const;
  // The highest count among some rows' cells.
  int highest(const BlockBits& among) const;

  int count(int column, int row) const;
  // Writes 64 counts of a row; the planes of a row decode side by side.
  void decode_row(int row, std::uint16_t* into) const;
  // Adds the number of cells of each count to cells[count]; grows the list as needed. Count 0 is left out.
  void add_histogram(std::vector<std::int64_t>& cells) const;

 private:
  int planes_ = 0;
  std::array<BlockBits, kMostPlanes> plane_;
};

}  // namespace schouw::stacking
