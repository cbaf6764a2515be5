// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "layers/plan/edit.h"
#include "layers/plan/plan.h"

// A plan of numbered cameras on a line, for tests of editing and storing.
namespace schouw::plan::example {

inline registers::Sensor camera(int number) {
  const std::string id = "cam-" + std::to_string(number);
  registers::Sensor sensor{.id = id, .name = "Camera " + std::to_string(number)};
  sensor.kind = registers::SensorKind::camera;
  sensor.sources = {{"native", id, "CC0"}};
  sensor.position = crs::MapPosition{84000.0 + number, 446000.5, 0.0};
  sensor.tilt_deg = {.value = 10.0, .basis = registers::Basis::declared};
  sensor.deployment.purposes = {{.purpose = "toezicht"}};
  return registers::SensorIdentity::completed(sensor);
}

inline Plan plan_of_cameras(int count) {
  Plan plan{.title = "Proef"};
  plan.project_crs = *crs::project_crs_from_text("EPSG:7415");
  plan.policy = *policy::load_policy(SCHOUW_SOURCE_DIR "/data/policy");
  for (int number = 1; number <= count; ++number) plan.sensors.push_back(camera(number));
  plan.areas.push_back({.id = "a1",
                        .name = "Speeltuin",
                        .type = "playground",
                        .polygons = {{{{{84000, 446000, {}}, {84010, 446000, {}}, {84010, 446010, {}}}}}}});
  plan.stories = {R"({"id":"first","title":"x"})"};
  plan.revision = revision_of(plan);
  return plan;
}

inline Change tilted(const Plan& plan, int number, double tilt_deg) {
  registers::Sensor sensor = *plan.sensors.find(camera(number).uuid);
  sensor.tilt_deg.value = tilt_deg;
  return put_sensor(plan, sensor);
}

}  // namespace schouw::plan::example
