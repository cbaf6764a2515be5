// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/area_sets.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "layers/stacking/level_map.h"
#include "layers/stacking/stacking_colours.h"

namespace schouw::stacking {

namespace {

constexpr std::size_t kMostSets = 256;

TypeList united(const TypeList& a, const TypeList& b) {
  TypeList both;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
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
  TypeSets met(kMostSetsOfCells);
  const raster::Grid<std::uint16_t> met_in_cell = type_sets_of_cells(frame, areas, TypeLevels(table), met);
  std::vector<bool> present(met.size(), false);
  for (const std::uint16_t number : met_in_cell.values()) present[number] = true;
  // Of the sets that were met on the way, only those that some cell has in the end take a place.
  std::vector<std::uint8_t> place(met.size(), 0);
  for (TypeSets::Number number = 1; number < met.size(); ++number) {
    if (!present[number]) continue;
    if (sets.types.size() < kMostSets) {
      sets.types.push_back(met.types(number));
    } else {
      sets.types.back() = united(sets.types.back(), met.types(number));
    }
    place[number] = static_cast<std::uint8_t>(sets.types.size() - 1);
  }
  if (sets.types.size() == 1) return sets;
  auto of_cell = std::make_shared<raster::Grid<std::uint8_t>>(frame);
  std::transform(met_in_cell.values().begin(), met_in_cell.values().end(), of_cell->values().begin(),
                 [&](std::uint16_t number) { return place[number]; });
  sets.of_cell = std::move(of_cell);
  return sets;
}

std::vector<drawing::CountClasses> level_classes(const AreaSets& sets, const policy::ThresholdTable& table) {
  const TypeLevels types(table);
  std::vector<drawing::CountClasses> by_set;
  for (const TypeList& set : sets.types) {
    const policy::Levels levels = table.rules.empty() ? policy::Levels{} : types.levels(set, table.rules.front().id);
    drawing::CountClasses& classes = by_set.emplace_back();
    add_class(classes, 1, kFew, false);
    add_class(classes, 2, kSome, false);
    add_class(classes, levels.attention_at, kAttention, true);
    add_class(classes, levels.exceeded_at, above_norm_colour(table.adopted()), true);
  }
  return by_set;
}

}  // namespace schouw::stacking
