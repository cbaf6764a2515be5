// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 3.6: a municipality can make a plan. It need not, so this never fails.
std::vector<Finding> check_p3_6(const CheckContext& context) {
  const Answer date = told_of(context.plan_fact(), "plan_date");
  if (!date.there()) return {plan_finding(unknown())};
  return {plan_finding(pass("pass", {{"date", base::Sentence::Date{date.text}}}))};
}

}  // namespace schouw::findings
