// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/redaction_report.h"

#include <set>

#include "layers/publish/public_sensors.h"
#include "layers/register/field.h"
#include "layers/register/import_register.h"
#include "layers/register/mail_address.h"
#include "layers/register/register_record.h"

namespace schouw::publish {

namespace {

using registers::Field;
using registers::Publication;
using registers::Sensor;

std::string why_withheld(const Sensor& sensor) {
  if (sensor.scope == registers::Scope::household) return "household";
  if (!sensor.publication) return "not_stated";
  if (registers::is_published(sensor)) return "hidden";
  return *sensor.publication == Publication::secret ? "secret" : "internal";
}

std::string publicity_of(const Field& field) {
  switch (field.publicity) {
    case registers::Publicity::open: return "generalised";
    case registers::Publicity::internal: return "internal";
    case registers::Publicity::confidential: break;
  }
  return "confidential";
}

// A generalised sensor keeps an id and a name, but not its own.
bool renamed(const Sensor& sensor, const Field& field) {
  return *sensor.publication == Publication::generalised && (field.name == "id" || field.name == "name");
}

void count_fields(const Sensor& sensor, RedactionReport& report) {
  for (const Field& field : registers::registered_fields()) {
    auto value = field.get(sensor);
    if (!value) continue;
    if (!registers::may_be_public(field, *sensor.publication) || renamed(sensor, field)) {
      auto& count = report.fields[std::string(field.name)];
      count.publicity = publicity_of(field);
      ++count.sensors;
    } else if (field.type == registers::FieldType::text) {
      report.masked_addresses += registers::mask_private_addresses(*value);
    }
  }
  report.unknown_fields += static_cast<int>(sensor.unknown_fields.size());
  report.foreign_records += static_cast<int>(!sensor.foreign_record.empty());
}

}  // namespace

RedactionReport redaction_report(const plan::Plan& whole, const std::string& date_iso,
                                 const std::vector<EarlierCopy>& earlier) {
  RedactionReport report{
      .sensors = static_cast<int>(whole.sensors.size()),
      .withheld = {{"internal", 0}, {"secret", 0}, {"not_stated", 0}, {"household", 0}, {"hidden", 0}},
      .scenarios = static_cast<int>(whole.scenarios.size()),
      .stories = static_cast<int>(whole.stories.size()),
      .imported_files = static_cast<int>(whole.sources.size())};
  for (const registers::RegisterRecord& record : whole.records) {
    report.records += static_cast<int>(!registers::public_part(record));
  }
  std::set<std::string> told;
  for (const EarlierCopy& copy : earlier) {
    for (const tables::Row& row : copy.sensors.rows) {
      for (const tables::Cell& cell : row.cells) {
        const auto* text = std::get_if<std::string>(&cell);
        if (text != nullptr && base::uuid_from_text(*text)) told.insert(*text);
      }
    }
  }
  for (const Sensor& sensor : whole.sensors) {
    const bool published = in_copy(sensor, date_iso);
    const bool exact = published && *sensor.publication == Publication::published;
    report.exact += static_cast<int>(exact);
    report.generalised += static_cast<int>(published && !exact);
    if (!published) ++report.withheld[why_withheld(sensor)];
    if (published) count_fields(sensor, report);
    if (!exact && told.count(sensor.uuid.text()) != 0) ++report.known_from_earlier;
  }
  return report;
}

base::Json to_json(const RedactionReport& report) {
  base::Json fields = base::Json::array();
  for (const auto& [name, count] : report.fields) {
    fields.push_back({{"field", name}, {"class", count.publicity}, {"sensors", count.sensors}});
  }
  return {{"internal", true},
          {"sensors",
           {{"in_plan", report.sensors},
            {"exact", report.exact},
            {"generalised", report.generalised},
            {"withheld", report.withheld}}},
          {"fields", fields},
          {"unknown_fields", report.unknown_fields},
          {"foreign_records", report.foreign_records},
          {"masked_addresses", report.masked_addresses},
          {"left_out",
           {{"records", report.records},
            {"scenarios", report.scenarios},
            {"stories", report.stories},
            {"imported_files", report.imported_files}}},
          {"known_from_earlier_copies", report.known_from_earlier},
          {"also_public", report.also_public}};
}

}  // namespace schouw::publish
