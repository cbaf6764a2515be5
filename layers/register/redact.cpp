// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "geo/base/content_hash.h"
#include "layers/register/field.h"
#include "layers/register/import_register.h"
#include "layers/register/mail_address.h"
#include "layers/register/read_row.h"

namespace schouw::registers {

namespace {

// What stays of a sensor whose position is generalised: whose it is, why and on what ground, and what becomes of the
// data. A list of what stays, because a field that is added later may tell where a sensor is or where it looks; so
// may a name or a description, which people write with the street in it.
constexpr std::array<std::string_view, 48> kStaysOfGeneralised = {"id",
                                                                  "name",
                                                                  "kind",
                                                                  "status",
                                                                  "publication",
                                                                  "mobility",
                                                                  "camera_type",
                                                                  "active_from",
                                                                  "active_until",
                                                                  "review_by",
                                                                  "hide_after",
                                                                  "purpose",
                                                                  "theme",
                                                                  "goal",
                                                                  "legal_basis",
                                                                  "processing_regime",
                                                                  "legal_ground",
                                                                  "legal_reference",
                                                                  "legal_url",
                                                                  "decision_reference",
                                                                  "personal_data",
                                                                  "observed_data",
                                                                  "processing",
                                                                  "self_learning",
                                                                  "retention",
                                                                  "storage",
                                                                  "access",
                                                                  "recipients",
                                                                  "data_streams",
                                                                  "owner",
                                                                  "decision_maker",
                                                                  "controller",
                                                                  "operator",
                                                                  "responsible_officer",
                                                                  "contact",
                                                                  "confirmed_on",
                                                                  "confirmed_by",
                                                                  "supplier",
                                                                  "data_rights",
                                                                  "privacy_statement_url",
                                                                  "dpia_status",
                                                                  "dpia_url",
                                                                  "dpia_date",
                                                                  "weighing",
                                                                  "algorithm_register_id",
                                                                  "processing_register_url",
                                                                  "sign_present",
                                                                  "sign_date"};

constexpr std::size_t kHashDigits = 12;

// Shorter ids stand in too many texts by chance.
constexpr std::size_t kShortestId = 3;

bool stays_generalised(std::string_view field) {
  return std::find(kStaysOfGeneralised.begin(), kStaysOfGeneralised.end(), field) != kStaysOfGeneralised.end();
}

// Whether a text says what the sensor is called in its register, perhaps an open one that tells the exact place.
bool names_it(const Sensor& sensor, const std::string& text) {
  const auto holds = [&](const std::string& id) {
    return id.size() >= kShortestId && text.find(id) != std::string::npos;
  };
  return holds(sensor.id) || std::any_of(sensor.sources.begin(), sensor.sources.end(),
                                         [&](const SourceRef& source) { return holds(source.id); });
}

// Copies what the allow-list names into an empty record: what is not copied cannot slip through.
Sensor public_record(const Sensor& sensor) {
  const bool generalised = *sensor.publication == Publication::generalised;
  Sensor out;
  for (const Field& field : registered_fields()) {
    auto value = may_be_public(field, *sensor.publication) ? field.get(sensor) : std::nullopt;
    const bool is_text = field.type == FieldType::text && field.name != "id" && field.name != "name";
    const bool hidden =
        !may_be_public(field, *sensor.publication) || (generalised && is_text && value && names_it(sensor, *value));
    if (hidden) {
      if (field.clear != nullptr) field.clear(out, MissingReason::withheld);
      continue;
    }
    if (field.missing != nullptr) field.clear(out, field.missing(sensor));
    if (value) {
      if (field.type == FieldType::text) mask_private_addresses(*value);
      field.set(out, *value);
    }
    if (field.set_basis != nullptr) field.set_basis(out, field.basis(sensor));
  }
  if (sensor.position) out.position = generalised ? centre_of_square(*sensor.position) : *sensor.position;
  out.position_generalised = generalised;
  if (!generalised) {
    out.sources = sensor.sources;
    out.uuid = sensor.uuid;
  }
  return out;
}

// Over what the public copy shows of it, apart from what it is called.
std::string shown_hash(const Sensor& record) {
  base::ContentHash hash;
  for (const Field& field : registered_fields()) {
    if (field.name == "id" || field.name == "name") continue;
    if (const auto text = field.get(record)) hash.add_text(field.name).add_text(*text);
  }
  hash.add(std::uint64_t{record.position.has_value()});
  if (record.position) hash.add(record.position->east_m).add(record.position->north_m);
  return hash.hex();
}

}  // namespace

bool is_published(const Sensor& sensor) {
  return sensor.scope == Scope::in_plan && sensor.publication &&
         (*sensor.publication == Publication::published || *sensor.publication == Publication::generalised);
}

bool may_be_public(const Field& field, Publication publication) {
  if (publication != Publication::published && publication != Publication::generalised) return false;
  return field.publicity == Publicity::open &&
         (publication == Publication::published || stays_generalised(field.name));
}

// The id and the UUID of the register lead to the exact place, and so would a number that counts other sensors. One
// that is made of what is shown tells nothing else, and stays the same while that does.
std::optional<Sensor> PublicCopy::of(const Sensor& sensor) {
  if (!is_published(sensor)) return std::nullopt;
  Sensor out = public_record(sensor);
  const bool unnamed = out.id.empty();
  if (!out.position_generalised && !unnamed) return out;
  const std::string hash = shown_hash(out);
  const int alike = ++alike_[hash];
  out.id = fmt::format("{}-{}", out.position_generalised ? "generalised" : "sensor", hash.substr(0, kHashDigits));
  if (alike > 1) out.id += fmt::format("-{}", alike);
  if (out.position_generalised || out.name.empty()) out.name = out.id;
  if (out.position_generalised || out.uuid.is_nil()) out.uuid = base::named_uuid("public", out.id);
  return out;
}

SensorList redacted(const SensorList& sensors) {
  SensorList out;
  PublicCopy copy;
  for (const Sensor& sensor : sensors) {
    if (auto record = copy.of(sensor)) out.push_back(*std::move(record));
  }
  return out;
}

bool holds_restricted(const SensorList& sensors) {
  const SensorList open = redacted(sensors);
  if (open.size() != sensors.size()) return true;
  for (std::size_t i = 0; i < sensors.size(); ++i) {
    const Sensor& held = sensors[i];
    if (!held.unknown_fields.empty() || !held.foreign_record.empty() || held.position != open[i].position ||
        held.sources != open[i].sources) {
      return true;
    }
    for (const Field& field : registered_fields()) {
      if (field.get(held) != field.get(open[i])) return true;
    }
  }
  return false;
}

}  // namespace schouw::registers
