// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/sensor_list.h"

#include <string>

#include "geo/base/content_hash.h"
#include "layers/register/field.h"

namespace schouw::registers {

namespace {

// Every text with its length before it, so that no two records run together into one.
void add(base::ContentHash& hash, const std::string& text) {
  hash.add(std::uint64_t{text.size()}).add(std::string_view(text));
}

void add_fields(base::ContentHash& hash, const Sensor& sensor) {
  for (const Field& field : registered_fields()) {
    const auto text = field.get(sensor);
    hash.add(std::uint64_t{text.has_value()});
    if (text) add(hash, *text);
    if (field.basis != nullptr) hash.add(static_cast<std::uint64_t>(field.basis(sensor)));
    if (field.missing != nullptr) hash.add(static_cast<std::uint64_t>(field.missing(sensor)));
  }
}

}  // namespace

base::Uuid uuid_of(const Sensor& sensor) {
  if (sensor.sources.empty() || sensor.sources.front().id.empty()) return base::named_uuid("plan", sensor.id);
  return base::named_uuid(sensor.sources.front().system, sensor.sources.front().id);
}

std::uint64_t content_hash(const Sensor& sensor) {
  base::ContentHash hash;
  add(hash, std::string(sensor.uuid.bytes.begin(), sensor.uuid.bytes.end()));
  add_fields(hash, sensor);
  hash.add(static_cast<std::uint64_t>(sensor.scope)).add(std::uint64_t{sensor.position_generalised});
  hash.add(std::uint64_t{sensor.position.has_value()});
  if (sensor.position) hash.add(sensor.position->east_m).add(sensor.position->north_m);
  for (const SourceRef& source : sensor.sources) {
    add(hash, source.system);
    add(hash, source.id);
    add(hash, source.licence);
  }
  for (const Purpose& purpose : sensor.deployment.purposes) {
    add(hash, purpose.purpose);
    add(hash, purpose.theme);
    add(hash, purpose.goal);
  }
  for (const auto& [name, text] : sensor.unknown_fields) {
    add(hash, name);
    add(hash, text);
  }
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
