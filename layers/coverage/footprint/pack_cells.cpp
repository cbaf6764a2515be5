// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/footprint/pack_cells.h"

#include <algorithm>
#include <cstring>

namespace schouw::coverage {

namespace {

// Eight bytes of 0 and 1 as eight bits. Source: multiplication gathers the lowest bit of each byte.
std::uint64_t eight_bits(const std::uint8_t* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  return (word * 0x0102040810204080ULL) >> 56U;
}

std::uint64_t sixty_four_bits(const std::uint8_t* bytes) {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < 8; ++i) word |= eight_bits(bytes + 8 * i) << (8 * i);
  return word;
}

// Cuts a set to the rows and words that hold anything.
CellSet trimmed(const CellSet& wide) {
  int first_row = wide.rows, last_row = -1, first_word = wide.words, last_word = -1;
  const std::uint64_t* bits = wide.bits.data();
  for (int row = 0; row < wide.rows; ++row) {
    for (int word = 0; word < wide.words; ++word, ++bits) {
      if (*bits == 0) continue;
      first_row = std::min(first_row, row);
      last_row = row;
      first_word = std::min(first_word, word);
      last_word = std::max(last_word, word);
    }
  }
  CellSet set;
  if (last_row < 0) return set;
  set = {.first_word = wide.first_word + first_word,
         .first_row = wide.first_row + first_row,
         .words = last_word + 1 - first_word,
         .rows = last_row + 1 - first_row,
         .bits = {}};
  set.bits.reserve(static_cast<std::size_t>(set.words) * static_cast<std::size_t>(set.rows));
  for (int row = first_row; row <= last_row; ++row) {
    const auto* from = &wide.bits[static_cast<std::size_t>(row) * static_cast<std::size_t>(wide.words) +
                                  static_cast<std::size_t>(first_word)];
    set.bits.insert(set.bits.end(), from, from + set.words);
  }
  return set;
}

}  // namespace

CellSet cells_over(std::uint8_t level, const std::vector<std::uint8_t>& marks, const CellSet& window) {
  CellSet set = window;
  const std::size_t words = static_cast<std::size_t>(set.words) * static_cast<std::size_t>(set.rows);
  set.bits.resize(words);
  const std::uint8_t* mark = marks.data();
  for (std::size_t w = 0; w < words; ++w, mark += CellSet::kWordCells) {
    std::uint8_t over[CellSet::kWordCells];
    for (int i = 0; i < CellSet::kWordCells; ++i) over[i] = mark[i] > level ? 1 : 0;
    set.bits[w] = sixty_four_bits(over);
  }
  return trimmed(set);
}

}  // namespace schouw::coverage
