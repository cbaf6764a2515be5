// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace schouw::formats {

void append_utf8(std::string& out, char32_t c);

// How the letters of a text are written in its bytes.
enum class Encoding { utf_8, utf_16_le, utf_16_be };

// By the mark at the beginning, else by the zero bytes that UTF-16 has between western letters.
Encoding encoding_of(std::string_view bytes);

struct DecodedText {
  std::string text;                      // UTF-8 without a mark at its beginning
  std::size_t windows_1252_bytes = 0;    // that are no UTF-8 and were read as the letters of old Windows
  std::size_t broken_letters = 0;        // of UTF-16: halves of pairs, and a byte too many; U+FFFD stands for each
  std::optional<std::int64_t> nul_byte;  // where the first zero stands that no text has
};

// The whole of a text. Bytes that are no UTF-8 are taken for Windows-1252 one by one, which leaves alone what is
// UTF-8. Source of that table: the WHATWG encoding standard, windows-1252, which Excel writes as "CSV" on a Dutch
// Windows.
DecodedText decode_text(std::string bytes);

}  // namespace schouw::formats
