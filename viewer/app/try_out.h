// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

#include "layers/plan/plan.h"
#include "layers/stacking/stacking.h"

namespace schouw::app {

struct AppState;

// A sensor that a hand moves or turns now.
struct SensorEdit {
  std::uint32_t sensor = 0;
  registers::Sensor was;  // what cancelling brings back
};

// Sensors as a person tries them out: moved, turned, switched off. It is never saved: the plan keeps its own.
struct TryOut {
  // The open plan with what is tried in it; null: nothing is. It changes in place, so that a step of the mouse in a
  // plan of thousands of sensors copies none of them; `change` tells that it did.
  std::shared_ptr<plan::Plan> plan;
  std::map<std::uint32_t, std::uint64_t> changed;  // by sensor: the change that gave it its values; also back to the
                                                   // plan's own
  std::uint64_t change = 0;
  std::uint64_t analysed = 0;                        // the analysis holds changes up to this one
  std::shared_ptr<const stacking::Analysis> before;  // of the plan without what is tried
  std::optional<SensorEdit> edit;
};

// The plan that is shown: with what is tried. Null where no plan is open.
std::shared_ptr<const plan::Plan> shown_plan(const AppState& state);
plan::Project shown_project(const AppState& state);
// Which of its states: a plan's own revision, or a number of its own for each change that is tried.
std::uint64_t shown_revision(const AppState& state);

bool is_tried(const AppState& state, std::uint32_t sensor);
bool is_tried_off(const AppState& state, std::uint32_t sensor);

// What it comes to: zones of the rule that the map shows, and their area.
struct TriedFigures {
  int zones = 0;
  double area_m2 = 0.0;
  std::optional<double> change_m2;  // of the area, from the plan as it is; nothing where that is not known
};
std::optional<TriedFigures> tried_figures(const AppState& state);

// Gives a sensor other values. Needs an open plan.
void try_sensor(AppState& state, std::uint32_t sensor, registers::Sensor values);
// Without the sensor, or with it again.
void try_without(AppState& state, std::uint32_t sensor, bool off);
// Everything as in the plan.
void reset_try_out(AppState& state);
// The same where what is tried has come to equal the plan.
void drop_equal_try_out(AppState& state);

}  // namespace schouw::app
