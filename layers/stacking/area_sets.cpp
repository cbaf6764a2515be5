// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/area_sets.h"

#include <algorithm>
#include <array>
#include <limits>

#include "geo/raster/rasterise.h"
#include "layers/stacking/level_map.h"
#include "layers/stacking/stacking_colours.h"

namespace schouw::stacking {

namespace {

constexpr std::size_t kMostSets = 256;

std::vector<raster::PlanRing> rings_of(const model::PolygonWithHoles& polygon) {
  std::vector<raster::PlanRing> rings;
  for (const model::Ring& ring : polygon.rings) {
    raster::PlanRing& plain = rings.emplace_back();
    for (const model::Coordinate& c : ring) plain.push_back({c.x, c.y});
  }
  return rings;
}

raster::Grid<std::uint16_t> types_of_cells(const raster::GridFrame& frame, const areas::AreaList& areas,
                                           const TypeLevels& types) {
  raster::Grid<std::uint16_t> grid;
  for (const areas::Area& area : areas) {
    const std::uint16_t bit = types.bit_of(area.type);
    if (bit == 0) continue;
    if (grid.empty()) grid = raster::Grid<std::uint16_t>(frame);
    for (const model::PolygonWithHoles& polygon : area.polygons) raster::mark_inside(grid, rings_of(polygon), bit);
  }
  return grid;
}

void add_class(drawing::CountClasses& classes, int from, const drawing::Colour& colour, bool hatched) {
  if (from <= 0) return;
  while (!classes.empty() && classes.back().from >= from) classes.pop_back();
  const int shown_from = std::min(from, int{std::numeric_limits<std::uint16_t>::max()});
  classes.push_back({static_cast<std::uint16_t>(shown_from), colour.with_alpha(kRasterAlpha), hatched});
}

}  // namespace

AreaSets area_sets(const raster::GridFrame& frame, const areas::AreaList& areas,
                   const policy::ThresholdTable& table) {
  AreaSets sets;
  const raster::Grid<std::uint16_t> types = types_of_cells(frame, areas, TypeLevels(table));
  if (types.empty()) return sets;
  // Every set of at most 15 types has its place here.
  std::vector<bool> present(std::size_t{1} << 16U, false);
  for (const std::uint16_t bits : types.values()) present[bits] = true;
  std::vector<std::uint8_t> place(present.size(), 0);
  for (std::size_t bits = 1; bits < present.size(); ++bits) {
    if (!present[bits]) continue;
    if (sets.types.size() < kMostSets) {
      sets.types.push_back(static_cast<std::uint16_t>(bits));
    } else {
      sets.types.back() = static_cast<std::uint16_t>(sets.types.back() | bits);
    }
    place[bits] = static_cast<std::uint8_t>(sets.types.size() - 1);
  }
  auto of_cell = std::make_shared<raster::Grid<std::uint8_t>>(frame);
  std::transform(types.values().begin(), types.values().end(), of_cell->values().begin(),
                 [&](std::uint16_t bits) { return place[bits]; });
  sets.of_cell = std::move(of_cell);
  return sets;
}

std::vector<drawing::CountClasses> level_classes(const AreaSets& sets, const policy::ThresholdTable& table) {
  const TypeLevels types(table);
  std::vector<drawing::CountClasses> by_set;
  for (const std::uint16_t bits : sets.types) {
    const policy::Levels levels = table.rules.empty() ? policy::Levels{} : types.levels(bits, table.rules.front().id);
    drawing::CountClasses& classes = by_set.emplace_back();
    add_class(classes, 1, kFew, false);
    add_class(classes, 2, kSome, false);
    add_class(classes, levels.attention_at, kAttention, true);
    add_class(classes, levels.exceeded_at, kExceeded, true);
  }
  return by_set;
}

}  // namespace schouw::stacking
