// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/utf8.h"

#include <algorithm>
#include <cstdint>

namespace schouw::base {

namespace {

// The bytes that follow a first byte, and what the second of them may be; 0 bytes and lowest > highest: no first
// byte.
struct Follow {
  int count = 0;
  std::uint8_t lowest = 0x80;
  std::uint8_t highest = 0xbf;
};

Follow after(std::uint8_t first) {
  if (first < 0x80) return {0};
  if (first >= 0xc2 && first <= 0xdf) return {1};
  if (first == 0xe0) return {2, 0xa0};
  if (first == 0xed) return {2, 0x80, 0x9f};
  if (first >= 0xe1 && first <= 0xef) return {2};
  if (first == 0xf0) return {3, 0x90};
  if (first >= 0xf1 && first <= 0xf3) return {3};
  if (first == 0xf4) return {3, 0x80, 0x8f};
  return {0, 1, 0};
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    Follow follow = after(static_cast<std::uint8_t>(bytes[at++]));
    if (follow.lowest > follow.highest) return false;
    for (int i = 0; i < follow.count; ++i, ++at) {
      if (at >= bytes.size()) return false;
      const auto byte = static_cast<std::uint8_t>(bytes[at]);
      if (byte < follow.lowest || byte > follow.highest) return false;
      follow.lowest = 0x80;
      follow.highest = 0xbf;
    }
  }
  return true;
}

bool is_plain_text(std::string_view text) {
  const bool control = std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<std::uint8_t>(c);
    return byte < 0x20 || byte == 0x7f;
  });
  return !control && is_utf8(text);
}

}  // namespace schouw::base
