// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <limits>

#include "geo/crs/project_crs.h"
#include "geo/raster/grid.h"

namespace schouw::model {

// Heights of bare ground, metres above the vertical datum, one per cell, valid at the cell's centre. NaN: nodata.
//   Terrain terrain{.crs = rd, .heights_m = raster::Grid<float>(frame, kNoHeight)};  // without a fill: 0 m
//   terrain.heights_m.at(3, 2) = 1.25F;
//   const bool measured = !std::isnan(terrain.heights_m.at(3, 2));
// Cost: 4 bytes a cell; geo/formats reads at most 400 million (TER-103). Threads: a plain value; once made it is
// shared as std::shared_ptr<const Terrain> and read from any. Who walks it (sight::TriangleSight) refers to it and
// copies nothing. A cell that is not there: as Grid says.
struct Terrain {
  crs::Crs crs;
  raster::Grid<float> heights_m;
};

inline constexpr float kNoHeight = std::numeric_limits<float>::quiet_NaN();

}  // namespace schouw::model
