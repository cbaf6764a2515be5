// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "geo/model/terrain.h"
#include "layers/town/site/street_plan.h"

namespace schouw::town {

// An empty raster that covers the town as far as `reach_m` from its middle, to the west, east and south, and beyond
// the railway to the north. Cells of 2 m; coarser (5, 10, 20, 50 m) where there would be more than 1,700 in a row, so
// that its memory has a bound.
raster::Grid<float> ground_raster(double reach_m);

// Lowers the cells that lie in the water of a face or within half a cell of it: the quay's drawn surface hides that
// seam, whereas a cell too high would stand out of the water.
void carve_water(raster::Grid<float>& heights_m, const PlanFace& face);

}  // namespace schouw::town
