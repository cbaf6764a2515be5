// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "viewer/app/command.h"

// The commands by subject, each file declaring its own at its end; and what several subjects share.
namespace schouw::app {

std::vector<Command> story_commands();
std::vector<Command> hand_commands();      // a sensor that a hand moves and turns, and what is tried
std::vector<Command> edit_commands();      // sensors of the plan
std::vector<Command> record_commands();    // organisations, systems, links, models
std::vector<Command> document_commands();  // undo, save, recover, history
std::vector<Command> scenario_commands();  // scenarios and the policy
std::vector<Command> selection_commands();
std::vector<Command> analysis_commands();
std::vector<Command> walk_commands();
std::vector<Command> counting_commands();
std::vector<Command> flight_commands();
std::vector<Command> camera_move_commands();
std::vector<Command> interface_commands();
std::vector<Command> kiosk_commands();

// What one command does as a part of another; the contract of each is its declaration.
using Run = base::Result<base::Done>(AppState&, const Arguments&, const CommandContext&);
Run save, select_sensor, select_zone;

// Who sees a spot, height_m above its ground, into the state's spot: by exact rays, and for the public by the square
// of 10 m that it lies in, so that a second question beside it tells nothing more. Fails with CMD-106 where no
// analysis is there, or none that the public may be told.
struct SpotQuestion {
  double east_m = 0.0;
  double north_m = 0.0;
  double height_m = 0.0;
};
base::Result<base::Done> ask_spot(AppState& state, const SpotQuestion& question, std::string_view command);

// Parameters that several subjects have.
Parameter east_parameter();
Parameter north_parameter();
Parameter sensor_parameter(std::string_view name);  // by uuid or id

// The sensor that a command names as id or sensor, by uuid or id, or that is selected. Needs a plan. Fails with
// CMD-105 and CMD-106.
base::Result<std::uint32_t> sensor_meant(const AppState& state, const Arguments& arguments, std::string_view command);

// After an edit that was done: shows the analysis of what is shown now where it is known, else has it made. A failed
// edit stays what it is.
base::Result<base::Done> and_follow(base::Result<base::Done> edited, AppState& state, const CommandContext& context);

// Failures that several subjects share.
base::Diagnostic nothing_called(std::string_view command, std::string_view kind, std::string_view name,
                                std::string_view expected);
base::Diagnostic needs_first(std::string_view command, std::string_view what);
// A name or value that the plan cannot take: CMD-108 and so on.
base::Diagnostic refused(std::string code, std::string_view command, std::string message, std::string hint);

}  // namespace schouw::app
