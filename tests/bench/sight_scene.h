// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <random>

#include "tests/bench/bench_seed.h"
#include "tests/oracle/box_plan.h"

namespace schouw::bench {

// A city of boxes with cameras in its streets, all of them stated in full: 60 m, 90 degrees, 4 m above the ground.
struct SightScene {
  plan::Project project;
  double side_m = 0.0;
};

inline SightScene sight_scene(double side_m, int cameras, bool with_terrain, std::uint64_t seed = kSeed) {
  std::mt19937_64 random(seed);
  const auto below = [&](double most) { return most * static_cast<double>(random() >> 11) / 9007199254740992.0; };
  std::vector<registers::Sensor> sensors;
  for (int i = 0; i < cameras; ++i) {
    // Beside the blocks of random_boxes, whose streets begin every 35 m.
    const double east = std::floor(below(side_m / 35.0)) * 35.0 + below(4.0);
    const double north = below(side_m);
    auto sensor = testing::camera_at(std::to_string(i), east, north, below(360.0));
    sensor.range_max_m = testing::stated(60.0);
    sensor.tilt_deg = testing::stated(10.0);
    sensors.push_back(std::move(sensor));
  }
  SightScene scene{testing::project_of(testing::random_boxes(seed, side_m), std::move(sensors)), side_m};
  if (with_terrain) {
    scene.project.terrain = std::make_shared<const model::Terrain>(testing::rolling_terrain(seed, side_m, 2.0));
  }
  return scene;
}

}  // namespace schouw::bench
