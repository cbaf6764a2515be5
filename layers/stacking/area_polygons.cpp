// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/area_polygons.h"

#include "geo/raster/contour.h"

namespace schouw::stacking {

std::vector<model::PolygonWithHoles> polygons_of(const raster::CellRuns& runs, const raster::GridFrame& frame) {
  std::vector<model::PolygonWithHoles> polygons;
  for (const raster::CellPolygon& p : raster::polygons_of(runs, frame)) {
    model::PolygonWithHoles& polygon = polygons.emplace_back();
    for (const raster::PlanRing& plain : p.rings) {
      model::Ring& ring = polygon.rings.emplace_back();
      for (const raster::PlanPoint& point : plain) ring.push_back({point[0], point[1], std::nullopt});
    }
  }
  return polygons;
}

std::vector<model::PolygonWithHoles> polygons_of(const coverage::CellSet& cells, const raster::GridFrame& frame) {
  raster::CellRuns runs;
  coverage::for_each_cell(cells, [&](int column, int row) {
    if (!runs.empty() && runs.back().row == row && runs.back().last + 1 == column) {
      runs.back().last = column;
    } else {
      runs.push_back({row, column, column});
    }
  });
  return polygons_of(runs, frame);
}

std::vector<model::PolygonWithHoles> seen_by_at_least(const Stacking& stacking, int count) {
  const raster::Grid<std::uint16_t>& counts = stacking.counts;
  raster::CellRuns runs;
  for (int row = 0; row < counts.frame().rows; ++row) {
    for (int column = 0; column < counts.frame().columns; ++column) {
      if (counts.at(column, row) < count) continue;
      if (!runs.empty() && runs.back().row == row && runs.back().last + 1 == column) {
        runs.back().last = column;
      } else {
        runs.push_back({row, column, column});
      }
    }
  }
  return polygons_of(runs, counts.frame());
}

}  // namespace schouw::stacking
