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

// The same in pieces, for a text that is never whole in memory: what a piece ends in the middle of waits for the
// next.
//   TextDecoder decoder;
//   std::string text;
//   while (read(piece)) decoder.add(piece, false, text);
//   decoder.add({}, true, text);
// Cost: linear. Memory: three bytes beside what it appends. Threads: one at a time. The first piece tells how letters
// are written: 4 KiB of it at least, or all there is. Nothing fails.
class TextDecoder {
 public:
  // Appends the letters of the bytes to a text.
  void add(std::string_view bytes, bool last, std::string& text);
  std::size_t windows_1252_bytes() const { return windows_1252_bytes_; }
  std::size_t broken_letters() const { return broken_letters_; }
  std::optional<std::int64_t> nul_byte() const { return nul_byte_; }

 private:
  // How many of the bytes were taken; the others wait.
  std::size_t add_utf_8(std::string_view bytes, bool last, std::string& text);
  std::size_t add_utf_16(std::string_view bytes, bool last, std::string& text);

  std::optional<Encoding> encoding_;
  std::string waiting_;
  std::size_t windows_1252_bytes_ = 0;
  std::size_t broken_letters_ = 0;
  std::int64_t text_bytes_ = 0;
  std::optional<std::int64_t> nul_byte_;
};

}  // namespace schouw::formats
