// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "layers/coverage/observer/lens_place.h"
#include "layers/coverage/observer/view.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/oracle/box_plan.h"

// Views of sensors on flat ground, for tests. Expected values in them are by hand, from domain.md 2 and the rules in
// the headers; the camera of box_plan.h stands 4 m high.
namespace schouw::coverage::testing {

using base::Angle;
using registers::Sensor;
using schouw::testing::camera_at;
using schouw::testing::kEast_m;
using schouw::testing::kNorth_m;
using schouw::testing::small_policy;
using schouw::testing::stated;

inline const terrain::GroundModel& flat() {
  static const terrain::GroundModel kGround(nullptr, nullptr);
  return kGround;
}

inline base::Result<ResolvedViews> resolve(const Sensor& sensor, const ViewOptions& options = {}) {
  return resolve_views(sensor, small_policy(), options, flat());
}

inline bool assumes(const SensorView& view, const std::string& field) {
  return std::find(view.assumed.begin(), view.assumed.end(), field) != view.assumed.end();
}

inline std::vector<std::string> codes(const base::Diagnostics& diagnostics) {
  std::vector<std::string> out;
  for (const auto& d : diagnostics) out.push_back(d.code);
  return out;
}

// A point `ahead` metres along an azimuth, at a height over the ground.
inline bool looks_at(const SensorView& view, double azimuth_deg, double ahead_m, double height_m) {
  const double a = Angle::from_degrees(azimuth_deg).radians();
  return in_view(view,
                 {view.lens.east_m + ahead_m * std::sin(a), view.lens.north_m + ahead_m * std::cos(a), height_m});
}

inline Sensor ptz(double azimuth_deg = 0.0) {
  Sensor sensor = camera_at("ptz", 0.0, 0.0, azimuth_deg);
  sensor.camera_type = stated<std::string>("ptz");
  sensor.hfov_deg = stated(60.0);
  sensor.vfov_deg = stated(30.0);
  return sensor;
}

inline std::string square(double east_m, double north_m, double side_m) {
  return fmt::format("POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", kEast_m + east_m, kNorth_m + north_m,
                     kEast_m + east_m + side_m, kNorth_m + north_m + side_m);
}

}  // namespace schouw::coverage::testing
