// SPDX-License-Identifier: EUPL-1.2
#include <cmath>
#include <optional>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "viewer/app/camera_moves.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

// A finger is some 10 mm wide and a street sign far away: the nearest known sensor within this is what was meant.
constexpr double kReachOfATap_m = 40.0;
constexpr double kHeightOfAFace_m = 1.7;

std::optional<std::uint32_t> nearest_sensor(const AppState& state, double east_m, double north_m) {
  std::optional<std::uint32_t> nearest;
  double best_m = kReachOfATap_m;
  const auto& sensors = state.project.plan->sensors;
  for (std::size_t i = 0; i < sensors.size(); ++i) {
    if (!sensors[i].position || sensors[i].scope == registers::Scope::household) continue;
    const double away_m = std::hypot(sensors[i].position->east_m - east_m, sensors[i].position->north_m - north_m);
    if (away_m >= best_m) continue;
    best_m = away_m;
    nearest = static_cast<std::uint32_t>(i);
  }
  return nearest;
}

std::optional<std::uint32_t> sensor_called(const AppState& state, const std::string& word) {
  const auto& sensors = state.project.plan->sensors;
  const auto named = registers::sensor_named(sensors, word);
  if (!named.index) return std::nullopt;
  const registers::Sensor& sensor = sensors[*named.index];
  const bool known = sensor.position && sensor.scope != registers::Scope::household;
  return known ? named.index : std::nullopt;
}

double ground_m(const AppState& state, const crs::MapPosition& place) {
  return state.occlusion ? state.occlusion->ground().at(place.east_m, place.north_m).height_m
                         : state.camera.target.up_m;
}

void answer_about_sensor(AppState& state, std::optional<std::uint32_t> sensor, double now_s) {
  state.spot.reset();
  if (!sensor) return;  // the question stays: its line says to tap nearer
  state.selected = {drawing::PickId::Kind::sensor, *sensor};
  state.kiosk.screen = KioskScreen::answer;
  crs::MapPosition place = *state.project.plan->sensors[*sensor].position;
  place.up_m = ground_m(state, place);
  fly_to(state, looking_at(state.camera, place, 160.0), now_s);
}

base::Result<base::Done> answer_about_place(AppState& state, double east_m, double north_m, double now_s) {
  auto asked = ask_spot(state, {.east_m = east_m, .north_m = north_m, .height_m = kHeightOfAFace_m}, "kiosk-tap");
  if (!asked) return asked;
  state.selected = {};
  state.kiosk.screen = KioskScreen::answer;
  fly_to(state, looking_at(state.camera, state.spot->position, 260.0), now_s);
  return base::Done{};
}

base::Result<base::Done> kiosk_start(AppState& state, const Arguments&, const CommandContext& context) {
  const KioskState before = state.kiosk;
  state.kiosk = KioskState{.screen = KioskScreen::start, .text_scale = before.text_scale};
  state.selected = {};
  state.spot.reset();
  fly_to(state, state.home, context.now_s);
  return base::Done{};
}

base::Result<base::Done> kiosk_why(AppState& state, const Arguments&, const CommandContext&) {
  state.kiosk.screen = KioskScreen::why;
  return base::Done{};
}

base::Result<base::Done> kiosk_question(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string& name = *text_in(arguments, "name");
  if (name == "why") return kiosk_why(state, arguments, context);
  state.kiosk.screen = name == "sensor" ? KioskScreen::ask_sensor : KioskScreen::ask_place;
  state.selected = {};
  state.spot.reset();
  return base::Done{};
}

base::Result<base::Done> kiosk_tap(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const double east_m = *number_in(arguments, "east");
  const double north_m = *number_in(arguments, "north");
  // The touch that ends the attract loop is not also a click.
  if (state.kiosk.screen == KioskScreen::attract) return kiosk_start(state, {}, context);
  if (state.kiosk.screen == KioskScreen::ask_sensor) {
    const std::string* id = text_in(arguments, "sensor");
    answer_about_sensor(state, id != nullptr ? sensor_called(state, *id) : nearest_sensor(state, east_m, north_m),
                        context.now_s);
    return base::Done{};
  }
  return answer_about_place(state, east_m, north_m, context.now_s);
}

base::Result<base::Done> kiosk_rights(AppState& state, const Arguments&, const CommandContext&) {
  state.kiosk.screen = KioskScreen::rights;
  return base::Done{};
}

base::Result<base::Done> kiosk_restart(AppState& state, const Arguments&, const CommandContext& context) {
  reset_kiosk(state, KioskScreen::start, context.now_s);
  return base::Done{};
}

base::Result<base::Done> kiosk_stay(AppState& state, const Arguments&, const CommandContext&) {
  visitor_is_there(state);
  return base::Done{};
}

base::Result<base::Done> kiosk_text_scale(AppState& state, const Arguments& arguments, const CommandContext&) {
  const auto asked = number_in(arguments, "scale");
  const double next = state.kiosk.text_scale < 1.25 ? 1.5 : state.kiosk.text_scale < 1.75 ? 2.0 : 1.0;
  const double scale = asked.value_or(next);
  state.kiosk.text_scale = scale < 1.25 ? 1.0 : scale < 1.75 ? 1.5 : 2.0;
  return base::Done{};
}

base::Result<base::Done> kiosk_contrast(AppState& state, const Arguments&, const CommandContext&) {
  state.theme = state.theme == Theme::contrast ? Theme::light : Theme::contrast;
  return base::Done{};
}

}  // namespace

std::vector<Command> kiosk_commands() {
  return {
      {"kiosk-start", "Shows the questions of the kiosk", Needs::nothing, {}, {}, kiosk_start},
      {"kiosk-question",
       "Chooses a question",
       Needs::nothing,
       {choice_parameter("name", "sensor|place|why", "which").needed()},
       {},
       kiosk_question},
      {"kiosk-tap",
       "Answers the question for a place on the map",
       Needs::plan,
       {east_parameter(), north_parameter(),
        text_parameter("sensor", "id of the one that was tapped", Names::sensor)},
       {},
       kiosk_tap},
      {"kiosk-why", "Says why these sensors are there", Needs::nothing, {}, {}, kiosk_why},
      {"kiosk-rights",
       "Says where to ask, to complain and to use one's rights",
       Needs::nothing,
       {},
       {},
       kiosk_rights},
      {"kiosk-stay", "Says that someone is still there", Needs::nothing, {}, {}, kiosk_stay},
      {"kiosk-restart", "Begins anew for the next visitor", Needs::nothing, {}, {}, kiosk_restart},
      {"kiosk-text-scale",
       "Makes the text of the kiosk larger",
       Needs::nothing,
       {number_parameter("scale", "1, 1.5 or 2; the next one where left out").within(1.0, 2.0)},
       {},
       kiosk_text_scale},
      {"kiosk-contrast", "Switches the colours with high contrast", Needs::nothing, {}, {}, kiosk_contrast},
  };
}

}  // namespace schouw::app
