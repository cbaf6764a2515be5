// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/site/ground_height.h"

#include <numbers>

namespace schouw::town {

double ground_m(Spot spot) {
  constexpr double kReach_m = 700.0;
  constexpr double kPolder_m = 0.0;
  constexpr double kMound_m = 1.2;
  const double distance = length_m(spot);
  if (distance >= kReach_m) return kPolder_m;
  return kPolder_m + kMound_m / 2.0 * (1.0 + std::cos(std::numbers::pi * distance / kReach_m));
}

}  // namespace schouw::town
