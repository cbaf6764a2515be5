// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/content_hash.h"
#include "layers/policy/policy.h"

namespace schouw::policy {

namespace {

class PolicyHash {
 public:
  PolicyHash& add(const std::string& text) {
    hash_.add_text(text);
    return *this;
  }
  PolicyHash& add(double number) {
    hash_.add(number);
    return *this;
  }
  PolicyHash& add(std::uint64_t number) {
    hash_.add(number);
    return *this;
  }
  PolicyHash& add(const std::optional<double>& number) {
    hash_.add(std::uint64_t{number.has_value()}).add(number.value_or(0.0));
    return *this;
  }
  std::uint64_t value() const { return hash_.value(); }

 private:
  base::ContentHash hash_;
};

void add_defaults(PolicyHash& hash, const KindDefault& of) {
  hash.add(of.kind).add(std::uint64_t{of.optical}).add(std::uint64_t{of.blocked_by_buildings});
  hash.add(of.range_low_m).add(of.range_m).add(of.range_high_m).add(of.height_above_ground_m);
  hash.add(of.hfov_deg).add(of.vfov_deg).add(of.tilt_deg).add(of.pixels_w);
}

}  // namespace

std::uint64_t sight_hash(const Policy& policy) {
  PolicyHash hash;
  hash.add(policy.density.id);
  for (const DensityClass& c : policy.density.classes) hash.add(c.id).add(c.px_per_m);
  for (const ThresholdRule& rule : policy.thresholds.rules) hash.add(rule.px_per_m);
  const DensityFigures& figures = policy.figures;
  hash.add(figures.facade_px_per_m).add(figures.facade_m2).add(figures.recognise_px_per_m);
  for (const KindDefault& of : policy.kind_defaults) add_defaults(hash, of);
  hash.add(std::uint64_t{policy.occlusion.vegetation}).add(std::uint64_t{policy.occlusion.glass});
  hash.add(std::uint64_t{policy.occlusion.furniture});
  hash.add(policy.turning_head.tilt_min_deg).add(policy.turning_head.tilt_max_deg);
  return hash.value();
}

std::uint64_t limits_hash(const Policy& policy) {
  PolicyHash hash;
  const ThresholdTable& table = policy.thresholds;
  hash.add(table.id).add(table.decided_by).add(table.decided_on).add(table.decided_number);
  for (const ThresholdRule& rule : table.rules) {
    hash.add(rule.id).add(static_cast<std::uint64_t>(rule.counted)).add(rule.px_per_m);
  }
  for (const std::string& type : table.area_types) hash.add(type);
  for (const auto& [type, rules] : table.levels) {
    hash.add(type).add(std::uint64_t{rules.size()});
    for (const auto& [rule, levels] : rules) {
      hash.add(rule).add(static_cast<std::uint64_t>(levels.attention_at));
      hash.add(static_cast<std::uint64_t>(levels.exceeded_at));
    }
  }
  for (const AreaType& type : policy.area_types) hash.add(type.id).add(std::uint64_t{type.names_places});
  for (const KindObservation& kind : policy.what_counts.kinds) {
    hash.add(kind.kind).add(static_cast<std::uint64_t>(kind.observed));
  }
  hash.add(checks_hash(policy.checks));
  hash.add(policy.minimum_zone_m2).add(policy.merge_gap_m);
  return hash.value();
}

}  // namespace schouw::policy
