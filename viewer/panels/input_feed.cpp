// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/input_feed.h"

namespace schouw::panels {

namespace {

// Takes an event into the frame; false where it must wait for the next one.
struct Take {
  FrameInput& input;
  bool& changed;

  bool operator()(const window::MouseMoved& event) const {
    if (changed) return false;
    input.x_px = event.x_px;
    input.y_px = event.y_px;
    return true;
  }
  bool operator()(const window::MousePressed& event) const {
    if (changed) return false;
    changed = true;
    input.x_px = event.x_px;
    input.y_px = event.y_px;
    const int button = event.button == window::MouseButton::left    ? 0
                       : event.button == window::MouseButton::right ? 1
                                                                    : 2;
    input.down[button] = event.pressed;
    return true;
  }
  bool operator()(const window::Scrolled& event) const {
    input.wheel += event.dy;
    return true;
  }
  bool operator()(const window::KeyPressed& event) const {
    if (event.pressed) input.keys.push_back(event);
    return true;
  }
  bool operator()(const window::TextTyped& event) const {
    input.typed += event.utf8;
    return true;
  }
  template <class Other>
  bool operator()(const Other&) const {
    return true;
  }
};

}  // namespace

void InputFeed::add(const std::vector<window::InputEvent>& events) {
  waiting_.insert(waiting_.end(), events.begin(), events.end());
}

FrameInput InputFeed::next() {
  now_.wheel = 0.0;
  now_.keys.clear();
  now_.typed.clear();
  bool changed = false;
  while (!waiting_.empty() && std::visit(Take{now_, changed}, waiting_.front())) waiting_.pop_front();
  return now_;
}

}  // namespace schouw::panels
