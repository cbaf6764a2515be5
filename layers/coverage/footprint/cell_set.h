// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace schouw::coverage {

// A set of cells as bits, one word for 64 cells of a row. Words start at whole multiples of 64 columns, counted as
// the columns themselves are (over the whole map, or from the corner of a result's frame, which lies on such a
// multiple), so that the words of any two sets lie over each other: sets are joined, counted and compared word by
// word.
//   const CellSet set{.first_word = 2, .first_row = 5, .words = 1, .rows = 1, .bits = {0b101}};
//   const bool has = set.contains(128, 5);                  // and 130, and no other
//   for_each_cell(set, [&](int column, int row) { ++counts.at(column, row); });
// Cost: a bit a cell of its window; word and contains take one step, count and a walk are linear in the words. A
// plain value: any thread reads it, it refers to nothing. It cannot fail: what lies outside its window is not in it;
// bits holds words * rows words, which nothing checks. Equal cells in different windows are not equal sets.
struct CellSet {
  static constexpr int kWordCells = 64;

  int first_word = 0;  // column / 64 of the first word
  int first_row = 0;
  int words = 0;  // per row
  int rows = 0;
  std::vector<std::uint64_t> bits;  // rows from the south; bit b of word w is column (first_word + w) * 64 + b

  bool empty() const { return words <= 0 || rows <= 0; }
  int first_column() const { return first_word * kWordCells; }
  int columns() const { return words * kWordCells; }

  // The word at a multiple of 64 columns; 0 outside the window.
  std::uint64_t word(int word_column, int row) const {
    const int w = word_column - first_word;
    const int r = row - first_row;
    if (w < 0 || r < 0 || w >= words || r >= rows) return 0;
    return bits[static_cast<std::size_t>(r) * static_cast<std::size_t>(words) + static_cast<std::size_t>(w)];
  }
  bool contains(int column, int row) const {
    const int word_column = column >> 6;  // rounds down, for columns west of zero too
    return ((word(word_column, row) >> (static_cast<unsigned>(column) & 63U)) & 1U) != 0;
  }
  std::int64_t count() const {
    std::int64_t cells = 0;
    for (const std::uint64_t word : bits) cells += std::popcount(word);
    return cells;
  }
  bool operator==(const CellSet&) const = default;
};

// Calls visit(column, row) for each cell of a set, row by row from the south, west to east.
template <class Visit>
void for_each_cell(const CellSet& set, Visit&& visit) {
  std::size_t at = 0;
  for (int row = 0; row < set.rows; ++row) {
    for (int word = 0; word < set.words; ++word) {
      for (std::uint64_t bits = set.bits[at++]; bits != 0; bits &= bits - 1) {
        visit((set.first_word + word) * CellSet::kWordCells + std::countr_zero(bits), set.first_row + row);
      }
    }
  }
}

}  // namespace schouw::coverage
