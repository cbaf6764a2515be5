// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/level_map.h"

#include <algorithm>
#include <set>

#include "geo/raster/rasterise.h"

namespace schouw::stacking {

namespace {

constexpr std::size_t kMostTypes = 15;
constexpr const char* kDefault = "default";

std::vector<raster::PlanRing> rings_of(const model::PolygonWithHoles& polygon) {
  std::vector<raster::PlanRing> rings;
  for (const model::Ring& ring : polygon.rings) {
    raster::PlanRing& plain = rings.emplace_back();
    for (const model::Coordinate& c : ring) plain.push_back({c.x, c.y});
  }
  return rings;
}

}  // namespace

LevelMap::LevelMap(const raster::GridFrame& frame, const areas::AreaList& areas, const policy::ThresholdTable& table)
    : table_(table) {
  for (const auto& [type, levels] : table.levels) {
    if (type != kDefault && type_names_.size() < kMostTypes) type_names_.push_back(type);
  }
  for (const areas::Area& area : areas) {
    const auto type = std::find(type_names_.begin(), type_names_.end(), area.type);
    if (type == type_names_.end()) continue;
    if (types_.empty()) types_ = raster::Grid<std::uint16_t>(frame);
    const auto bit = static_cast<std::uint16_t>(1U << static_cast<unsigned>(type - type_names_.begin()));
    for (const model::PolygonWithHoles& polygon : area.polygons) raster::mark_inside(types_, rings_of(polygon), bit);
  }
  std::set<std::uint16_t> present{0};
  present.insert(types_.values().begin(), types_.values().end());
  for (const policy::ThresholdRule& rule : table.rules) {
    for (const std::uint16_t types : present) levels_[{types, rule.id}] = strictest(types, rule.id);
  }
}

policy::Levels LevelMap::strictest(std::uint16_t types, const std::string& rule) const {
  policy::Levels strict;
  const auto tighten = [](int& level, int other) {
    if (other > 0 && (level == 0 || other < level)) level = other;
  };
  for (const std::string& name : names(types)) {
    const auto levels = table_.levels_for(name, rule);
    if (!levels) continue;
    tighten(strict.attention_at, levels->attention_at);
    tighten(strict.exceeded_at, levels->exceeded_at);
  }
  // A limit needs attention too, where a table names no earlier level.
  if (strict.attention_at == 0 || (strict.exceeded_at > 0 && strict.exceeded_at < strict.attention_at)) {
    strict.attention_at = strict.exceeded_at;
  }
  return strict;
}

policy::Levels LevelMap::levels(int column, int row, const std::string& rule) const {
  return levels_.at({types_at(column, row), rule});
}

int LevelMap::lowest_attention(const std::string& rule) const {
  int lowest = 0;
  for (const auto& [key, levels] : levels_) {
    if (key.rule != rule || levels.attention_at == 0) continue;
    lowest = lowest == 0 ? levels.attention_at : std::min(lowest, levels.attention_at);
  }
  return lowest;
}

std::vector<std::string> LevelMap::names(std::uint16_t types) const {
  std::vector<std::string> names;
  for (std::size_t bit = 0; bit < type_names_.size(); ++bit) {
    if ((types >> bit & 1U) != 0) names.push_back(type_names_[bit]);
  }
  if (names.empty()) names.emplace_back(kDefault);
  return names;
}

}  // namespace schouw::stacking
