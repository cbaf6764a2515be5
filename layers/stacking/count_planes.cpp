// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/count_planes.h"

#include <bit>
#include <cstring>

namespace schouw::stacking {

namespace {

// The eight bits of a byte as eight counts of 0 or 1.
using SpreadByte = std::array<std::uint16_t, 8>;
constexpr std::array<SpreadByte, 256> spread_bytes() {
  std::array<SpreadByte, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte) {
    for (std::size_t bit = 0; bit < 8; ++bit) table[byte][bit] = static_cast<std::uint16_t>(byte >> bit & 1U);
  }
  return table;
}
constexpr std::array<SpreadByte, 256> kSpread = spread_bytes();

// Adds into the plane and leaves in `carry` what the next plane gets.
std::uint64_t add_with_carry(BlockBits& plane, BlockBits& carry) {
  std::uint64_t left = 0;
  for (std::size_t row = 0; row < plane.size(); ++row) {
    const std::uint64_t both = plane[row] & carry[row];
    plane[row] ^= carry[row];
    carry[row] = both;
    left |= both;
  }
  return left;
}

int planes_for(int count) { return static_cast<int>(std::bit_width(static_cast<unsigned>(count))); }

bool has_bit(int number, int bit) { return (static_cast<unsigned>(number) >> static_cast<unsigned>(bit) & 1U) != 0; }

}  // namespace

void CountPlanes::add(const BlockBits& cells) {
  BlockBits carry = cells;
  for (int p = 0; p < planes_; ++p) {
    if (add_with_carry(plane_[static_cast<std::size_t>(p)], carry) == 0) return;
  }
  if (!any(carry)) return;
  if (planes_ < kMostPlanes) {
    plane_[static_cast<std::size_t>(planes_++)] = carry;
    return;
  }
  for (BlockBits& plane : plane_) {
    for (std::size_t row = 0; row < plane.size(); ++row) plane[row] |= carry[row];
  }
}

void CountPlanes::keep(const BlockBits& cells) {
  for (int p = 0; p < planes_; ++p) {
    BlockBits& plane = plane_[static_cast<std::size_t>(p)];
    for (std::size_t row = 0; row < plane.size(); ++row) plane[row] &= cells[row];
  }
}

BlockBits CountPlanes::at_least(int count) const {
  BlockBits result;
  if (count > kMost || planes_for(count) > planes_) {
    result.fill(count <= 0 ? ~std::uint64_t{0} : 0);
    return result;
  }
  // From the lowest bit up: a higher bit decides over all lower ones.
  result.fill(~std::uint64_t{0});
  for (int p = 0; p < planes_; ++p) {
    const BlockBits& plane = plane_[static_cast<std::size_t>(p)];
    const bool wanted = has_bit(count, p);
    for (std::size_t row = 0; row < result.size(); ++row) {
      result[row] = wanted ? plane[row] & result[row] : plane[row] | result[row];
    }
  }
  return result;
}

BlockBits CountPlanes::equal_to(int count) const {
  BlockBits result;
  result.fill(count < 0 || planes_for(count) > planes_ ? 0 : ~std::uint64_t{0});
  for (int p = 0; p < planes_; ++p) {
    const BlockBits& plane = plane_[static_cast<std::size_t>(p)];
    const std::uint64_t flip = has_bit(count, p) ? 0 : ~std::uint64_t{0};
    for (std::size_t row = 0; row < result.size(); ++row) result[row] &= plane[row] ^ flip;
  }
  return result;
}

int CountPlanes::highest(const BlockBits& among) const {
  BlockBits left = among;
  int count = 0;
  for (int p = planes_ - 1; p >= 0; --p) {
    BlockBits higher;
    for (std::size_t row = 0; row < higher.size(); ++row) {
      higher[row] = left[row] & plane_[static_cast<std::size_t>(p)][row];
    }
    if (!any(higher)) continue;
    left = higher;
    count |= 1 << p;
  }
  return count;
}

int CountPlanes::count(int column, int row) const {
  int count = 0;
  for (int p = 0; p < planes_; ++p) {
    const std::uint64_t word = plane_[static_cast<std::size_t>(p)][static_cast<std::size_t>(row)];
    count |= static_cast<int>(word >> static_cast<unsigned>(column) & 1U) << p;
  }
  return count;
}

void CountPlanes::decode_row(int row, std::uint16_t* into) const {
  for (unsigned byte = 0; byte < 8; ++byte) {
    SpreadByte counts{};
    for (int p = 0; p < planes_; ++p) {
      const std::uint64_t word = plane_[static_cast<std::size_t>(p)][static_cast<std::size_t>(row)];
      const SpreadByte& bits = kSpread[word >> (byte * 8U) & 0xffU];
      for (std::size_t i = 0; i < 8; ++i) {
        counts[i] = static_cast<std::uint16_t>(counts[i] | bits[i] << static_cast<unsigned>(p));
      }
    }
    std::memcpy(into + std::size_t{byte} * 8, counts.data(), sizeof counts);
  }
}

void CountPlanes::add_histogram(std::vector<std::int64_t>& cells) const {
  BlockBits everywhere;
  everywhere.fill(~std::uint64_t{0});
  const int highest_count = highest(everywhere);
  if (static_cast<std::size_t>(highest_count) >= cells.size()) {
    cells.resize(static_cast<std::size_t>(highest_count) + 1, 0);
  }
  // Cells with at least one more than the count fall away step by step, so each count costs one pass.
  BlockBits from = at_least(1);
  for (int count = 1; count <= highest_count; ++count) {
    const BlockBits more = at_least(count + 1);
    cells[static_cast<std::size_t>(count)] += popcount(from) - popcount(more);
    from = more;
  }
}

}  // namespace schouw::stacking
