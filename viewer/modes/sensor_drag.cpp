// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/sensor_drag.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viewer/app/command.h"
#include "viewer/app/under_pixel.h"

namespace schouw::modes {

namespace {

constexpr double kClickSlack_px = 4.0;
constexpr double kNearest_m = 4.0;
constexpr double kFurthest_m = 20.0;  // in sight where one looks closely enough to place a sensor
constexpr double kOverGround_m = 0.4;
constexpr double kDegrees = 180.0 / 3.14159265358979323846;
constexpr drawing::Colour kAccent = drawing::colour_from_hex(0x1f6feb);
constexpr drawing::Colour kPaper = drawing::colour_from_hex(0xffffff);

const coverage::Footprint* turnable(const app::AppState& state) {
  if (state.mode != app::Mode::planner || state.selected.kind != drawing::PickId::Kind::sensor) return nullptr;
  const auto* footprint = app::footprint_of(state, state.selected.index);
  if (footprint == nullptr) return nullptr;
  const auto shape = footprint->view.shape;
  const bool looks = shape == coverage::ViewShape::frustum || shape == coverage::ViewShape::sector;
  return looks ? footprint : nullptr;
}

// How far the view reaches along its middle.
double reach_m(const coverage::Footprint& footprint) {
  double reach = footprint.view.range_max_m;
  double nearest = 1e9;
  for (const auto& along : footprint.outline) {
    const double off = std::abs(std::remainder(along.azimuth.degrees() - footprint.view.azimuth.degrees(), 360.0));
    if (off >= nearest) continue;
    nearest = off;
    reach = along.distance_m;
  }
  return std::clamp(reach, kNearest_m, kFurthest_m);
}

}  // namespace

std::optional<crs::MapPosition> turn_handle_place(const app::AppState& state, const terrain::GroundModel& ground) {
  const auto* footprint = turnable(state);
  if (footprint == nullptr) return std::nullopt;
  const auto& view = footprint->view;
  const double far_m = reach_m(*footprint);
  crs::MapPosition place{view.lens.east_m + far_m * std::sin(view.azimuth.radians()),
                         view.lens.north_m + far_m * std::cos(view.azimuth.radians()), 0.0};
  place.up_m = ground.at(place.east_m, place.north_m).height_m + kOverGround_m;
  return place;
}

void draw_turn_handle(const app::AppState& state, const terrain::GroundModel& ground, drawing::DrawList& list) {
  const auto place = turn_handle_place(state, ground);
  if (!place) return;
  crs::MapPosition foot = app::footprint_of(state, state.selected.index)->view.lens;
  foot.up_m = ground.at(foot.east_m, foot.north_m).height_m + kOverGround_m;
  list.lines.push_back({.positions = {list.origin.to_scene(foot), list.origin.to_scene(*place)},
                        .colour = kAccent,
                        .width_px = 2.0F,
                        .dashed = true,
                        .always_visible = true});
  list.pins.push_back({.at = list.origin.to_scene(*place),
                       .ground = list.origin.to_scene(*place),
                       .letter = "\u21bb",
                       .fill = kPaper,
                       .ink = kAccent,
                       .pick = {drawing::PickId::Kind::handle, state.selected.index},
                       .priority = 1000.0F});
}

SensorDrag::Outcome SensorDrag::take(const window::InputEvent& event, const app::AppState& state,
                                     const terrain::GroundModel& ground, const SymbolAt& symbol_at) {
  if (const auto* key = std::get_if<window::KeyPressed>(&event)) {
    ctrl_held_ = key->ctrl;
    return {};
  }
  if (const auto* moved = std::get_if<window::MouseMoved>(&event)) return move(*moved, state);
  const auto* button = std::get_if<window::MousePressed>(&event);
  if (button == nullptr || button->button != window::MouseButton::left) return {};
  if (button->pressed) return press(*button, state, ground, symbol_at);
  if (grip_ == Grip::none) return {};
  grip_ = Grip::none;
  Outcome outcome{.taken = true};
  if (moved_ && state.draft.hand) outcome.commands.emplace_back("edit-sensor-end");
  return outcome;
}

SensorDrag::Outcome SensorDrag::press(const window::MousePressed& event, const app::AppState& state,
                                      const terrain::GroundModel& ground, const SymbolAt& symbol_at) {
  grip_ = Grip::none;
  const bool may = state.mode == app::Mode::planner && state.analysis && !ctrl_held_ &&
                   state.selected.kind == drawing::PickId::Kind::sensor;
  const auto symbol = may ? symbol_at(event.x_px, event.y_px) : std::nullopt;
  if (!symbol || symbol->index != state.selected.index) return {};
  if (symbol->index >= state.project.plan->sensors.size()) return {};  // drawn of a plan with more of them
  const auto& sensor = state.project.plan->sensors[symbol->index];
  if (!sensor.position) return {};
  if (symbol->kind == drawing::PickId::Kind::sensor) grip_ = Grip::move;
  if (symbol->kind == drawing::PickId::Kind::handle) grip_ = Grip::turn;
  if (grip_ == Grip::none) return {};
  gripped_sensor_ = sensor.uuid;
  start_ = *sensor.position;
  start_.up_m = ground.at(start_.east_m, start_.north_m).height_m;
  gripped_ = app::on_level(state.camera, state.viewport, event.x_px, event.y_px, start_.up_m).value_or(start_);
  moved_ = false;
  pressed_x_px_ = event.x_px;
  pressed_y_px_ = event.y_px;
  return {.taken = true};
}

SensorDrag::Outcome SensorDrag::move(const window::MouseMoved& event, const app::AppState& state) {
  if (grip_ == Grip::none) return {};
  Outcome outcome{.taken = true};
  if (!moved_) {
    moved_ = std::hypot(event.x_px - pressed_x_px_, event.y_px - pressed_y_px_) > kClickSlack_px;
    if (!moved_) return outcome;
    outcome.commands.push_back("edit-sensor-start id=" + gripped_sensor_.text());
  } else if (!state.draft.hand) {
    grip_ = Grip::none;  // cancelled, with the button still down
    return outcome;
  }
  outcome.step = step(event, state);
  return outcome;
}

std::string SensorDrag::step(const window::MouseMoved& event, const app::AppState& state) const {
  const auto under = app::on_level(state.camera, state.viewport, event.x_px, event.y_px, start_.up_m);
  if (!under) return {};
  if (grip_ == Grip::move) {
    return fmt::format("edit-sensor-move east={:.3f} north={:.3f}", start_.east_m + under->east_m - gripped_.east_m,
                       start_.north_m + under->north_m - gripped_.north_m);
  }
  const double azimuth_deg = std::atan2(under->east_m - start_.east_m, under->north_m - start_.north_m) * kDegrees;
  return fmt::format("edit-sensor-turn azimuth={:.2f}", base::normalised_azimuth_deg(azimuth_deg));
}

}  // namespace schouw::modes
