// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/geometry_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "geo/formats/coordinate_extent.h"
#include "geo/formats/geometry_text_gdal.h"
#include "geo/formats/ogr_conversion.h"

namespace schouw::formats {

namespace {

constexpr std::size_t kLookedAt = 200;

bool is_named_so(std::string_view name) {
  constexpr std::array<std::string_view, 14> kNames = {
      "wkt",   "ewkt",     "wkb",      "geom",         "geometry",     "the_geom",     "geometrie",
      "shape", "geom_wkt", "wkt_geom", "wkb_geometry", "geometry_wkt", "wkt_geometry", "geo_wkt"};
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return std::find(kNames.begin(), kNames.end(), lower) != kNames.end();
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

const std::string* text_in(const model::Feature& feature, std::string_view column) {
  const auto* value = feature.field(column);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr || is_blank(*text) ? nullptr : text;
}

// Empty where no column holds geometries.
std::string geometry_column(const model::FeatureTable& table) {
  std::vector<ColumnLook> looks(table.field_names.size());
  for (std::size_t i = 0; i < looks.size(); ++i) {
    for (const model::Feature& feature : table.features) {
      if (const std::string* text = text_in(feature, table.field_names[i])) looks[i].add(*text);
      if (looks[i].texts == kLookedAt) break;
    }
  }
  return geometry_column_of(table.field_names, looks);
}

std::string beginning_of(const std::string& text) {
  constexpr std::size_t kShown_bytes = 40;
  std::size_t end = std::min(text.size(), kShown_bytes);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return text.substr(0, end);
}

class GeometryColumn {
 public:
  GeometryColumn(model::FeatureTable& table, std::string column, RowProblems& problems)
      : table_(table), column_(std::move(column)), problems_(problems) {
    const auto at = std::find(table.field_names.begin(), table.field_names.end(), column_);
    number_ = at - table.field_names.begin() + 1;
  }

  base::Result<base::Done> take(base::Diagnostics& notes) {
    for (model::Feature& feature : table_.features) {
      read(feature);
      if (vertices_ > kMostVertices) {
        return over_limit(problems_.file(), fmt::format("more than {} vertices", kMostVertices));
      }
    }
    settle_srid(notes);
    const std::string_view guessed = take_for_granted();
    std::erase(table_.field_names, column_);
    notes.push_back(
        {.code = "IO-145",
         .severity = base::Severity::note,
         .message = fmt::format("column \"{}\" holds geometries: {} of {} rows have one{}", column_, found_,
                                srids_.size(), guessed),
         .where = {.file = problems_.file(), .field = column_},
         .hint = "a row's own coordinates go before those of other columns; --crs states another system"});
    return base::Done{};
  }

 private:
  void read(model::Feature& feature) {
    const std::string* text = text_in(feature, column_);
    srids_.emplace_back();
    if (text != nullptr) {
      auto geometry = geometry_from_text(*text);
      if (geometry) {
        ++found_;
        vertices_ += vertex_count(geometry->geometry);
        feature.geometry = std::move(geometry->geometry);
        srids_.back() = geometry->srid;
        if (geometry->srid) ++rows_of_[*geometry->srid];
      } else {
        tell_of(*text, feature);
      }
    }
    std::erase_if(feature.fields, [&](const auto& field) { return field.first == column_; });
  }

  void tell_of(const std::string& text, const model::Feature& feature) {
    problems_.add(
        {.code = "IO-143",
         .severity = base::Severity::warning,
         .message = fmt::format("found \"{}\", expected a geometry such as POINT (84000 447000); the row is "
                                "read without one",
                                beginning_of(text)),
         .where = {.feature = feature.id, .field = column_, .row = feature.row, .column = number_},
         .hint = "correct the cell in the source and import again"});
  }

  void settle_srid(base::Diagnostics& notes) {
    const auto most = std::max_element(rows_of_.begin(), rows_of_.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == rows_of_.end() || most->first == 0) return;
    const auto crs = crs::crs_from_text(fmt::format("EPSG:{}", most->first));
    if (crs) {
      table_.crs = *crs;
    } else {
      for (base::Diagnostic problem : crs.diagnostics()) {
        problem.severity = base::Severity::warning;
        problem.where.file = problems_.file();
        problem.where.field = column_;
        problem.hint = "state the CRS with --crs";
        notes.push_back(std::move(problem));
      }
    }
    if (rows_of_.size() > 1) leave_out_others(most->first);
  }

  // Coordinates that state no system and can be of one only.
  std::string_view take_for_granted() {
    if (!rows_of_.empty()) return "";
    const CoordinateExtent extent = extent_of(table_);
    if (extent.empty()) return "";
    const bool degrees = extent.within(kDegrees);
    if (!degrees && !extent.within(kDutchMetres)) return "";
    const auto crs = crs::crs_from_text(degrees ? "EPSG:4326" : "EPSG:28992");
    if (!crs) return "";
    table_.crs = *crs;
    table_.crs_is_the_usual = true;
    return degrees ? "; by their size they are degrees" : "; by their size they are metres of EPSG:28992";
  }

  void leave_out_others(int srid) {
    std::vector<model::Feature> kept;
    for (std::size_t i = 0; i < table_.features.size(); ++i) {
      model::Feature& feature = table_.features[i];
      if (!srids_[i] || *srids_[i] == srid) {
        kept.push_back(std::move(feature));
        continue;
      }
      ++table_.left_out;
      problems_.add(
          {.code = "IO-144",
           .severity = base::Severity::warning,
           .message = fmt::format("a row is left out: found SRID {}, expected {} as in most rows", *srids_[i], srid),
           .where = {.feature = feature.id, .field = column_, .row = feature.row, .column = number_},
           .hint = "give all rows in one coordinate system, or each system a file of its own"});
    }
    table_.features = std::move(kept);
  }

  model::FeatureTable& table_;
  std::string column_;
  RowProblems& problems_;
  std::int64_t number_ = 0;
  std::vector<std::optional<int>> srids_;  // of each row
  std::map<int, std::size_t> rows_of_;
  std::size_t found_ = 0;
  std::size_t vertices_ = 0;
};

}  // namespace

void ColumnLook::add(const std::string& text) {
  if (texts == kLookedAt || is_blank(text)) return;
  ++texts;
  if (geometry_text_of(text) == GeometryText::none) return;
  ++geometries;
  points += is_point_text(text) ? 1 : 0;
}

std::string geometry_column_of(std::span<const std::string> names, std::span<const ColumnLook> looks) {
  std::string by_values;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const ColumnLook& look = looks[i];
    if (look.geometries == 0) continue;
    if (is_named_so(names[i]) && look.geometries * 2 > look.texts) return names[i];
    if (by_values.empty() && look.points == look.texts) by_values = names[i];
  }
  return by_values;
}

base::Result<base::Done> take_geometry_columns(model::FeatureTable& table, RowProblems& problems,
                                               base::Diagnostics& notes) {
  const std::string column = geometry_column(table);
  if (column.empty()) return base::Done{};
  return GeometryColumn(table, column, problems).take(notes);
}

}  // namespace schouw::formats
