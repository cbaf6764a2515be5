// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "layers/findings/rules/rules.h"

namespace schouw::findings {

namespace {

bool has_limits(const policy::ThresholdTable& table) {
  return std::any_of(table.levels.begin(), table.levels.end(), [](const auto& type) {
    return std::any_of(type.second.begin(), type.second.end(),
                       [](const auto& rule) { return rule.second.exceeded_at > 0; });
  });
}

// Of a place that is above the norm: what its heaviest rule says, in the words of the place.
Finding above_norm(const stacking::Place& place, const stacking::Stacking& stacking) {
  const std::uint32_t heaviest = place.zones.front();
  const stacking::Zone& zone = stacking.zones[heaviest];
  auto details = std::make_shared<Details>();
  details->value = place.rules.empty() ? zone.max_count : place.rules.front().max_count;
  details->limit = zone.exceeded_at;
  details->unit = "count";
  details->place = place.id;
  details->sentence = place.reason;
  details->evidence.polygons = zone.polygons;
  Finding finding = plan_finding(fail("fail"));
  finding.zone = heaviest;
  finding.details = std::move(details);
  return finding;
}

Finding counted(std::string_view said, std::int64_t count, bool informed) {
  return plan_finding(informed ? doubtful(said, {{"count", count}}) : unknown(said, {{"count", count}}));
}

}  // namespace

// Under principle 2.2, the effect of stacking: places where more comes together than the norm. Passing says no more
// than that no known sensors exceed it.
std::vector<Finding> check_g1(const CheckContext& context) {
  const policy::ThresholdTable& table = context.plan().policy.thresholds;
  const stacking::Stacking& stacking = context.stacking();
  if (table.rules.empty() || !has_limits(table)) return {plan_finding(unknown("no_threshold"))};
  std::vector<Finding> findings;
  std::int64_t in_doubt = 0;
  std::int64_t not_checked = 0;
  for (const stacking::Place& place : stacking.places) {
    if (place.level == "exceeded") findings.push_back(above_norm(place, stacking));
    in_doubt += place.level == "cannot_tell" ? 1 : 0;
    not_checked += place.level == "not_checked" ? 1 : 0;
  }
  if (in_doubt > 0) findings.push_back(counted("places_in_doubt", in_doubt, true));
  if (not_checked > 0) findings.push_back(counted("places_not_checked", not_checked, true));
  if (!findings.empty()) return findings;
  if (stacking.completeness.coverage_unknown > 0) {
    return {counted("coverage_unknown", stacking.completeness.coverage_unknown, true)};
  }
  if (stacking.completeness.with_coverage == 0) return {plan_finding(unknown("no_sensors"))};
  return {plan_finding(pass())};
}

}  // namespace schouw::findings
