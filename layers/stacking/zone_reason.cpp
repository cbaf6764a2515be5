// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/zone_reason.h"

#include <algorithm>

#include "layers/stacking/kind_family.h"

namespace schouw::stacking {

namespace {

using base::Sentence;

// Of more sensors whose range or direction is assumed, these many are named.
constexpr std::size_t kMostNames = 5;

enum class Case { attention, exceeded, not_checked, cannot_tell_range, cannot_tell_cell_size };

Case case_of(const Zone& zone) {
  if (zone.agreement == Agreement::range_differs) return Case::cannot_tell_range;
  if (zone.agreement == Agreement::cell_size_differs) return Case::cannot_tell_cell_size;
  if (zone.level == Level::attention) return Case::attention;
  return zone.agreement == Agreement::agrees ? Case::exceeded : Case::not_checked;
}

std::string_view name_of(Case which) {
  switch (which) {
    case Case::attention: return "attention";
    case Case::exceeded: return "exceeded";
    case Case::not_checked: return "exceeded_not_checked";
    case Case::cannot_tell_range: return "cannot_tell_range";
    case Case::cannot_tell_cell_size: break;
  }
  return "cannot_tell_cell_size";
}

std::string_view word_of(policy::Counted counted) {
  switch (counted) {
    case policy::Counted::sensors_with_personal_data: return "sensors_with_personal_data";
    case policy::Counted::sensors_at_density: return "sensors_at_density";
    case policy::Counted::controllers: return "controllers";
    case policy::Counted::purposes: return "purposes";
    case policy::Counted::combined_kinds: break;
  }
  return "combined_kinds";
}

// The kind of area within the zone whose limit is the one that the sentence names.
std::string area_type_of(const Zone& zone, const policy::ThresholdTable& table, bool to_exceed) {
  for (const std::string& type : zone.area_types) {
    const auto levels = table.levels_for(type, zone.rule);
    if (!levels) continue;
    if ((to_exceed ? levels->exceeded_at : levels->attention_at) ==
        (to_exceed ? zone.exceeded_at : zone.attention_at)) {
      return type;
    }
  }
  return "default";
}

// Which ways of observing come beside the zone's cameras.
Sentence::Key beside_cameras(const Zone& zone, const plan::Plan& plan) {
  bool wifi = false;
  bool sound = false;
  for (const ZoneSensor& part : zone.sensors) {
    const auto family = family_of(plan.sensors[part.sensor].kind);
    wifi = wifi || family == KindFamily::wifi;
    sound = sound || family == KindFamily::sound;
  }
  if (wifi && sound) return {"stacking.beside.both"};
  return {wifi ? "stacking.beside.wifi" : "stacking.beside.sound"};
}

// The zone's sensors of which the range or the direction is assumed: what to ask first.
std::vector<std::string> assumed_of(const Zone& zone, const ReasonSources& sources) {
  std::vector<std::string> names;
  for (const ZoneSensor& part : zone.sensors) {
    const auto& footprints = sources.coverage.footprints;
    const auto f = std::lower_bound(footprints.begin(), footprints.end(), part.sensor,
                                    [](const auto& footprint, std::uint32_t s) { return footprint.sensor < s; });
    if (f == footprints.end() || f->sensor != part.sensor) continue;
    const bool unsure = std::any_of(f->assumed.begin(), f->assumed.end(), [](const std::string& field) {
      return field == "range_max_m" || field == "azimuth_deg";
    });
    const registers::Sensor& sensor = sources.plan.sensors[part.sensor];
    if (unsure) names.push_back(sensor.name.empty() ? sensor.id : sensor.name);
  }
  return names;
}

}  // namespace

Sentence reason_of(const Zone& zone, const ReasonSources& sources) {
  const policy::ThresholdTable& table = sources.policy.thresholds;
  const auto rule =
      std::find_if(table.rules.begin(), table.rules.end(), [&](const auto& r) { return r.id == zone.rule; });
  const auto counted = rule == table.rules.end() ? policy::Counted::sensors_with_personal_data : rule->counted;
  const bool combined = counted == policy::Counted::combined_kinds;
  const Case which = case_of(zone);
  const bool to_exceed = which != Case::attention;
  const int limit = to_exceed ? zone.exceeded_at : zone.attention_at;
  std::string key = std::string(combined ? "stacking.combined." : "stacking.reason.") + std::string(name_of(which));
  if (!table.adopted()) key += "_example";
  const bool one = (combined ? limit : zone.max_count) == 1;
  Sentence sentence{
      std::move(key),
      {{"count", std::int64_t{zone.max_count}},
       {"what", Sentence::Key{"stacking.counted." + std::string(word_of(counted)) + (one ? ".one" : "")}},
       {"limit", std::int64_t{limit}},
       {"area_m2", Sentence::Number{to_exceed ? zone.exceeded_area_m2 : zone.area_m2, 0}},
       {"area_type", Sentence::Key{"area_type." + area_type_of(zone, table, to_exceed)}},
       {"date", Sentence::Date{table.decided_on}}}};
  if (combined) sentence.values.emplace_back("kinds", beside_cameras(zone, sources.plan));
  if (which == Case::cannot_tell_range) {
    std::vector<std::string> names = assumed_of(zone, sources);
    if (names.size() > kMostNames) {
      names.resize(kMostNames);
      sentence.key += "_many";
    } else if (names.empty()) {
      sentence.key += "_none";
    }
    sentence.values.emplace_back("names", Sentence::List{std::move(names)});
  }
  return sentence;
}

}  // namespace schouw::stacking
