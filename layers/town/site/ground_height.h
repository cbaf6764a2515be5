// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/town/site/plane.h"

namespace schouw::town {

inline constexpr double kWaterLevel_m = -0.40;  // NAP, as the canals of many towns in Holland
inline constexpr double kBedLevel_m = -1.60;
// How far the drawn ground (roads, gardens, squares) lies above the terrain, so that the two never share a plane.
inline constexpr double kCover_m = 0.05;

// NAP height of the bare ground, without the canals: a low mound under the old town in flat polder.
double ground_m(Spot spot);

}  // namespace schouw::town
