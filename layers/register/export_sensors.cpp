// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/export_sensors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "geo/formats/rfc7946.h"
#include "layers/register/mapping.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using formats::ColumnType;

// Of RD: those whose horizontal part the native schema reads columns in.
bool is_rd(const crs::Crs& crs) { return crs.id == "EPSG:7415" || crs.id == "EPSG:28992"; }

ColumnType column_type(const Field& field) {
  switch (field.type) {
    case FieldType::number: return ColumnType::number;
    case FieldType::yes_no: return ColumnType::yes_no;
    case FieldType::date: return ColumnType::date;
    case FieldType::text:
    case FieldType::choice: break;
  }
  return ColumnType::text;
}

model::FieldValue value_of(const Field& field, const Sensor& sensor) {
  auto text = field.get(sensor);
  if (!text) return {};
  if (field.type == FieldType::yes_no) return *text == "true";
  if (field.type != FieldType::number) return *std::move(text);
  const auto number = number_from_text(*text);
  return number ? model::FieldValue(*number) : model::FieldValue(*std::move(text));
}

// Names that mean something to the import, or that a table already has.
std::set<std::string> taken_names(const Mapping& native) {
  std::set<std::string> taken = {"uuid", "geom", "geometry", "wkt", "package_fid"};
  for (const Field& field : registered_fields()) taken.insert(lower_case(field.name));
  for (const FieldRule& rule : native.fields) taken.insert(rule.from.begin(), rule.from.end());
  for (const PositionColumns& columns : native.positions) {
    taken.insert(columns.east.begin(), columns.east.end());
    taken.insert(columns.north.begin(), columns.north.end());
    taken.insert(columns.pair.begin(), columns.pair.end());
  }
  for (const RowRule& rule : native.rows) taken.insert(rule.column);
  taken.insert(native.ignore.begin(), native.ignore.end());
  taken.insert(native.id_from.begin(), native.id_from.end());
  return taken;
}

// Columns for what the record has no field for. Names are compared as tables compare them, without regard to case.
class UnknownColumns {
 public:
  explicit UnknownColumns(std::set<std::string> taken) : taken_(std::move(taken)) {}

  void add(const Sensor& sensor) {
    for (const auto& [name, value] : named(sensor)) {
      if (written_.try_emplace(lower_case(name), name).second) names_.push_back(name);
    }
  }
  const std::vector<std::string>& names() const { return names_; }

  // Values by the column's name as it is written.
  std::map<std::string, std::string> values(const Sensor& sensor) const {
    std::map<std::string, std::string> values;
    for (auto& [name, value] : named(sensor)) values[written_.at(lower_case(name))] = value;
    return values;
  }

 private:
  std::vector<std::pair<std::string, std::string>> named(const Sensor& sensor) const {
    std::vector<std::pair<std::string, std::string>> named;
    std::set<std::string> used;
    for (const auto& [stated, value] : sensor.unknown_fields) {
      const std::string base(trimmed(stated).empty() ? "column" : trimmed(stated));
      std::string name = base;
      for (int n = 2; taken_.count(lower_case(name)) != 0 || used.count(lower_case(name)) != 0; ++n) {
        name = fmt::format("{} #{}", base, n);
      }
      used.insert(lower_case(name));
      named.emplace_back(std::move(name), value);
    }
    return named;
  }

  std::set<std::string> taken_;
  std::map<std::string, std::string> written_;  // lower case -> as first met
  std::vector<std::string> names_;
};

class TableBuilder {
 public:
  TableBuilder(const SensorList& sensors, const crs::Crs& project_crs, const Mapping& native,
               const ExportOptions& options)
      : sensors_(sensors), options_(options), unknown_(taken_names(native)) {
    out_.table.name = "sensors";
    out_.table.crs = project_crs;
    out_.place_crs = project_crs;
  }

  base::Result<SensorTable> build() {
    name_columns();
    for (const Sensor& sensor : sensors_) add_row(sensor);
    base::Diagnostics said;
    if (out_.without_place > 0) said.push_back(no_place());
    if (!options_.place_in_columns) return {std::move(out_), std::move(said)};
    auto placed = into_columns();
    if (!placed) return base::Result<SensorTable>::failure(placed.diagnostics());
    base::append(said, placed.diagnostics());
    return {std::move(out_), std::move(said)};
  }

 private:
  void add_column(std::string name, ColumnType type, const Field* field = nullptr) {
    out_.table.field_names.push_back(std::move(name));
    out_.types.push_back(type);
    out_.fields.push_back(field);
  }

  void name_columns() {
    for (const Field& field : registered_fields()) {
      const bool shown = options_.internal || field.publicity == Publicity::open;
      if (shown) add_column(std::string(field.name), column_type(field), &field);
    }
    add_column("uuid", ColumnType::text);
    if (!options_.internal) return;
    households_ = std::any_of(sensors_.begin(), sensors_.end(),
                              [](const Sensor& sensor) { return sensor.scope == Scope::household; });
    if (households_) add_column("scope", ColumnType::text);
    for (const Sensor& sensor : sensors_) unknown_.add(sensor);
    for (const std::string& name : unknown_.names()) add_column(name, ColumnType::text);
  }

  void add_row(const Sensor& sensor) {
    model::Feature& row = out_.table.features.emplace_back(model::Feature{.id = sensor.id});
    if (sensor.position) {
      row.geometry = model::Coordinate{sensor.position->east_m, sensor.position->north_m, {}};
    } else {
      ++out_.without_place;
    }
    for (std::size_t i = 0; i < out_.fields.size() && out_.fields[i] != nullptr; ++i) {
      row.fields.emplace_back(out_.table.field_names[i], value_of(*out_.fields[i], sensor));
    }
    row.fields.emplace_back("uuid", sensor.uuid.text());
    if (!options_.internal) return;
    if (households_) {
      const bool household = sensor.scope == Scope::household;
      row.fields.emplace_back("scope", household ? model::FieldValue(std::string("household")) : model::FieldValue());
    }
    const auto values = unknown_.values(sensor);
    for (const std::string& name : unknown_.names()) {
      const auto held = values.find(name);
      row.fields.emplace_back(name, held == values.end() ? model::FieldValue() : model::FieldValue(held->second));
    }
  }

  // A millimetre: 3 decimals of a metre, 8 of a degree. The columns stand behind the first three, where people look.
  base::Result<base::Done> into_columns() {
    base::Diagnostics said;
    const bool rd = is_rd(out_.place_crs);
    if (!rd) {
      auto degrees = formats::as_rfc7946(std::move(out_.table));
      if (!degrees) return base::Result<base::Done>::failure(degrees.diagnostics());
      said = degrees.diagnostics();
      out_.table = *std::move(degrees);
    }
    out_.place_crs = rd ? *crs::crs_from_text("EPSG:28992") : *out_.table.crs;
    const std::array<std::string, 2> names =
        rd ? std::array<std::string, 2>{"east", "north"} : std::array<std::string, 2>{"longitude", "latitude"};
    constexpr std::ptrdiff_t kBehind = 3;  // id, name and kind
    out_.table.field_names.insert(out_.table.field_names.begin() + kBehind, names.begin(), names.end());
    out_.types.insert(out_.types.begin() + kBehind, 2, ColumnType::number);
    out_.fields.insert(out_.fields.begin() + kBehind, 2, nullptr);
    const double factor = rd ? 1e3 : 1e8;
    for (model::Feature& row : out_.table.features) {
      const auto* at = std::get_if<model::Coordinate>(&row.geometry);
      const auto rounded = [&](double value) {
        return at == nullptr ? model::FieldValue() : model::FieldValue(std::round(value * factor) / factor);
      };
      const std::array<std::pair<std::string, model::FieldValue>, 2> place = {
          {{names[0], rounded(at == nullptr ? 0.0 : at->x)}, {names[1], rounded(at == nullptr ? 0.0 : at->y)}}};
      row.fields.insert(row.fields.begin() + kBehind, place.begin(), place.end());
      row.geometry = std::monostate{};
    }
    out_.table.crs.reset();
    return {base::Done{}, std::move(said)};
  }

  base::Diagnostic no_place() const {
    return {.code = "EXP-110",
            .severity = base::Severity::warning,
            .message =
                fmt::format("{} sensors have no place, and cannot be imported again without one", out_.without_place),
            .where = {.field = "position"},
            .hint = "give them a place in the plan"};
  }

  const SensorList& sensors_;
  ExportOptions options_;
  UnknownColumns unknown_;
  SensorTable out_;
  bool households_ = false;
};

}  // namespace

base::Result<SensorTable> export_sensors(const SensorList& sensors, const crs::Crs& project_crs, const Schema& native,
                                         const ExportOptions& options) {
  const auto mapping = mapping_from(native);
  if (!mapping) return base::Result<SensorTable>::failure(mapping.diagnostics());
  // Once more, whoever calls: what is not copied cannot slip through.
  const SensorList shown = options.internal ? sensors : redacted(sensors);
  return TableBuilder(shown, project_crs, *mapping, options).build();
}

int restricted_field_count() {
  const auto fields = registered_fields();
  return static_cast<int>(
      std::count_if(fields.begin(), fields.end(), [](const Field& f) { return f.publicity != Publicity::open; }));
}

}  // namespace schouw::registers
