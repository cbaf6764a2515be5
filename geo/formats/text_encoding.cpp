// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/text_encoding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace schouw::formats {

namespace {

constexpr std::array<char32_t, 32> kHigh = {0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                            0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
                                            0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                            0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

// The length of the UTF-8 sequence that begins at a byte; 0 where none does. Source: RFC 3629, section 4.
std::size_t sequence_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : static_cast<unsigned char>(0);
  };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xc0U) == 0x80U; };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return tail(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    if (!tail(1) || !tail(2) || (first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f)) return 0;
    return 3;
  }
  if (first < 0xf0 || first > 0xf4 || !tail(1) || !tail(2) || !tail(3)) return 0;
  return (first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f) ? 0 : 4;
}

std::size_t first_that_is_no_utf_8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = sequence_at(text, at);
    if (length == 0) break;
    at += length;
  }
  return at;
}

void add_windows_1252(std::string& out, char c) {
  const auto byte = static_cast<unsigned char>(c);
  append_utf8(out, byte >= 0x80 && byte < 0xa0 ? kHigh[byte - 0x80U] : static_cast<char32_t>(byte));
}

}  // namespace

void append_utf8(std::string& out, char32_t c) {
  const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80 | ((c >> shift) & 0x3f)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0 | (c >> 6U));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0 | (c >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xf0 | (c >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

Encoding encoding_of(std::string_view bytes) {
  constexpr std::size_t kLooked_bytes = 4096;
  if (bytes.starts_with("\xff\xfe")) return Encoding::utf_16_le;
  if (bytes.starts_with("\xfe\xff")) return Encoding::utf_16_be;
  std::array<std::size_t, 2> zeros{};
  const std::size_t looked = std::min(bytes.size(), kLooked_bytes) / 2 * 2;
  for (std::size_t i = 0; i < looked; ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const std::size_t units = looked / 2;
  if (units < 2) return Encoding::utf_8;
  if (zeros[1] * 2 > units && zeros[0] * 10 < units) return Encoding::utf_16_le;
  if (zeros[0] * 2 > units && zeros[1] * 10 < units) return Encoding::utf_16_be;
  return Encoding::utf_8;
}

std::size_t TextDecoder::add_utf_8(std::string_view bytes, bool last, std::string& text) {
  constexpr std::size_t kLongestSequence = 4;
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t sound = first_that_is_no_utf_8(bytes.substr(at));
    text.append(bytes, at, sound);
    at += sound;
    if (at == bytes.size() || (!last && bytes.size() - at < kLongestSequence)) break;
    ++windows_1252_bytes_;
    add_windows_1252(text, bytes[at++]);
  }
  return at;
}

std::size_t TextDecoder::add_utf_16(std::string_view bytes, bool last, std::string& text) {
  const bool big_end_first = *encoding_ == Encoding::utf_16_be;
  const auto unit = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]);
    const auto b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_end_first ? a << 8U | b : b << 8U | a);
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    const bool first_of_pair = c >= 0xd800 && c < 0xdc00;
    if (first_of_pair && !last && at + 3 >= bytes.size()) return at;
    if (first_of_pair && at + 3 < bytes.size() && unit(at + 2) >= 0xdc00 && unit(at + 2) < 0xe000) {
      c = 0x10000 + ((c - 0xd800) << 10U) + (unit(at + 2) - 0xdc00);
      at += 2;
    } else if (c >= 0xd800 && c < 0xe000) {
      ++broken_letters_;
      c = 0xfffd;
    }
    append_utf8(text, c);
  }
  if (last && at < bytes.size()) ++broken_letters_;
  return at;
}

void TextDecoder::add(std::string_view bytes, bool last, std::string& text) {
  std::string joined;
  if (!waiting_.empty()) {
    joined = std::exchange(waiting_, {});
    joined += bytes;
    bytes = joined;
  }
  if (!encoding_) {
    encoding_ = encoding_of(bytes);
    const std::string_view mark = *encoding_ == Encoding::utf_8       ? "\xef\xbb\xbf"
                                  : *encoding_ == Encoding::utf_16_be ? "\xfe\xff"
                                                                      : "\xff\xfe";
    if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  }
  const std::size_t before = text.size();
  const std::size_t taken =
      *encoding_ == Encoding::utf_8 ? add_utf_8(bytes, last, text) : add_utf_16(bytes, last, text);
  waiting_ = bytes.substr(taken);
  if (const std::size_t nul = text.find('\0', before); nul != std::string::npos && !nul_byte_) {
    nul_byte_ = text_bytes_ + static_cast<std::int64_t>(nul - before);
  }
  text_bytes_ += static_cast<std::int64_t>(text.size() - before);
}

DecodedText decode_text(std::string bytes) {
  DecodedText decoded;
  if (encoding_of(bytes) == Encoding::utf_8 && first_that_is_no_utf_8(bytes) == bytes.size()) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.erase(0, 3);
    decoded.text = std::move(bytes);
    const std::size_t nul = decoded.text.find('\0');
    if (nul != std::string::npos) decoded.nul_byte = static_cast<std::int64_t>(nul);
    return decoded;
  }
  decoded.text.reserve(bytes.size() + bytes.size() / 16);
  TextDecoder decoder;
  decoder.add(bytes, true, decoded.text);
  decoded.windows_1252_bytes = decoder.windows_1252_bytes();
  decoded.broken_letters = decoder.broken_letters();
  decoded.nul_byte = decoder.nul_byte();
  return decoded;
}

}  // namespace schouw::formats
