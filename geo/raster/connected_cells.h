// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/raster/grid.h"

namespace schouw::raster {

// Cells of one row that lie side by side: columns first..last.
struct CellRun {
  int row = 0;
  int first = 0;
  int last = 0;
  bool operator==(const CellRun&) const = default;
};
// A set of cells. Rows from the south, in a row from the west; runs of a row do not touch each other.
//   const CellRuns runs = runs_inside(frame, rings);
//   const double area_m2 = static_cast<double>(cell_count(runs)) * frame.cell_area_m2();
// Cost: 12 bytes a run, however many cells it has; cell_count is linear in the runs. Threads: a plain value. It
// holds no frame: columns and rows are those of the frame that it was made on. What takes runs relies on their order
// and does not check it; nothing fails.
using CellRuns = std::vector<CellRun>;

CellRuns runs_of(const Grid<std::uint8_t>& mask);
std::int64_t cell_count(std::span<const CellRun> runs);

// How far apart cells hang together: reach[r] is the most columns between (the centres of) two cells that lie r rows
// apart. More rows apart than it is long: never.
using Reach = std::vector<int>;
Reach four_neighbours();
Reach eight_neighbours();
// Eight neighbours, and cells with less than gap_m between their nearest edges.
Reach reach_over(double gap_m, double cell_m);

// Which runs hang together. Groups are numbered by their first run, so that equal input gives equal numbers.
struct RunGroups {
  std::vector<std::uint32_t> group;  // per run, from 0
  std::uint32_t count = 0;
};
RunGroups connected_runs(std::span<const CellRun> runs, const Reach& reach);

// A group of cells and the cells on the shortest lines over gaps under gap_m within it: what to draw, never what to
// measure.
CellRuns bridged_over(std::span<const CellRun> runs, double gap_m, double cell_m);

// Whether two sets of cells, of cell sizes that may differ, share ground. Rows and columns count from the same place.
bool overlap(std::span<const CellRun> a, double a_cell_m, std::span<const CellRun> b, double b_cell_m);

}  // namespace schouw::raster
