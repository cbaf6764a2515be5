// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/limits_at.h"

#include <algorithm>
#include <cmath>

#include "layers/stacking/level_map.h"

namespace schouw::stacking {

PlaceLimits limits_at(const crs::MapPosition& place, const areas::AreaList& areas,
                      const policy::ThresholdTable& table, double cell_m) {
  const auto cell = [cell_m](double at_m) { return static_cast<int>(std::floor(at_m / cell_m)); };
  const int column = cell(place.east_m);
  const int row = cell(place.north_m);
  const BlockKey key{row >> 6, column >> 6};
  const TypeLevels levels(table);
  const TypeBlocks blocks({.cell_m = cell_m}, areas, levels, {key});
  TypeSets::Number set = TypeSets::kNone;
  for (const TypeBlocks::Part& part : blocks.parts(key)) {
    const std::uint64_t bits = part.cells[static_cast<std::size_t>(row & (kBlockCells - 1))];
    if ((bits >> (column & (kBlockCells - 1)) & 1U) != 0) set = part.set;
  }
  const TypeList& types = blocks.sets().types(set);
  PlaceLimits limits{.area_types = levels.names(types), .rules = {}};
  for (const policy::ThresholdRule& rule : table.rules) {
    limits.rules.push_back({rule.id, levels.levels(types, rule.id)});
  }
  return limits;
}

bool exceeds_at(const crs::MapPosition& place, const plan::Plan& plan, const policy::ThresholdTable& table,
                const std::vector<coverage::Sighting>& sightings, double cell_m) {
  const PlaceLimits limits = limits_at(place, plan.areas, table, cell_m);
  for (std::size_t i = 0; i < table.rules.size(); ++i) {
    const int limit = limits.rules[i].levels.exceeded_at;
    if (limit > 0 && count_at(table.rules[i], plan, sightings) >= limit) return true;
  }
  return false;
}

std::string rule_name_key(const policy::ThresholdTable& table, const std::string& rule) {
  // The letters of domain.md 3, which the shipped policy uses as ids.
  static constexpr const char* kByCounted[] = {"a", "b", "c", "d", "e"};
  const auto found = std::find_if(table.rules.begin(), table.rules.end(),
                                  [&rule](const policy::ThresholdRule& other) { return other.id == rule; });
  const auto counted = found == table.rules.end() ? policy::Counted::sensors_with_personal_data : found->counted;
  return std::string("stacking.rule.") + kByCounted[static_cast<std::size_t>(counted)];
}

}  // namespace schouw::stacking
