// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/text_encoding.h"

#include <algorithm>
#include <array>

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

void decode_utf_8(std::string& bytes, DecodedText& decoded) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.erase(0, 3);
  const std::size_t sound = first_that_is_no_utf_8(bytes);
  if (sound == bytes.size()) {
    decoded.text = std::move(bytes);
    return;
  }
  decoded.text.reserve(bytes.size() + bytes.size() / 16);
  decoded.text.assign(bytes, 0, sound);
  for (std::size_t at = sound; at < bytes.size();) {
    const std::size_t length = sequence_at(bytes, at);
    if (length == 0) {
      ++decoded.windows_1252_bytes;
      add_windows_1252(decoded.text, bytes[at++]);
      continue;
    }
    decoded.text.append(bytes, at, length);
    at += length;
  }
}

void decode_utf_16(std::string_view bytes, bool big_end_first, DecodedText& decoded) {
  const auto unit = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]);
    const auto b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_end_first ? a << 8U | b : b << 8U | a);
  };
  decoded.text.reserve(bytes.size() / 2 + bytes.size() / 16);
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (at == 0 && c == 0xfeff) continue;
    const bool pair =
        c >= 0xd800 && c < 0xdc00 && at + 3 < bytes.size() && unit(at + 2) >= 0xdc00 && unit(at + 2) < 0xe000;
    if (pair) {
      c = 0x10000 + ((c - 0xd800) << 10U) + (unit(at + 2) - 0xdc00);
      at += 2;
    } else if (c >= 0xd800 && c < 0xe000) {
      ++decoded.broken_letters;
      c = 0xfffd;
    }
    append_utf8(decoded.text, c);
  }
  if (bytes.size() % 2 != 0) ++decoded.broken_letters;
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

DecodedText decode_text(std::string bytes) {
  DecodedText decoded;
  const Encoding encoding = encoding_of(bytes);
  if (encoding == Encoding::utf_8) {
    decode_utf_8(bytes, decoded);
  } else {
    decode_utf_16(bytes, encoding == Encoding::utf_16_be, decoded);
  }
  const std::size_t nul = decoded.text.find('\0');
  if (nul != std::string::npos) decoded.nul_byte = static_cast<std::int64_t>(nul);
  return decoded;
}

}  // namespace schouw::formats
