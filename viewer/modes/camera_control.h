// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>

#include "layers/drawing/camera.h"
#include "viewer/window/input.h"

namespace schouw::modes {

// Turns what a hand does with the mouse or a finger into poses of the camera and into clicks.
//
// Left button: drags the ground along. Right or middle button, or left with Ctrl: turns about the point under the
// cursor. Wheel: zooms to the cursor. A press and release within kClickSlack_px is a click and moves nothing.
class CameraControl {
 public:
  // The place in the city under a pixel; nothing where there is only sky.
  using Place = std::function<std::optional<crs::MapPosition>(double x_px, double y_px)>;

  struct Click {
    double x_px = 0.0;
    double y_px = 0.0;
    bool twice = false;
  };
  struct Outcome {
    std::optional<drawing::CameraPose> pose;
    std::optional<Click> click;
  };
  // now_s tells a double click from two clicks.
  Outcome take(const window::InputEvent& event, const drawing::CameraPose& pose, const drawing::Viewport& viewport,
               const Place& place, double now_s);
  // True while a button is held on the scene: the picture is drawn for speed.
  bool dragging() const { return drag_ != Drag::none; }
  void let_go() { drag_ = Drag::none; }

 private:
  enum class Drag { none, pan, orbit };

  Outcome press(const window::MousePressed& event, const drawing::CameraPose& pose, const drawing::Viewport& viewport,
                const Place& place);
  Outcome release(const window::MousePressed& event, double now_s);
  Outcome move(const window::MouseMoved& event, const drawing::CameraPose& pose, const drawing::Viewport& viewport);

  Drag drag_ = Drag::none;
  bool moved_ = false;
  bool ctrl_held_ = false;
  double pressed_x_px_ = 0.0, pressed_y_px_ = 0.0;
  double last_x_px_ = 0.0, last_y_px_ = 0.0;
  crs::MapPosition anchor_;
  double last_click_s_ = -10.0;
  double last_click_x_px_ = 0.0, last_click_y_px_ = 0.0;
};

}  // namespace schouw::modes
