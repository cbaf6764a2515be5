// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"
#include "layers/register/value_text.h"

namespace schouw::findings {

// Principle 4.2: what stands in public space is registered, publicly, and what touches people most first.
std::vector<Finding> check_p4_2(const CheckContext& context) {
  const Answer date = told_of(context.plan_fact(), "field_survey_date");
  const Answer found = told_of(context.plan_fact(), "field_survey_found");
  const Answer registered = told_of(context.plan_fact(), "field_survey_registered");
  const auto number = [](const Answer& answer) { return registers::number_from_text(answer.text).value_or(0.0); };
  if (!date.there() || !found.there() || !registered.there()) return {plan_finding(unknown())};
  const auto missing = static_cast<std::int64_t>(number(found) - number(registered));
  const Values values = {{"count", missing > 0 ? missing : static_cast<std::int64_t>(number(found))},
                         {"date", base::Sentence::Date{date.text}}};
  return {plan_finding(measured(missing > 0 ? fail("fail", values) : pass("pass", values), number(registered),
                                number(found), "count"))};
}

}  // namespace schouw::findings
