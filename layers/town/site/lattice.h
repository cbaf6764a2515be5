// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/town/site/plane.h"

namespace schouw::town {

// A parcel's own directions: `along` its longest side and `inward` from it, and how far it reaches in both.
struct Lattice {
  Spot along;
  Spot inward;
  double along_low_m = 1e9, along_high_m = -1e9;
  double inward_low_m = 1e9, inward_high_m = -1e9;

  Spot at(double a, double d) const { return along * a + inward * d; }
};
Lattice lattice_of(const Loop& front);

// Across a quarter of terraced houses: front garden, house, garden, back to back; then a street of homes.
inline constexpr double kRowMargin_m = 1.0;
inline constexpr double kRowStreet_m = 8.0;
inline constexpr double kRowFront_m = 3.0;
inline constexpr double kRowHouse_m = 9.6;
inline constexpr double kRowGarden_m = 9.0;
inline constexpr double kRowCycle_m = 2.0 * (kRowFront_m + kRowHouse_m + kRowGarden_m) + kRowStreet_m;

// Across an office quarter: a strip for buildings and one of green.
inline constexpr double kOfficeLot_m = 46.0;
inline constexpr double kOfficeGreen_m = 10.0;

}  // namespace schouw::town
