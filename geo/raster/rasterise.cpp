// SPDX-License-Identifier: EUPL-1.2
#include "geo/raster/rasterise.h"

namespace schouw::raster {

void raise_to(Grid<float>& heights_m, const TriangleCorners& corners) {
  for_each_cell_in(heights_m.frame(), corners, [&](int column, int row, double height_m) {
    float& cell = heights_m.at(column, row);
    cell = std::max(cell, static_cast<float>(height_m));
  });
}

bool height_in_triangle(const TriangleCorners& corners, double east_m, double north_m, double& height_m) {
  const auto& [a, b, c] = corners;
  const double area2 = detail::edge(a, b, c.east_m, c.north_m);
  if (std::abs(area2) < detail::kFlatArea_m2) return false;
  const double wa = detail::edge(b, c, east_m, north_m) / area2;
  const double wb = detail::edge(c, a, east_m, north_m) / area2;
  const double wc = detail::edge(a, b, east_m, north_m) / area2;
  if (wa < 0.0 || wb < 0.0 || wc < 0.0) return false;
  height_m = wa * a.up_m + wb * b.up_m + wc * c.up_m;
  return true;
}

namespace {

// Where the rings cross a row of cell centres, from west to east.
std::vector<double> crossings(const std::vector<PlanRing>& rings, double north_m) {
  std::vector<double> east;
  for (const PlanRing& ring : rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const PlanPoint& a = ring[i];
      const PlanPoint& b = ring[(i + 1) % ring.size()];
      if ((a[1] <= north_m) == (b[1] <= north_m)) continue;
      east.push_back(a[0] + (north_m - a[1]) / (b[1] - a[1]) * (b[0] - a[0]));
    }
  }
  std::sort(east.begin(), east.end());
  return east;
}

// The first column whose centre lies at or east of a place, within the frame.
int column_from(const GridFrame& frame, double east_m) {
  const double column = std::ceil((east_m - frame.west_m) / frame.cell_m - 0.5);
  return static_cast<int>(std::clamp(column, 0.0, static_cast<double>(frame.columns)));
}

}  // namespace

CellRuns runs_inside(const GridFrame& frame, const std::vector<PlanRing>& rings) {
  CellRuns runs;
  double south = 1e300;
  double north = -1e300;
  for (const PlanRing& ring : rings) {
    for (const PlanPoint& p : ring) {
      south = std::min(south, p[1]);
      north = std::max(north, p[1]);
    }
  }
  for (int row = 0; row < frame.rows; ++row) {
    const double n = frame.north_of(row);
    if (n < south || n > north) continue;
    const std::vector<double> east = crossings(rings, n);
    for (std::size_t i = 0; i + 1 < east.size(); i += 2) {
      const int first = column_from(frame, east[i]);
      const int end = column_from(frame, east[i + 1]);
      if (first == end) continue;
      if (!runs.empty() && runs.back().row == row && runs.back().last + 1 == first) {
        runs.back().last = end - 1;
      } else {
        runs.push_back({row, first, end - 1});
      }
    }
  }
  return runs;
}

void mark_inside(Grid<std::uint16_t>& cells, const std::vector<PlanRing>& rings, std::uint16_t value) {
  for (const CellRun& run : runs_inside(cells.frame(), rings)) {
    for (int column = run.first; column <= run.last; ++column) {
      cells.at(column, run.row) = static_cast<std::uint16_t>(cells.at(column, run.row) | value);
    }
  }
}

}  // namespace schouw::raster
