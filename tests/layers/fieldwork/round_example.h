// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <fmt/format.h>

#include "layers/fieldwork/observation.h"
#include "layers/register/import_register.h"

// A plan with sensors in streets, and answers about them.
namespace schouw::fieldwork::example {

inline constexpr double kEast_m = 84'000.0;
inline constexpr double kNorth_m = 446'000.0;

inline registers::Sensor sensor(const std::string& id, double east_m, double north_m, const std::string& street) {
  registers::Sensor sensor{.id = id, .name = "Camera " + id, .kind = registers::SensorKind::camera};
  sensor.position = crs::MapPosition{kEast_m + east_m, kNorth_m + north_m, 0.0};
  if (!street.empty()) sensor.street.value = street;
  return sensor;
}

inline plan::Plan plan_of(std::vector<registers::Sensor> sensors) {
  plan::Plan plan;
  plan.project_crs = *crs::project_crs_from_text("EPSG:7415");
  plan.sensors = registers::SensorList(std::move(sensors));
  return plan;
}

// An answer about a sensor of a plan; of none where the id is empty.
inline Observation answer(const plan::Plan& plan, const std::string& round, const std::string& id, Outcome outcome,
                          const std::string& street = "Markt") {
  Observation answer{.round = round, .outcome = outcome, .seen_on = "2026-11-20", .street = street};
  for (const registers::Sensor& sensor : plan.sensors) {
    if (sensor.id == id) answer.sensor = sensor.uuid;
  }
  answer.id = id_of(answer);
  return answer;
}

inline Observation new_one(const std::string& round, double east_m, double north_m,
                           const std::string& street = "Markt") {
  Observation answer{.round = round,
                     .outcome = Outcome::unregistered,
                     .seen_on = "2026-11-20",
                     .kind = registers::SensorKind::camera,
                     .place = crs::MapPosition{kEast_m + east_m, kNorth_m + north_m, 0.0},
                     .street = street};
  answer.id = id_of(answer);
  return answer;
}

}  // namespace schouw::fieldwork::example
