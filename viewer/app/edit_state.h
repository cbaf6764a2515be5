// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/plan/document.h"
#include "layers/stacking/stacking.h"

namespace schouw::app {

struct AppState;

// A sensor that a hand moves or turns now.
struct HandEdit {
  base::Uuid sensor;
  registers::SensorList::Record was;  // as it was shown when the hand took it
  std::optional<plan::Change> tried;  // what was tried of it before: what cancelling brings back
};

// Edits that are tried and not yet taken: each step of a mouse, a sensor that is tried off. They show as if they were
// in the plan; taking them makes them a step of its history.
struct Draft {
  std::vector<plan::Change> changes;  // one a sensor
  std::optional<HandEdit> hand;
};

// The plan with its scenario, and what it was made of: made anew only where one of these is another.
struct BasePlan {
  std::shared_ptr<const plan::Plan> of;
  std::string scenario;
  std::shared_ptr<const plan::Plan> plan;
};

// Puts what the document and the draft say into state.project.plan, finds what is selected again, and drops what was
// computed of other sensors. After every change of the document or the draft.
void show_plan(AppState& state);

// The plan with its scenario, without what is tried.
std::shared_ptr<const plan::Plan> plan_without_draft(const AppState& state);
// Whether steps can be taken now: not in a presentation, not on a plan that is open for reading only.
bool takes_steps(const AppState& state);

// Takes a step into the document and shows it; what is tried of the same sensors is in it or gone. Fails with CMD-109
// where the plan is open for reading only, and with CMD-106 while edits that came back wait for a decision.
base::Result<base::Done> take_step(AppState& state, base::Sentence what, std::vector<plan::Change> changes);

// Every sensor that the document knows: of the shown plan, of the plan itself and of its scenarios. Each once a place
// where it stands; for names and identities that must not come twice.
void for_each_known_sensor(const AppState& state, const std::function<void(const registers::Sensor&)>& visit);
// An id that none of them has: "camera-1", "camera-2", ...
std::string free_sensor_id(const AppState& state, registers::SensorKind kind);

// Gives a sensor other values, tried and not taken. Needs an open plan; unknown sensors are left alone.
void try_sensor(AppState& state, registers::Sensor values);
// Without the sensor, or with it again.
void try_without(AppState& state, const base::Uuid& sensor, bool off);
// What is tried of one sensor becomes a step.
base::Result<base::Done> take_tried(AppState& state, const base::Uuid& sensor, base::Sentence what);
void drop_tried(AppState& state);
// What is tried of one sensor is what it was when a hand took it.
void put_back(AppState& state, const HandEdit& hand);

// Whether a sensor of the shown plan differs from the saved plan, or no longer counts there.
bool is_changed(const AppState& state, std::uint32_t sensor);
bool is_tried_off(const AppState& state, std::uint32_t sensor);

// What the changes come to: zones of the rule that the map shows, and their area, beside the saved plan.
struct ChangedFigures {
  int zones = 0;
  double area_m2 = 0.0;
  std::optional<double> change_m2;  // of the area; nothing where the saved plan was not analysed
};
std::optional<ChangedFigures> changed_figures(const AppState& state);

// Remembers what is selected by what it is, so that it is found again in another plan or analysis.
void note_selected(AppState& state);
void reselect(AppState& state);

}  // namespace schouw::app
