// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "layers/drawing/draw_list.h"
#include "layers/drawing/legend.h"
#include "layers/stacking/area_sets.h"
#include "layers/stacking/stacking.h"
#include "layers/terrain/ground.h"

namespace schouw::stacking {

// The counts of the map, coloured by the levels that hold in each cell: level_classes.
drawing::RasterLayer draw_stacking(std::shared_ptr<const raster::Grid<std::uint16_t>> counts, const AreaSets& sets,
                                   const policy::ThresholdTable& table, const crs::SceneOrigin& origin);

// Zones as outlined areas just above the ground, each place with its name once. The map colours counts of one rule:
// its zones are all drawn, and of the other rules those that exceed, and the one that is selected. More would be a
// knot of lines.
struct ZoneDrawing {
  std::string rule;                       // the rule that the map shows; empty: all zones are drawn
  std::optional<std::uint32_t> selected;  // its index
  // Of the other rules too, where they exceed. Not while a sensor is edited, when nothing is checked yet.
  bool other_rules = true;
  bool adopted = true;  // whether a council adopted the norm
  // What is written at each zone, empty for nothing; without any, each zone's id.
  std::vector<std::string> labels;
};
drawing::DrawList draw_zones(const std::vector<Zone>& zones, const ZoneDrawing& drawing,
                             const terrain::GroundModel& ground, const crs::SceneOrigin& origin);

// The numbers are those of "default" areas.
drawing::Legend stacking_legend(const policy::Policy& policy);
drawing::Legend zones_legend(const policy::ThresholdTable& table);

}  // namespace schouw::stacking
