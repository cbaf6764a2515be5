// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "layers/drawing/draw_list.h"
#include "layers/drawing/legend.h"
#include "layers/stacking/stacking.h"
#include "layers/terrain/ground.h"

namespace schouw::stacking {

// Counts of sensors with personal data in classes: pale blue, blue, hatched orange from attention_at, hatched red
// from exceeded_at of rule (a) in "default" areas. Another policy is other classes over the same grid.
std::vector<drawing::CountClass> count_classes(const policy::Policy& policy);
drawing::RasterLayer draw_stacking(std::shared_ptr<const Analysis> analysis, const policy::Policy& policy,
                                   const crs::SceneOrigin& origin);

// Zones as outlined areas just above the ground, with their id. The map colours counts of one rule: its zones are all
// drawn, and of the other rules those that exceed, and the one that is selected. More would be a knot of lines.
struct ZoneDrawing {
  std::string rule;                       // the rule that the map shows; empty: all zones are drawn
  std::optional<std::uint32_t> selected;  // its index
};
drawing::DrawList draw_zones(const Stacking& stacking, const ZoneDrawing& drawing, const terrain::GroundModel& ground,
                             const crs::SceneOrigin& origin);

drawing::Legend stacking_legend(const policy::Policy& policy);
drawing::Legend zones_legend();

}  // namespace schouw::stacking
