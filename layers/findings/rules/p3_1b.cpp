// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 3.1: what is of no more use to society is no longer used.
std::optional<Outcome> check_p3_1b(const Asked& asked) {
  const Answer outcome = dossier_says(asked, "value_review_outcome");
  const Answer date = dossier_says(asked, "value_review_date");
  if (outcome.is("lost")) return fail();
  if (!outcome.is("confirmed") || !date.there()) return unknown();
  return pass("pass", {{"date", base::Sentence::Date{date.text}}});
}

}  // namespace schouw::findings
