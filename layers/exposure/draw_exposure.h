// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/drawing/draw_list.h"
#include "layers/drawing/legend.h"
#include "layers/exposure/exposure.h"
#include "layers/terrain/ground.h"

namespace schouw::exposure {

// The pieces of wall that are seen, by density after masks: below the policy's facade_px_per_m pale, from there on
// hatched, from recognise_px_per_m on dark and hatched; what only the masks take away is grey and hatched.
drawing::DrawList draw_facades(const FacadeExposure& facades, const crs::SceneOrigin& origin);

// A walk over the ground: stretches in view as a broad line, the number of sensors beside those of some length, and
// out of view or inside a building as a thin dashed one.
drawing::DrawList draw_walk(const WalkExposure& walk, const crs::SceneOrigin& origin);

// A walk that is being drawn: a dashed line from point to point, each marked.
drawing::DrawList draw_walk_draft(const std::vector<crs::MapPosition>& points, const terrain::GroundModel& ground,
                                  const crs::SceneOrigin& origin);

drawing::Legend exposure_legend(const policy::DensityFigures& figures);

}  // namespace schouw::exposure
