// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "viewer/panels/ui.h"

namespace schouw::panels {

struct CardPlace {
  std::string id;
  std::string name;  // for machines
  float x = 0.0F;
  float y = 0.0F;  // of the top, or of the bottom where it hangs from there
  bool from_bottom = false;
  float width = 0.0F;
  float max_height = 1e9F;  // more scrolls
  float padding = 16.0F;    // units of design
  float radius = 10.0F;
  bool shadow = true;
  bool square_bottom = false;  // a sheet that stands on the edge of the picture
};

// A white rounded panel with a soft shadow, as high as its content. Between begin and end its widgets are drawn.
Column begin_card(Ui& ui, const CardPlace& place);
// Gives the box that the card takes.
Box end_card(Ui& ui, const CardPlace& place, const Column& content);

void soft_shadow(const Ui& ui, const Box& box, float radius_px);

}  // namespace schouw::panels
