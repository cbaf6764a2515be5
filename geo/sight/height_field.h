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

// Whether the straight line from the lens to height target_m above the centre of a cell passes over everything
// between. Sampled at the centres of the columns (rows, where the line runs more north than east) strictly between
// the two: the definition of sight on a height field that the fast path answers to. Symmetric but for rounding.
bool line_is_clear(const HeightWindow& window, const LensInWindow& lens, int column, int row, double target_m);

// What stands against the sky around a lens: for each of many azimuths, the steepest slope met so far at each step
// outwards. Answers most cells from its two neighbouring azimuths; where those disagree, or run along different axes,
// it walks the exact line. Agreement with line_is_clear: tests/oracle. Source: the methods of performance.md.
class HorizonTable {
 public:
  struct Sector {
    double from_rad = 0.0;   // anticlockwise from east, as atan2(north, east)
    double width_rad = 0.0;  // at most a whole turn
    double reach_cells = 0.0;
  };
  // The table keeps its memory between calls: one object a thread serves any number of lenses. The window must
  // outlive the questions.
  void build(const HeightWindow& window, const LensInWindow& lens, const Sector& sector);

  // Whether the lens sees target_m above a cell's centre. The cell must lie in the sector and the window.
  bool sees(int column, int row, double target_m) const;

 private:
  struct Ray {
    bool along_columns = true;  // the major axis
    int step = 1;               // +1 or -1 on it
    int first = 0;              // column or row of the first sample
    int samples = 0;
  };
  void trace(std::size_t ray, double angle_rad);
  float slope_before(std::size_t ray, int samples) const;

  const HeightWindow* window_ = nullptr;
  LensInWindow lens_;
  Sector sector_;
  double rays_per_rad_ = 0.0;
  std::size_t stride_ = 0;
  std::vector<Ray> rays_;
  std::vector<float> steepest_;  // [ray][samples passed]
};

}  // namespace schouw::sight
