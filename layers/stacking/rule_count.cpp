// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/rule_count.h"

#include <algorithm>
#include <map>

namespace schouw::stacking {

namespace {

using policy::Counted;
using registers::SensorKind;

constexpr std::uint32_t kUnnamed = 0xffffffffU;
// Families of kinds that combine.
constexpr std::uint32_t kCameraFamily = 0;
constexpr std::uint32_t kWifiFamily = 1;
constexpr std::uint32_t kSoundFamily = 2;

std::vector<std::uint32_t> family_of(SensorKind kind) {
  switch (kind) {
    case SensorKind::camera:
    case SensorKind::anpr:
    case SensorKind::thermal: return {kCameraFamily};
    case SensorKind::wifi:
    case SensorKind::beacon: return {kWifiFamily};
    case SensorKind::microphone: return {kSoundFamily};
    default: return {};
  }
}

// Numbers names in order of appearance, so that equal plans give equal numbers.
class Names {
 public:
  std::uint32_t number(const std::string& name) {
    return numbers_.try_emplace(name, static_cast<std::uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::map<std::string, std::uint32_t> numbers_;
};

std::vector<std::uint32_t> groups_of(const registers::Sensor& sensor, Counted counted, Names& names) {
  switch (counted) {
    case Counted::sensors_with_personal_data:
      return registers::counts_as_personal(sensor) ? std::vector<std::uint32_t>{0} : std::vector<std::uint32_t>{};
    case Counted::sensors_at_density: return {0};
    case Counted::controllers:
      if (!sensor.deployment.controller) return {kUnnamed};
      return {names.number(*sensor.deployment.controller)};
    case Counted::purposes: {
      std::vector<std::uint32_t> groups;
      for (const registers::Purpose& p : sensor.deployment.purposes) {
        const std::string& word = !p.purpose.empty() ? p.purpose : (!p.goal.empty() ? p.goal : p.theme);
        if (!word.empty()) groups.push_back(names.number(word));
      }
      if (groups.empty()) groups.push_back(kUnnamed);
      return groups;
    }
    case Counted::combined_kinds: return family_of(sensor.kind);
  }
  return {};
}

// The density value from which a cell is at or over px_per_m. A limit that is only tried out was not told apart when
// sight was computed: the next higher one stands in for it.
std::uint8_t least_density(const std::vector<double>& limits, double px_per_m) {
  const auto limit = std::lower_bound(limits.begin(), limits.end(), px_per_m * (1.0 - 1e-9));
  return static_cast<std::uint8_t>(2 + (limit - limits.begin()));
}

}  // namespace

RuleCount::RuleCount(const policy::ThresholdRule& rule, const plan::Plan& plan,
                     const std::vector<coverage::Footprint>& footprints)
    : counted_(rule.counted) {
  if (rule.counted == Counted::sensors_at_density) {
    least_density_ = least_density(coverage::density_limits_px_per_m(plan.policy), rule.px_per_m.value_or(0.0));
  }
  Names names;
  groups_.reserve(footprints.size());
  for (const coverage::Footprint& f : footprints) {
    groups_.push_back(groups_of(plan.sensors[f.sensor], rule.counted, names));
  }
}

bool RuleCount::adds(const Seer& seer) const {
  return seer.density >= least_density_ && !groups_[seer.footprint].empty();
}

int RuleCount::count(std::span<const Seer> seers, std::uint32_t without) const {
  const bool simple = counted_ == Counted::sensors_with_personal_data || counted_ == Counted::sensors_at_density;
  int sensors = 0;
  bool unnamed = false;
  // Sets here are tiny: a sorted short list beats any other.
  std::vector<std::uint32_t> distinct;
  for (const Seer& seer : seers) {
    if (seer.footprint == without || !adds(seer)) continue;
    ++sensors;
    if (simple) continue;
    for (const std::uint32_t group : groups_[seer.footprint]) {
      if (group == kUnnamed) {
        unnamed = true;
      } else if (std::find(distinct.begin(), distinct.end(), group) == distinct.end()) {
        distinct.push_back(group);
      }
    }
  }
  if (simple) return sensors;
  const int named = static_cast<int>(distinct.size());
  if (counted_ == Counted::combined_kinds) {
    // How many other ways of observing are combined with a camera.
    const bool camera = std::find(distinct.begin(), distinct.end(), kCameraFamily) != distinct.end();
    return camera ? named - 1 : 0;
  }
  // Counts are "at least": all that are unnamed may be the same one.
  return named == 0 && unnamed ? 1 : named;
}

}  // namespace schouw::stacking
