// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/crs/position.h"
#include "layers/register/sensor.h"

namespace schouw::registers {

// One stay of a unit that moves: when, where and why. What it does not state is that of the sensor.
struct StatedDeployment {
  std::string from;   // ISO date, the first day
  std::string until;  // ISO date, the last day; empty: still there
  std::string place;  // as people call it
  std::optional<crs::MapPosition> position;
  std::optional<double> azimuth_deg;
  std::optional<double> tilt_deg;
  std::optional<double> height_above_ground_m;
  std::string purpose;
  std::string decision_reference;
};

// A JSON list of objects whose members are called as above, with "east" and "north" in the project's CRS:
// [{"from": "2026-05-01", "until": "2026-05-03", "place": "Markt", "east": 84971, "north": 446812}]. Numbers are
// numbers, all else is text. Fails with REG-141, naming the entry and what is wrong: no list, no first day, a day
// that the calendar does not have, a last day before the first, one that begins before the other ended, an angle or
// height outside what the record takes, half a position, more than 256 entries.
base::Result<std::vector<StatedDeployment>> deployments_from_text(std::string_view text);

// Where a sensor is on a day (ISO): the sensor as the deployment of that day has it, as it is where it has none of
// its own, and nothing where it has some and none is of that day. Cost: reads the text of its deployments.
std::optional<Sensor> deployed_on(const Sensor& sensor, std::string_view day_iso);

}  // namespace schouw::registers
