// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/place_rules.h"

#include <algorithm>
#include <array>
#include <map>

namespace schouw::stacking {

namespace {

void tighten(int& level, int other) {
  if (other > 0 && (level == 0 || other < level)) level = other;
}

void join_texts(std::vector<std::string>& into, const std::vector<std::string>& more) {
  for (const std::string& text : more) {
    if (std::find(into.begin(), into.end(), text) == into.end()) into.push_back(text);
  }
}

// Zones of one rule as one: areas add up, because zones of a rule share no cell. Level and agreement are the first's,
// and so only zones of that level bring what exceeds.
Zone joined(const std::vector<const Zone*>& zones) {
  Zone all{.rule = zones.front()->rule, .level = zones.front()->level, .agreement = zones.front()->agreement};
  std::map<std::uint32_t, ZoneSensor> sensors;
  for (const Zone* zone : zones) {
    all.area_m2 += zone->area_m2;
    if (level_name(*zone) == level_name(all)) all.exceeded_area_m2 += zone->exceeded_area_m2;
    all.max_count = std::max(all.max_count, zone->max_count);
    tighten(all.attention_at, zone->attention_at);
    tighten(all.exceeded_at, zone->exceeded_at);
    join_texts(all.area_types, zone->area_types);
    for (const ZoneSensor& part : zone->sensors) sensors[part.sensor].sensor = part.sensor;
  }
  // What remains without a sensor: all of a zone that it does not see.
  for (auto& [index, sum] : sensors) {
    for (const Zone* zone : zones) {
      const auto part = std::find_if(zone->sensors.begin(), zone->sensors.end(),
                                     [id = index](const ZoneSensor& s) { return s.sensor == id; });
      const bool sees = part != zone->sensors.end();
      sum.area_without_m2 += sees ? part->area_without_m2 : zone->area_m2;
      if (level_name(*zone) != level_name(all)) continue;
      sum.exceeded_area_without_m2 += sees ? part->exceeded_area_without_m2 : zone->exceeded_area_m2;
    }
    all.sensors.push_back(sum);
  }
  return all;
}

std::size_t order_of(const std::string& rule, const policy::ThresholdTable& table) {
  return static_cast<std::size_t>(
      std::find_if(table.rules.begin(), table.rules.end(), [&](const auto& r) { return r.id == rule; }) -
      table.rules.begin());
}

void sort_by_weight(std::vector<std::uint32_t>& places, const std::vector<Zone>& zones,
                    const policy::ThresholdTable& table) {
  std::sort(places.begin(), places.end(), [&](std::uint32_t a, std::uint32_t b) {
    const int weight[] = {weight_of_level(level_name(zones[a])), weight_of_level(level_name(zones[b]))};
    if (weight[0] != weight[1]) return weight[0] > weight[1];
    const std::size_t order[] = {order_of(zones[a].rule, table), order_of(zones[b].rule, table)};
    return order[0] != order[1] ? order[0] < order[1] : a < b;
  });
}

}  // namespace

int weight_of_level(std::string_view level) {
  static constexpr std::array<std::string_view, 4> kLevels = {"attention", "cannot_tell", "not_checked", "exceeded"};
  return static_cast<int>(std::find(kLevels.begin(), kLevels.end(), level) - kLevels.begin());
}

bool is_above_norm(std::string_view level) { return level == "exceeded" || level == "not_checked"; }

void take_rules(Place& place, const ReasonSources& sources, const std::vector<Zone>& zones) {
  const policy::ThresholdTable& table = sources.policy.thresholds;
  sort_by_weight(place.zones, zones, table);
  std::vector<std::vector<const Zone*>> by_rule;
  for (const std::uint32_t index : place.zones) {
    const Zone* zone = &zones[index];
    const auto same = std::find_if(by_rule.begin(), by_rule.end(),
                                   [&](const auto& list) { return list.front()->rule == zone->rule; });
    same == by_rule.end() ? by_rule.push_back({zone}) : same->push_back(zone);
  }
  for (const auto& of_rule : by_rule) {
    Zone all = joined(of_rule);
    const std::string level(level_name(all));
    const bool above = all.level == Level::exceeded;
    place.rules.push_back({.rule = all.rule,
                           .level = level,
                           .area_exceeded_m2 = above ? all.exceeded_area_m2 : 0.0,
                           .max_count = all.max_count,
                           .reason = reason_of(all, sources)});
    const bool first_rule = !table.rules.empty() && all.rule == table.rules.front().id;
    if (place.rules.size() == 1 || first_rule) place.max_count = all.max_count;
    if (place.rules.size() == 1) place.sensors = std::move(all.sensors);
  }
  place.level = place.rules.front().level;
  place.reason = place.rules.front().reason;
}

}  // namespace schouw::stacking
