// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace schouw::window {

enum class MouseButton { left, right, middle };

struct MouseMoved {
  double x_px, y_px;
};
struct MousePressed {
  MouseButton button;
  bool pressed;
  double x_px, y_px;
};
struct Scrolled {
  double dx, dy;
};
// name: "a".."z" by the layout of the keyboard, "0".."9", "Escape", "Enter", "Tab", "Space", "Backspace", "Delete",
// "Left", "Right", "Up", "Down", "PageUp", "PageDown", "Home", "End", "F1".."F12", "Plus", "Minus", ".", ",".
struct KeyPressed {
  std::string name;
  bool pressed;
  bool repeated;
  bool ctrl, shift, alt;
};
struct TextTyped {
  std::string utf8;
};
struct Resized {
  int width_px, height_px;
  double scale;
};
struct CloseAsked {};

// What happened to the window, in order. The panels feed ImGui one transition of a button per frame from it.
using InputEvent = std::variant<MouseMoved, MousePressed, Scrolled, KeyPressed, TextTyped, Resized, CloseAsked>;

}  // namespace schouw::window
