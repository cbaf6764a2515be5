// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 2.2: not only the one application, but also the network and the effect of stacking.
std::vector<Finding> check_p2_2b(const CheckContext& context) {
  const Answer date = told_of(context.plan_fact(), "risk_analysis_date");
  const Answer paper = told_of(context.plan_fact(), "risk_analysis_url");
  const auto places = static_cast<std::int64_t>(context.stacking().places.size());
  if (date.there()) return {plan_finding(pass("pass", {{"date", base::Sentence::Date{date.text}}}))};
  if (paper.there()) return {plan_finding(pass("pass_undated"))};
  if (date.none() || paper.none()) {
    return {plan_finding(
        measured(fail("fail", {{"count", places}}), static_cast<double>(places), std::nullopt, "count"))};
  }
  const auto systems = static_cast<std::int64_t>(context.of_type("system").size() + context.of_type("link").size());
  return {plan_finding(unknown(systems > 0 ? "missing_systems" : "missing", {{"count", systems}}))};
}

}  // namespace schouw::findings
