// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "layers/coverage/observer/view.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/register/datasheet.h"

namespace schouw::coverage {

// Where the lens of a resolved view really stands. A sensor mounted on a wall, and one whose position falls up to 5 m
// inside a building, is placed 0.1 m outside an outer wall (within 2 m, for a mount on a wall that stands outside):
// positions in registers are that coarse. Of the walls within reach: one of the building that the mount names, then
// one that looks where the sensor looks (within 90 degrees), then the nearest. Its height over the ground stays. A
// lens inside what hangs (a bridge's deck, the floor over an arcade) is placed 0.1 m below it; under it and on it a
// lens stands in the open.
struct LensPlace {
  SensorView view;
  std::vector<SensorView> further_views;  // through the same lens: other presets, other imagers
  bool against_wall = false;              // the cells beside the lens belong to its own building
  std::optional<std::uint32_t> host;      // that building: index in the city's objects
  base::Diagnostics diagnostics;          // COV-121 note, COV-122 warning, COV-123 warning
  std::optional<base::Diagnostic> lost;   // COV-107: too deep inside a building; coverage unknown
};
LensPlace place_lens(const registers::Sensor& sensor, SensorView view, const OcclusionModel& occlusion);

// What a sensor sees with in what stands around it: its record, with what a datasheet adds to it (COV-133 note), then
// resolve_views, then place_lens. Every question about sight starts here.
struct PlacedSensor {
  std::uint32_t sensor = 0;
  bool counted = false;
  std::optional<LensPlace> place;  // nothing: coverage unknown, for `unknown`
  std::optional<base::Diagnostic> unknown;
};
// What is asked of every sensor of a plan: made once, for as long as plan and occlusion model stay as they are.
struct Placing {
  Placing(const plan::Plan& of_plan, const OcclusionModel& around, const CoverageOptions& asked)
      : plan(of_plan), occlusion(around), options(asked), models(of_plan.records) {}
  const plan::Plan& plan;
  const OcclusionModel& occlusion;
  const CoverageOptions& options;
  registers::ModelCatalogue models;
};
PlacedSensor placed_sensor(const Placing& placing, std::uint32_t sensor);
// The same for one sensor alone.
PlacedSensor placed_sensor(const plan::Plan& plan, std::uint32_t sensor, const OcclusionModel& occlusion,
                           const CoverageOptions& options);

}  // namespace schouw::coverage
