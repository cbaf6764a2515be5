// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "layers/town/site/plane.h"

namespace schouw::town {

// A polygon: its outer loop counter-clockwise, its holes clockwise.
struct JoinedLoops {
  Loop outer;
  std::vector<Loop> holes;
};

// Loops that lie side by side as polygons that share no side: what two of them have in common goes, a corner that
// lies on the side of another splits it. Corners are taken to the centimetre, as they are written. The loops do not
// overlap.
std::vector<JoinedLoops> joined(const std::vector<Loop>& loops);

}  // namespace schouw::town
