// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/dates.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

namespace {

using registers::MissingReason;
using registers::Stated;

Outcome without_end(const Stated<std::string>& until) {
  if (until.missing == MissingReason::source_says_none) return fail("no_end");
  return unknown(until.missing == MissingReason::placeholder ? "placeholder" : "missing");
}

// The period has passed: what was decided since?
Outcome after_end(const Asked& asked, const std::string& until, const Values& date) {
  for (const RegisterRecord* evaluation : asked.context.about("evaluation", ids_of(asked))) {
    const Answer decided = told_of(evaluation, "decision");
    const auto since = days_between(until, registers::value_of(*evaluation, "date"));
    if (!since || *since < 0 || !decided.there()) continue;
    return decided.is("stop") ? fail("stopped", date) : pass("continued", date);
  }
  return fail("passed", date);
}

}  // namespace

// Principle 3.4: a period that is set beforehand, and after it an evaluation and a decision on set criteria.
std::optional<Outcome> check_p3_4(const Asked& asked) {
  const registers::Deployment& deployment = asked.sensor.deployment;
  const Stated<std::string>& until = deployment.active_until ? deployment.active_until : deployment.review_by;
  if (!until) return without_end(deployment.active_until);
  const auto over = days_between(*until, asked.context.today());
  if (!over) return unknown("unreadable", {{"value", *until}});
  const Values date = {{"date", base::Sentence::Date{until->substr(0, 10)}}, {"count", std::int64_t{*over}}};
  if (*over > 0) return measured(after_end(asked, *until, date), static_cast<double>(*over), 0.0, "d");
  const bool set = worst({dossier_says(asked, "end_criteria"), dossier_says(asked, "deciding_body")}) == Told::value;
  return measured(set ? pass("pass", date) : doubtful("criteria", date), 0.0, 0.0, "d");
}

}  // namespace schouw::findings
