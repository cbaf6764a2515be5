// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "geo/raster/grid.h"
#include "layers/coverage/occlusion/solid_spans.h"
#include "layers/coverage/occlusion/triangle_bins.h"

namespace schouw::coverage {

// Walls that bound no body, quays and barriers of one sheet, cover no cell's centre. They are told apart from slabs,
// for the cells of a frame within a cell and a half of them: from the ground to their top, where that rises over the
// ground. What may lie behind them is asked of the triangles. One for each cell, the highest; by cell. A building's
// walls are none: they bound its body, which covers cells of its own.
std::vector<Slab> upright_sheets(const raster::GridFrame& frame, const std::vector<float>& ground_m,
                                 const TriangleBins& bins, const model::CityModel& city);

}  // namespace schouw::coverage
