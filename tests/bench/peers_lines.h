// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>

#include "geo/sight/height_field.h"
#include "tests/bench/peers_town.h"

// Exact lines to every cell in view, on both readings of a raster, to hold the answers of each contender to.
namespace schouw::bench {

// Cells that a contender calls seen, against those that an exact line reaches.
struct Tally {
  std::int64_t cells = 0;
  std::int64_t clear = 0;  // by exact lines
  std::int64_t wrongly_hidden = 0;
  std::int64_t wrongly_shown = 0;

  void add(bool exact, bool answer) {
    ++cells;
    clear += exact ? 1 : 0;
    wrongly_hidden += exact && !answer ? 1 : 0;
    wrongly_shown += answer && !exact ? 1 : 0;
  }
  // Of the cells that can be seen.
  double hidden_percent() const { return 100.0 * static_cast<double>(wrongly_hidden) / static_cast<double>(clear); }
  double shown_percent() const { return 100.0 * static_cast<double>(wrongly_shown) / static_cast<double>(clear); }
};

// The raster as GDAL and GRASS read it: heights at the middles of cells, straight lines between neighbours. The line
// of sight is held to every crossing with a line through the middles of columns or of rows: the definition that is
// called R3. Source: Franklin, Ray and Mehta 1994. Rows from the north; a target is as high as the surface there.
struct PointLine {
  int column = 0;
  int row = 0;
  double lens_m = 0.0;
};
inline bool point_line_is_clear(const PeerTown& town, const PointLine& from, int column, int row) {
  const int across = column - from.column;
  const int down = row - from.row;
  const double target_m = town.surface_m[town.index(column, row)];
  const auto blocked = [&](int steps, int span, bool along_columns) {
    const double share = static_cast<double>(steps) / span;
    const double other = along_columns ? from.row + down * share : from.column + across * share;
    const int low = static_cast<int>(std::floor(other));
    const double part = other - low;
    const int fixed =
        along_columns ? from.column + (across > 0 ? steps : -steps) : from.row + (down > 0 ? steps : -steps);
    const auto height_m = [&](int at) {
      return along_columns ? town.surface_m[town.index(fixed, at)] : town.surface_m[town.index(at, fixed)];
    };
    const double surface_m = part == 0.0 ? height_m(low) : height_m(low) * (1.0 - part) + height_m(low + 1) * part;
    return surface_m > from.lens_m + (target_m - from.lens_m) * share;
  };
  for (int i = 1; i < std::abs(across); ++i) {
    if (blocked(i, std::abs(across), true)) return false;
  }
  for (int i = 1; i < std::abs(down); ++i) {
    if (blocked(i, std::abs(down), false)) return false;
  }
  return true;
}

// What stands around one camera, as Schouw reads it: solids are steps, terrain slopes between the middles of cells.
struct StepSurface {
  coverage::LocalSurface local;
  raster::GridFrame frame;
  sight::LensInWindow lens;    // where it is
  sight::LensInWindow middle;  // the middle of its cell, where GDAL and GRASS put it
};
inline StepSurface step_surface(const PeerTown& town, const PeerCamera& camera) {
  const crs::MapPosition& at = camera.place.view.lens;
  StepSurface surface{
      town.occlusion->local(town.occlusion->window_around(at.east_m, at.north_m, camera.place.view.range_max_m)),
      {},
      {},
      {}};
  surface.frame = town.occlusion->frame_of(surface.local.cells);
  const raster::GridFrame& frame = surface.frame;
  surface.lens = {(at.east_m - frame.west_m) / town.cell_m, (at.north_m - frame.south_m) / town.cell_m, at.up_m};
  surface.middle = {std::floor(surface.lens.column) + 0.5, std::floor(surface.lens.row) + 0.5, at.up_m};
  // The cell of the lens hides nothing: it is known to stand in the open.
  auto& heights = surface.local.heights;
  heights.solid_m[heights.index(static_cast<int>(surface.lens.column), static_cast<int>(surface.lens.row))] =
      sight::kNothing;
  return surface;
}

// Visits the open cells that a camera has in view, but for those at the very end of its range, which fall within it
// or without as the lens is moved to the middle of its cell: visit(column of the window, row of it from the south,
// height of the target).
template <class Visit>
void for_each_target(const PeerTown& town, const PeerCamera& camera, const StepSurface& surface, Visit&& visit) {
  const coverage::SensorView& view = camera.place.view;
  const double farthest_cells = view.range_max_m / town.cell_m - 1.0;
  for (int row = 0; row < surface.frame.rows; ++row) {
    for (int column = 0; column < surface.frame.columns; ++column) {
      const std::size_t cell = surface.local.heights.index(column, row);
      if ((surface.local.flags[cell] & coverage::kCovered) != 0) continue;
      const double away = std::hypot(column + 0.5 - surface.middle.column, row + 0.5 - surface.middle.row);
      if (away > farthest_cells || away < 0.5) continue;
      const auto ground_m = static_cast<double>(surface.local.ground_m[cell]);
      if (!coverage::in_view(view, {surface.frame.east_of(column), surface.frame.north_of(row), ground_m})) continue;
      visit(column, row, ground_m);
    }
  }
}

}  // namespace schouw::bench
