// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/sensor_table.h"

#include <algorithm>
#include <array>

#include "geo/base/json.h"
#include "layers/register/field.h"
#include "layers/register/value_text.h"

namespace schouw::plan {

namespace {

using base::Json;
using registers::Field;
using registers::FieldType;
using registers::Sensor;

std::string json_text(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

constexpr std::array<const char*, 3> kPurposeFields = {"purpose", "theme", "goal"};

// A '|' inside a purpose, or a purpose of which all parts are empty, does not survive joining and splitting.
bool purposes_survive(const Sensor& sensor) {
  Sensor again;
  for (const char* name : kPurposeFields) {
    const Field* field = registers::field_named(name);
    if (const auto text = field->get(sensor)) field->set(again, *text);
  }
  return again.deployment.purposes == sensor.deployment.purposes;
}

// What the columns do not say: whence values come, why they are missing, sources, properties without a field.
Json record_of(const Sensor& sensor) {
  Json record = Json::object();
  for (const registers::SourceRef& source : sensor.sources) {
    record["sources"].push_back({{"system", source.system}, {"id", source.id}, {"licence", source.licence}});
  }
  for (const Field& field : registers::registered_fields()) {
    if (field.missing == nullptr) continue;
    const std::string name(field.name);
    if (const auto basis = field.basis(sensor); basis != registers::Basis::unknown) {
      record["basis"][name] = registers::basis_name(basis);
    }
    if (const auto missing = field.missing(sensor); missing != registers::MissingReason::not_stated) {
      record["missing"][name] = registers::missing_reason_name(missing);
    }
  }
  for (const auto& [name, value] : sensor.unknown_fields) record["unknown"].push_back({name, value});
  if (!purposes_survive(sensor)) {
    for (const registers::Purpose& purpose : sensor.deployment.purposes) {
      record["purposes"].push_back({purpose.purpose, purpose.theme, purpose.goal});
    }
  }
  return record;
}

tables::Cell cell_of(const Field& field, const Sensor& sensor) {
  const auto text = field.get(sensor);
  if (!text) return std::monostate{};
  if (field.type == FieldType::number) return *registers::number_from_text(*text);
  return *text;
}

std::string text_of(const tables::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<double>(&cell)) return registers::canonical_number(*number);
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  return {};
}

std::string text_in(const Json& json, const char* key) {
  return json.is_object() && json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : "";
}

void read_states(const Json& record, Sensor& sensor) {
  for (const Field& field : registers::registered_fields()) {
    if (field.missing == nullptr) continue;
    const std::string name(field.name);
    const std::string missing = record.contains("missing") ? text_in(record["missing"], name.c_str()) : "";
    if (const auto reason = registers::missing_reason_from_name(missing); reason && !field.get(sensor)) {
      field.clear(sensor, *reason);
    }
    const std::string basis = record.contains("basis") ? text_in(record["basis"], name.c_str()) : "";
    if (const auto known = registers::basis_from_name(basis)) field.set_basis(sensor, *known);
  }
}

std::string piece(const Json& list, std::size_t i) {
  return list.is_array() && i < list.size() && list[i].is_string() ? list[i].get<std::string>() : "";
}

void read_record(const Json& record, Sensor& sensor) {
  if (!record.is_object()) return;
  read_states(record, sensor);
  for (const Json& source : record.value("sources", Json::array())) {
    sensor.sources.push_back({text_in(source, "system"), text_in(source, "id"), text_in(source, "licence")});
  }
  for (const Json& entry : record.value("unknown", Json::array())) {
    sensor.unknown_fields.emplace_back(piece(entry, 0), piece(entry, 1));
  }
  if (!record.contains("purposes")) return;
  sensor.deployment.purposes.clear();
  for (const Json& entry : record["purposes"]) {
    sensor.deployment.purposes.push_back({piece(entry, 0), piece(entry, 1), piece(entry, 2)});
  }
}

class SensorRowReader {
 public:
  SensorRowReader(const tables::Table& table, const std::string& file_name) : table_(table), file_name_(file_name) {
    for (const Field& field : registers::registered_fields()) fields_.emplace_back(&field, column(field.name));
  }

  base::Result<Sensor> read(const tables::Row& row) const {
    Sensor sensor;
    for (const auto& [field, at] : fields_) {
      const std::string text = at < row.cells.size() ? text_of(row.cells[at]) : "";
      if (!text.empty() && !field->set(sensor, text)) return unreadable(sensor, field->name, text);
    }
    if (const auto* point = std::get_if<model::Coordinate>(&row.geometry)) {
      sensor.position = crs::MapPosition{point->x, point->y, 0.0};
    }
    if (text_at(row, "scope") == "household") sensor.scope = registers::Scope::household;
    sensor.position_generalised = text_at(row, "position_generalised") == "1";
    const std::string record = text_at(row, "record");
    if (record.empty()) return sensor;
    const auto json = base::parse_json(record, file_name_);
    if (!json) return unreadable(sensor, "record", record);
    read_record(*json, sensor);
    return sensor;
  }

 private:
  std::size_t column(std::string_view name) const {
    const auto found = std::find_if(table_.columns.begin(), table_.columns.end(),
                                    [&](const tables::Column& c) { return c.name == name; });
    return static_cast<std::size_t>(found - table_.columns.begin());
  }

  std::string text_at(const tables::Row& row, std::string_view name) const {
    const std::size_t at = column(name);
    return at < row.cells.size() ? text_of(row.cells[at]) : "";
  }

  base::Diagnostic unreadable(const Sensor& sensor, std::string_view field, const std::string& text) const {
    base::Diagnostic problem;
    problem.code = "PLAN-103";
    problem.message = "the project's table sensors: '" + std::string(field) + "' of '" + sensor.id + "' is '" +
                      text.substr(0, 80) + "', which is no value of it";
    problem.where.file = file_name_;
    problem.where.feature = sensor.id;
    problem.where.field = field;
    problem.hint = "correct the value, or go back to the .bak beside the project";
    return problem;
  }

  const tables::Table& table_;
  const std::string& file_name_;
  std::vector<std::pair<const Field*, std::size_t>> fields_;
};

}  // namespace

tables::Table sensor_table(const registers::SensorList& sensors) {
  tables::Table table{.name = "sensors",
                      .description = "Sensors of the plan; columns as in the native register",
                      .geometry = tables::GeometryType::point};
  for (const Field& field : registers::registered_fields()) {
    const bool number = field.type == FieldType::number;
    table.columns.push_back({std::string(field.name), number ? tables::ColumnType::real : tables::ColumnType::text});
  }
  table.columns.push_back({"scope", tables::ColumnType::text});
  table.columns.push_back({"position_generalised", tables::ColumnType::integer});
  table.columns.push_back({"record", tables::ColumnType::text});
  for (const Sensor& sensor : sensors) {
    tables::Row row;
    if (sensor.position) row.geometry = model::Coordinate{sensor.position->east_m, sensor.position->north_m, {}};
    for (const Field& field : registers::registered_fields()) row.cells.push_back(cell_of(field, sensor));
    row.cells.emplace_back(std::string(sensor.scope == registers::Scope::household ? "household" : "in_plan"));
    row.cells.emplace_back(std::int64_t{sensor.position_generalised});
    row.cells.emplace_back(json_text(record_of(sensor)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

base::Result<registers::SensorList> sensors_of(const tables::Table& table, const std::string& file_name) {
  const SensorRowReader reader(table, file_name);
  registers::SensorList sensors;
  sensors.reserve(table.rows.size());
  for (const tables::Row& row : table.rows) {
    auto sensor = reader.read(row);
    if (!sensor) return base::Result<registers::SensorList>::failure(sensor.diagnostics());
    sensors.push_back(*std::move(sensor));
  }
  return sensors;
}

}  // namespace schouw::plan
