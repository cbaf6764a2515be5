// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "layers/drawing/draw_list.h"
#include "layers/terrain/ground.h"
#include "viewer/app/app_state.h"
#include "viewer/window/input.h"

namespace schouw::modes {

// Where the handle of the selected sensor stands: on the ground along the middle of its view, where that ends, 4 to
// 20 m away. Nothing for a sensor that looks nowhere in particular, or has no coverage.
std::optional<crs::MapPosition> turn_handle_place(const app::AppState& state, const terrain::GroundModel& ground);
// The handle as a round symbol with a dashed line from the sensor. Picked as PickId::Kind::handle.
void draw_turn_handle(const app::AppState& state, const terrain::GroundModel& ground, drawing::DrawList& list);

// A hand on the selected sensor: its pin moves it over the ground, its handle turns it. Speaks in commands, so that a
// script can do the same.
class SensorDrag {
 public:
  using SymbolAt = std::function<std::optional<drawing::PickId>(double x_px, double y_px)>;

  struct Outcome {
    bool taken = false;                 // the event is not one for the camera
    std::vector<std::string> commands;  // begin or end
    std::string step;                   // where the sensor goes now; of several in a frame only the last is needed
  };
  Outcome take(const window::InputEvent& event, const app::AppState& state, const terrain::GroundModel& ground,
               const SymbolAt& symbol_at);
  bool dragging() const { return grip_ != Grip::none && moved_; }
  void let_go() { grip_ = Grip::none; }

 private:
  enum class Grip { none, move, turn };

  Outcome press(const window::MousePressed& event, const app::AppState& state, const terrain::GroundModel& ground,
                const SymbolAt& symbol_at);
  Outcome move(const window::MouseMoved& event, const app::AppState& state);
  std::string step(const window::MouseMoved& event, const app::AppState& state) const;

  Grip grip_ = Grip::none;
  base::Uuid gripped_sensor_;
  bool moved_ = false;
  bool ctrl_held_ = false;
  double pressed_x_px_ = 0.0, pressed_y_px_ = 0.0;
  crs::MapPosition start_;    // of the sensor, on the ground
  crs::MapPosition gripped_;  // what lay under the pointer, at the height of the ground there
};

}  // namespace schouw::modes
