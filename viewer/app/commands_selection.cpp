// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "layers/stacking/public_coverage.h"
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

// Exact rays, tapped here and there, would draw the edges of a view: the public is answered by the square of 10 m.
void answer_by_square(AppState& state) {
  const stacking::Analysis& analysis = *state.analysis;
  state.spot->sightings = stacking::seen_by_square(*analysis.stacking.coverage, *state.analysed_plan,
                                                   state.spot->position.east_m, state.spot->position.north_m);
  state.spot->masked.clear();
}

base::Result<base::Done> who_sees(AppState& state, const Arguments& arguments, const CommandContext&) {
  auto asked = ask_spot(state,
                        {.east_m = *number_in(arguments, "east"),
                         .north_m = *number_in(arguments, "north"),
                         .height_m = number_in(arguments, "height").value_or(0.0)},
                        "who-sees");
  if (!asked) return asked;
  state.selected = worst_zone_here(state);
  if (state.story && state.mode == Mode::presentation) state.story->away = true;
  return base::Done{};
}

}  // namespace

base::Result<base::Done> ask_spot(AppState& state, const SpotQuestion& question, std::string_view command) {
  const bool in_squares = state.analysis && state.analysis->public_squares && state.analysed_plan;
  if (!state.occlusion || (for_the_public(state) && !in_squares)) return needs_first(command, "analysis");
  state.spot = coverage::who_sees(state.project, *state.occlusion, state.options, question.east_m, question.north_m,
                                  question.height_m);
  if (for_the_public(state)) answer_by_square(state);
  return base::Done{};
}

base::Result<base::Done> select_sensor(AppState& state, const Arguments& arguments, const CommandContext&) {
  const auto sensor = sensor_meant(state, arguments, "select-sensor");
  if (!sensor) return base::Result<base::Done>::failure(sensor.diagnostics());
  state.selected = {drawing::PickId::Kind::sensor, *sensor};
  state.spot.reset();
  return base::Done{};
}

base::Result<base::Done> select_zone(AppState& state, const Arguments& arguments, const CommandContext&) {
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

std::vector<Command> selection_commands() {
  return {
      {"select-sensor",
       "Shows a sensor in the inspector",
       Needs::plan,
       {sensor_parameter("id").needed()},
       {},
       select_sensor},
      {"select-zone",
       "Shows a zone in the inspector",
       Needs::analysis,
       {text_parameter("id", "Z1, Z2, ...", Names::zone).needed()},
       {},
       select_zone},
      {"select-object",
       "Shows a building or another object of the city in the inspector",
       Needs::plan,
       {text_parameter("id", "id in the city's file", Names::city_object).needed()},
       {},
       select_object},
      {"clear-selection",
       "Selects nothing, or closes the sheet of shortcuts",
       Needs::nothing,
       {},
       {"Escape"},
       clear_selection},
      {"who-sees",
       "Asks which sensors see a spot, by exact rays",
       Needs::sight,
       {east_parameter(), north_parameter(), number_parameter("height", "above the ground").in("m").or_else("0")},
       {},
       who_sees},
  };
}

}  // namespace schouw::app
