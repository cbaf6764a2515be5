// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "geo/model/feature.h"
#include "geo/raster/connected_cells.h"
#include "layers/coverage/footprint/cell_set.h"
#include "layers/stacking/stacking.h"

// Results on the grid as polygons along cell edges, valid by OGC 06-103r4; their area is that of the cells.
namespace schouw::stacking {

std::vector<model::PolygonWithHoles> polygons_of(const raster::CellRuns& runs, const raster::GridFrame& frame);

// What one footprint sees: its union polygon.
std::vector<model::PolygonWithHoles> polygons_of(const coverage::CellSet& cells, const raster::GridFrame& frame);

// Where at least `count` sensors look, as far as Stacking::counts reaches.
std::vector<model::PolygonWithHoles> seen_by_at_least(const Stacking& stacking, int count);

}  // namespace schouw::stacking
