// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "geo/formats/gdal_handles.h"
#include "geo/formats/ogr_geometry_gdal.h"
#include "geo/formats/write_tables.h"

namespace schouw::formats {

namespace {

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n;\t") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

struct CellText {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(const std::string& text) const { return csv_cell(text); }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const { return fmt::format("{}", number); }
  std::string operator()(bool yes) const { return yes ? "true" : "false"; }
};

enum class Shape { none, point, other };

Shape shape_of(const model::FeatureTable& table) {
  Shape shape = Shape::none;
  for (const auto& feature : table.features) {
    if (std::holds_alternative<std::monostate>(feature.geometry)) continue;
    if (!std::holds_alternative<model::Coordinate>(feature.geometry)) return Shape::other;
    shape = Shape::point;
  }
  return shape;
}

std::string place_text(const model::Geometry& geometry, Shape shape, bool degrees) {
  if (shape == Shape::point) {
    const auto* c = std::get_if<model::Coordinate>(&geometry);
    if (c == nullptr) return ",,";
    return degrees ? fmt::format(",{:.8f},{:.8f}", c->x, c->y) : fmt::format(",{:.3f},{:.3f}", c->x, c->y);
  }
  if (shape == Shape::none) return {};
  const auto converted = ogr_geometry(geometry);
  return "," + (converted ? csv_cell(converted->exportToWkt()) : std::string());
}

std::string_view place_names(Shape shape, bool degrees) {
  if (shape == Shape::none) return "";
  if (shape == Shape::other) return ",wkt";
  return degrees ? ",longitude,latitude" : ",east,north";
}

}  // namespace

std::string csv_text(const model::FeatureTable& table) {
  const bool degrees = !table.crs || table.crs->geographic;
  const Shape shape = shape_of(table);
  std::string out;
  for (const auto& name : table.field_names) out += (out.empty() ? "" : ",") + csv_cell(name);
  out += place_names(shape, degrees);
  out += "\r\n";
  for (const auto& feature : table.features) {
    for (std::size_t i = 0; i < table.field_names.size(); ++i) {
      if (i > 0) out += ',';
      if (const auto* value = feature.field(table.field_names[i])) out += std::visit(CellText{}, *value);
    }
    out += place_text(feature.geometry, shape, degrees) + "\r\n";
  }
  return out;
}

}  // namespace schouw::formats
