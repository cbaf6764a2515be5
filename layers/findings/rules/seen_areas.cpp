// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/seen_areas.h"

#include "geo/raster/rasterise.h"

namespace schouw::findings {

namespace {

constexpr std::int64_t kMostPoints = 100;

// The cells of the footprint's own window, so that runs of far areas cost nothing.
raster::GridFrame window_of(const raster::GridFrame& frame, const coverage::CellSet& seen) {
  return {.west_m = frame.west_m + seen.first_column() * frame.cell_m,
          .south_m = frame.south_m + seen.first_row * frame.cell_m,
          .cell_m = frame.cell_m,
          .columns = seen.columns(),
          .rows = seen.rows};
}

// 1 in every cell of the window whose centre lies in any of the polygons.
raster::Grid<std::uint16_t> marked(const raster::GridFrame& window, const Polygons& polygons) {
  raster::Grid<std::uint16_t> cells(window);
  for (const model::PolygonWithHoles& polygon : polygons) {
    std::vector<raster::PlanRing> rings;
    for (const model::Ring& ring : polygon.rings) {
      raster::PlanRing& plan = rings.emplace_back();
      for (const model::Coordinate& corner : ring) plan.push_back({corner.x, corner.y});
    }
    raster::mark_inside(cells, rings, 1);
  }
  return cells;
}

}  // namespace

SeenParts seen_within(const CheckContext& context, const coverage::Footprint& seen, const Polygons& polygons) {
  SeenParts parts;
  if (seen.seen.empty()) return parts;
  const raster::GridFrame window = window_of(context.stacking().coverage->frame, seen.seen);
  const raster::Grid<std::uint16_t> inside = marked(window, polygons);
  const std::int64_t step = 1 + seen.seen.count() / kMostPoints;
  std::int64_t outside = 0;
  std::int64_t within = 0;
  coverage::for_each_cell(seen.seen, [&](int column, int row) {
    const int c = column - seen.seen.first_column();
    const int r = row - seen.seen.first_row;
    if (inside.at(c, r) != 0) {
      ++within;
    } else if (outside++ % step == 0) {
      parts.outside.points.push_back({window.east_of(c), window.north_of(r), 0.0});
    }
  });
  parts.within_m2 = static_cast<double>(within) * window.cell_area_m2();
  parts.outside_m2 = static_cast<double>(outside) * window.cell_area_m2();
  return parts;
}

double area_seen_of_type_m2(const CheckContext& context, const coverage::Footprint& seen, std::string_view type) {
  Polygons polygons;
  for (std::size_t i = 0; i < context.plan().areas.size(); ++i) {
    const areas::Area& area = context.plan().areas[i];
    if (area.type == type) polygons.insert(polygons.end(), area.polygons.begin(), area.polygons.end());
  }
  return polygons.empty() ? 0.0 : seen_within(context, seen, polygons).within_m2;
}

}  // namespace schouw::findings
