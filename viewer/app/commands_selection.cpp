// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/zones_at.h"

namespace schouw::app {

namespace {

// The answer of a spot also says why it is red: its zone lights up with it.
drawing::PickId worst_zone_here(const AppState& state) {
  if (!state.analysis || !state.layer(drawing::LayerId::zones).visible) return {};
  const auto zones = zones_at(state.analysis->stacking, state.spot->position.east_m, state.spot->position.north_m);
  if (zones.empty()) return {};
  return {drawing::PickId::Kind::zone, zones.front()};
}

}  // namespace

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

base::Result<base::Done> select_sensor(AppState& state, const Arguments& arguments, const CommandContext&) {
  if (!state.project.plan) return needs_first("select-sensor", "plan");
  const auto& sensors = state.project.plan->sensors;
  const std::string& id = *text_in(arguments, "id");
  const auto found =
      std::find_if(sensors.begin(), sensors.end(), [&](const auto& sensor) { return sensor.id == id; });
  if (found == sensors.end()) return nothing_called("select-sensor", "sensor", id, "the id of one in the register");
  state.selected = {drawing::PickId::Kind::sensor, static_cast<std::uint32_t>(found - sensors.begin())};
  state.spot.reset();
  return base::Done{};
}

base::Result<base::Done> select_zone(AppState& state, const Arguments& arguments, const CommandContext&) {
  if (!state.analysis) return needs_first("select-zone", "analysis");
  const auto& zones = state.analysis->stacking.zones;
  const std::string& id = *text_in(arguments, "id");
  const auto found = std::find_if(zones.begin(), zones.end(), [&](const auto& zone) { return zone.id == id; });
  if (found == zones.end()) {
    return nothing_called("select-zone", "zone", id, zones.empty() ? "none: there are no zones" : "Z1 and so on");
  }
  state.selected = {drawing::PickId::Kind::zone, static_cast<std::uint32_t>(found - zones.begin())};
  state.spot.reset();
  return base::Done{};
}

base::Result<base::Done> select_object(AppState& state, const Arguments& arguments, const CommandContext&) {
  if (!state.project.city) return needs_first("select-object", "city");
  const auto& objects = state.project.city->objects;
  const std::string& id = *text_in(arguments, "id");
  const auto found =
      std::find_if(objects.begin(), objects.end(), [&](const auto& object) { return object.id == id; });
  if (found == objects.end()) return nothing_called("select-object", "object", id, "the id of one in the city");
  state.selected = {drawing::PickId::Kind::city_object, static_cast<std::uint32_t>(found - objects.begin())};
  state.spot.reset();
  return base::Done{};
}

base::Result<base::Done> clear_selection(AppState& state, const Arguments&, const CommandContext&) {
  if (state.show_help) {
    state.show_help = false;
    return base::Done{};
  }
  state.selected = {};
  state.spot.reset();
  return base::Done{};
}

base::Result<base::Done> who_sees(AppState& state, const Arguments& arguments, const CommandContext&) {
  if (!state.project.plan) return needs_first("who-sees", "plan");
  if (!state.surroundings) return needs_first("who-sees", "analysis");
  state.spot = coverage::who_sees(state.project, *state.surroundings, state.options, *number_in(arguments, "east"),
                                  *number_in(arguments, "north"), number_in(arguments, "height").value_or(0.0));
  state.selected = worst_zone_here(state);
  if (state.story && state.mode == Mode::presentation) state.story->away = true;
  return base::Done{};
}

}  // namespace schouw::app
