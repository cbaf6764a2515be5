// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "viewer/window/input.h"

// Dear ImGui 1.86 looks at the state of buttons once a frame: a press and a release within one frame would be lost.
// This queue hands over what happened so that each frame sees at most one change of a button.
namespace schouw::panels {

struct FrameInput {
  double x_px = -1.0;
  double y_px = -1.0;
  bool down[3] = {false, false, false};  // left, right, middle
  double wheel = 0.0;
  std::vector<window::KeyPressed> keys;  // pressed, in order
  std::string typed;                     // UTF-8
};

class InputFeed {
 public:
  void add(const std::vector<window::InputEvent>& events);
  // The input of the next frame. Motion after a change of a button waits for the frame after it.
  FrameInput next();
  bool pending() const { return !waiting_.empty(); }

 private:
  std::deque<window::InputEvent> waiting_;
  FrameInput now_;
};

}  // namespace schouw::panels
