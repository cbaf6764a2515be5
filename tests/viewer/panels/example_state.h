// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/layers/story/example_plan.h"
#include "viewer/app/app_state.h"
#include "viewer/app/session.h"

// The example plan, opened and analysed.
namespace schouw::panels::example {

using namespace schouw::example;  // NOLINT: the fixture of the layers, under the name of this room

inline app::AppState example_state(int width_px = 1600, int height_px = 1000) {
  app::AppState state;
  state.viewport = {.width_px = width_px, .height_px = height_px};
  state.today_iso = "2026-11-20";
  state.motion = false;
  app::replace_project(state, {.plan = example_plan()}, "binnenstad");
  auto outcome = std::make_shared<app::AnalysisOutcome>();
  outcome->key = app::shown_key(state);
  outcome->plan = state.project.plan;
  outcome->analysis = example_analysis();
  outcome->findings = example_findings();
  app::show_analysis(state, outcome);
  state.cursor = crs::MapPosition{84971.4, 447522.1, 0.62};
  return state;
}

inline coverage::SpotAnswer example_spot() {
  return {.position = {84990.0, 447500.0, 0.6},
          .sightings = {{.sensor = 0, .distance_m = 22.0, .density_px_per_m = 140.0},
                        {.sensor = 1, .distance_m = 31.0, .density_px_per_m = 96.0},
                        {.sensor = 2, .distance_m = 48.0, .density_px_per_m = 61.0}},
          .coverage_unknown_nearby = {3}};
}

}  // namespace schouw::panels::example
