// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/rule_count.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "layers/register/observes.h"
#include "layers/stacking/kind_family.h"
#include "layers/stacking/limits_at.h"

namespace schouw::stacking {

namespace {

using policy::Counted;

// One that the register does not name.
constexpr std::uint32_t kUnnamedGroup = 0xffffffffU;

constexpr auto kCameraFamily = static_cast<std::uint32_t>(KindFamily::camera);

// Numbers names in order of appearance, so that equal plans give equal numbers.
class Names {
 public:
  std::uint32_t number(const std::string& name) {
    return numbers_.try_emplace(name, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::map<std::string, std::uint32_t> numbers_;
};

std::vector<std::uint32_t> groups_of(const registers::Sensor& sensor, Counted counted, Names& names,
                                     std::uint32_t unnamed) {
  switch (counted) {
    case Counted::sensors_with_personal_data:
      return registers::counts_as_personal(sensor) ? std::vector<std::uint32_t>{0} : std::vector<std::uint32_t>{};
    case Counted::sensors_at_density: return {0};
    case Counted::controllers:
      if (!sensor.deployment.controller) return {unnamed};
      return {names.number(*sensor.deployment.controller)};
    case Counted::purposes: {
      std::vector<std::uint32_t> groups;
      for (const std::string& word : purposes_of(sensor)) {
        const std::uint32_t number = names.number(word);
        if (std::find(groups.begin(), groups.end(), number) == groups.end()) groups.push_back(number);
      }
      if (groups.empty()) groups.push_back(unnamed);
      return groups;
    }
    case Counted::combined_kinds: {
      const auto family = family_of(sensor.kind);
      return family ? std::vector<std::uint32_t>{static_cast<std::uint32_t>(*family)} : std::vector<std::uint32_t>{};
    }
  }
  return {};
}

void take_part(RuleTally::Group& group, const BlockBits& cells) {
  for (std::size_t row = 0; row < cells.size(); ++row) {
    group.twice[row] |= group.once[row] & cells[row];
    group.once[row] |= cells[row];
  }
}

template <class Combine>
BlockBits combined(const BlockBits& a, const BlockBits& b, Combine&& combine) {
  BlockBits result;
  for (std::size_t row = 0; row < result.size(); ++row) result[row] = combine(a[row], b[row]);
  return result;
}
BlockBits both(const BlockBits& a, const BlockBits& b) {
  return combined(a, b, [](std::uint64_t x, std::uint64_t y) { return x & y; });
}
BlockBits without(const BlockBits& a, const BlockBits& b) {
  return combined(a, b, [](std::uint64_t x, std::uint64_t y) { return x & ~y; });
}
void join(BlockBits& into, const BlockBits& more) {
  for (std::size_t row = 0; row < into.size(); ++row) into[row] |= more[row];
}

}  // namespace

RuleCount::RuleCount(const policy::ThresholdRule& rule, const plan::Plan& plan, const CountedCells& counted,
                     const std::vector<std::uint32_t>* only)
    : counted_(rule.counted), cells_(counted.footprints().size(), nullptr), groups_(counted.footprints().size()) {
  std::optional<double> least;
  if (counted_ == Counted::sensors_at_density) least = rule.px_per_m.value_or(0.0);
  Names names;
  const auto take = [&](std::uint32_t i) {
    const registers::Sensor& sensor = plan.sensors[counted.footprints()[i].sensor];
    if (!registers::observes_persons(sensor, plan.policy.what_counts)) return;
    groups_[i] = groups_of(sensor, counted_, names, kUnnamedGroup);
    if (!groups_[i].empty()) cells_[i] = counted.cells(i, least);
  };
  if (only != nullptr) {
    for (const std::uint32_t i : *only) take(i);
  } else {
    for (std::uint32_t i = 0; i < cells_.size(); ++i) take(i);
  }
}

bool RuleCount::simple() const {
  return counted_ == Counted::sensors_with_personal_data || counted_ == Counted::sensors_at_density;
}

void RuleCount::count(const Block& block, const MapCells& cells, RuleTally& into) const {
  into.value.clear();
  into.parts.clear();
  into.groups.clear();
  CountedPart part;
  for (const std::uint32_t i : block.footprints) {
    if (cells_[i] == nullptr || !bits_in(*cells_[i], cells, block.key, part.cells)) continue;
    part.footprint = i;
    into.parts.push_back(part);
    if (simple()) into.value.add(part.cells);
  }
  if (!simple()) count_groups(into);
}

void RuleCount::count_groups(RuleTally& tally) const {
  for (const CountedPart& part : tally.parts) {
    for (const std::uint32_t id : groups_[part.footprint]) {
      auto group = std::find_if(tally.groups.begin(), tally.groups.end(), [id](const auto& g) { return g.id == id; });
      if (group == tally.groups.end()) group = tally.groups.insert(group, {id, {}, {}});
      take_part(*group, part.cells);
    }
  }
  BlockBits unnamed{};
  BlockBits camera{};
  for (const RuleTally::Group& group : tally.groups) {
    if (group.id == kUnnamedGroup) {
      unnamed = group.once;
    } else if (counted_ == Counted::combined_kinds && group.id == kCameraFamily) {
      camera = group.once;
    } else {
      tally.value.add(group.once);
    }
  }
  if (counted_ == Counted::combined_kinds) {
    // How many other ways of observing are combined with a camera.
    tally.value.keep(camera);
  } else {
    // Counts are "at least": all that are unnamed may be the same one.
    tally.value.add(without(unnamed, tally.value.at_least(1)));
  }
}

int count_at(const policy::ThresholdRule& rule, const plan::Plan& plan,
             const std::vector<coverage::Sighting>& sightings) {
  const bool at_density = rule.counted == Counted::sensors_at_density;
  Names names;
  int sensors = 0;
  std::set<std::uint32_t> groups;
  for (const coverage::Sighting& sighting : sightings) {
    if (at_density && sighting.density_px_per_m.value_or(0.0) < rule.px_per_m.value_or(0.0)) continue;
    if (!registers::observes_persons(plan.sensors[sighting.sensor], plan.policy.what_counts)) continue;
    const auto of_sensor = groups_of(plan.sensors[sighting.sensor], rule.counted, names, kUnnamedGroup);
    sensors += static_cast<int>(!of_sensor.empty());
    groups.insert(of_sensor.begin(), of_sensor.end());
  }
  if (at_density || rule.counted == Counted::sensors_with_personal_data) return sensors;
  if (rule.counted == Counted::combined_kinds) {
    return groups.count(kCameraFamily) == 0 ? 0 : static_cast<int>(groups.size()) - 1;
  }
  const bool unnamed = groups.erase(kUnnamedGroup) != 0;
  return groups.empty() ? static_cast<int>(unnamed) : static_cast<int>(groups.size());
}

RuleCount::Without::Without(const RuleCount& rule, const RuleTally& tally, const std::vector<LevelPart>& levels)
    : rule_(rule), tally_(tally) {
  std::size_t most_groups = 1;
  for (const CountedPart& part : tally.parts) {
    most_groups = std::max(most_groups, rule.groups_[part.footprint].size());
  }
  within_.resize(most_groups);
  for (const LevelPart& level : levels) {
    if (level.levels.attention_at == 0) continue;
    for (std::size_t by = 1; by <= most_groups; ++by) {
      join(within_[by - 1],
           without(level.cells, tally.value.at_least(level.levels.attention_at + static_cast<int>(by))));
    }
    if (level.levels.attention_at == 1) join(attention_at_one_, level.cells);
  }
}

const RuleTally::Group* RuleCount::Without::group(std::uint32_t id) const {
  const auto found =
      std::find_if(tally_.groups.begin(), tally_.groups.end(), [id](const auto& g) { return g.id == id; });
  return found == tally_.groups.end() ? nullptr : &*found;
}

BlockBits RuleCount::Without::needing(const CountedPart& part) const {
  if (rule_.simple()) return both(part.cells, within(1));
  if (rule_.counted_ != Counted::combined_kinds) return needing_of_groups(part);
  const std::uint32_t family = rule_.groups_[part.footprint].front();
  const RuleTally::Group& own = *group(family);
  const BlockBits sole = without(part.cells, own.twice);
  return family == kCameraFamily ? sole : both(sole, within(1));
}

BlockBits RuleCount::Without::needing_of_groups(const CountedPart& part) const {
  const std::vector<std::uint32_t>& ids = rule_.groups_[part.footprint];
  const RuleTally::Group* unnamed = group(kUnnamedGroup);
  if (ids.front() == kUnnamedGroup) {
    BlockBits named{};
    for (const RuleTally::Group& g : tally_.groups) {
      if (g.id != kUnnamedGroup) join(named, g.once);
    }
    return both(without(without(part.cells, unnamed->twice), named), attention_at_one_);
  }
  CountPlanes lost;
  for (const std::uint32_t id : ids) lost.add(without(part.cells, group(id)->twice));
  BlockBits needing{};
  for (std::size_t by = 1; by <= ids.size(); ++by) {
    join(needing, both(lost.at_least(static_cast<int>(by)), within(by)));
  }
  // Where one is enough, a sensor whose group nobody names still stands for one.
  if (unnamed != nullptr) needing = without(needing, both(attention_at_one_, unnamed->once));
  return needing;
}

}  // namespace schouw::stacking
