// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/coverage/coverage.h"
#include "layers/drawing/draw_list.h"
#include "layers/drawing/legend.h"
#include "layers/terrain/ground.h"

namespace schouw::coverage {

// The views of sensors as flat fans just above the ground, clipped where something stops them, fading outwards, with
// an edge: solid, or dashed where direction, angle or range were assumed. Discs of sensors that do not look are a
// ring alone. A sensor of unknown direction shows its dashed ring and hardly any fill: it looks at only a part of it.
// edges_only leaves the fills out, for a map whose ground already carries counts: no glow of view upon view.
struct FootprintDrawing {
  bool edges_only = false;
};
drawing::DrawList draw_footprints(const CoverageResult& coverage, const plan::Plan& plan,
                                  const FootprintDrawing& drawing, const terrain::GroundModel& ground,
                                  const crs::SceneOrigin& origin);

// One sensor's, stronger: for the one that is selected.
drawing::DrawList draw_footprint(const Footprint& footprint, const plan::Plan& plan,
                                 const terrain::GroundModel& ground, const crs::SceneOrigin& origin);

drawing::Legend footprints_legend();

}  // namespace schouw::coverage
