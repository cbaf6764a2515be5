// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/sensor_list.h"

#include <string>

#include "geo/base/content_hash.h"
#include "layers/register/field.h"

namespace schouw::registers {

namespace {

// Only what is stated, by its name: a field that a later version adds leaves the versions of older records as they
// are.
void add_fields(base::ContentHash& hash, const Sensor& sensor) {
  for (const Field& field : registered_fields()) {
    if (const auto text = field.get(sensor)) hash.add_text(field.name).add_text(*text);
    if (field.missing == nullptr) continue;
    const Basis basis = field.basis(sensor);
    if (basis != Basis::unknown) hash.add_text(field.name).add_text(basis_name(basis));
    const MissingReason missing = field.missing(sensor);
    if (missing != MissingReason::not_stated) hash.add_text(field.name).add_text(missing_reason_name(missing));
  }
}

}  // namespace

base::Uuid uuid_of(const Sensor& sensor) {
  const bool named = !sensor.sources.empty() && !sensor.sources.front().id.empty();
  // A household device has no id of its source any more; its own was made of both.
  if (sensor.scope == Scope::household) return base::named_uuid("household", sensor.id);
  if (!named) return base::named_uuid("plan", sensor.id);
  return base::named_uuid(sensor.sources.front().system, sensor.sources.front().id);
}

std::uint64_t content_hash(const Sensor& sensor) {
  base::ContentHash hash;
  for (const std::uint8_t byte : sensor.uuid.bytes) hash.add(std::uint64_t{byte});
  add_fields(hash, sensor);
  hash.add(static_cast<std::uint64_t>(sensor.scope)).add(std::uint64_t{sensor.position_generalised});
  hash.add(std::uint64_t{sensor.position.has_value()});
  if (sensor.position) hash.add(sensor.position->east_m).add(sensor.position->north_m);
  for (const SourceRef& source : sensor.sources) {
    hash.add_text(source.system).add_text(source.id).add_text(source.licence);
  }
  for (const Purpose& purpose : sensor.deployment.purposes) {
    hash.add_text(purpose.purpose).add_text(purpose.theme).add_text(purpose.goal);
  }
  for (const auto& [name, text] : sensor.unknown_fields) hash.add_text(name).add_text(text);
  if (!sensor.imported.empty()) hash.add_text(sensor.imported);
  if (!sensor.foreign_record.empty()) hash.add_text(sensor.foreign_record);
  return hash.value();
}

SensorNamed sensor_named(const SensorList& sensors, std::string_view word) {
  if (const auto uuid = base::uuid_from_text(word)) {
    if (const auto index = sensors.index_of(*uuid)) return {.index = index, .several = {}};
  }
  SensorNamed named;
  std::vector<std::uint32_t> own;  // by the id that its source gives it
  for (std::uint32_t i = 0; i < sensors.size(); ++i) {
    const Sensor& sensor = sensors[i];
    if (sensor.id == word) {
      named.index = i;
      named.several.push_back(sensor.id);
    } else if (!sensor.sources.empty() && sensor.sources.front().id == word) {
      own.push_back(i);
    }
  }
  if (named.several.size() == 1) return {.index = named.index, .several = {}};
  if (named.several.empty() && own.size() == 1) return {.index = own.front(), .several = {}};
  for (const std::uint32_t i : own) named.several.push_back(sensors[i].id);
  named.index.reset();
  return named;
}

}  // namespace schouw::registers
