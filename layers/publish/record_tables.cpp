// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <map>

#include "layers/publish/public_sensors.h"
#include "layers/register/register_record.h"

namespace schouw::publish {

namespace {

using registers::RecordField;
using registers::RecordType;
using registers::RegisterRecord;

// What an end of a link is called in the copy, by what the plan calls it.
std::map<std::string, std::string> ends_in_copy(const plan::Plan& plan, const std::vector<PublicSensor>& sensors) {
  std::map<std::string, std::string> ends;
  for (const RegisterRecord& record : plan.records) {
    if (record.type != RecordType::link) ends.emplace(record.id, record.id);
  }
  for (const PublicSensor& sensor : sensors) {
    if (!sensor.record.position_generalised) ends.emplace(sensor.plan_id, sensor.record.id);
  }
  return ends;
}

// False where it leads to what is not in the copy. What is about the whole plan leads to nothing.
bool rename_ends(RegisterRecord& record, const std::map<std::string, std::string>& ends) {
  for (const char* end : {"from", "to", "about"}) {
    const std::string id = value_of(record, end);
    if (id.empty() || (id == "plan" && std::string_view(end) == "about")) continue;
    const auto known = ends.find(id);
    if (known == ends.end()) return false;
    set_value(record, end, known->second);
  }
  return true;
}

// What a record names beside what it is about is left out where that is not in the copy; the record stays.
void leave_references_out(RegisterRecord& record, const plan::Plan& plan) {
  const std::string goal = record.type == RecordType::dossier ? value_of(record, "goal") : std::string();
  const bool known = std::any_of(plan.records.begin(), plan.records.end(), [&](const RegisterRecord& held) {
    return held.type == RecordType::goal && (held.id == goal || value_of(held, "name") == goal);
  });
  if (!goal.empty() && !known) set_value(record, "goal", "");
  if (record.type != RecordType::system) return;
  set_value(record, "dossier", public_ids(value_of(record, "dossier"), ids_of(plan, RecordType::dossier)));
}

tables::Table table_of(RecordType type, const Say& say) {
  tables::Table table{.name = std::string(record_type_name(type)) + "s",
                      .description = say({"publish.table." + std::string(record_type_name(type)) + "s", {}})};
  for (const RecordField& field : record_fields(type)) {
    if (field.publicity == registers::Publicity::open) table.columns.push_back({std::string(field.name)});
  }
  return table;
}

}  // namespace

std::vector<RegisterRecord> shown_records(const plan::Plan& plan, const std::vector<PublicSensor>& sensors) {
  const auto ends = ends_in_copy(plan, sensors);
  std::vector<RegisterRecord> shown;
  for (RegisterRecord record : plan.records) {
    if (!rename_ends(record, ends)) continue;
    leave_references_out(record, plan);
    shown.push_back(std::move(record));
  }
  return shown;
}

std::vector<tables::Table> record_tables(const plan::Plan& plan, const std::vector<PublicSensor>& sensors,
                                         const Say& say) {
  std::map<RecordType, std::map<std::string, RegisterRecord>> by_id;
  for (RegisterRecord& record : shown_records(plan, sensors)) {
    by_id[record.type].emplace(record.id, std::move(record));
  }
  std::vector<tables::Table> tables;
  for (const RecordType type : registers::kRecordTypes) {
    tables::Table table = table_of(type, say);
    if (table.columns.empty()) continue;  // nothing of such a record is ever public
    for (const auto& [id, record] : by_id[type]) {
      tables::Row row;
      for (const tables::Column& column : table.columns) {
        const std::string value = value_of(record, column.name);
        row.cells.push_back(value.empty() ? tables::Cell(std::monostate{}) : tables::Cell(value));
      }
      table.rows.push_back(std::move(row));
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace schouw::publish
