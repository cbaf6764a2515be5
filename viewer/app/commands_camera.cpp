// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "viewer/app/camera_moves.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

base::Result<base::Done> move_to(AppState& state, const drawing::CameraPose& pose) {
  state.flight.reset();
  state.camera = pose;
  if (state.mode == Mode::presentation && state.story) state.story->away = true;
  return base::Done{};
}

// Where a flight is under way, the next key counts from where it goes to, not from where it happens to be.
const drawing::CameraPose& aim(const AppState& state) { return state.flight ? state.flight->to : state.camera; }

base::Result<base::Done> glide_to(AppState& state, const drawing::CameraPose& pose, double now_s) {
  if (state.mode == Mode::presentation && state.story) state.story->away = true;
  fly_to(state, pose, now_s);
  if (state.flight) state.flight->duration_s = 0.25;
  return base::Done{};
}

crs::MapPosition pivot(const AppState& state, const Arguments& arguments) {
  const auto& target = state.camera.target;
  return {number_in(arguments, "east").value_or(target.east_m),
          number_in(arguments, "north").value_or(target.north_m), number_in(arguments, "up").value_or(target.up_m)};
}

base::Result<base::Done> turn(AppState& state, double azimuth_deg, double tilt_deg, double now_s) {
  const auto& pose = aim(state);
  auto turned =
      orbited(pose, pose.target, base::Angle::from_degrees(azimuth_deg), base::Angle::from_degrees(tilt_deg));
  if (tilt_deg < 0.0 && turned.orthographic) turned.orthographic = false;
  return glide_to(state, turned, now_s);
}

// All of the zone, with some street around it.
drawing::CameraPose looking_at_zone(const AppState& state, const stacking::Zone& zone) {
  constexpr double kAround_m = 15.0;
  crs::MapBounds bounds;
  for (const auto& polygon : zone.polygons) {
    for (const auto& ring : polygon.rings) {
      for (const auto& corner : ring) {
        bounds.include(crs::MapPosition{corner.x - kAround_m, corner.y - kAround_m, zone.centroid.up_m});
        bounds.include(crs::MapPosition{corner.x + kAround_m, corner.y + kAround_m, zone.centroid.up_m + 8.0});
      }
    }
  }
  const drawing::CameraPose& now = aim(state);
  if (bounds.empty()) return looking_at(now, zone.centroid, 180.0);
  drawing::CameraPose pose = drawing::framing(bounds, now.azimuth, now.tilt, state.viewport);
  pose.orthographic = now.orthographic;
  return pose;
}

base::Result<base::Done> fly_to_pose(AppState& state, const Arguments& arguments, const CommandContext& context) {
  drawing::CameraPose pose = aim(state);
  pose.target.east_m = *number_in(arguments, "east");
  pose.target.north_m = *number_in(arguments, "north");
  pose.target.up_m = number_in(arguments, "up").value_or(pose.target.up_m);
  pose.azimuth = base::Angle::from_degrees(number_in(arguments, "azimuth").value_or(pose.azimuth.degrees()));
  pose.tilt = base::Angle::from_degrees(
      std::clamp(number_in(arguments, "tilt").value_or(pose.tilt.degrees()), kLowestTilt_deg, 90.0));
  pose.distance_m = std::clamp(number_in(arguments, "distance").value_or(pose.distance_m), 3.0, 100000.0);
  if (state.mode == Mode::presentation && state.story) state.story->away = true;
  fly_to(state, pose, context.now_s);
  return base::Done{};
}

base::Result<base::Done> look_at_sensor(AppState& state, const Arguments& arguments, const CommandContext& context) {
  auto done = select_sensor(state, arguments, context);
  if (!done) return done;
  const auto& sensor = state.project.plan->sensors[state.selected.index];
  if (!sensor.position) return base::Done{};
  crs::MapPosition place = *sensor.position;
  place.up_m =
      state.occlusion ? state.occlusion->ground().at(place.east_m, place.north_m).height_m : aim(state).target.up_m;
  return fly_to(state, looking_at(aim(state), place, 140.0), context.now_s), base::Done{};
}

base::Result<base::Done> look_at_zone(AppState& state, const Arguments& arguments, const CommandContext& context) {
  auto done = select_zone(state, arguments, context);
  if (!done) return done;
  const auto& zone = state.analysis->stacking.zones[state.selected.index];
  return fly_to(state, looking_at_zone(state, zone), context.now_s), base::Done{};
}

base::Result<base::Done> go_home(AppState& state, const Arguments&, const CommandContext& context) {
  return fly_to(state, state.home, context.now_s), base::Done{};
}

base::Result<base::Done> zoom(AppState& state, const Arguments& arguments, const CommandContext&) {
  return move_to(state, zoomed(state.camera, pivot(state, arguments), *number_in(arguments, "factor")));
}

base::Result<base::Done> zoom_in(AppState& state, const Arguments&, const CommandContext& context) {
  return glide_to(state, zoomed(aim(state), aim(state).target, 1.25), context.now_s);
}

base::Result<base::Done> zoom_out(AppState& state, const Arguments&, const CommandContext& context) {
  return glide_to(state, zoomed(aim(state), aim(state).target, 0.8), context.now_s);
}

base::Result<base::Done> orbit(AppState& state, const Arguments& arguments, const CommandContext&) {
  auto turned = orbited(state.camera, pivot(state, arguments),
                        base::Angle::from_degrees(number_in(arguments, "azimuth").value_or(0.0)),
                        base::Angle::from_degrees(number_in(arguments, "tilt").value_or(0.0)));
  if (turned.tilt.degrees() < 89.9) turned.orthographic = false;
  return move_to(state, turned);
}

base::Result<base::Done> turn_left(AppState& state, const Arguments&, const CommandContext& context) {
  return turn(state, 15.0, 0.0, context.now_s);
}
base::Result<base::Done> turn_right(AppState& state, const Arguments&, const CommandContext& context) {
  return turn(state, -15.0, 0.0, context.now_s);
}
base::Result<base::Done> tilt_up(AppState& state, const Arguments&, const CommandContext& context) {
  return turn(state, 0.0, -10.0, context.now_s);
}
base::Result<base::Done> tilt_down(AppState& state, const Arguments&, const CommandContext& context) {
  return turn(state, 0.0, 10.0, context.now_s);
}

base::Result<base::Done> pan(AppState& state, const Arguments& arguments, const CommandContext&) {
  return move_to(state, panned(state.camera, number_in(arguments, "east").value_or(0.0),
                               number_in(arguments, "north").value_or(0.0)));
}
base::Result<base::Done> pan_left(AppState& state, const Arguments&, const CommandContext& context) {
  return glide_to(state, shifted(aim(state), -0.12, 0.0), context.now_s);
}
base::Result<base::Done> pan_right(AppState& state, const Arguments&, const CommandContext& context) {
  return glide_to(state, shifted(aim(state), 0.12, 0.0), context.now_s);
}
base::Result<base::Done> pan_up(AppState& state, const Arguments&, const CommandContext& context) {
  return glide_to(state, shifted(aim(state), 0.0, 0.12), context.now_s);
}
base::Result<base::Done> pan_down(AppState& state, const Arguments&, const CommandContext& context) {
  return glide_to(state, shifted(aim(state), 0.0, -0.12), context.now_s);
}

base::Result<base::Done> map_view(AppState& state, const Arguments&, const CommandContext& context) {
  return fly_to(state, as_map(aim(state)), context.now_s), base::Done{};
}
base::Result<base::Done> city_view(AppState& state, const Arguments&, const CommandContext& context) {
  return fly_to(state, as_city(aim(state)), context.now_s), base::Done{};
}
base::Result<base::Done> toggle_map(AppState& state, const Arguments&, const CommandContext& context) {
  const auto& pose = aim(state);
  return fly_to(state, pose.orthographic ? as_city(pose) : as_map(pose), context.now_s), base::Done{};
}

}  // namespace

std::vector<Command> flight_commands() {
  return {
      {"fly-to",
       "Flies the camera to a place; what is left out stays as it is",
       Needs::nothing,
       {east_parameter(), north_parameter(), number_parameter("up", "NAP height of what the camera looks at").in("m"),
        number_parameter("azimuth", "clockwise from grid north").in("deg"),
        number_parameter("tilt", "below the horizon; 90 is straight down").in("deg"),
        number_parameter("distance", "from the camera to the place").in("m")},
       {},
       fly_to_pose},
      {"look-at-sensor",
       "Selects a sensor and flies to it",
       Needs::plan,
       {sensor_parameter("id").needed()},
       {},
       look_at_sensor},
      {"look-at-zone",
       "Selects a zone and flies to it",
       Needs::analysis,
       {text_parameter("id", "Z1, Z2, ...", Names::zone).needed()},
       {},
       look_at_zone},
      {"home", "Shows the whole city again", Needs::nothing, {}, {"Home"}, go_home, everywhere},
      {"map-view", "Shows the 2D map, north up", Needs::nothing, {}, {}, map_view},
      {"city-view", "Shows the 3D city", Needs::nothing, {}, {}, city_view},
      {"toggle-map", "Switches between the 2D map and the 3D city", Needs::nothing, {}, {"m"}, toggle_map},
  };
}

std::vector<Command> camera_move_commands() {
  const Parameter factor = number_parameter("factor", "2 is twice as near, 0.5 half as near").within(1e-6, 1e6);
  const Parameter east =
      number_parameter("east", "of the point that stays in place; the middle where left out").in("m");
  const Parameter north = number_parameter("north", "of the point that stays in place").in("m");
  const Parameter up = number_parameter("up", "of the point that stays in place").in("m");
  return {
      {"zoom",
       "Comes nearer or goes further away",
       Needs::nothing,
       {factor.needed(), east, north, up},
       {},
       zoom,
       everywhere},
      {"zoom-in", "Comes nearer", Needs::nothing, {}, {"Plus", "="}, zoom_in, everywhere},
      {"zoom-out", "Goes further away", Needs::nothing, {}, {"Minus"}, zoom_out, everywhere},
      {"orbit",
       "Turns the camera about a point",
       Needs::nothing,
       {number_parameter("azimuth", "to turn, clockwise").in("deg"),
        number_parameter("tilt", "to tilt, downwards").in("deg"), east, north, up},
       {},
       orbit,
       everywhere},
      {"turn-left", "Turns the view to the left", Needs::nothing, {}, {"Shift+Left"}, turn_left, everywhere},
      {"turn-right", "Turns the view to the right", Needs::nothing, {}, {"Shift+Right"}, turn_right, everywhere},
      {"tilt-up", "Looks more towards the horizon", Needs::nothing, {}, {"Shift+Up"}, tilt_up},
      {"tilt-down", "Looks more from above", Needs::nothing, {}, {"Shift+Down"}, tilt_down},
      {"pan",
       "Moves the camera over the ground",
       Needs::nothing,
       {number_parameter("east", "how far").in("m").or_else("0"),
        number_parameter("north", "how far").in("m").or_else("0")},
       {},
       pan,
       everywhere},
      {"pan-left", "Moves the view to the left", Needs::nothing, {}, {"Left"}, pan_left},
      {"pan-right", "Moves the view to the right", Needs::nothing, {}, {"Right"}, pan_right},
      {"pan-up", "Moves the view ahead", Needs::nothing, {}, {"Up"}, pan_up},
      {"pan-down", "Moves the view back", Needs::nothing, {}, {"Down"}, pan_down},
  };
}

}  // namespace schouw::app
