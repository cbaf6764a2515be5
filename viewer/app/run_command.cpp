// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <new>

#include "viewer/app/command.h"
#include "viewer/app/command_line.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

constexpr std::array<std::string_view, 18> kKioskCommands = {
    "kiosk-start",    "kiosk-question",  "kiosk-tap",  "kiosk-why",
    "kiosk-rights",   "kiosk-restart",   "kiosk-stay", "kiosk-text-scale",
    "kiosk-contrast", "switch-language", "orbit",      "pan",
    "zoom",           "zoom-in",         "zoom-out",   "home",
    "turn-left",      "turn-right"};

bool is_kiosk_command(std::string_view name) { return name.substr(0, 6) == "kiosk-"; }

bool is_story_command(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames = {"next-step", "previous-step", "first-step",
                                                      "last-step", "go-to-step",    "choose-step",
                                                      "blank",     "leave-story",   "return-to-story"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// A walk is internal: it is drawn and told in the planner alone.
bool is_walk_command(std::string_view name) { return name.substr(0, 5) == "walk-"; }

// The council is shown a plan; it is edited in the planner.
bool is_edit_command(std::string_view name) {
  constexpr std::array<std::string_view, 14> kNames = {"set-field",
                                                       "add-sensor",
                                                       "remove-sensor",
                                                       "move-sensor",
                                                       "undo",
                                                       "redo",
                                                       "save",
                                                       "take-tried",
                                                       "new-scenario",
                                                       "use-scenario",
                                                       "accept-scenario",
                                                       "set-policy",
                                                       "recover-edits",
                                                       "discard-edits"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// The arrows move the sensor that is being edited, else the view.
bool edit_works_now(const AppState& state, std::string_view name) {
  if (name == "edit-sensor-start") {
    return !state.draft.hand && state.selected.kind == drawing::PickId::Kind::sensor && !state.spot;
  }
  return state.draft.hand.has_value();
}

// During a live question the arrows move the camera; only these still belong to the story.
bool works_now(const AppState& state, std::string_view name) {
  if (name.substr(0, 12) == "edit-sensor-") return edit_works_now(state, name);
  if (!is_story_command(name)) return true;
  if (!state.story) return false;
  return !state.story->away || name == "return-to-story" || name == "leave-story";
}

base::Diagnostic no_such_command(const std::string& name) {
  return {.code = "CMD-101",
          .kind = base::DiagnosticKind::usage,
          .message = fmt::format("no command is called \"{}\"", name),
          .where = {.feature = name},
          .hint = fmt::format("did you mean {}? schouw commands lists them all", nearest_command(name))};
}

base::Diagnostic not_in_this_mode(const std::string& name, Mode mode) {
  constexpr std::array<std::string_view, 3> kModes = {"planner", "presentation", "kiosk"};
  return {.code = "CMD-104",
          .message =
              fmt::format("{} could not run: the {} does not allow it", name, kModes[static_cast<std::size_t>(mode)]),
          .where = {.feature = name},
          .hint = "use another mode of the program"};
}

base::Diagnostic no_memory_for(const std::string& name) {
  return {.code = "CMD-107",
          .kind = base::DiagnosticKind::resource_limit,
          .message = fmt::format("{} could not run: it does not fit in memory", name),
          .where = {.feature = name},
          .hint = "take a larger cell size, or close what else is open"};
}

base::Diagnostics at_line(base::Diagnostics diagnostics, const std::string& file_name, std::int64_t line) {
  for (auto& diagnostic : diagnostics) {
    diagnostic.where.file = file_name;
    diagnostic.where.line = line;
  }
  return diagnostics;
}

}  // namespace

const Command* command_named(std::string_view name) {
  const auto commands = registered_commands();
  const auto found =
      std::find_if(commands.begin(), commands.end(), [&](const Command& command) { return command.name == name; });
  return found == commands.end() ? nullptr : &*found;
}

bool allowed_in(Mode mode, std::string_view command) {
  switch (mode) {
    case Mode::kiosk: return std::find(kKioskCommands.begin(), kKioskCommands.end(), command) != kKioskCommands.end();
    case Mode::presentation:
      return !is_kiosk_command(command) && !is_walk_command(command) && !is_edit_command(command);
    case Mode::planner: return !is_kiosk_command(command) && !is_story_command(command);
  }
  return false;
}

std::string command_for_key(const AppState& state, std::string_view key) {
  const bool choosing = state.mode == Mode::presentation && state.story && state.story->choosing;
  if (choosing && key.size() == 1 && key[0] >= '1' && key[0] <= '9') return fmt::format("go-to-step n={}", key);
  for (const auto& command : registered_commands()) {
    const bool carries = std::find(command.keys.begin(), command.keys.end(), key) != command.keys.end();
    if (carries && allowed_in(state.mode, command.name) && works_now(state, command.name)) {
      return std::string(command.name);
    }
  }
  return {};
}

base::Result<base::Done> run_command(AppState& state, std::string_view line, const CommandContext& context) {
  const auto parsed = parse_command_line(line);
  if (!parsed) return base::Result<base::Done>::failure(parsed.diagnostics());
  if (parsed->name.empty()) return base::Done{};
  const Command* command = command_named(parsed->name);
  if (command == nullptr) return no_such_command(parsed->name);
  if (!allowed_in(state.mode, command->name)) return not_in_this_mode(parsed->name, state.mode);
  const auto arguments = checked_arguments(*command, *parsed);
  if (!arguments) return base::Result<base::Done>::failure(arguments.diagnostics());
  visitor_is_there(state);
  try {
    auto done = command->run(state, *arguments, context);
    note_selected(state);
    return done;
  } catch (const std::bad_alloc&) {
    return no_memory_for(parsed->name);
  }
}

base::Result<base::Done> run_script(AppState& state, std::string_view script, const std::string& file_name,
                                    const CommandContext& context) {
  std::int64_t number = 0;
  while (!script.empty()) {
    const auto end = script.find('\n');
    const auto line = script.substr(0, end);
    script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
    ++number;
    const auto first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '#') continue;
    auto done = run_command(state, line, context);
    if (!done) return base::Result<base::Done>::failure(at_line(done.diagnostics(), file_name, number));
  }
  return base::Done{};
}

}  // namespace schouw::app
