// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/public_sensors.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "layers/register/field.h"
#include "layers/register/import_register.h"
#include "layers/register/register_record.h"
#include "layers/register/value_text.h"

namespace schouw::publish {

namespace {

using registers::Field;
using registers::FieldType;
using registers::Sensor;

// "12#2", where the register's own id was made unique by counting its rows.
struct NumberedId {
  std::string id;
  int number = 1;
};
NumberedId numbered(const std::string& id) {
  const auto hash = id.rfind('#');
  int number = 0;
  if (hash == std::string::npos || hash == 0) return {id, 1};
  const char* end = id.data() + id.size();
  const auto read = std::from_chars(id.data() + hash + 1, end, number);
  if (read.ec != std::errc() || read.ptr != end || number < 2) return {id, 1};
  return {id.substr(0, hash), number};
}

// What the sensor is called before others are looked at.
struct OwnId {
  std::string system;  // empty: the planner's name for it, which is left alone
  NumberedId id;
  auto key() const { return std::tie(id.id, system, id.number); }
};
OwnId own_id(const Sensor& sensor) {
  OwnId planners{.system = {}, .id = {sensor.id, 1}};
  if (sensor.position_generalised || sensor.sources.empty() || sensor.sources.front().id.empty()) return planners;
  const registers::SourceRef& source = sensor.sources.front();
  if (sensor.id != source.id && sensor.id != source.system + ":" + source.id) return planners;
  return {.system = source.system, .id = numbered(source.id)};
}

struct Called {
  OwnId own;
  PublicSensor sensor;
};

// Counts the devices of one id anew, without those that are not public.
void count_anew(std::vector<Called>& sensors) {
  const Called* before = nullptr;
  int number = 0;
  for (Called& called : sensors) {
    const bool same =
        before != nullptr && before->own.system == called.own.system && before->own.id.id == called.own.id.id;
    number = same ? number + 1 : 1;
    before = &called;
    if (called.own.system.empty()) continue;
    Sensor& record = called.sensor.record;
    const bool of_its_source = record.uuid == registers::uuid_of(record);
    record.id = number == 1 ? called.own.id.id : fmt::format("{}#{}", called.own.id.id, number);
    record.sources.front().id = record.id;
    if (of_its_source) record.uuid = registers::uuid_of(record);
  }
}

// source:id for all that share one.
void tell_sources_apart(std::vector<Called>& sensors) {
  std::map<std::string, int> owners;
  for (const Called& called : sensors) ++owners[called.sensor.record.id];
  for (Called& called : sensors) {
    Sensor& record = called.sensor.record;
    if (!called.own.system.empty() && owners[record.id] > 1) record.id = called.own.system + ":" + record.id;
  }
}

// The id of a system or a dossier that is not public leads to it.
void name_public(registers::Stated<std::string>& ids, const std::set<std::string>& known) {
  if (!ids) return;
  const std::string kept = public_ids(*ids, known);
  ids.value = kept.empty() ? std::nullopt : std::optional(kept);
}

tables::Cell cell_of(const Field& field, const Sensor& sensor) {
  const auto text = field.get(sensor);
  if (!text) return std::monostate{};
  if (field.type == FieldType::number) return *registers::number_from_text(*text);
  return *text;
}

bool has_column(const Field& field) { return registers::may_be_public(field, registers::Publication::published); }

std::string_view sight_name(Sight sight) {
  switch (sight) {
    case Sight::computed: return "computed";
    case Sight::unknown: return "unknown";
    case Sight::not_counted: break;
  }
  return "not_counted";
}

std::string joined(const std::vector<registers::SourceRef>& sources, std::string registers::SourceRef::*part) {
  std::vector<std::string> once;
  std::string text;
  for (const registers::SourceRef& source : sources) {
    const std::string& value = source.*part;
    if (value.empty() || std::find(once.begin(), once.end(), value) != once.end()) continue;
    once.push_back(value);
    text += (text.empty() ? "" : "; ") + value;
  }
  return text;
}

tables::Row row_of(const PublicSensor& sensor) {
  const Sensor& record = sensor.record;
  tables::Row row;
  if (record.position) row.geometry = model::Coordinate{record.position->east_m, record.position->north_m, {}};
  for (const Field& field : registers::registered_fields()) {
    if (has_column(field)) row.cells.push_back(cell_of(field, record));
  }
  row.cells.emplace_back(record.uuid.text());
  row.cells.emplace_back(std::int64_t{record.position_generalised});
  row.cells.emplace_back(std::string(sight_name(sensor.sight)));
  row.cells.emplace_back(joined(record.sources, &registers::SourceRef::system));
  row.cells.emplace_back(joined(record.sources, &registers::SourceRef::licence));
  return row;
}

}  // namespace

std::set<std::string> ids_of(const plan::Plan& plan, registers::RecordType type) {
  std::set<std::string> ids;
  for (const registers::RegisterRecord& record : plan.records) {
    if (record.type == type) ids.insert(record.id);
  }
  return ids;
}

std::string public_ids(const std::string& ids, const std::set<std::string>& known) {
  std::string kept;
  for (const std::string& id : registers::parts_of(ids, "|")) {
    if (known.count(id) != 0) kept += (kept.empty() ? "" : "|") + id;
  }
  return kept;
}

bool in_copy(const Sensor& sensor, const std::string& date_iso) {
  return registers::is_published(sensor) && sensor.deployment.hide_after.value_or(date_iso) >= date_iso;
}

std::vector<PublicSensor> shown_sensors(const plan::Plan& plan, const PublicFigures& figures) {
  const auto systems = ids_of(plan, registers::RecordType::system);
  const auto dossiers = ids_of(plan, registers::RecordType::dossier);
  std::vector<Called> called;
  called.reserve(plan.sensors.size());
  for (std::size_t i = 0; i < plan.sensors.size(); ++i) {
    called.push_back({own_id(plan.sensors[i]), {plan.sensors[i], figures.sight[i], plan.sensors[i].id}});
    name_public(called.back().sensor.record.systems, systems);
    name_public(called.back().sensor.record.dossier, dossiers);
  }
  std::sort(called.begin(), called.end(), [](const Called& a, const Called& b) {
    return std::tuple(a.own.key(), a.sensor.record.uuid) < std::tuple(b.own.key(), b.sensor.record.uuid);
  });
  count_anew(called);
  tell_sources_apart(called);
  std::vector<PublicSensor> sensors;
  sensors.reserve(called.size());
  for (Called& one : called) sensors.push_back(std::move(one.sensor));
  std::stable_sort(sensors.begin(), sensors.end(), [](const PublicSensor& a, const PublicSensor& b) {
    return std::tie(a.record.id, a.record.uuid) < std::tie(b.record.id, b.record.uuid);
  });
  return sensors;
}

tables::Table sensor_table(const std::vector<PublicSensor>& sensors, const Say& say) {
  tables::Table table{
      .name = "sensors", .description = say({"publish.table.sensors", {}}), .geometry = tables::GeometryType::point};
  for (const Field& field : registers::registered_fields()) {
    const bool number = field.type == FieldType::number;
    if (!has_column(field)) continue;
    table.columns.push_back({std::string(field.name), number ? tables::ColumnType::real : tables::ColumnType::text});
  }
  table.columns.push_back({"uuid", tables::ColumnType::text});
  table.columns.push_back({"position_generalised", tables::ColumnType::integer});
  for (const char* name : {"sight", "source", "licence"}) table.columns.push_back({name, tables::ColumnType::text});
  for (const PublicSensor& sensor : sensors) table.rows.push_back(row_of(sensor));
  return table;
}

}  // namespace schouw::publish
