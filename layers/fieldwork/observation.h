// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/uuid.h"
#include "geo/crs/position.h"
#include "layers/plan/plan.h"
#include "layers/register/register_record.h"
#include "layers/register/sensor.h"

// What somebody who walked a street saw: records of the type observation, as values.
namespace schouw::fieldwork {

enum class Outcome : std::uint8_t { stands, gone, turned, masked, blocked, unregistered };
std::string_view outcome_name(Outcome outcome);  // "stands", ..., "new"; words: text key "outcome.<name>"
std::optional<Outcome> outcome_from_name(std::string_view name);
// Whether the device itself was seen.
bool was_seen(Outcome outcome);

// One answer of one round.
struct Observation {
  std::string id;  // unique in a plan
  std::string round;
  std::optional<base::Uuid> sensor;  // nothing: no sensor of the register
  Outcome outcome = Outcome::stands;
  std::string seen_on;  // ISO date
  std::string seen_by;  // a role
  std::optional<registers::SensorKind> kind;
  std::optional<double> azimuth_deg;
  std::optional<crs::MapPosition> place;  // in the project CRS
  std::string street;
  std::string note;
  bool operator==(const Observation&) const = default;
};

// An observation of a sensor is called by round and sensor; of what is new, by round and all that is said of it but
// by whom, so that the same answer again is the same observation and answers that differ never become one.
std::string id_of(const Observation& observation);

registers::RegisterRecord record_of(const Observation& observation);
// Nothing of a record that states no known outcome.
std::optional<Observation> observation_of(const registers::RegisterRecord& record);
// Of a plan, in the order of its records.
std::vector<Observation> observations_in(const plan::Plan& plan);

// Where a sensor stands, for people on foot: its street, else the first area around it that has a name (a place
// before a neighbourhood); empty: neither.
std::string street_of(const registers::Sensor& sensor, const areas::AreaList& areas);

}  // namespace schouw::fieldwork
