// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/sight/height_field.h"

namespace schouw::sight {

// What a lens can look at, seen from above.
struct SightSector {
  double from_rad = 0.0;   // anticlockwise from east, as atan2(north, east)
  double width_rad = 0.0;  // at most a whole turn
  double reach_cells = 0.0;
};

// What a sweep says of a cell. `close`: the answer hangs on less than the sweep knows; line_is_clear decides.
enum class Sight : std::uint8_t { hidden, clear, close };

// Sight from one lens to every cell around it, in one sweep outwards over each of the four quadrants that meet at the
// diagonals.
//
// Between two neighbouring rays, at most 0.7 cells apart, a line meets at each step one of the cells that the two
// meet, or terrain between them. So the highest of both is more than any line between them meets, and the lowest is
// less. The sweep keeps the steepest slope of each, per gap between rays: a target above the first is clear, one
// below the second is hidden, one between is close. What it calls clear or hidden is therefore what line_is_clear
// says, but for the rounding of a double at the very edge of a cell.
//
//   HorizonSweep sweep;
//   sweep.run(window, lens, {.from_rad = 0.0, .width_rad = 1.2, .reach_cells = 60.0}, targets_m, answers);
//   const bool decided = answers[window.index(12, 30)] != Sight::close;
//
// Cost: linear in the cells of the sector, some 5 ns each; memory some 80 bytes for each cell of reach, kept for the
// next lens. Threads: one object a thread. It refers to nothing once run returns. Rounding is allowed for in heights
// up to a kilometre; sizes that do not fit are asserted in debug builds, and nothing else fails.
//
// Scalar and vector code give the same bits (tests/geo/sight), so the default is the faster. Source: after the polar
// horizon of performance.md, with bounds on both sides instead of two samples.
class HorizonSweep {
 public:
  enum class Code : std::uint8_t { fastest, plain };  // fastest: what this processor offers
  explicit HorizonSweep(Code code = Code::fastest);

  // Answers all cells of the window whose centres lie in the sector and within reach. Of the others within reach it
  // may answer some, rightly: those a cell or so beside the sector, and all of a quadrant of which the sector covers
  // both ends. The lens's own cell is clear. Cells beyond the reach stay as they are. The lens lies in the window.
  // targets_m and answers hold one value per cell, rows from the south.
  void run(const HeightWindow& window, const LensInWindow& lens, const SightSector& sector,
           std::span<const float> targets_m, std::span<Sight> answers);

 private:
  enum class Quadrant : std::uint8_t { east, north, west, south };
  struct Rays {
    double first_slope = 0.0;  // minor cells per major cell of the first ray
    double step = 0.0;
    int gaps = 0;
  };
  struct Scene {
    const HeightWindow& window;
    const LensInWindow& lens;
    double reach_cells;
    std::span<const float> targets_m;
    std::span<Sight> answers;
  };
  void sweep(const Scene& scene, Quadrant quadrant, const Rays& rays);

  bool wide_;  // vectors of 8 instead of 4
  std::vector<float> solid_;
  std::vector<float> upper_;
  std::vector<float> terrain_;
  std::vector<float> node_;
  std::vector<std::int32_t> node_number_;
  std::vector<float> most_;   // per gap: the steepest slope that a line may meet
  std::vector<float> least_;  // the steepest that every line meets
  std::vector<Sight> line_;
};

}  // namespace schouw::sight
