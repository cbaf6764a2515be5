// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string_view>

namespace schouw::registers {

// What a direction of OpenStreetMap says. A range "239-284" is the view from its left to its right edge.
// Source: wiki.openstreetmap.org/wiki/Key:direction.
struct StatedDirection {
  double azimuth_deg = 0.0;  // 0 <= azimuth < 360, from the north that the source uses
  std::optional<double> width_deg;
  bool several = false;  // "90;180", "90,180": several views; azimuth_deg then says nothing
};

// Degrees, one of the 16 cardinals (also Dutch O and Z: "NNO", "ZW"), a range or a list. Nothing for other text.
std::optional<StatedDirection> direction_from_text(std::string_view text);

}  // namespace schouw::registers
