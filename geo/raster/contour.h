// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <vector>

#include "geo/raster/connected_cells.h"
#include "geo/raster/grid.h"
#include "geo/raster/rasterise.h"

namespace schouw::raster {

// A polygon along cell edges: the outer ring counter-clockwise, then the holes clockwise; rings are not closed and
// hold corners only. The outer ring starts at the south-west corner of the polygon's first cell.
struct CellPolygon {
  std::vector<PlanRing> rings;
};

// Cells as polygons that are valid by OGC 06-103r4: cells that meet only in a corner become polygons that touch in
// that point, a hole that meets its outer ring in a corner touches it there. Their area is exactly the number of
// cells times the area of one. Ordered by the first cell of each. Time grows with the number of runs.
std::vector<CellPolygon> polygons_of(std::span<const CellRun> runs, const GridFrame& frame);
std::vector<CellPolygon> polygons_of(const Grid<std::uint8_t>& mask);

}  // namespace schouw::raster
