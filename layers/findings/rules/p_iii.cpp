// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/dates.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle III: with each new term of office the executive evaluates.
std::optional<Outcome> check_p_iii(const Asked& asked) {
  const std::string term = asked.context.policy().term_start();
  if (term.empty()) return unknown("no_term");
  bool none = false;
  for (const RegisterRecord* evaluation : asked.context.about("evaluation", ids_of(asked))) {
    if (told_of(evaluation, "outcome").none()) none = true;
    const std::string date = registers::value_of(*evaluation, "date");
    const auto since = days_between(term, date);
    if (since && *since >= 0) return pass("pass", {{"date", base::Sentence::Date{date}}});
  }
  return none ? fail("fail", {{"date", base::Sentence::Date{term}}})
              : unknown("missing", {{"date", base::Sentence::Date{term}}});
}

}  // namespace schouw::findings
