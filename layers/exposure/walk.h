// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/base/parallel.h"
#include "geo/base/result.h"
#include "layers/exposure/observers.h"

namespace schouw::exposure {

inline constexpr double kWalkStep_m = 0.5;
inline constexpr double kLongestWalk_m = 50'000.0;

struct WalkRoute {
  std::vector<crs::MapPosition> corners;  // up_m is not read
  double speed_m_per_s = 1.4;
  double height_above_ground_m = 1.7;
};

// Metres of a walk, by something; a metre counts once however many sensors of that something see it.
struct WalkShare {
  std::string name;  // empty: not recorded
  double in_view_m = 0.0;
};
struct WalkSensor {
  std::uint32_t sensor = 0;  // index in the plan
  double in_view_m = 0.0;
  std::vector<double> by_class_m;  // cumulative: that class of the policy's table or better
};

// A part of the walk that the same sensors see from end to end.
struct WalkStretch {
  double from_m = 0.0;
  double to_m = 0.0;
  std::vector<std::uint32_t> sensors;  // indices in the plan, ascending; empty: not in view of any known sensor
  bool inside_building = false;        // not counted
  std::vector<crs::MapPosition> path;  // on the ground, a place every 0.5 m and at each corner
};

// Internal: never told to the public (domain.md 3).
struct WalkExposure {
  std::vector<crs::MapPosition> corners;  // of the route
  double speed_m_per_s = 0.0;
  double length_m = 0.0;
  double inside_buildings_m = 0.0;  // not counted in what follows
  double outside_city_m = 0.0;      // computed on open ground
  double in_view_m = 0.0;           // of any sensor, after privacy masks
  std::vector<double> by_class_m;   // of any sensor; cumulative
  std::vector<WalkSensor> sensors;  // that see any of it, in order of the plan
  std::vector<WalkShare> purposes;  // by name
  std::vector<WalkShare> controllers;
  std::vector<WalkStretch> stretches;  // all of the walk, in order

  double seconds(double metres) const { return metres / speed_m_per_s; }
};

// A walk past the sensors: cut from its start in steps of 0.5 m, the last one shorter; each step is in view of the
// sensors that an exact ray reaches in its middle, at the route's height above the ground. Accuracy: 0.25 m at each
// end of a stretch. A step whose middle lies inside a building is not counted; a passage through a building is no
// inside. Fails with EXPO-101 (fewer than two different places), EXPO-102 (a place that is no place on a map),
// EXPO-103 (a speed that no walk has), EXPO-104 (longer than kLongestWalk_m), EXPO-110 (cancelled). Tells with
// EXPO-120 (outside the city) and EXPO-121 (inside buildings).
base::Result<WalkExposure> walk_exposure(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                                         const std::vector<coverage::Observer>& observers, const WalkRoute& route,
                                         const base::WorkOptions& work = {});

}  // namespace schouw::exposure
