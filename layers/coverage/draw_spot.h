// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/coverage/coverage.h"
#include "layers/drawing/draw_list.h"

namespace schouw::coverage {

// The answer to "who sees this spot" in the scene: a ring on the ground and a line of sight to each sensor that sees
// it. lenses: the places of the sensors in spot.sightings, in its order.
drawing::DrawList draw_spot(const SpotAnswer& spot, const std::vector<crs::MapPosition>& lenses,
                            const crs::SceneOrigin& origin);

}  // namespace schouw::coverage
