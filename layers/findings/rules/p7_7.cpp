// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 7.7: a security audit from time to time.
std::optional<Outcome> check_p7_7(const Asked& asked) {
  const Answer date = dossier_says(asked, "audit_date");
  if (dossier_says(asked, "audit_by").none() || date.none()) return fail();
  return date.there() ? pass("pass", {{"date", base::Sentence::Date{date.text}}}) : unknown();
}

}  // namespace schouw::findings
