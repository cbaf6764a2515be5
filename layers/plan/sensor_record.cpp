// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/sensor_record.h"

#include <algorithm>
#include <array>

#include "layers/register/field.h"
#include "layers/register/value_text.h"

namespace schouw::plan {

namespace {

using base::Json;
using base::text_in;
using registers::Field;
using registers::Sensor;

constexpr std::array<const char*, 3> kPurposeFields = {"purpose", "theme", "goal"};

// A '|' inside a purpose, or a purpose of which all parts are empty, does not survive joining and splitting.
bool purposes_survive(const Sensor& sensor) {
  const auto& purposes = sensor.deployment.purposes;
  if (purposes.empty()) return true;
  const registers::Purpose& first = purposes.front();
  // The usual one, quickly: one purpose in plain words.
  const bool plain = first.theme.empty() && first.goal.empty() && !first.purpose.empty() &&
                     first.purpose == registers::trimmed(first.purpose) &&
                     first.purpose.find('|') == std::string::npos;
  if (purposes.size() == 1 && plain) return true;
  Sensor again;
  for (const char* name : kPurposeFields) {
    const Field* field = registers::field_named(name);
    if (const auto text = field->get(sensor)) field->set(again, *text);
  }
  return again.deployment.purposes == sensor.deployment.purposes;
}

const Json& member(const Json& json, const char* name) {
  static const Json kNone;
  const auto found = json.is_object() ? json.find(name) : json.end();
  return found == json.end() ? kNone : *found;
}

// The members of "record" that are ours.
constexpr std::array<std::string_view, 6> kOurs = {"sources", "basis", "missing", "unknown", "purposes", "imported"};

// What another program keeps beside them.
std::string foreign_part(const Json& record) {
  Json foreign = Json::object();
  for (const auto& [name, value] : record.items()) {
    if (std::find(kOurs.begin(), kOurs.end(), name) == kOurs.end()) foreign[name] = value;
  }
  return foreign.empty() ? std::string() : base::json_text(foreign);
}

void read_states(const Json& record, Sensor& sensor) {
  for (const Field& field : registers::registered_fields()) {
    if (field.missing == nullptr) continue;
    const std::string name(field.name);
    const std::string missing = text_in(member(record, "missing"), name.c_str());
    if (const auto reason = registers::missing_reason_from_name(missing); reason && !field.get(sensor)) {
      field.clear(sensor, *reason);
    }
    const std::string basis = text_in(member(record, "basis"), name.c_str());
    if (const auto known = registers::basis_from_name(basis)) field.set_basis(sensor, *known);
  }
}

std::string piece(const Json& list, std::size_t i) {
  return list.is_array() && i < list.size() && list[i].is_string() ? list[i].get<std::string>() : "";
}

Json our_record(const Sensor& sensor) {
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
  if (!sensor.imported.empty()) record["imported"] = sensor.imported;
  for (const auto& [name, value] : sensor.unknown_fields) record["unknown"].push_back({name, value});
  if (!purposes_survive(sensor)) {
    for (const registers::Purpose& purpose : sensor.deployment.purposes) {
      record["purposes"].push_back({purpose.purpose, purpose.theme, purpose.goal});
    }
  }
  return record;
}

// As JSON writes a text; most are plain.
void add_text(std::string& json, std::string_view text) {
  const bool plain =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
  if (plain) {
    json.append(1, '"').append(text).append(1, '"');
  } else {
    json += base::json_text(Json(text));
  }
}

void add_member(std::string& json, std::string_view name, std::string_view text) {
  if (json.back() != '{') json += ',';
  add_text(json, name);
  json += ':';
  add_text(json, text);
}

// What json_text gives of our_record, without making the one: a million are written at once.
std::string our_record_text(const Sensor& sensor) {
  if (!purposes_survive(sensor)) return base::json_text(our_record(sensor));
  std::string sources, basis = "{", missing = "{", unknown;
  for (const registers::SourceRef& source : sensor.sources) {
    std::string one = "{";
    add_member(one, "system", source.system);
    add_member(one, "id", source.id);
    add_member(one, "licence", source.licence);
    sources += (sources.empty() ? "" : ",") + one + "}";
  }
  bool missing_first = false;  // whichever has the first field
  for (const Field& field : registers::registered_fields()) {
    if (field.missing == nullptr) continue;
    if (const auto known = field.basis(sensor); known != registers::Basis::unknown) {
      add_member(basis, field.name, registers::basis_name(known));
    }
    if (const auto reason = field.missing(sensor); reason != registers::MissingReason::not_stated) {
      missing_first = missing_first || basis.size() == 1;
      add_member(missing, field.name, registers::missing_reason_name(reason));
    }
  }
  for (const auto& [name, value] : sensor.unknown_fields) {
    std::string one = "[";
    add_text(one, name);
    one += ',';
    add_text(one, value);
    unknown += (unknown.empty() ? "" : ",") + one + "]";
  }
  std::string record = "{";
  const auto add = [&](std::string_view name, const std::string& value) {
    record += (record.size() == 1 ? "\"" : ",\"") + std::string(name) + "\":" + value;
  };
  if (!sources.empty()) add("sources", "[" + sources + "]");
  if (missing_first) add("missing", missing + "}");
  if (basis.size() > 1) add("basis", basis + "}");
  if (!missing_first && missing.size() > 1) add("missing", missing + "}");
  if (!sensor.imported.empty()) add_member(record, "imported", sensor.imported);
  if (!unknown.empty()) add("unknown", "[" + unknown + "]");
  return record + "}";
}

}  // namespace

std::string record_text(const Sensor& sensor) {
  if (sensor.foreign_record.empty()) return our_record_text(sensor);
  auto foreign = base::parse_json(sensor.foreign_record, "record");
  // What cannot be read is not ours to replace.
  if (!foreign || !foreign->is_object()) return sensor.foreign_record;
  foreign->update(our_record(sensor));
  return base::json_text(*foreign);
}

bool read_record(const std::string& text, Sensor& sensor) {
  const auto record = base::parse_json(text, "record");
  if (!record || !record->is_object()) {
    sensor.foreign_record = text;
    return false;
  }
  sensor.foreign_record = foreign_part(*record);
  read_states(*record, sensor);
  for (const Json& source : base::list_in(*record, "sources")) {
    sensor.sources.push_back({text_in(source, "system"), text_in(source, "id"), text_in(source, "licence")});
  }
  sensor.imported = text_in(*record, "imported");
  for (const Json& entry : base::list_in(*record, "unknown")) {
    sensor.unknown_fields.emplace_back(piece(entry, 0), piece(entry, 1));
  }
  if (!record->contains("purposes")) return true;
  sensor.deployment.purposes.clear();
  for (const Json& entry : base::list_in(*record, "purposes")) {
    sensor.deployment.purposes.push_back({piece(entry, 0), piece(entry, 1), piece(entry, 2)});
  }
  return true;
}

Json sensor_json(const Sensor& sensor) {
  Json fields = Json::object();
  for (const Field& field : registers::registered_fields()) {
    if (const auto text = field.get(sensor)) fields[std::string(field.name)] = *text;
  }
  Json json = {
      {"uuid", sensor.uuid.text()}, {"fields", std::move(fields)}, {"record", base::json_text(our_record(sensor))}};
  if (!sensor.foreign_record.empty()) json["foreign"] = sensor.foreign_record;
  if (sensor.position) json["position"] = {sensor.position->east_m, sensor.position->north_m};
  if (sensor.scope == registers::Scope::household) json["scope"] = "household";
  if (sensor.position_generalised) json["position_generalised"] = true;
  return json;
}

std::optional<Sensor> sensor_from_json(const Json& json) {
  const auto uuid = base::uuid_from_text(text_in(json, "uuid"));
  if (!uuid || !member(json, "fields").is_object()) return std::nullopt;
  Sensor sensor{.uuid = *uuid};
  for (const auto& [name, text] : json["fields"].items()) {
    const Field* field = registers::field_named(name);
    if (field == nullptr || !text.is_string()) return std::nullopt;
    if (field->set(sensor, text.get<std::string>())) continue;
    // As in the table of sensors: one value that is none any more closes nothing.
    if (field->clear == nullptr) return std::nullopt;
    field->clear(sensor, registers::MissingReason::unreadable);
  }
  read_record(text_in(json, "record"), sensor);
  sensor.foreign_record = text_in(json, "foreign");
  if (json.contains("position")) {
    const Json& at = json["position"];
    if (!at.is_array() || at.size() != 2 || !at[0].is_number() || !at[1].is_number()) return std::nullopt;
    sensor.position = crs::MapPosition{at[0].get<double>(), at[1].get<double>(), 0.0};
  }
  if (text_in(json, "scope") == "household") sensor.scope = registers::Scope::household;
  sensor.position_generalised = json.contains("position_generalised");
  return sensor;
}

}  // namespace schouw::plan
