// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "layers/town/site/plane.h"

namespace schouw::town {

// A piece of ground: its outer edge counter-clockwise, its holes clockwise.
struct Ground {
  Loop outer;
  std::vector<Loop> holes;
};

// The union of loops that lie beside each other: sides that two of them share, whole or in part, disappear, so that
// what remains is valid by OGC Simple Features: rings that touch neither themselves nor each other along a side.
//   std::vector<Ground> square = union_of_loops({west_half, east_half});   // one piece, four corners and two between
// loops: counter-clockwise, and nowhere over each other; one that turns clockwise or has no area is left out. Corners
// are taken to the centimetre in which areas are written; a corner within a centimetre of another loop's side lies on
// it. Cost: corners times sides, which for a town's areas is nothing. The order follows the corners: the same loops
// give the same pieces.
std::vector<Ground> union_of_loops(const std::vector<Loop>& loops);

}  // namespace schouw::town
