// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "geo/raster/grid.h"

namespace schouw::stacking {

// What the public sees of coverage is snapped to this (domain.md 3).
inline constexpr double kPublicCell_m = 10.0;

// The same counts in coarser cells, each the highest of those that it covers: snapping may show more, never less.
raster::Grid<std::uint16_t> snapped_counts(const raster::Grid<std::uint16_t>& counts, double cell_m);

}  // namespace schouw::stacking
