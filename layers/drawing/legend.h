// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "geo/base/sentence.h"
#include "layers/drawing/colour.h"

namespace schouw::drawing {

// One entry of a layer's legend. The panel shows a swatch and the sentence.
struct LegendEntry {
  enum class Swatch { fill, hatched_fill, pin, line, dashed_line };
  Swatch swatch = Swatch::fill;
  Colour colour;
  base::Sentence label;
  std::string letter;  // for pins
};
using Legend = std::vector<LegendEntry>;

}  // namespace schouw::drawing
