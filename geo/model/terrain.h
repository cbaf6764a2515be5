// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <limits>

#include "geo/crs/project_crs.h"
#include "geo/raster/grid.h"

namespace schouw::model {

// Heights of bare ground, metres above the vertical datum, one per cell, valid at the cell's centre. NaN: nodata.
struct Terrain {
  crs::Crs crs;
  raster::Grid<float> heights_m;
};

inline constexpr float kNoHeight = std::numeric_limits<float>::quiet_NaN();

}  // namespace schouw::model
