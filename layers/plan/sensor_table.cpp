// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/sensor_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "layers/plan/sensor_record.h"
#include "layers/plan/table_memory.h"
#include "layers/register/field.h"
#include "layers/register/field_rules.h"
#include "layers/register/value_text.h"

namespace schouw::plan {

namespace {

using registers::Field;
using registers::FieldType;
using registers::Sensor;

tables::Cell cell_of(const Field& field, const Sensor& sensor) {
  const auto text = field.get(sensor);
  if (!text) return std::monostate{};
  if (field.type == FieldType::number) return *registers::number_from_text(*text);
  return *text;
}

}  // namespace

tables::Table sensor_layout() {
  tables::Table table{.name = "sensors",
                      .description = "Sensors of the plan; columns as in the native register",
                      .geometry = tables::GeometryType::point};
  for (const Field& field : registers::registered_fields()) {
    const bool number = field.type == FieldType::number;
    table.columns.push_back({std::string(field.name), number ? tables::ColumnType::real : tables::ColumnType::text});
  }
  table.columns.push_back({"uuid", tables::ColumnType::text});
  table.columns.push_back({"scope", tables::ColumnType::text});
  table.columns.push_back({"position_generalised", tables::ColumnType::integer});
  table.columns.push_back({"record", tables::ColumnType::text});
  return table;
}

tables::Row sensor_row(const Sensor& sensor) {
  tables::Row row;
  if (sensor.position) row.geometry = model::Coordinate{sensor.position->east_m, sensor.position->north_m, {}};
  for (const Field& field : registers::registered_fields()) row.cells.push_back(cell_of(field, sensor));
  row.cells.emplace_back(sensor.uuid.text());
  row.cells.emplace_back(std::string(sensor.scope == registers::Scope::household ? "household" : "in_plan"));
  row.cells.emplace_back(std::int64_t{sensor.position_generalised});
  row.cells.emplace_back(record_text(sensor));
  return row;
}

tables::Table sensor_table(const registers::SensorList& sensors) {
  tables::Table table = sensor_layout();
  for (const Sensor& sensor : sensors) table.rows.push_back(sensor_row(sensor));
  return table;
}

std::string row_id(std::int64_t fid) { return fmt::format("row-{}", fid); }

base::Uuid uuid_apart(const base::Uuid& stated, std::int64_t fid) {
  return base::named_uuid(stated.text(), std::to_string(fid));
}

void add_apart(registers::SensorList& sensors, std::unordered_set<base::Uuid>& known, Sensor sensor,
               std::int64_t fid) {
  while (!known.insert(sensor.uuid).second) sensor.uuid = uuid_apart(sensor.uuid, fid);
  sensors.push_back(std::move(sensor));
}

SensorRowReader::SensorRowReader(const std::vector<tables::Column>& columns, std::string file_name)
    : file_name_(std::move(file_name)) {
  const auto place_of = [&](std::string_view name) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const tables::Column& column) {
      return registers::lower_case(column.name) == name;
    });
    return static_cast<std::size_t>(found - columns.begin());
  };
  for (const Field& field : registers::registered_fields()) fields_.emplace_back(&field, place_of(field.name));
  uuid_ = place_of("uuid");
  scope_ = place_of("scope");
  generalised_ = place_of("position_generalised");
  record_ = place_of("record");
}

Sensor SensorRowReader::read(const tables::Row& row, base::Diagnostics& said) const {
  const auto text_at = [&](std::size_t at) {
    return at < row.cells.size() ? cell_text(&row.cells[at]) : std::string();
  };
  Sensor sensor{.id = text_at(fields_.front().second)};
  if (sensor.id.empty()) sensor.id = row_id(row.fid);
  for (const auto& [field, at] : fields_) {
    const std::string text = text_at(at);
    if (text.empty() || field->set(sensor, text)) continue;
    if (field->clear != nullptr) field->clear(sensor, registers::MissingReason::unreadable);
    said.push_back(unreadable(row, sensor, field->name, text, registers::expected_text(*field, text)));
  }
  if (const std::string record = text_at(record_); !record.empty()) {
    if (!read_record(record, sensor)) said.push_back(unreadable(row, sensor, "record", record.substr(0, 40), "JSON"));
  }
  if (const auto* point = std::get_if<model::Coordinate>(&row.geometry)) {
    sensor.position = crs::MapPosition{point->x, point->y, 0.0};
  }
  // Another program may have emptied the column: what its source called it still says who it is.
  if (text_at(fields_.front().second).empty() && !sensor.sources.empty() && !sensor.sources.front().id.empty()) {
    sensor.id = sensor.sources.front().id;
  }
  if (text_at(scope_) == "household") sensor.scope = registers::Scope::household;
  sensor.position_generalised = text_at(generalised_) == "1";
  if (const auto uuid = base::uuid_from_text(text_at(uuid_))) sensor.uuid = *uuid;
  return registers::SensorIdentity::completed(std::move(sensor));
}

base::Diagnostic SensorRowReader::unreadable(const tables::Row& row, const Sensor& sensor, std::string_view field,
                                             std::string_view text, std::string_view expected) const {
  return {.code = "PLAN-126",
          .severity = base::Severity::warning,
          .message = fmt::format("the project's table sensors: {} of '{}' is '{}', expected {}; it is taken as "
                                 "missing, and stays in the file as it is until it is set",
                                 field, sensor.id, text.substr(0, 80), expected),
          .where = {.file = file_name_, .feature = sensor.id, .field = std::string(field), .row = row.fid},
          .hint = "set the field, or correct the value where it was written"};
}

}  // namespace schouw::plan
