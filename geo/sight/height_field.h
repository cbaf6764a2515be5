// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace schouw::sight {

// No surface in a cell: nothing that stands there can hide anything.
inline constexpr float kNothing = -1e30F;

// A dense piece of the surfaces around a lens, in cells: cell (column, row) has its centre at (column + 0.5,
// row + 0.5), rows run north. Solids are steps: a cell is as high as it says up to its edges, as walls are. Terrain
// is a slope between the centres. Both hide; a cell of terrain that was not measured holds kNothing.
struct HeightWindow {
  int columns = 0;
  int rows = 0;
  double cell_m = 1.0;
  std::vector<float> solid_m;    // tops of buildings and other solids; kNothing elsewhere
  std::vector<float> upper_m;    // solid_m with the tops of slabs that hang over free ground; empty where none hangs
  std::vector<float> terrain_m;  // measured ground; empty where none of the window was measured

  std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
  }
};

// A lens in a window: place in cells, height in metres.
struct LensInWindow {
  double column = 0.0;
  double row = 0.0;
  double height_m = 0.0;
};

// What counts as an obstacle: what stands on the ground, or also what hangs over it, down to the ground.
enum class Obstacles : std::uint8_t { standing, standing_and_hanging };

// Whether the straight line from the lens to height target_m above the centre of a cell passes over everything
// between. Sampled at the centres of the columns (rows, where the line runs more north than east) strictly between
// the two: the definition of sight on a height field that the fast path answers to. Symmetric but for rounding.
struct CellTarget {
  int column = 0;
  int row = 0;
  double height_m = 0.0;
};
bool line_is_clear(const HeightWindow& window, const LensInWindow& lens, const CellTarget& target,
                   Obstacles obstacles = Obstacles::standing);

}  // namespace schouw::sight
