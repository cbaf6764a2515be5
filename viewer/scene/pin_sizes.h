// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

namespace schouw::scene {

// A pin that would be drawn: where its lens is on the picture and how large its disc is where there is room.
struct PinPlace {
  float x_px = 0.0F;
  float y_px = 0.0F;
  float radius_px = 0.0F;
};

// A pin as drawn: a disc whose middle stands lift_px above the lens.
struct PinShape {
  float radius_px = 0.0F;
  float lift_px = 0.0F;
};

// From size 0, a dot on the lens, to size 1, a whole pin that stands above it so that the place itself stays in
// sight.
PinShape pin_shape(const PinPlace& place, float size_ratio, double interface_scale);

// The size of each pin, 0 to 1, of places in order of importance: as large as fits beside the more important ones
// without overlap, or 0. Only pins of size 0 may overlap. Depends on nothing else; moving a pin by a part of a pixel
// changes its own size by little.
std::vector<float> pin_sizes(const std::vector<PinPlace>& places, double interface_scale);

}  // namespace schouw::scene
