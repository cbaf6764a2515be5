// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "viewer/app/app_state.h"
#include "viewer/app/parameter.h"

// Each thing a person can do is a named command with parameters and a doc line. Key, button, script, test and story
// all send the same string: "select-sensor id=lamp-12", "show-layer name=stacking visible=false".
namespace schouw::app {

using Arguments = std::map<std::string, std::string, std::less<>>;

// What a command may reach beyond the state. The frame loop or the offscreen run supplies it.
struct CommandContext {
  double now_s = 0.0;
  // Analyses with state.options and state.policy: at once where there is no loop, and then it fails where the
  // analysis does; else when there is time.
  std::function<base::Result<base::Done>()> start_analysis;
  // The same after an edit. Empty: nobody looks at what is shown, and who needs the analysis asks for it.
  std::function<base::Result<base::Done>()> follow_edit;
  // Stores the document. Empty: there is nothing to save into.
  std::function<base::Result<base::Done>(AppState&)> save;
  // Takes the edits that wait in the journal into the document, or throws them away.
  std::function<base::Result<base::Done>(AppState&)> recover;
  std::function<base::Result<base::Done>(AppState&)> discard;
  // Says whose value of a conflict stands when the document is saved again. Empty: there is nothing to save into.
  std::function<void(const plan::FieldConflict&, plan::Side)> settle;
  // Tells what was asked for, a line each. Empty: nobody listens.
  std::function<void(const base::Sentence&)> answer;
};

// The modes in which people may do something. The kiosk's list is short: nothing on it leaves, opens or writes
// anything.
enum Modes : std::uint8_t {
  of_its_group = 0,
  planner_only = 1,
  presentation_only = 2,
  kiosk_only = 4,
  both_windows = planner_only | presentation_only,
  everywhere = both_windows | kiosk_only
};

// What must be there before a command can do anything. sight: an analysis, and what it was computed in, to ask more.
enum class Needs : std::uint8_t { nothing, plan, analysis, sight, story };
std::string_view needs_name(Needs needs);  // as above; "" for nothing

// One thing that a person can do, declared once: for keys, panels, scripts and the list of `schouw commands`.
//   const Command* save = command_named("save");
//   const bool can = allowed_in(state.mode, *save) && has_what_it_needs(state, *save);
// Cost: the list is made at the first question, a name or key is looked for one by one. The list is constant and
// lives as long as the program: any thread reads it, but run is for the main thread. Null where no command is called
// so; run fails as run_command says.
struct Command {
  std::string_view name;
  std::string_view doc;  // English, one line; the label is the text key "command.<name>"
  Needs needs = Needs::nothing;
  std::vector<Parameter> parameters;
  std::vector<std::string_view> keys;  // "Ctrl+k", "Home", "F1", with the names of window::KeyPressed
  base::Result<base::Done> (*run)(AppState&, const Arguments&, const CommandContext&);
  Modes modes = of_its_group;
  // Whether a key may stand for it now; null: always. Several commands share a key and the first that can has it.
  bool (*takes_keys)(const AppState&) = nullptr;
};

// The one list, put together by registered_commands.cpp from what each commands_*.cpp declares.
std::span<const Command> registered_commands();
const Command* command_named(std::string_view name);

bool allowed_in(Mode mode, const Command& command);
bool has_what_it_needs(const AppState& state, const Command& command);

// The line that a key stands for now, "" for none. key as in Command::keys: modifiers in the order Ctrl+Shift+Alt+.
// A key that several commands carry goes to the first that the mode allows and that can do something now.
std::string command_for_key(const AppState& state, std::string_view key);

// Runs one line. Values with spaces stand in double quotes. An empty line does nothing.
//   const auto done = run_command(state, "set-field sensor=cam-12 field=tilt_deg value=12", context);
//   if (!done) add_messages(state, done.diagnostics());   // session.h
// Cost: what the command does; an analysis is begun where there is a loop, and made at once where there is none.
// Main thread. State and context are only needed during the call. Fails with CMD-101 (no such command; the nearest
// name), CMD-102 (unknown or missing parameter), CMD-103 (a value that does not fit), CMD-104 (not in this mode),
// CMD-105 (nothing there by that name), CMD-106 (needs a plan, an analysis or a story first), CMD-107 (does not fit
// in memory), and as the command does. A line that is refused before its command runs leaves the state as it was.
base::Result<base::Done> run_command(AppState& state, std::string_view line, const CommandContext& context);

// The word by which a line names a sensor of the shown plan: its id, or its uuid where another one has that id too.
std::string sensor_word(const AppState& state, std::uint32_t sensor);

// Writes a value so that a line reads it back: in double quotes where it must be.
std::string quoted(std::string_view value);

// Runs a script: a command a line, # starts a comment line. Stops at the first failure, which names file and line.
base::Result<base::Done> run_script(AppState& state, std::string_view script, const std::string& file_name,
                                    const CommandContext& context);

}  // namespace schouw::app
