// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "layers/findings/rules/rules.h"

namespace schouw::findings {

namespace {

using base::Sentence;

// Of a place that is above the norm: what its heaviest rule says, in the words of the place.
Finding above_norm(const stacking::Place& place, const stacking::Stacking& stacking) {
  const std::uint32_t heaviest = place.zones.front();
  const stacking::Zone& zone = stacking.zones[heaviest];
  return {.zone = heaviest,
          .place = place.id,
          .verdict = Verdict::fail,
          .severity = 2,
          .value = place.rules.front().max_count,
          .limit = zone.exceeded_at,
          .unit = "count",
          .message = place.reason};
}

Finding for_plan(Verdict verdict, int severity, Sentence message) {
  return {.verdict = verdict, .severity = severity, .unit = "count", .message = std::move(message)};
}

bool has_limits(const policy::ThresholdTable& table) {
  return std::any_of(table.levels.begin(), table.levels.end(), [](const auto& type) {
    return std::any_of(type.second.begin(), type.second.end(),
                       [](const auto& rule) { return rule.second.exceeded_at > 0; });
  });
}

}  // namespace

std::vector<Finding> check_g1(const CheckInput& input) {
  const policy::ThresholdTable& table = input.plan.policy.thresholds;
  const stacking::Stacking& stacking = input.analysis.stacking;
  if (table.rules.empty() || !has_limits(table)) {
    return {for_plan(Verdict::cannot_tell, 1, {"finding.G1.no_threshold", {}})};
  }
  std::vector<Finding> findings;
  std::int64_t in_doubt = 0;
  std::int64_t not_checked = 0;
  for (const stacking::Place& place : stacking.places) {
    if (place.level == "exceeded") findings.push_back(above_norm(place, stacking));
    in_doubt += place.level == "cannot_tell" ? 1 : 0;
    not_checked += place.level == "not_checked" ? 1 : 0;
  }
  if (in_doubt > 0) {
    findings.push_back(for_plan(Verdict::cannot_tell, 2, {"finding.G1.places_in_doubt", {{"count", in_doubt}}}));
  }
  if (not_checked > 0) {
    findings.push_back(
        for_plan(Verdict::cannot_tell, 2, {"finding.G1.places_not_checked", {{"count", not_checked}}}));
  }
  if (!findings.empty()) return findings;
  if (const int unknown = stacking.completeness.coverage_unknown; unknown > 0) {
    return {for_plan(Verdict::cannot_tell, 1, {"finding.G1.coverage_unknown", {{"count", std::int64_t{unknown}}}})};
  }
  if (stacking.completeness.with_coverage == 0) {
    return {for_plan(Verdict::cannot_tell, 1, {"finding.G1.no_sensors", {}})};
  }
  return {for_plan(Verdict::pass, 1, {table.adopted() ? "finding.G1.pass" : "finding.G1.pass_example", {}})};
}

}  // namespace schouw::findings
