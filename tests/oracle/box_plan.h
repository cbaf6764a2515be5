// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "layers/plan/plan.h"
#include "tests/oracle/box_city.h"

// Plans over cities of boxes, with a policy of their own so that no test hangs on the shipped values.
namespace schouw::testing {

inline policy::Policy small_policy() {
  policy::Policy policy;
  policy.density = {"EN 62676-4:2015",
                    "test",
                    {{"monitor", 12.5},
                     {"detect", 25.0},
                     {"observe", 62.5},
                     {"recognise", 125.0},
                     {"identify", 250.0},
                     {"inspect", 1000.0}}};
  policy.thresholds.id = "test";
  policy.thresholds.rules = {{"a", policy::Counted::sensors_with_personal_data, std::nullopt}};
  policy.thresholds.area_types = {"default", "playground"};
  policy.thresholds.levels["default"]["a"] = {2, 3};
  policy.kind_defaults = {{.kind = "camera",
                           .optical = true,
                           .range_low_m = 20,
                           .range_m = 40,
                           .range_high_m = 80,
                           .height_above_ground_m = 4,
                           .hfov_deg = 90,
                           .vfov_deg = 58.7,
                           .tilt_deg = 20,
                           .pixels_w = 1920,
                           .source = "test"},
                          {.kind = "wifi",
                           .optical = false,
                           .blocked_by_buildings = false,
                           .range_low_m = 25,
                           .range_m = 50,
                           .range_high_m = 100,
                           .height_above_ground_m = 4,
                           .source = "test"}};
  return policy;
}

template <class T>
registers::Stated<T> stated(T value) {
  return {.value = value, .basis = registers::Basis::declared};
}

// A camera that states everything: 90 by 58.7 degrees, tilted 20, 1920 pixels, 40 m.
inline registers::Sensor camera_at(const std::string& id, double east_m, double north_m, double azimuth_deg) {
  registers::Sensor sensor;
  sensor.id = id;
  sensor.name = "Camera " + id;
  sensor.kind = registers::SensorKind::camera;
  sensor.position = crs::MapPosition{kEast_m + east_m, kNorth_m + north_m, 0.0};
  sensor.mount = stated<std::string>("pole");
  sensor.height_above_ground_m = stated(4.0);
  sensor.azimuth_deg = stated(azimuth_deg);
  sensor.tilt_deg = stated(20.0);
  sensor.hfov_deg = stated(90.0);
  sensor.vfov_deg = stated(58.7);
  sensor.range_max_m = stated(40.0);
  sensor.pixels_w = stated(1920.0);
  return sensor;
}

inline plan::Project project_of(const std::vector<Box>& boxes, std::vector<registers::Sensor> sensors) {
  auto plan = std::make_shared<plan::Plan>();
  plan->policy = small_policy();
  plan->sensors = registers::SensorList(std::move(sensors));
  plan::Project project{.plan = plan};
  if (!boxes.empty()) project.city = std::make_shared<const model::CityModel>(city_of(boxes));
  return project;
}

}  // namespace schouw::testing
