// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>

#include "layers/coverage/coverage.h"
#include "layers/drawing/draw_list.h"
#include "layers/terrain/ground.h"

namespace schouw::coverage {

// The cells that each sensor sees as an outline just above the ground, or those of one sensor alone: for a result in
// squares of 10 m, where the edges of a view itself, and what stops it, are not told.
//   const auto lines = draw_squares(result, selected, ground, origin);
// Cost: linear in the windows of the sets. It cannot fail; a sensor that sees nothing gives nothing.
drawing::DrawList draw_squares(const CoverageResult& coverage, std::optional<std::uint32_t> sensor,
                               const terrain::GroundModel& ground, const crs::SceneOrigin& origin);

}  // namespace schouw::coverage
