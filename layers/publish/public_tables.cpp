// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/public_tables.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <set>

#include "layers/register/mail_address.h"
#include "layers/stacking/limits_at.h"

namespace schouw::publish {

namespace {

using tables::Cell;
using tables::ColumnType;
using tables::Table;

void add_columns(Table& table, ColumnType type, std::initializer_list<const char*> names) {
  for (const char* name : names) table.columns.push_back({name, type});
}

Cell number_or_nothing(double value) { return value > 0.0 ? Cell(value) : Cell(std::monostate{}); }
Cell count_or_nothing(int value) { return value > 0 ? Cell(std::int64_t{value}) : Cell(std::monostate{}); }

std::vector<model::PolygonWithHoles> square_of(const stacking::PublicCell& cell) {
  constexpr double kSide_m = stacking::kPublicCell_m;
  const double west = cell.column * kSide_m;
  const double south = cell.row * kSide_m;
  const double east = west + kSide_m;
  const double north = south + kSide_m;
  return {{{{{west, south, {}}, {east, south, {}}, {east, north, {}}, {west, north, {}}, {west, south, {}}}}}};
}

std::string at_least(int count, const Say& say) {
  if (count == 0) return say({"publish.unknown", {}});
  return say({"publish.at_least", {{"count", std::int64_t{count}}}});
}

Table about_table(const PublicCopyParams& params) {
  Table table{.name = kAboutTable, .description = params.say({"publish.table.about", {}})};
  add_columns(table, ColumnType::text, {"key", "value"});
  const auto add = [&](const char* key, std::string value) {
    if (!value.empty()) table.rows.push_back({.cells = {std::string(key), std::move(value)}});
  };
  std::set<std::string> dates;
  for (const EarlierCopy& copy : params.earlier) {
    dates.insert(copy.dates.begin(), copy.dates.end());
    dates.insert(copy.date_iso);
  }
  dates.erase(params.date_iso);
  add("layout", std::to_string(kPublicLayout));
  add("title", params.title);
  add("publication_date", params.date_iso);
  add("earlier_copies", fmt::format("{}", fmt::join(dates, " ")));
  add("crs", params.plan.project_crs.id);
  add("what", params.say({"publish.about.what", {}}));
  add("at_least", params.say({"publish.about.at_least", {}}));
  add("outside", params.say({"publish.about.outside", {}}));
  add("generalised", params.say({"publish.about.generalised", {}}));
  add("limits", params.say({params.plan.policy.thresholds.decided_on.empty() ? "publish.about.limits_example"
                                                                             : "publish.about.limits_adopted",
                            {}}));
  return table;
}

// Whose data it is. Of registers only what the sensors in the copy themselves say; files are not named.
Table source_table(const PublicCopyParams& params, const std::vector<PublicSensor>& sensors) {
  Table table{.name = "sources", .description = params.say({"publish.table.sources", {}})};
  add_columns(table, ColumnType::text, {"kind", "name", "licence"});
  std::set<std::array<std::string, 3>> rows;
  for (const PublicSensor& sensor : sensors) {
    for (const registers::SourceRef& source : sensor.record.sources) {
      rows.insert({"register", source.system, source.licence});
    }
  }
  for (const model::Provenance& source : params.plan.sources) {
    const bool space = source.kind == "city" || source.kind == "terrain";
    if (space && !(source.attribution.empty() && source.licence.empty())) {
      rows.insert({source.kind, source.attribution, source.licence});
    }
  }
  for (const auto& row : rows) table.rows.push_back({.cells = {row[0], row[1], row[2]}});
  return table;
}

void mask_addresses(Table& table) {
  for (tables::Row& row : table.rows) {
    for (Cell& cell : row.cells) {
      if (auto* text = std::get_if<std::string>(&cell)) registers::mask_private_addresses(*text);
    }
  }
}

}  // namespace

Table coverage_table(const PublicFigures& figures, const Say& say) {
  Table table{.name = "coverage_10m",
              .description = say({"publish.table.coverage", {}}),
              .geometry = tables::GeometryType::multi_polygon};
  add_columns(table, ColumnType::integer, {"at_least", "optical_at_least", "personal_at_least"});
  add_columns(table, ColumnType::text, {"label"});
  for (const CellFigure& figure : figures.cells) {
    table.rows.push_back({.geometry = square_of(figure.cell),
                          .cells = {std::int64_t{figure.sensors}, std::int64_t{figure.optical},
                                    std::int64_t{figure.personal}, at_least(figure.sensors, say)}});
  }
  return table;
}

Table public_area_table(const plan::Plan& plan, const PublicFigures& figures, const Say& say) {
  const policy::ThresholdTable& limits = plan.policy.thresholds;
  Table table{.name = "areas",
              .description = say({"publish.table.areas", {}}),
              .geometry = tables::GeometryType::multi_polygon};
  add_columns(table, ColumnType::text, {"id", "name", "type", "label"});
  add_columns(table, ColumnType::integer, {"at_least", "personal_at_least"});
  add_columns(table, ColumnType::real, {"m2_at_least_2", "m2_at_least_3", "m2_at_least_4"});
  for (const policy::ThresholdRule& rule : limits.rules) {
    table.columns.push_back({"attention_at_" + rule.id, ColumnType::integer});
    table.columns.push_back({"exceeded_at_" + rule.id, ColumnType::integer});
  }
  for (const areas::Area& area : plan.areas) {
    const PlaceFigure place = is_place(area) ? place_figure(figures, area) : PlaceFigure{};
    tables::Row row{.geometry = area.polygons, .cells = {area.id, area.name, area.type}};
    row.cells.emplace_back(is_place(area) ? Cell(at_least(place.sensors, say)) : Cell(std::monostate{}));
    row.cells.push_back(count_or_nothing(place.sensors));
    row.cells.push_back(count_or_nothing(place.personal));
    for (const double m2 : {place.at_least_2_m2, place.at_least_3_m2, place.at_least_4_m2}) {
      row.cells.push_back(number_or_nothing(m2));
    }
    for (const policy::ThresholdRule& rule : limits.rules) {
      const auto levels = area.type == "neighbourhood" ? std::nullopt : limits.levels_for(area.type, rule.id);
      row.cells.push_back(count_or_nothing(levels ? levels->attention_at : 0));
      row.cells.push_back(count_or_nothing(levels ? levels->exceeded_at : 0));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table limits_table(const policy::Policy& policy, const Say& say) {
  const policy::ThresholdTable& limits = policy.thresholds;
  Table table{.name = "policy", .description = say({"publish.table.policy", {}})};
  add_columns(table, ColumnType::text, {"area_type", "rule", "counted"});
  add_columns(table, ColumnType::real, {"px_per_m"});
  add_columns(table, ColumnType::integer, {"attention_at", "exceeded_at", "adopted"});
  add_columns(table, ColumnType::text, {"decided_by", "decided_on", "source", "decided_number"});
  for (const std::string& type : limits.area_types) {
    for (const policy::ThresholdRule& rule : limits.rules) {
      const auto levels = limits.levels_for(type, rule.id);
      if (!levels) continue;
      table.rows.push_back({.cells = {type, rule.id, say({stacking::rule_name_key(limits, rule.id), {}}),
                                      rule.px_per_m ? Cell(*rule.px_per_m) : Cell(std::monostate{}),
                                      count_or_nothing(levels->attention_at), count_or_nothing(levels->exceeded_at),
                                      std::int64_t{limits.adopted()}, limits.decided_by, limits.decided_on,
                                      limits.source, limits.decided_number}});
    }
  }
  return table;
}

tables::Package public_package(const PublicCopyParams& params) {
  const std::vector<PublicSensor> sensors = shown_sensors(params.plan, params.figures);
  tables::Package package{.crs = params.plan.project_crs, .tables = {}};
  package.tables.push_back(about_table(params));
  package.tables.push_back(sensor_table(sensors, params.say));
  package.tables.push_back(coverage_table(params.figures, params.say));
  package.tables.push_back(public_area_table(params.plan, params.figures, params.say));
  package.tables.push_back(limits_table(params.plan.policy, params.say));
  package.tables.push_back(street_table(sensors, params.plan.areas, params.say));
  package.tables.push_back(time_line_table(time_line(params.earlier, package.tables[1], params.date_iso),
                                           params.say({"publish.table.time_line", {}})));
  for (Table& table : record_tables(params.plan, sensors, params.say)) package.tables.push_back(std::move(table));
  package.tables.push_back(source_table(params, sensors));
  package.tables.push_back(public_styles(params.say));
  for (Table& table : package.tables) mask_addresses(table);
  return package;
}

}  // namespace schouw::publish
