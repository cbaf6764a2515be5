// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "geo/formats/gdal_handles.h"
#include "geo/formats/ogr_geometry_gdal.h"
#include "geo/formats/spreadsheet_text.h"
#include "geo/formats/write_tables.h"

namespace schouw::formats {

namespace {

std::string quoted_where_needed(std::string_view text) {
  if (text.find_first_of(",\"\r\n;\t") == std::string_view::npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

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

// Cells of one profile.
class CellWriter {
 public:
  explicit CellWriter(CsvProfile profile) : excel_(profile == CsvProfile::excel_nl) {}

  char separator() const { return excel_ ? ';' : ','; }

  std::string text(std::string_view text) const {
    return quoted_where_needed(excel_ ? as_spreadsheet_text(text) : std::string(text));
  }

  std::string number(std::string written) const {
    if (excel_) std::replace(written.begin(), written.end(), '.', ',');
    return written;
  }

  std::string value(const model::FieldValue& value, ColumnType type) const {
    if (const auto* text = std::get_if<std::string>(&value)) {
      return type == ColumnType::date ? date(*text) : this->text(*text);
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
    if (const auto* number = std::get_if<double>(&value)) {
      return std::isfinite(*number) ? this->number(fmt::format("{}", *number)) : std::string();
    }
    if (const auto* yes = std::get_if<bool>(&value)) {
      return excel_ ? (*yes ? "ja" : "nee") : (*yes ? "true" : "false");
    }
    return {};
  }

 private:
  std::string date(std::string_view iso) const {
    constexpr std::size_t kIso = 10;
    if (!excel_ || iso.size() != kIso || iso[4] != '-' || iso[7] != '-') return text(iso);
    return fmt::format("{}-{}-{}", iso.substr(8), iso.substr(5, 2), iso.substr(0, 4));
  }

  bool excel_;
};

class CsvWriter {
 public:
  CsvWriter(const model::FeatureTable& table, CsvProfile profile, std::span<const ColumnType> types)
      : table_(table),
        types_(types),
        cells_(profile),
        degrees_(!table.crs || table.crs->geographic),
        shape_(shape_of(table)),
        out_(profile == CsvProfile::excel_nl ? "\xef\xbb\xbf" : "") {}

  std::string write() {
    for (const auto& name : table_.field_names) add(cells_.text(name));
    if (shape_ == Shape::other) add("wkt");
    if (shape_ == Shape::point) {
      add(degrees_ ? "longitude" : "east");
      add(degrees_ ? "latitude" : "north");
    }
    end_row();
    for (const auto& feature : table_.features) add_row(feature);
    return std::move(out_);
  }

 private:
  void add(std::string_view cell) {
    if (!first_) out_ += cells_.separator();
    first_ = false;
    out_ += cell;
  }

  void end_row() {
    out_ += "\r\n";
    first_ = true;
  }

  void add_row(const model::Feature& feature) {
    for (std::size_t i = 0; i < table_.field_names.size(); ++i) {
      const auto* value = feature.field(table_.field_names[i]);
      add(value == nullptr ? std::string() : cells_.value(*value, i < types_.size() ? types_[i] : ColumnType::text));
    }
    add_place(feature.geometry);
    end_row();
  }

  void add_place(const model::Geometry& geometry) {
    if (shape_ == Shape::none) return;
    if (shape_ == Shape::other) {
      const auto converted = ogr_geometry(geometry);
      return add(converted ? cells_.text(converted->exportToWkt()) : std::string());
    }
    const auto* c = std::get_if<model::Coordinate>(&geometry);
    for (const double value : {c == nullptr ? 0.0 : c->x, c == nullptr ? 0.0 : c->y}) {
      const std::string written = degrees_ ? fmt::format("{:.8f}", value) : fmt::format("{:.3f}", value);
      add(c == nullptr ? std::string() : cells_.number(written));
    }
  }

  const model::FeatureTable& table_;
  std::span<const ColumnType> types_;
  CellWriter cells_;
  bool degrees_;
  Shape shape_;
  std::string out_;
  bool first_ = true;
};

}  // namespace

std::string csv_text(const model::FeatureTable& table, CsvProfile profile, std::span<const ColumnType> types) {
  return CsvWriter(table, profile, types).write();
}

}  // namespace schouw::formats
