// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "layers/findings/rules/rules.h"

namespace schouw::findings {

namespace {

using base::Sentence;

Finding over_threshold(const stacking::Zone& zone, std::uint32_t index, const policy::ThresholdTable& table) {
  return {.zone = index,
          .verdict = Verdict::fail,
          .severity = 3,
          .value = zone.max_count,
          .limit = zone.exceeded_at,
          .unit = "count",
          .message = {table.decided_on.empty() ? "finding.B1.fail_example" : "finding.B1.fail",
                      {{"zone", zone.id},
                       {"count", std::int64_t{zone.max_count}},
                       {"limit", std::int64_t{zone.exceeded_at}},
                       {"area_m2", Sentence::Number{zone.exceeded_area_m2, 0}},
                       {"date", Sentence::Date{table.decided_on}}}}};
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

std::vector<Finding> check_b1(const CheckInput& input) {
  const policy::ThresholdTable& table = input.plan.policy.thresholds;
  const stacking::Stacking& stacking = input.analysis.stacking;
  if (table.rules.empty() || !has_limits(table)) {
    return {for_plan(Verdict::cannot_tell, 1, {"finding.B1.no_threshold", {}})};
  }
  std::vector<Finding> findings;
  std::int64_t in_doubt = 0;
  std::int64_t not_checked = 0;
  for (std::uint32_t i = 0; i < stacking.zones.size(); ++i) {
    const stacking::Zone& zone = stacking.zones[i];
    if (zone.agreement == stacking::Agreement::not_checked) {
      ++not_checked;
      continue;
    }
    if (zone.level == stacking::Level::exceeded) findings.push_back(over_threshold(zone, i, table));
    if (zone.agreement == stacking::Agreement::range_differs ||
        zone.agreement == stacking::Agreement::cell_size_differs) {
      ++in_doubt;
    }
  }
  if (in_doubt > 0) {
    findings.push_back(for_plan(Verdict::cannot_tell, 2, {"finding.B1.zones_in_doubt", {{"count", in_doubt}}}));
  }
  if (not_checked > 0) {
    findings.push_back(for_plan(Verdict::cannot_tell, 2, {"finding.B1.zones_not_checked", {{"count", not_checked}}}));
  }
  if (!findings.empty()) return findings;
  if (const int unknown = stacking.completeness.coverage_unknown; unknown > 0) {
    return {for_plan(Verdict::cannot_tell, 1, {"finding.B1.coverage_unknown", {{"count", std::int64_t{unknown}}}})};
  }
  if (stacking.completeness.with_coverage == 0) {
    return {for_plan(Verdict::cannot_tell, 1, {"finding.B1.no_sensors", {}})};
  }
  return {for_plan(Verdict::pass, 1, {"finding.B1.pass", {}})};
}

}  // namespace schouw::findings
