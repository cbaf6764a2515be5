// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/read_position.h"

#include <fmt/format.h>

#include <cmath>

#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

// A degree around the CRS's own area: positions at sea or across a border are still meant.
constexpr double kAreaMargin_deg = 1.0;

// The point of a geometry; nothing for none, several points, lines and polygons.
const model::Coordinate* point_of(const model::Geometry& geometry) {
  if (const auto* point = std::get_if<model::Coordinate>(&geometry)) return point;
  if (const auto* points = std::get_if<std::vector<model::Coordinate>>(&geometry)) {
    if (points->size() == 1) return &points->front();
  }
  return nullptr;
}

// In metres or in degrees, whatever the columns hold; a length in another unit is converted.
std::optional<double> coordinate_from_text(std::string_view text) {
  for (const std::string_view unit : {"m", "deg"}) {
    if (const auto found = quantity_from_text(text, unit)) return found->value;
  }
  return std::nullopt;
}

}  // namespace

base::Diagnostic row_diagnostic(std::string code, std::string message, const Row& row, const std::string& file_name) {
  base::Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.severity = base::Severity::warning;
  diagnostic.message = std::move(message);
  diagnostic.where.file = file_name;
  diagnostic.where.feature = row.feature().id;
  diagnostic.where.row = row.feature().row;
  return diagnostic;
}

PositionTransformations::PositionTransformations(const crs::Crs& project_crs)
    : area_(project_crs.area), into_project_(project_crs) {
  const auto degrees = crs::crs_from_text("EPSG:4258");
  if (!degrees) return;
  auto to_degrees = crs::Transformation::between(project_crs, *degrees);
  if (to_degrees) to_degrees_ = *std::move(to_degrees);
}

bool PositionTransformations::inside_area(const crs::MapPosition& at) const {
  if (!to_degrees_) return true;
  const auto place = to_degrees_->forward({at.east_m, at.north_m, std::nullopt});
  return place && place->x >= area_.west_deg - kAreaMargin_deg && place->x <= area_.east_deg + kAreaMargin_deg &&
         place->y >= area_.south_deg - kAreaMargin_deg && place->y <= area_.north_deg + kAreaMargin_deg;
}

PositionReader::PositionReader(const Mapping& mapping, const model::FeatureTable& table,
                               const RegisterOptions& options, PositionTransformations& transformations)
    : mapping_(mapping), table_(table), options_(options), transformations_(transformations) {}

base::Result<PositionReader::Found> PositionReader::from_columns(Row& row, const PositionColumns& columns) {
  Found found{.crs = columns.crs};
  if (!columns.pair.empty()) return from_pair(row, columns);
  for (const bool east : {true, false}) {
    const auto& names = east ? columns.east : columns.north;
    const auto text = row.text(names);
    const auto number = text ? coordinate_from_text(*text) : std::nullopt;
    if (number) {
      (east ? found.x : found.y) = *number;
      continue;
    }
    const std::string field = row.column_name(names);
    auto problem = row_diagnostic("REG-102",
                                  fmt::format("row {} left out: '{}' is '{}', expected a coordinate",
                                              row.feature().row, field, text.value_or("")),
                                  row, options_.file_name);
    problem.severity = base::Severity::error;
    problem.where.field = field;
    problem.hint = "a spreadsheet may have taken the decimal point for a separator: format the column as text";
    return problem;
  }
  found.field = row.column_name(columns.east);
  return found;
}

base::Result<PositionReader::Found> PositionReader::from_pair(Row& row, const PositionColumns& columns) {
  const std::string text = row.text(columns.pair).value_or("");
  std::vector<std::string> parts = parts_of(text, ";|");
  if (parts.size() == 1) parts = parts_of(text, " ");
  if (parts.size() != 2) parts = parts_of(text, ",");
  if (parts.size() == 2) {
    // "52.01, 4.36" leaves a comma at the first.
    if (parts.front().back() == ',') parts.front().pop_back();
    const auto first = coordinate_from_text(parts.front());
    const auto second = coordinate_from_text(parts.back());
    if (first && second) {
      return Found{.x = columns.north_first ? *second : *first,
                   .y = columns.north_first ? *first : *second,
                   .crs = columns.crs,
                   .field = row.column_name(columns.pair)};
    }
  }
  const std::string field = row.column_name(columns.pair);
  auto problem = row_diagnostic(
      "REG-102",
      fmt::format("row {} left out: '{}' is '{}', expected two coordinates", row.feature().row, field, text), row,
      options_.file_name);
  problem.severity = base::Severity::error;
  problem.where.field = field;
  problem.hint = "write them as '52.0116, 4.3571'";
  return problem;
}

base::Result<PositionReader::Found> PositionReader::find(Row& row) {
  // Every position column is asked for, so that none is kept as an unknown property.
  const PositionColumns* stated = nullptr;
  for (const PositionColumns& columns : mapping_.positions) {
    const bool has_east = row.text(columns.east).has_value();
    const bool has_north = row.text(columns.north).has_value();
    const bool has_pair = row.text(columns.pair).has_value();
    if ((has_east || has_north || has_pair) && stated == nullptr) stated = &columns;
  }
  if (const model::Coordinate* point = point_of(row.feature().geometry)) {
    if (point->z && !first_row_with_z_) first_row_with_z_ = row.feature().row;
    return Found{.x = point->x, .y = point->y, .field = "geometry"};
  }
  if (stated != nullptr) return from_columns(row, *stated);
  const bool none = std::holds_alternative<std::monostate>(row.feature().geometry);
  auto problem = row_diagnostic("REG-101",
                                fmt::format("row {} left out: found {}, expected a point", row.feature().row,
                                            none ? "no position" : "a geometry that is not one point"),
                                row, options_.file_name);
  problem.severity = base::Severity::error;
  problem.where.field = "geometry";
  problem.hint = "give a point geometry, or columns such as x and y (RD) or longitude and latitude";
  return problem;
}

base::Result<PositionReader::Source> PositionReader::source_of(const std::string& columns_crs, const Row& row) {
  const auto known = sources_.find(columns_crs);
  if (known != sources_.end()) return known->second;
  crs::CrsClaims claims = model::crs_claims_of(table_, options_.assumed_crs);
  std::string what = "the table '" + table_.name + "'";
  if (!columns_crs.empty()) {
    auto of_columns = crs::crs_from_text(columns_crs);
    if (!of_columns) return base::Result<Source>::failure(of_columns.diagnostics());
    claims.stated = *std::move(of_columns);
    what = "the schema's pair of columns";
  }
  const auto chosen = crs::crs_in_force(claims, row_diagnostic("", "", row, options_.file_name).where, what);
  if (!chosen) return base::Result<Source>::failure(chosen.diagnostics());
  base::append(notes_, chosen.diagnostics());
  const auto to_project = transformations_.into_project(*chosen);
  if (!to_project) return base::Result<Source>::failure(to_project.diagnostics());
  return sources_.emplace(columns_crs, Source{*to_project, crs::label_of(*chosen)}).first->second;
}

base::Result<crs::MapPosition> PositionReader::read(Row& row) {
  using Position = base::Result<crs::MapPosition>;
  auto found = find(row);
  if (!found) return Position::failure(found.diagnostics());
  const auto source = source_of(found->crs, row);
  if (!source) return Position::failure(source.diagnostics());
  record_ = source->to_project->record();
  source_crs_ = source->crs;
  const auto at = std::isfinite(found->x) && std::isfinite(found->y)
                      ? source->to_project->forward({found->x, found->y, std::nullopt})
                      : std::nullopt;
  if (at && transformations_.inside_area({at->x, at->y, 0.0})) return crs::MapPosition{at->x, at->y, 0.0};
  return outside(*found, *source->to_project, row);
}

base::Diagnostic PositionReader::outside(const Found& found, const crs::Transformation& to_project, const Row& row) {
  const auto exchanged = std::isfinite(found.x) && std::isfinite(found.y)
                             ? to_project.forward({found.y, found.x, std::nullopt})
                             : std::nullopt;
  const bool helps = exchanged && transformations_.inside_area({exchanged->x, exchanged->y, 0.0});
  auto problem = row_diagnostic(
      "REG-103",
      fmt::format("row {} left out: {} {} lies outside the area of {}{}", row.feature().row, found.x, found.y,
                  options_.project_crs.name, helps ? "; with its coordinates exchanged it would lie within it" : ""),
      row, options_.file_name);
  problem.severity = base::Severity::error;
  problem.where.field = found.field;
  problem.hint = helps ? "exchange the coordinates of east and north, or of longitude and latitude"
                       : "check the order of the coordinates and their coordinate system (--crs)";
  return problem;
}

}  // namespace schouw::registers
