// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// A by-law that asks to be notified of sensors. Principle 6.5 only investigates one, so without a by-law nothing is
// asked.
std::vector<Finding> check_g5(const CheckContext& context) {
  if (!told_of(context.plan_fact(), "bylaw_notification_url").there()) return {plan_finding(unknown("no_bylaw"))};
  std::vector<Finding> findings;
  for (const std::uint32_t index : context.counted()) {
    const Asked asked = asked_of(context, index);
    if (!of_private_owner(asked)) continue;
    const Answer notified = dossier_says(asked, "notification_date");
    findings.push_back(plan_finding(notified.none()    ? fail()
                                    : notified.there() ? pass("pass", {{"date", base::Sentence::Date{notified.text}}})
                                                       : unknown()));
    findings.back().sensor = index;
  }
  return findings;
}

}  // namespace schouw::findings
