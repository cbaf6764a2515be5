// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/site/lattice.h"

#include <algorithm>
#include <cstddef>

namespace schouw::town {

Lattice lattice_of(const Loop& front) {
  std::size_t longest = 0;
  const auto side = [&](std::size_t i) { return front[(i + 1) % front.size()] - front[i]; };
  for (std::size_t i = 0; i < front.size(); ++i) {
    if (length_m(side(i)) > length_m(side(longest)) + 0.01) longest = i;
  }
  Lattice lattice;
  lattice.along = unit(side(longest));
  lattice.inward = left_of(lattice.along);
  for (const Spot spot : front) {
    lattice.along_low_m = std::min(lattice.along_low_m, dot(spot, lattice.along));
    lattice.along_high_m = std::max(lattice.along_high_m, dot(spot, lattice.along));
    lattice.inward_low_m = std::min(lattice.inward_low_m, dot(spot, lattice.inward));
    lattice.inward_high_m = std::max(lattice.inward_high_m, dot(spot, lattice.inward));
  }
  return lattice;
}

}  // namespace schouw::town
