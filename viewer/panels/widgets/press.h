// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>

#include "viewer/panels/ui.h"

namespace schouw::panels {

struct Pressable {
  std::string id;
  std::string_view role = "button";
  std::string name;
  std::string value;
  bool enabled = true;
};

struct Press {
  bool clicked = false;
  bool hovered = false;
  bool held = false;
  bool focused = false;
};

// A part of the picture that mouse, finger, Tab with Enter, and machines by its semantic node can press. Draws
// nothing but, around the part that has the keyboard, a ring.
Press press(Ui& ui, const Pressable& what, const Box& box, float radius_px);

}  // namespace schouw::panels
