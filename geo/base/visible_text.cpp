// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/visible_text.h"

#include <fmt/format.h>

#include <cstdint>

namespace schouw::base {

namespace {

// Unicode 15: the C1 controls; the marks of Annex 9 that embed, override, isolate or hint; line and paragraph ends.
bool is_hidden(std::uint32_t code) {
  return (code >= 0x80 && code <= 0x9f) || code == 0x061c || code == 0x200e || code == 0x200f ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

std::uint32_t byte_at(std::string_view text, std::size_t i) {
  return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
}
bool goes_on(std::uint32_t byte) { return (byte & 0xc0U) == 0x80U; }

// The character of two or three bytes that starts here; 0 where none does.
std::uint32_t character_at(std::string_view text, std::size_t i, std::size_t& length) {
  const std::uint32_t first = byte_at(text, i);
  const std::uint32_t second = byte_at(text, i + 1);
  const std::uint32_t third = byte_at(text, i + 2);
  if ((first & 0xe0U) == 0xc0U && goes_on(second)) {
    length = 2;
    return ((first & 0x1fU) << 6U) | (second & 0x3fU);
  }
  if ((first & 0xf0U) == 0xe0U && goes_on(second) && goes_on(third)) {
    length = 3;
    return ((first & 0x0fU) << 12U) | ((second & 0x3fU) << 6U) | (third & 0x3fU);
  }
  return 0;
}

}  // namespace

std::string visible_text(std::string_view text, LineEnds line_ends) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::uint32_t byte = byte_at(text, i);
    std::size_t length = 1;
    const std::uint32_t code = character_at(text, i, length);
    const bool kept = line_ends == LineEnds::kept && (byte == '\n' || byte == '\t');
    if ((byte < 0x20 || byte == 0x7f) && !kept) {
      out += fmt::format("\\x{:02x}", byte);
    } else if (is_hidden(code)) {
      out += fmt::format("\\u{:04x}", code);
    } else {
      out += text.substr(i, length);
    }
    i += length;
  }
  return out;
}

}  // namespace schouw::base
