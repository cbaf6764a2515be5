// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/camera_control.h"

#include <cmath>

#include "viewer/app/camera_moves.h"
#include "viewer/app/under_pixel.h"

namespace schouw::modes {

namespace {

constexpr double kClickSlack_px = 4.0;
constexpr double kDoubleClick_s = 0.35;
constexpr double kTurn_deg_per_px = 0.3;
constexpr double kTilt_deg_per_px = 0.22;
constexpr double kZoomPerNotch = 1.18;

crs::MapPosition anchor_at(const drawing::CameraPose& pose, const drawing::Viewport& viewport,
                           const CameraControl::Place& place, double x_px, double y_px) {
  if (const auto hit = place ? place(x_px, y_px) : std::nullopt) return *hit;
  return app::on_level(pose, viewport, x_px, y_px, pose.target.up_m).value_or(pose.target);
}

}  // namespace

CameraControl::Outcome CameraControl::take(const window::InputEvent& event, const drawing::CameraPose& pose,
                                           const drawing::Viewport& viewport, const Place& place, double now_s) {
  if (const auto* key = std::get_if<window::KeyPressed>(&event)) ctrl_held_ = key->ctrl;
  if (const auto* button = std::get_if<window::MousePressed>(&event)) {
    return button->pressed ? press(*button, pose, viewport, place) : release(*button, now_s);
  }
  if (const auto* moved = std::get_if<window::MouseMoved>(&event)) return move(*moved, pose, viewport);
  if (const auto* wheel = std::get_if<window::Scrolled>(&event)) {
    const auto anchor = anchor_at(pose, viewport, place, last_x_px_, last_y_px_);
    return {.pose = app::zoomed(pose, anchor, std::pow(kZoomPerNotch, wheel->dy))};
  }
  return {};
}

CameraControl::Outcome CameraControl::press(const window::MousePressed& event, const drawing::CameraPose& pose,
                                            const drawing::Viewport& viewport, const Place& place) {
  const bool turns = event.button != window::MouseButton::left || ctrl_held_;
  drag_ = turns && !pose.orthographic ? Drag::orbit : Drag::pan;
  moved_ = false;
  pressed_x_px_ = last_x_px_ = event.x_px;
  pressed_y_px_ = last_y_px_ = event.y_px;
  anchor_ = anchor_at(pose, viewport, place, event.x_px, event.y_px);
  return {};
}

CameraControl::Outcome CameraControl::release(const window::MousePressed& event, double now_s) {
  const bool was_click = drag_ != Drag::none && !moved_ && event.button == window::MouseButton::left;
  drag_ = Drag::none;
  if (!was_click) return {};
  const bool twice = now_s - last_click_s_ < kDoubleClick_s &&
                     std::hypot(event.x_px - last_click_x_px_, event.y_px - last_click_y_px_) < 2 * kClickSlack_px;
  last_click_s_ = twice ? -10.0 : now_s;
  last_click_x_px_ = event.x_px;
  last_click_y_px_ = event.y_px;
  return {.click = Click{event.x_px, event.y_px, twice}};
}

CameraControl::Outcome CameraControl::move(const window::MouseMoved& event, const drawing::CameraPose& pose,
                                           const drawing::Viewport& viewport) {
  const double dx_px = event.x_px - last_x_px_;
  const double dy_px = event.y_px - last_y_px_;
  last_x_px_ = event.x_px;
  last_y_px_ = event.y_px;
  if (drag_ == Drag::none) return {};
  if (!moved_) {
    moved_ = std::hypot(event.x_px - pressed_x_px_, event.y_px - pressed_y_px_) > kClickSlack_px;
    if (!moved_) return {};
  }
  if (drag_ == Drag::orbit) {
    return {.pose = app::orbited(pose, anchor_, base::Angle::from_degrees(dx_px * kTurn_deg_per_px),
                                 base::Angle::from_degrees(dy_px * kTilt_deg_per_px))};
  }
  const auto under = app::on_level(pose, viewport, event.x_px, event.y_px, anchor_.up_m);
  if (!under) return {};
  return {.pose = app::panned(pose, anchor_.east_m - under->east_m, anchor_.north_m - under->north_m)};
}

}  // namespace schouw::modes
