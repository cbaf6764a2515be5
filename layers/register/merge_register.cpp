// SPDX-License-Identifier: EUPL-1.2
#include <map>
#include <set>

#include "layers/register/import_register.h"

namespace schouw::registers {

namespace {

// What a record is known by: its reference in the source, else its own id.
std::string key_of(const Sensor& sensor) {
  if (sensor.sources.empty() || sensor.sources.front().id.empty()) return "id\n" + sensor.id;
  return sensor.sources.front().system + "\n" + sensor.sources.front().id;
}

std::string system_of(const Sensor& sensor) { return sensor.sources.empty() ? "" : sensor.sources.front().system; }

}  // namespace

MergeCounts merge_register(SensorList& into, SensorList from) {
  MergeCounts counted;
  std::map<std::string, std::size_t> held;
  for (std::size_t i = 0; i < into.size(); ++i) held.emplace(key_of(into[i]), i);
  std::set<std::string> systems;
  std::set<std::string> seen;
  const std::size_t before = into.size();
  for (Sensor& sensor : from) {
    const std::string key = key_of(sensor);
    systems.insert(system_of(sensor));
    seen.insert(key);
    const auto found = held.find(key);
    if (found == held.end()) {
      held.emplace(key, into.size());
      into.push_back(std::move(sensor));
      ++counted.added;
    } else if (into[found->second] == sensor) {
      ++counted.unchanged;
    } else {
      into[found->second] = std::move(sensor);
      ++counted.changed;
    }
  }
  for (std::size_t i = 0; i < before; ++i) {
    counted.gone += static_cast<int>(systems.count(system_of(into[i])) != 0 && seen.count(key_of(into[i])) == 0);
  }
  return counted;
}

}  // namespace schouw::registers
