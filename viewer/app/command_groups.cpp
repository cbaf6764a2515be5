// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/command_groups.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/app/command_line.h"
#include "viewer/app/session.h"

namespace schouw::app {

Parameter east_parameter() { return number_parameter("east", "in the project CRS").in("m").needed(); }

Parameter north_parameter() { return number_parameter("north", "in the project CRS").in("m").needed(); }

Parameter sensor_parameter(std::string_view name) {
  return text_parameter(name, "id or uuid of a sensor", Names::sensor);
}

base::Diagnostic nothing_called(std::string_view command, std::string_view kind, std::string_view name,
                                std::string_view expected) {
  return {.code = "CMD-105",
          .kind = base::DiagnosticKind::not_found,
          .message = fmt::format("{} could not run: found no {} \"{}\", expected {}", command, kind, name, expected),
          .where = {.feature = std::string(name)},
          .hint = "take the name from the plan, the register or the list in the message"};
}

base::Diagnostic needs_first(std::string_view command, std::string_view what) {
  return {.code = "CMD-106",
          .message = fmt::format("{} could not run: there is no {} yet", command, what),
          .where = {.feature = std::string(command)},
          .hint = "open a plan, or wait until the analysis is done"};
}

base::Diagnostic refused(std::string code, std::string_view command, std::string message, std::string hint) {
  return {.code = std::move(code),
          .message = fmt::format("{} could not run: {}", command, message),
          .where = {.feature = std::string(command)},
          .hint = std::move(hint)};
}

base::Result<std::uint32_t> sensor_meant(const AppState& state, const Arguments& arguments,
                                         std::string_view command) {
  const std::string* word = text_in(arguments, "sensor");
  if (word == nullptr) word = text_in(arguments, "id");
  if (word == nullptr) {
    if (state.selected.kind != drawing::PickId::Kind::sensor) return needs_first(command, "sensor selected");
    return state.selected.index;
  }
  const auto named = registers::sensor_named(state.project.plan->sensors, *word);
  if (named.index) return *named.index;
  std::string expected = "the id of one in the register";
  for (std::size_t i = 0; i < named.several.size(); ++i) {
    if (i == 0) expected = "one of ";
    expected.append(i == 0 ? "" : ", ").append(named.several[i]);
  }
  return nothing_called(command, "sensor", *word, expected);
}

std::string sensor_word(const AppState& state, std::uint32_t sensor) {
  const auto& sensors = state.project.plan->sensors;
  const std::string& id = sensors[sensor].id;
  const auto shares =
      std::count_if(sensors.begin(), sensors.end(), [&](const registers::Sensor& other) { return other.id == id; });
  return shares > 1 ? sensors[sensor].uuid.text() : app::quoted(id);
}

base::Result<base::Done> and_follow(base::Result<base::Done> edited, AppState& state, const CommandContext& context) {
  if (!edited || show_cached_analysis(state) || !context.follow_edit) return edited;
  auto followed = context.follow_edit();
  if (!followed) return followed;
  base::Diagnostics said = edited.diagnostics();
  base::append(said, followed.diagnostics());
  return {base::Done{}, std::move(said)};
}

}  // namespace schouw::app
