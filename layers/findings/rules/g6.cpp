// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/dates.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// The municipality's own norm for how long data is kept. The law names no number of days but that of 151c (L5).
std::vector<Finding> check_g6(const CheckContext& context) {
  std::vector<Finding> findings;
  for (const std::uint32_t index : context.counted()) {
    const registers::Sensor& sensor = context.plan().sensors[index];
    const auto limit = context.policy().own_retention_days(sensor);
    if (!limit) continue;
    const bool nothing_kept =
        told_of(sensor.data.retention) == Told::none || sensor.data.retention.value_or("") == "none";
    const auto days =
        nothing_kept ? std::optional<double>(0.0) : days_of_duration(sensor.data.retention.value_or(""));
    Outcome outcome = unknown();
    if (days) {
      const Values values = {{"days", base::Sentence::Number{*days, 0}},
                             {"limit", base::Sentence::Number{*limit, 0}}};
      outcome = measured(*days > *limit ? fail("fail", values) : pass("within", values), *days, *limit, "d");
    }
    findings.push_back(plan_finding(std::move(outcome)));
    findings.back().sensor = index;
  }
  if (findings.empty()) findings.push_back(plan_finding(unknown("no_norm")));
  return findings;
}

}  // namespace schouw::findings
