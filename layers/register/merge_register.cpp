// SPDX-License-Identifier: EUPL-1.2
#include <map>
#include <set>
#include <unordered_set>

#include "layers/register/import_register.h"

namespace schouw::registers {

namespace {

std::string system_of(const Sensor& sensor) { return sensor.sources.empty() ? "" : sensor.sources.front().system; }

// The id that people see where the register's own is not unique in the plan. One that a planner gave is left alone.
std::string id_with_source(const Sensor& sensor) {
  if (sensor.sources.empty() || sensor.sources.front().id != sensor.id) return sensor.id;
  return sensor.sources.front().system + ":" + sensor.id;
}

// Ids in use, and by which sensor.
class IdsInPlan {
 public:
  explicit IdsInPlan(const SensorList& sensors) {
    for (std::uint32_t i = 0; i < sensors.size(); ++i) {
      places_.emplace(sensors[i].id, i);
      if (!sensors[i].sources.empty()) own_ids_.emplace(sensors[i].sources.front().id, i);
    }
  }

  // Whether a sensor of another identity is or was called so by its own register.
  bool shared(const std::string& id) const { return places_.count(id) != 0 || own_ids_.count(id) != 0; }
  std::optional<std::uint32_t> place_of(const std::string& id) const {
    const auto found = places_.find(id);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
  }
  void add(const Sensor& sensor, std::uint32_t place) {
    places_[sensor.id] = place;
    if (!sensor.sources.empty()) own_ids_.emplace(sensor.sources.front().id, place);
  }

 private:
  std::map<std::string, std::uint32_t> places_;
  std::multimap<std::string, std::uint32_t> own_ids_;
};

void add_new(SensorList& into, IdsInPlan& ids, Sensor sensor) {
  if (ids.shared(sensor.id)) {
    if (const auto other = ids.place_of(sensor.id)) {
      Sensor renamed = into[*other];
      renamed.id = id_with_source(renamed);
      ids.add(renamed, *other);
      into.put(*other, std::move(renamed));
    }
    sensor.id = id_with_source(sensor);
  }
  ids.add(sensor, static_cast<std::uint32_t>(into.size()));
  into.push_back(std::move(sensor));
}

}  // namespace

MergeCounts merge_register(SensorList& into, std::vector<Sensor> from) {
  MergeCounts counted;
  IdsInPlan ids(into);
  std::set<std::string> systems;
  std::unordered_set<base::Uuid> seen;
  const std::size_t before = into.size();
  for (Sensor& arriving : from) {
    Sensor sensor = SensorIdentity::completed(std::move(arriving));
    systems.insert(system_of(sensor));
    seen.insert(sensor.uuid);
    const auto held = into.index_of(sensor.uuid);
    if (!held) {
      add_new(into, ids, std::move(sensor));
      ++counted.added;
      continue;
    }
    sensor.id = into[*held].id;  // what people call it by now
    sensor.foreign_record = into[*held].foreign_record;
    const bool same = into[*held] == sensor;
    if (!same) into.put(*held, std::move(sensor));
    ++(same ? counted.unchanged : counted.changed);
  }
  for (std::size_t i = 0; i < before; ++i) {
    counted.gone += static_cast<int>(systems.count(system_of(into[i])) != 0 && seen.count(into[i].uuid) == 0);
  }
  return counted;
}

}  // namespace schouw::registers
