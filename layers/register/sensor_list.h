// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "geo/base/shared_list.h"
#include "geo/base/uuid.h"
#include "layers/register/sensor.h"

namespace schouw::registers {

// The UUID of a sensor that a source knows by an id; of one that no source names, by its id in the plan.
base::Uuid uuid_of(const Sensor& sensor);

// Over everything that a record states, with basis and reasons: equal records, equal hash, in every run.
std::uint64_t content_hash(const Sensor& sensor);

struct SensorIdentity {
  using Key = base::Uuid;
  static const Key& key_of(const Sensor& sensor) { return sensor.uuid; }
  static std::uint64_t hash_of(const Sensor& sensor) { return content_hash(sensor); }
  static Sensor completed(Sensor sensor) {
    if (sensor.uuid.is_nil()) sensor.uuid = uuid_of(sensor);
    return sensor;
  }
};

// The sensors of a plan in the order of the register; copies share their records. A place in it is valid inside one
// computation only; what is kept refers by uuid.
//   SensorList sensors = plan.sensors;                       // shares every record
//   sensors.push_back(Sensor{.id = "cam-12"});               // gets its uuid here
//   const Sensor* held = sensors.find(sensors[0].uuid);
// Cost, threads and lifetime: base::SharedList (geo/base/shared_list.h). Failure: find gives null; that no two
// sensors share a uuid is for whoever adds them.
using SensorList = base::SharedList<Sensor, SensorIdentity>;

// What a person means by a word: a uuid, else the id of exactly one sensor, else the id that the source of exactly
// one gives it. Nothing where none is called so. Cost: linear in the sensors where it is no uuid.
struct SensorNamed {
  std::optional<std::uint32_t> index;
  std::vector<std::string> several;  // the ids of those that share it, where it is not clear which one is meant
};
SensorNamed sensor_named(const SensorList& sensors, std::string_view word);

}  // namespace schouw::registers
