// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <new>

#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

// Sight comes with the analysis: a person waits for one thing.
std::string_view what_is_missing(Needs needs) { return needs_name(needs == Needs::sight ? Needs::analysis : needs); }

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
    // What is wrong in another file, as a policy, is told with its own place.
    if (!diagnostic.where.file.empty() && diagnostic.where.file != file_name) {
      diagnostic.message += fmt::format(" ({}:{})", file_name, line);
      continue;
    }
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

std::string_view needs_name(Needs needs) {
  constexpr std::array<std::string_view, 5> kNames = {"", "plan", "analysis", "sight", "story"};
  return kNames[static_cast<std::size_t>(needs)];
}

bool has_what_it_needs(const AppState& state, const Command& command) {
  switch (command.needs) {
    case Needs::plan: return state.project.plan != nullptr;
    case Needs::analysis: return state.project.plan && state.analysis;
    case Needs::sight: return state.project.plan && state.analysis && state.occlusion;
    case Needs::story: return state.story.has_value();
    case Needs::nothing: break;
  }
  return true;
}

bool allowed_in(Mode mode, const Command& command) {
  constexpr std::array<Modes, 3> kOfMode = {planner_only, presentation_only, kiosk_only};
  return (command.modes & kOfMode[static_cast<std::size_t>(mode)]) != 0;
}

std::string command_for_key(const AppState& state, std::string_view key) {
  const bool choosing = state.mode == Mode::presentation && state.story && state.story->choosing;
  if (choosing && key.size() == 1 && key[0] >= '1' && key[0] <= '9') return fmt::format("go-to-step n={}", key);
  for (const auto& command : registered_commands()) {
    const bool carries = std::find(command.keys.begin(), command.keys.end(), key) != command.keys.end();
    const bool can = command.takes_keys == nullptr || command.takes_keys(state);
    if (carries && can && allowed_in(state.mode, command)) {
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
  if (!allowed_in(state.mode, *command)) return not_in_this_mode(parsed->name, state.mode);
  const auto arguments = checked_arguments(*command, *parsed);
  if (!arguments) return base::Result<base::Done>::failure(arguments.diagnostics());
  if (!has_what_it_needs(state, *command)) return needs_first(parsed->name, what_is_missing(command->needs));
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
  base::Diagnostics said;
  while (!script.empty()) {
    const auto end = script.find('\n');
    const auto line = script.substr(0, end);
    script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
    ++number;
    const auto first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '#') continue;
    auto done = run_command(state, line, context);
    base::append(said, at_line(done.diagnostics(), file_name, number));
    if (!done) return base::Result<base::Done>::failure(std::move(said));
  }
  return {base::Done{}, std::move(said)};
}

}  // namespace schouw::app
