// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/content_hash.h"

#include <fmt/format.h>

#include <array>
#include <bit>

namespace schouw::base {

namespace {

constexpr std::array<std::uint32_t, 256> make_crc_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t crc = i;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? (crc >> 1) ^ 0x82f63b78U : crc >> 1;
    table[i] = crc;
  }
  return table;
}

constexpr std::array<std::uint32_t, 256> kCrcTable = make_crc_table();

}  // namespace

ContentHash& ContentHash::add(std::string_view bytes) {
  for (const char c : bytes) {
    state_ ^= static_cast<unsigned char>(c);
    state_ *= 0x100000001b3ULL;
  }
  return *this;
}

ContentHash& ContentHash::add(std::uint64_t number) {
  for (int shift = 0; shift < 64; shift += 8) {
    state_ ^= (number >> shift) & 0xffU;
    state_ *= 0x100000001b3ULL;
  }
  return *this;
}

ContentHash& ContentHash::add(double number) { return add(std::bit_cast<std::uint64_t>(number)); }

std::string ContentHash::hex() const { return fmt::format("{:016x}", state_); }

std::uint32_t crc32c(std::string_view bytes, std::uint32_t previous) {
  std::uint32_t crc = ~previous;
  for (const char c : bytes) crc = kCrcTable[(crc ^ static_cast<unsigned char>(c)) & 0xffU] ^ (crc >> 8);
  return ~crc;
}

}  // namespace schouw::base
