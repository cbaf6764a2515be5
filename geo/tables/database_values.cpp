// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/database_values.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "geo/tables/geometry_blob.h"

namespace schouw::tables {

namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

std::string to_hex(std::string_view bytes) {
  std::string hex;
  hex.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    hex += kDigits[value >> 4U];
    hex += kDigits[value & 15U];
  }
  return hex;
}

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.substr(0, 2) != "\\x" || hex.size() % 2 != 0) return std::nullopt;
  hex.remove_prefix(2);
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const std::size_t high = kDigits.find(hex[i]);
    const std::size_t low = kDigits.find(hex[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    bytes += static_cast<char>(high << 4U | low);
  }
  return bytes;
}

std::string doubled(std::string_view text, char mark) {
  std::string out(1, mark);
  for (const char c : text) {
    out += c;
    if (c == mark) out += c;
  }
  return out + mark;
}

model::Geometry in_plan(model::Geometry geometry) {
  if (auto* point = std::get_if<model::Coordinate>(&geometry)) point->z.reset();
  if (auto* polygons = std::get_if<std::vector<model::PolygonWithHoles>>(&geometry)) {
    for (auto& polygon : *polygons) {
      for (auto& ring : polygon.rings) {
        for (auto& coordinate : ring) coordinate.z.reset();
      }
    }
  }
  return geometry;
}

}  // namespace

std::string sql_name(std::string_view name) { return doubled(name, '"'); }
std::string sql_text(std::string_view text) { return doubled(text, '\''); }

std::optional<std::string> parameter_of(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&cell)) {
    return std::isnan(*real) ? std::nullopt : std::optional(fmt::format("{}", *real));
  }
  const auto* text = std::get_if<std::string>(&cell);
  if (text == nullptr) return std::nullopt;
  if (text->find('\0') == std::string::npos) return *text;
  std::string whole;
  for (const char c : *text) whole += c == '\0' ? std::string("\xEF\xBF\xBD") : std::string(1, c);
  return whole;
}

Cell cell_from(ColumnType type, std::string text) {
  const char* end = text.data() + text.size();
  if (type == ColumnType::integer) {
    std::int64_t whole = 0;
    const auto [stop, problem] = std::from_chars(text.data(), end, whole);
    if (problem == std::errc{} && stop == end) return whole;
  }
  if (type == ColumnType::real) {
    double real = 0.0;
    const auto [stop, problem] = std::from_chars(text.data(), end, real);
    if (problem == std::errc{} && stop == end) return real;
  }
  return text;
}

void append_copied(const std::optional<std::string>& value, std::string& rows) {
  if (!value) {
    rows += "\\N";
  } else {
    for (const char c : *value) {
      switch (c) {
        case '\\': rows += "\\\\"; break;
        case '\t': rows += "\\t"; break;
        case '\n': rows += "\\n"; break;
        case '\r': rows += "\\r"; break;
        default: rows += c;
      }
    }
  }
  rows += '\t';
}

std::optional<std::string> extended_hex(const model::Geometry& geometry, int srid) {
  const auto wkb = wkb_of(in_plan(geometry));
  if (!wkb) return std::nullopt;
  constexpr std::uint32_t kWithSrid = 0x20000000U;
  std::uint32_t type = 0;
  std::memcpy(&type, wkb->data() + 1, sizeof(type));  // little-endian, as wkb_of writes it
  type |= kWithSrid;
  const auto system = static_cast<std::uint32_t>(srid);
  std::string extended = wkb->substr(0, 1);
  extended.append(reinterpret_cast<const char*>(&type), sizeof(type));
  extended.append(reinterpret_cast<const char*>(&system), sizeof(system));
  return to_hex(extended + wkb->substr(1 + sizeof(type)));
}

std::optional<model::Geometry> geometry_from_hex(std::string_view hex) {
  const auto bytes = from_hex(hex);
  return bytes ? geometry_from_wkb(*bytes) : std::nullopt;
}

}  // namespace schouw::tables
