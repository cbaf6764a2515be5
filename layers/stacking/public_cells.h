// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <compare>
#include <vector>

#include "geo/raster/grid.h"
#include "layers/coverage/footprint/cell_set.h"

namespace schouw::stacking {

// What the public sees of coverage is snapped to this (domain.md 3).
inline constexpr double kPublicCell_m = 10.0;

// A square of kPublicCell_m of the map, counted from the map's zero, so that it is the same square in every result:
// its west edge lies at column * kPublicCell_m.
struct PublicCell {
  int row = 0;
  int column = 0;
  auto operator<=>(const PublicCell&) const = default;  // NOLINT(modernize-use-nullptr): its 0 is none
};

// The squares that count a sensor for the public: those of which it sees at least half (domain.md 3, "Public
// figures"). In order of row and column. A fine cell belongs to the square that holds its centre; where kPublicCell_m
// is a whole number of cells the shares are exact.
//   for (const PublicCell& cell : half_seen_cells(footprint.seen, result.frame)) ++counts[cell];
// Cost: linear in the cells seen, and four bytes for each square of the set's window. Works on the thread that calls
// it; the set is only needed during the call. It cannot fail.
std::vector<PublicCell> half_seen_cells(const coverage::CellSet& seen, const raster::GridFrame& frame);

}  // namespace schouw::stacking
