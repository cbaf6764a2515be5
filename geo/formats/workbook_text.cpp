// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/workbook_text.h"

#include <algorithm>
#include <charconv>

#include "geo/base/utf8.h"

namespace schouw::formats {

namespace {

constexpr std::size_t kEscape_bytes = 7;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool is_escape(std::string_view text) {
  return text.size() >= kEscape_bytes && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, is_hex);
}

// The bytes of the first character; 0 where they are none.
std::size_t character_bytes(std::string_view text) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
    if (base::is_utf8(text.substr(0, length))) return length;
  }
  return 0;
}

// Other control characters are the library's to escape.
bool can_stand_in_xml(std::string_view character) {
  return character != "\xef\xbf\xbe" && character != "\xef\xbf\xbf" && character.front() != '\0';
}

std::string utf8_of(unsigned unit) {
  if (unit < 0x80U) return {static_cast<char>(unit)};
  if (unit < 0x800U) return {static_cast<char>(0xc0U | unit >> 6U), static_cast<char>(0x80U | (unit & 0x3fU))};
  return {static_cast<char>(0xe0U | unit >> 12U), static_cast<char>(0x80U | (unit >> 6U & 0x3fU)),
          static_cast<char>(0x80U | (unit & 0x3fU))};
}

}  // namespace

std::string as_workbook_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (is_escape(text)) out += "_x005F";
    const std::size_t length = character_bytes(text);
    const std::string_view character = text.substr(0, length);
    out += length > 0 && can_stand_in_xml(character) ? character : std::string_view("\xef\xbf\xbd");
    text.remove_prefix(std::max<std::size_t>(1, length));
  }
  return out;
}

std::string from_workbook_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    unsigned unit = 0;
    // Half of a pair of surrogates, or nothing at all, is no character: it stays as it stands.
    if (is_escape(text) && std::from_chars(text.data() + 2, text.data() + 6, unit, 16).ec == std::errc() &&
        unit != 0 && base::is_utf8(utf8_of(unit))) {
      out += utf8_of(unit);
      text.remove_prefix(kEscape_bytes);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace schouw::formats
