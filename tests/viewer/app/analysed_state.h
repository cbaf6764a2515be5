// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/oracle/box_plan.h"
#include "viewer/app/jobs.h"
#include "viewer/app/session.h"

// An open plan of three sensors, analysed.
namespace schouw::app::example {

using registers::Sensor;
using schouw::testing::stated;

// A sensor that observes a disc of 10 m around itself; nothing hides anything.
inline Sensor disc_at(const std::string& id, double east_m, double north_m) {
  Sensor sensor;
  sensor.id = id;
  sensor.kind = registers::SensorKind::wifi;
  sensor.position = crs::MapPosition{testing::kEast_m + east_m, testing::kNorth_m + north_m, 0.0};
  sensor.height_above_ground_m = stated(0.0);
  sensor.range_max_m = stated(10.0);
  return sensor;
}

// Three sensors, the third far from the others and proposed.
inline AppState analysed_state() {
  std::vector<Sensor> sensors = {disc_at("a", 0.1, 0.2), disc_at("b", 10.1, 0.2), disc_at("c", 12.1, 0.2)};
  sensors[1].kind = registers::SensorKind::microphone;
  sensors[2].status = stated(registers::Status::proposed);
  AppState state;
  state.today_iso = "2026-11-20";
  // Two sheds far off: the city between them is the frame of the map.
  plan::Project project = testing::project_of({{-60, -60, -59, -59, 0, 3}, {59, 59, 60, 60, 0, 3}}, sensors);
  auto plan = std::make_shared<plan::Plan>(*project.plan);
  plan->policy.kind_defaults.push_back(*plan->policy.defaults_for("wifi"));
  plan->policy.kind_defaults.back().kind = "microphone";
  plan->revision = plan::revision_of(*plan);
  project.plan = plan;
  replace_project(state, project, "proef");
  const auto outcome = run_analysis(analysis_request(state));
  EXPECT_TRUE(outcome);
  EXPECT_TRUE(show_analysis(state, *outcome));
  return state;
}

// The same plan analysed from the start.
inline stacking::Stacking from_the_start(const AppState& state) {
  const auto outcome = run_analysis(
      {.project = state.project, .options = state.options, .policy = state.policy, .today_iso = "2026-11-20"});
  EXPECT_TRUE(outcome);
  return (*outcome)->analysis->stacking;
}

inline std::map<std::pair<double, double>, int> counts_by_place(const raster::Grid<std::uint16_t>& grid) {
  std::map<std::pair<double, double>, int> counts;
  for (int row = 0; row < grid.frame().rows; ++row) {
    for (int column = 0; column < grid.frame().columns; ++column) {
      if (grid.at(column, row) == 0) continue;
      counts[{grid.frame().east_of(column), grid.frame().north_of(row)}] = grid.at(column, row);
    }
  }
  return counts;
}

}  // namespace schouw::app::example
