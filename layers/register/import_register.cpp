// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/import_register.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "layers/register/cut_names.h"
#include "layers/register/far_sensors.h"
#include "layers/register/mapping.h"
#include "layers/register/quality.h"
#include "layers/register/read_position.h"
#include "layers/register/read_row.h"
#include "layers/register/register_tables.h"
#include "layers/register/value_text.h"

namespace schouw::registers {

namespace {

using base::Diagnostic;
using base::Severity;

// Coordinates are stated to the centimetre at best.
constexpr double kSamePlace_m = 0.01;
bool only_texts(const model::FeatureTable& table) {
  return std::all_of(table.features.begin(), table.features.end(), [](const model::Feature& feature) {
    return std::holds_alternative<std::monostate>(feature.geometry) &&
           std::all_of(feature.fields.begin(), feature.fields.end(), [](const auto& field) {
             return std::holds_alternative<std::string>(field.second) ||
                    std::holds_alternative<std::monostate>(field.second);
           });
  });
}

Diagnostic file_note(std::string code, std::string message, const RegisterOptions& options) {
  Diagnostic note;
  note.code = std::move(code);
  note.severity = Severity::note;
  note.message = std::move(message);
  note.where.file = options.file_name;
  return note;
}

class RegisterReader {
 public:
  RegisterReader(const Mapping& mapping, const Lookups& lookups, const RegisterOptions& options)
      : mapping_(mapping),
        lookups_(lookups),
        options_(options),
        transformations_(options.project_crs),
        grid_north_(options.project_crs) {}

  void read(const model::FeatureTable& as_read) {
    const CutNames names = cut_names(as_read, mapping_);
    tell_of(names);
    const model::FeatureTable lengthened =
        names.whole.empty() ? model::FeatureTable() : with_whole_names(as_read, names);
    const model::FeatureTable& whole = names.whole.empty() ? as_read : lengthened;
    const model::FeatureTable apart =
        mapping_.repeat ? one_sensor_a_row(whole, *mapping_.repeat, mapping_.id_from) : model::FeatureTable();
    const model::FeatureTable& table = mapping_.repeat ? apart : whole;
    import_.read += static_cast<int>(table.left_out);
    import_.rejected += static_cast<int>(table.left_out);
    PositionReader positions(mapping_, table, options_, transformations_);
    const RowContext context{.mapping = mapping_,
                             .options = options_,
                             .grid_north = grid_north_,
                             .lookups = &lookups_,
                             .text_only = only_texts(table)};
    for (std::size_t i = 0; i < table.features.size(); ++i) {
      Row row(table.features[i]);
      if (read_row_of(row, positions, context)) continue;
      import_.read += static_cast<int>(table.features.size() - i - 1);
      import_.rejected += static_cast<int>(table.features.size() - i - 1);
      break;
    }
    if (!positions.source_crs().empty()) {
      import_.transformation = positions.record();
      import_.source_crs = positions.source_crs();
    }
    base::append(tally_.diagnostics, positions.notes());
    if (positions.first_row_with_z()) {
      auto note = file_note("REG-113", "the geometry's z is not used: height_nap_m or height_above_ground_m counts",
                            options_);
      note.where.row = positions.first_row_with_z();
      tally_.diagnostics.push_back(std::move(note));
    }
  }

  void leave(const model::FeatureTable& table) {
    auto note = file_note("REG-142",
                          fmt::format("'{}' with {} rows is no part of the register: it has none of its columns",
                                      table.name, table.features.size()),
                          options_);
    note.hint = "nothing where it explains the register; else give its columns the names of the schema";
    tally_.diagnostics.push_back(std::move(note));
  }

  base::Result<RegisterImport> finish() {
    tell_of_far({import_.sensors, rows_}, options_, tally_.diagnostics);
    take_households_apart();
    import_.quality = quality_of(import_.sensors, options_, tally_.diagnostics);
    import_.quality.placeholders = tally_.placeholders;
    import_.quality.masked_addresses = tally_.masked_addresses;
    add_notes();
    if (!import_.sensors.empty()) return {std::move(import_), std::move(tally_.diagnostics)};
    Diagnostic nothing{.code = "REG-110", .message = "no row of the register could be taken"};
    nothing.where.file = options_.file_name;
    nothing.hint = import_.rejected > 0 ? "see the rows named above" : "the file holds no rows";
    tally_.diagnostics.push_back(std::move(nothing));
    return base::Result<RegisterImport>::failure(std::move(tally_.diagnostics));
  }

 private:
  // False where no further row of the table can be placed.
  bool read_row_of(Row& row, PositionReader& positions, const RowContext& context) {
    if (!belongs(row)) return true;
    ++import_.read;
    const auto id = row_id(row, mapping_);
    if (!id) {
      reject(row_diagnostic("REG-105", fmt::format("row {} left out: it states no id", row.feature().row), row,
                            options_.file_name));
      return true;
    }
    const RowRule* rule = rule_for(row, mapping_);
    if (rule != nullptr && rule->then == RowRule::Then::refuse) {
      auto refused = row_diagnostic("REG-109", fmt::format("row {} left out: {}", row.feature().row, rule->reason),
                                    row, options_.file_name);
      refused.where.field = rule->column;
      reject(std::move(refused));
      return true;
    }
    auto found = positions.read(row);
    const bool placeless = !found && is_placeless(row, found.diagnostics());
    if (!found && !placeless && index_.count(*id) == 0) return reject_position(found.diagnostics());
    const std::optional<crs::MapPosition> position = found ? std::optional(*found) : std::nullopt;
    const std::optional<std::size_t> known = known_as(*id, position);
    const std::string own_id = known ? *id : free_id(*id);
    Sensor sensor = read_row(row, own_id, position, context, tally_);
    if (rule != nullptr && rule->then == RowRule::Then::household) sensor.scope = Scope::household;
    if (rule != nullptr && rule->then == RowRule::Then::removed) {
      take_removal(row, *rule, options_.today_iso, sensor);
    }
    if (placeless) note_placeless(row, sensor);
    if (known) {
      ++import_.merged;
      add_to(import_.sensors[*known], std::move(sensor), row);
      return true;
    }
    if (own_id != *id) tell_of_another_place(row, *id, sensor);
    index_[*id].push_back(import_.sensors.size());
    taken_ids_.insert(own_id);
    rows_.push_back(row.feature().row);
    import_.sensors.push_back(std::move(sensor));
    return true;
  }

  // No coordinates, but an address or an area: the sensor is known, its place is not.
  bool is_placeless(const Row& row, const base::Diagnostics& problems) const {
    return problems.front().code == "REG-101" &&
           std::any_of(mapping_.placeless.begin(), mapping_.placeless.end(),
                       [&](const std::string& column) { return !row.peek(column).value_or("").empty(); });
  }

  void note_placeless(const Row& row, Sensor& sensor) {
    sensor.position_quality = {.value = "area"};
    auto note = row_diagnostic(
        "REG-143",
        fmt::format("row {}: '{}' states no coordinates; it is kept as one of which only the area is known",
                    row.feature().row, sensor.id),
        row, options_.file_name);
    note.severity = Severity::note;
    note.where.field = "geometry";
    note.hint = "give it a place on the map; until then it has no coverage";
    tally_.diagnostics.push_back(std::move(note));
  }

  // The sensor of an id that a row adds to: the one at the row's place; a row without a place adds to the first.
  std::optional<std::size_t> known_as(const std::string& id, const std::optional<crs::MapPosition>& position) const {
    const auto held = index_.find(id);
    if (held == index_.end()) return std::nullopt;
    if (!position) return held->second.front();
    for (const std::size_t sensor : held->second) {
      const auto& at = import_.sensors[sensor].position;
      if (at && std::hypot(at->east_m - position->east_m, at->north_m - position->north_m) <= kSamePlace_m) {
        return sensor;
      }
    }
    return std::nullopt;
  }

  // Devices that share one id stand apart: ID, ID#2, ID#3, in the order of the rows.
  std::string free_id(const std::string& id) const {
    std::string free = id;
    for (int n = 2; taken_ids_.count(free) != 0; ++n) free = fmt::format("{}#{}", id, n);
    return free;
  }

  void tell_of_another_place(const Row& row, const std::string& shared, const Sensor& sensor) {
    auto warning = row_diagnostic(
        "REG-124",
        fmt::format("row {}: the id '{}' is that of a sensor at another place; this one is kept as '{}'",
                    row.feature().row, shared, sensor.id),
        row, options_.file_name);
    warning.where.field = "id";
    warning.hint = "give each device an id of its own in the register";
    tally_.diagnostics.push_back(std::move(warning));
  }

  // A schema that is known by a value takes only the rows that state it: an extract of OpenStreetMap holds benches
  // too.
  bool belongs(Row& row) const {
    return std::all_of(mapping_.values_of.begin(), mapping_.values_of.end(), [&](const auto& wanted) {
      const auto text = row.text(wanted.first);
      const auto& words = wanted.second;
      return text && std::find(words.begin(), words.end(), lower_case(*text)) != words.end();
    });
  }

  void reject(Diagnostic diagnostic) {
    ++import_.rejected;
    tally_.diagnostics.push_back(std::move(diagnostic));
  }

  bool reject_position(const base::Diagnostics& problems) {
    Diagnostic problem = problems.front();
    const bool whole_table = problem.code.rfind("CRS-", 0) == 0;
    if (!whole_table) problem.severity = Severity::warning;
    reject(std::move(problem));
    return !whole_table;
  }

  // A further row of the same sensor adds purposes and what the first left open; the first row wins.
  void add_to(Sensor& sensor, Sensor further, const Row& row) {
    auto& purposes = sensor.deployment.purposes;
    for (const Purpose& purpose : further.deployment.purposes) {
      if (std::find(purposes.begin(), purposes.end(), purpose) == purposes.end()) purposes.push_back(purpose);
    }
    std::string differing;
    for (const Field& field : registered_fields()) {
      if (field.missing == nullptr && field.name != "kind") continue;
      const auto stated = field.get(further);
      if (!stated) continue;
      const auto held = field.get(sensor);
      if (!held) {
        field.set(sensor, *stated);
        if (field.set_basis != nullptr) field.set_basis(sensor, field.basis(further));
      } else if (*held != *stated && !defaulted(field, row)) {
        differing += (differing.empty() ? "" : ", ") + std::string(field.name);
      }
    }
    if (further.scope == Scope::household) sensor.scope = Scope::household;
    // What the record has no field for is kept of every row.
    for (auto& unknown : further.unknown_fields) {
      auto& kept = sensor.unknown_fields;
      if (std::find(kept.begin(), kept.end(), unknown) == kept.end()) kept.push_back(std::move(unknown));
    }
    if (differing.empty()) return tell_of_merged(row, sensor);
    auto warning = row_diagnostic("REG-112",
                                  fmt::format("row {} of sensor '{}' differs from its first row in {}; the first row "
                                              "is kept",
                                              row.feature().row, sensor.id, differing),
                                  row, options_.file_name);
    warning.hint = "state one sensor per id; further rows only add purposes";
    tally_.diagnostics.push_back(std::move(warning));
  }

  void tell_of_merged(const Row& row, const Sensor& sensor) {
    auto note = row_diagnostic("REG-134",
                               fmt::format("row {} is a further row of sensor '{}': what it adds is kept with it",
                                           row.feature().row, sensor.id),
                               row, options_.file_name);
    note.severity = Severity::note;
    note.where.field = "id";
    note.hint = "give a device of its own an id of its own";
    tally_.diagnostics.push_back(std::move(note));
  }

  void tell_of(const CutNames& names) {
    if (!names.whole.empty()) {
      std::vector<std::string> pairs;
      for (const auto& [cut, whole] : names.whole) pairs.push_back(fmt::format("{} as {}", cut, whole));
      tally_.diagnostics.push_back(
          file_note("REG-135",
                    fmt::format("names of columns that the format cut off are read as what they were: {}",
                                fmt::join(pairs, ", ")),
                    options_));
    }
    if (names.unclear.empty()) return;
    auto warning =
        file_note("REG-136",
                  fmt::format("columns whose names the format cut off may be one or another field, and are "
                              "kept as none: {}",
                              fmt::join(names.unclear, ", ")),
                  options_);
    warning.severity = Severity::warning;
    warning.hint = "export the register as GeoPackage, GeoJSON or CSV, which keep whole names";
    tally_.diagnostics.push_back(std::move(warning));
  }

  // A row that only adds a purpose need not repeat the kind.
  bool defaulted(const Field& field, const Row& row) const {
    if (field.name != "kind") return false;
    Row again(row.feature());
    for (const FieldRule& rule : mapping_.fields) {
      if (rule.field->name == "kind") return !again.text(rule.from).has_value();
    }
    return true;
  }

  void take_households_apart() {
    for (Sensor& sensor : import_.sensors) {
      if (sensor.scope != Scope::household) continue;
      sensor = household(sensor);
      ++households_;
    }
  }

  void add_notes() {
    if (households_ > 0) {
      tally_.diagnostics.push_back(file_note(
          "REG-121",
          fmt::format("{} household devices are kept without name, owner and exact position, and without coverage",
                      households_),
          options_));
    }
    if (tally_.masked_addresses > 0) {
      tally_.diagnostics.push_back(file_note(
          "REG-119", fmt::format("{} private e-mail addresses were masked", tally_.masked_addresses), options_));
    }
    if (!tally_.unknown_columns.empty()) {
      std::string names;
      for (const std::string& name : tally_.unknown_columns) names += (names.empty() ? "" : ", ") + name;
      tally_.diagnostics.push_back(
          file_note("REG-120", "kept as confidential, because the record has no field for them: " + names, options_));
    }
  }

  const Mapping& mapping_;
  const Lookups& lookups_;
  const RegisterOptions& options_;
  PositionTransformations transformations_;
  crs::GridNorth grid_north_;
  RegisterImport import_;
  RowTally tally_;
  std::map<std::string, std::vector<std::size_t>> index_;  // id of rows -> sensors, one a place
  std::set<std::string> taken_ids_;
  std::vector<std::int64_t> rows_;  // of the sensors: the first of each
  int households_ = 0;
};

}  // namespace

base::Result<RegisterImport> import_register(std::span<const model::FeatureTable> tables, const Schema& schema,
                                             const RegisterOptions& options) {
  auto mapping = mapping_from(schema);
  if (!mapping) return base::Result<RegisterImport>::failure(mapping.diagnostics());
  const Lookups lookups(*mapping, tables);
  RegisterReader reader(*mapping, lookups, options);
  const RegisterTables chosen = register_tables(tables, *mapping, lookups);
  for (const model::FeatureTable* table : chosen.read) reader.read(*table);
  for (const model::FeatureTable* table : chosen.left) reader.leave(*table);
  return reader.finish();
}

}  // namespace schouw::registers
