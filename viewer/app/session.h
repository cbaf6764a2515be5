// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "viewer/app/app_state.h"

// What happens to the state without anyone asking: a plan is opened, an analysis is done, time passes.
// Main thread only.
namespace schouw::app {

// The plan, its policy, the camera over its city, the story that the project keeps (else none until there is an
// analysis). Whatever was selected, tried out or said before is gone.
void replace_project(AppState& state, plan::Project project, std::string name);

// Takes the result of jobs.h over and remembers it. Dropped, with false, where it was not made of what is shown now:
// of another plan, of sensors as they were tried before, of other options.
bool show_analysis(AppState& state, const OutcomeRecord& outcome);

// What an analysis of what is shown now is made of. Needs a plan.
AnalysisKey shown_key(const AppState& state);
// Shows the analysis of what is shown now where it was made before; false where it has to be made.
bool show_cached_analysis(AppState& state);
// Of the plan as it was saved, under the policy and options of now; null where none was made.
OutcomeRecord saved_outcome(const AppState& state);

// Moves the flight and the kiosk's idle clock; true where the picture changes by itself and wants another frame.
bool advance(AppState& state, double now_s, double elapsed_s);
// Seconds until advance() has something to do though nobody touches anything; nothing where it never has.
std::optional<double> next_wake_s(const AppState& state);

// Flies, or cuts where motion is off. A flight lasts between 0.6 and 2.4 s by how far it goes.
void fly_to(AppState& state, const drawing::CameraPose& pose, double now_s);

// What the default view frames: the city, else the terrain, else the sensors.
crs::MapBounds home_bounds(const plan::Project& project);
drawing::CameraPose home_pose(const plan::Project& project, const drawing::Viewport& viewport);

// Shows a step of the story: camera, layers, selection. step is kept within the story.
void show_step(AppState& state, int step, double now_s);

// Back to how a visitor finds the kiosk: Dutch, normal text, nothing chosen, the first view.
void reset_kiosk(AppState& state, KioskScreen screen, double now_s);

// Adds what a person should read: warnings and errors, those that differ. Notes stay in reports and on the terminal,
// and a kiosk says nothing of itself.
void add_messages(AppState& state, const base::Diagnostics& said);

// Someone touched the screen, the mouse or a key: the idle clock starts again and its warning goes.
void visitor_is_there(AppState& state);

// Every layer but the areas, whose many outlines lie over everything, and the exposure, which takes time to compute:
// who wants them asks for them.
void show_usual_layers(AppState& state);

}  // namespace schouw::app
