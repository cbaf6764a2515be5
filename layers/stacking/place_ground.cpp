// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/place_ground.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "geo/base/ring.h"
#include "geo/raster/cell_sets.h"
#include "geo/raster/rasterise.h"
#include "layers/stacking/level_map.h"

namespace schouw::stacking {

namespace {

constexpr double kSquare_m = 100.0;

double polygon_area_m2(const std::vector<raster::PlanRing>& rings) {
  double area_m2 = 0.0;
  for (std::size_t i = 0; i < rings.size(); ++i)
    area_m2 += (i == 0 ? 1.0 : -1.0) * std::abs(base::signed_area(rings[i]));
  return area_m2;
}

CellBox box_of(const std::vector<raster::PlanRing>& rings, double cell_m) {
  CellBox box;
  for (const raster::PlanPoint& point : rings.front()) {
    const int column = static_cast<int>(std::floor(point[0] / cell_m));
    const int row = static_cast<int>(std::floor(point[1] / cell_m));
    if (box.empty()) {
      box = {row, row, column, column};
      continue;
    }
    box.first_row = std::min(box.first_row, row);
    box.last_row = std::max(box.last_row, row);
    box.first_column = std::min(box.first_column, column);
    box.last_column = std::max(box.last_column, column);
  }
  return box;
}

CellBox common(const CellBox& a, const CellBox& b) {
  return {std::max(a.first_row, b.first_row), std::min(a.last_row, b.last_row),
          std::max(a.first_column, b.first_column), std::min(a.last_column, b.last_column)};
}

// The cells of one polygon within a box, as runs of the map.
raster::CellRuns cells_inside(const std::vector<raster::PlanRing>& rings, const CellBox& box, double cell_m) {
  raster::CellRuns runs = raster::runs_inside({.west_m = box.first_column * cell_m,
                                               .south_m = box.first_row * cell_m,
                                               .cell_m = cell_m,
                                               .columns = box.last_column - box.first_column + 1,
                                               .rows = box.last_row - box.first_row + 1},
                                              rings);
  for (raster::CellRun& run : runs) {
    run = {run.row + box.first_row, run.first + box.first_column, run.last + box.first_column};
  }
  return runs;
}

Ground ground_of(const areas::Area& area, const CellBox& around, double cell_m) {
  Ground ground{.area = &area};
  std::vector<raster::CellRuns> parts;
  for (const model::PolygonWithHoles& polygon : area.polygons) {
    const std::vector<raster::PlanRing> rings = rings_of(polygon);
    if (rings.empty() || rings.front().empty()) continue;
    ground.area_m2 += polygon_area_m2(rings);
    const CellBox box = common(box_of(rings, cell_m), around);
    if (box.empty() || box.last_column < box.first_column) continue;
    parts.push_back(cells_inside(rings, box, cell_m));
  }
  std::vector<const raster::CellRuns*> all;
  all.reserve(parts.size());
  for (const raster::CellRuns& part : parts) all.push_back(&part);
  ground.cells = raster::united(all);
  ground.box.take(ground.cells);
  return ground;
}

std::int64_t shared(const Ground& ground, const raster::CellRuns& cells, const CellBox& box) {
  return ground.box.meets(box) ? raster::shared_cells(ground.cells, cells) : 0;
}

}  // namespace

void CellBox::take(const raster::CellRuns& runs) {
  for (const raster::CellRun& run : runs) {
    if (empty()) *this = {run.row, run.row, run.first, run.last};
    first_row = std::min(first_row, run.row);
    last_row = std::max(last_row, run.row);
    first_column = std::min(first_column, run.first);
    last_column = std::max(last_column, run.last);
  }
}

bool CellBox::meets(const CellBox& other) const {
  return !empty() && !other.empty() && first_row <= other.last_row && other.first_row <= last_row &&
         first_column <= other.last_column && other.first_column <= last_column;
}

PlaceGround::PlaceGround(const areas::AreaList& areas, const policy::Policy& policy, const CellBox& box,
                         double cell_m) {
  for (const areas::Area& area : areas) {
    const policy::AreaType* type = policy.area_type(area.type);
    const bool names = type != nullptr && type->names_places;
    if (!names && area.type != "neighbourhood") continue;
    Ground ground = ground_of(area, box, cell_m);
    if (!ground.cells.empty()) (names ? named_ : neighbourhoods_).push_back(std::move(ground));
  }
  std::sort(named_.begin(), named_.end(), [](const Ground& a, const Ground& b) {
    return a.area_m2 != b.area_m2 ? a.area_m2 < b.area_m2 : a.area->id < b.area->id;
  });
  std::sort(neighbourhoods_.begin(), neighbourhoods_.end(),
            [](const Ground& a, const Ground& b) { return a.area->id < b.area->id; });
}

const Ground* PlaceGround::named(const raster::CellRuns& cells, const CellBox& box) const {
  const std::int64_t count = raster::cell_count(cells);
  for (const Ground& ground : named_) {
    if (2 * shared(ground, cells, box) >= count) return &ground;
  }
  return nullptr;
}

const Ground* PlaceGround::neighbourhood(const raster::CellRuns& cells, const CellBox& box) const {
  const Ground* best = nullptr;
  std::int64_t most = 0;
  for (const Ground& ground : neighbourhoods_) {
    const std::int64_t count = shared(ground, cells, box);
    if (count <= most) continue;
    most = count;
    best = &ground;
  }
  return best;
}

Square square_of(const raster::CellRuns& cells, double cell_m) {
  const auto square = [cell_m](int cell) { return static_cast<int>(std::floor((cell + 0.5) * cell_m / kSquare_m)); };
  std::map<std::pair<int, int>, std::int64_t> count;  // by north, east
  for (const raster::CellRun& run : cells) {
    for (int column = run.first; column <= run.last;) {
      const int east = square(column);
      // The last column whose centre lies in this square.
      const int end = std::max(
          column, std::min(run.last, static_cast<int>(std::ceil((east + 1) * kSquare_m / cell_m - 0.5)) - 1));
      count[{square(run.row), east}] += end - column + 1;
      column = end + 1;
    }
  }
  Square most;
  std::int64_t cells_in_most = 0;
  for (const auto& [key, number] : count) {
    if (number <= cells_in_most) continue;
    cells_in_most = number;
    most = {key.second, key.first};
  }
  return most;
}

}  // namespace schouw::stacking
