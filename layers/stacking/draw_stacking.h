// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "layers/drawing/draw_list.h"
#include "layers/drawing/legend.h"
#include "layers/stacking/stacking.h"
#include "layers/terrain/ground.h"

namespace schouw::stacking {

// What a cell of the map shows of the first rule's counts. A colour stands for a level, not for a number: what is
// allowed on a market square is not at a school, and where areas overlap the strictest level counts.
enum class Shade : std::uint16_t { nothing, one_sensor, several, attention, exceeded };
raster::Grid<std::uint16_t> shade_cells(const Stacking& stacking, const areas::AreaList& areas,
                                        const policy::Policy& policy);
// Pale blue, blue, hatched orange, hatched red.
std::vector<drawing::CountClass> shade_classes();
drawing::RasterLayer draw_stacking(const Stacking& stacking, const areas::AreaList& areas,
                                   const policy::Policy& policy, const crs::SceneOrigin& origin);

// Zones as outlined areas just above the ground, with their id. The map colours counts of one rule: its zones are all
// drawn, and of the other rules those that exceed, and the one that is selected. More would be a knot of lines.
struct ZoneDrawing {
  std::string rule;                       // the rule that the map shows; empty: all zones are drawn
  std::optional<std::uint32_t> selected;  // its index
};
drawing::DrawList draw_zones(const Stacking& stacking, const ZoneDrawing& drawing, const terrain::GroundModel& ground,
                             const crs::SceneOrigin& origin);

// The numbers are those of "default" areas.
drawing::Legend stacking_legend(const policy::Policy& policy);
drawing::Legend zones_legend();

}  // namespace schouw::stacking
