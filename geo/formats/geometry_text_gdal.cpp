// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/geometry_text_gdal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>
#include <vector>

#include "geo/formats/gdal_handles.h"
#include "geo/formats/ogr_conversion.h"

namespace schouw::formats {

namespace {

constexpr std::size_t kPointDigits = 42;  // byte order, type and two doubles
constexpr std::uint32_t kHasZ = 0x80000000U;
constexpr std::uint32_t kHasM = 0x40000000U;
constexpr std::uint32_t kHasSrid = 0x20000000U;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kWhite = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhite) - first + 1);
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

int hex_value(char c) {
  const char up = upper(c);
  if (c >= '0' && c <= '9') return c - '0';
  return up >= 'A' && up <= 'F' ? up - 'A' + 10 : -1;
}

bool starts_as(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char w, char t) { return w == upper(t); });
}

// "SRID=28992;" taken off; nothing where there is none.
std::optional<int> take_srid(std::string_view& text) {
  constexpr std::string_view kMark = "SRID=";
  if (!starts_as(text, kMark)) return std::nullopt;
  int srid = 0;
  const char* const end_of_text = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data() + kMark.size(), end_of_text, srid);
  if (problem != std::errc{} || end == end_of_text || *end != ';') return std::nullopt;
  text = trimmed(text.substr(static_cast<std::size_t>(end - text.data()) + 1));
  return srid;
}

// The word that a WKT begins with, in capitals; empty where no bracket or EMPTY follows it.
std::string wkt_word(std::string_view text) {
  constexpr std::array<std::string_view, 15> kWords = {
      "POINT",        "LINESTRING",         "POLYGON",           "MULTIPOINT",    "MULTILINESTRING",
      "MULTIPOLYGON", "GEOMETRYCOLLECTION", "CIRCULARSTRING",    "COMPOUNDCURVE", "CURVEPOLYGON",
      "MULTICURVE",   "MULTISURFACE",       "POLYHEDRALSURFACE", "TIN",           "TRIANGLE"};
  std::string word;
  for (const char c : text.substr(0, 24)) {
    if (upper(c) < 'A' || upper(c) > 'Z') break;
    word += upper(c);
  }
  std::string_view rest = trimmed(text.substr(word.size()));
  for (const std::string_view dimension : {"ZM", "Z", "M"}) {
    if (word.size() > dimension.size() && word.ends_with(dimension) &&
        std::find(kWords.begin(), kWords.end(), word) == kWords.end()) {
      word.resize(word.size() - dimension.size());
    }
    if (starts_as(rest, dimension)) rest = trimmed(rest.substr(dimension.size()));
  }
  const bool known = std::find(kWords.begin(), kWords.end(), word) != kWords.end();
  return known && (starts_as(rest, "(") || starts_as(rest, "EMPTY")) ? word : std::string();
}

std::optional<std::vector<unsigned char>> bytes_of_hex(std::string_view text) {
  std::vector<unsigned char> bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    const int high = hex_value(text[i]);
    const int low = hex_value(text[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes.push_back(static_cast<unsigned char>(high * 16 + low));
  }
  return bytes;
}

std::uint32_t number_at(const std::vector<unsigned char>& bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const unsigned shift = static_cast<unsigned>(bytes[0] == 1 ? i : 3 - i) * 8U;
    number |= static_cast<std::uint32_t>(bytes[at + i]) << shift;
  }
  return number;
}

std::uint32_t kind_of(std::uint32_t type) { return (type & 0x0fffffffU) % 1000U; }

bool is_wkb(std::string_view text) {
  if (text.size() < kPointDigits || text.size() % 2 != 0 || text[0] != '0') return false;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return hex_value(c) >= 0; })) return false;
  const auto head = bytes_of_hex(text.substr(0, 10));
  if (!head || (*head)[0] > 1) return false;
  const std::uint32_t type = number_at(*head, 1);
  return (type & 0x10000000U) == 0 && (type & 0x0fffffffU) < 4000 && kind_of(type) >= 1 && kind_of(type) <= 17;
}

using OgrHandle = std::unique_ptr<OGRGeometry>;

OgrHandle from_wkt(std::string_view text) {
  const std::string whole(text);
  const char* rest = whole.c_str();
  OGRGeometry* made = nullptr;
  const bool read = OGRGeometryFactory::createFromWkt(&rest, nullptr, &made) == OGRERR_NONE;
  OgrHandle geometry(made);
  return read && trimmed(rest).empty() ? std::move(geometry) : nullptr;
}

OgrHandle from_wkb(std::string_view text, std::optional<int>& srid) {
  auto bytes = bytes_of_hex(text);
  if (!bytes) return nullptr;
  std::uint32_t type = number_at(*bytes, 1);
  if ((type & kHasSrid) != 0) {
    if (bytes->size() < 9) return nullptr;
    srid = static_cast<int>(number_at(*bytes, 5));
    bytes->erase(bytes->begin() + 5, bytes->begin() + 9);
  }
  type &= ~kHasSrid;
  if ((type & kHasM) != 0 && (type & kHasZ) == 0) type = kind_of(type) + 2000;
  for (std::size_t i = 0; i < 4; ++i) {
    const unsigned shift = static_cast<unsigned>((*bytes)[0] == 1 ? i : 3 - i) * 8U;
    (*bytes)[1 + i] = static_cast<unsigned char>(type >> shift);
  }
  OGRGeometry* made = nullptr;
  std::size_t used = 0;
  const bool read = OGRGeometryFactory::createFromWkb(bytes->data(), nullptr, &made, bytes->size(), wkbVariantIso,
                                                      used) == OGRERR_NONE;
  OgrHandle geometry(made);
  return read && used == bytes->size() ? std::move(geometry) : nullptr;
}

}  // namespace

GeometryText geometry_text_of(std::string_view text) {
  text = trimmed(text);
  take_srid(text);
  if (!wkt_word(text).empty()) return GeometryText::wkt;
  return is_wkb(text) ? GeometryText::wkb : GeometryText::none;
}

bool is_point_text(std::string_view text) {
  text = trimmed(text);
  take_srid(text);
  if (const std::string word = wkt_word(text); !word.empty()) return word == "POINT" || word == "MULTIPOINT";
  if (!is_wkb(text)) return false;
  const auto head = bytes_of_hex(text.substr(0, 10));
  return head && (kind_of(number_at(*head, 1)) == 1 || kind_of(number_at(*head, 1)) == 4);
}

std::optional<ReadGeometry> geometry_from_text(std::string_view text) {
  const GdalMessages silent;
  ReadGeometry read;
  text = trimmed(text);
  read.srid = take_srid(text);
  const OgrHandle geometry = is_wkb(text) ? from_wkb(text, read.srid) : from_wkt(text);
  if (!geometry) return std::nullopt;
  auto converted = geometry_from_ogr(geometry.get());
  if (!converted) return std::nullopt;
  read.geometry = *std::move(converted);
  return read;
}

}  // namespace schouw::formats
