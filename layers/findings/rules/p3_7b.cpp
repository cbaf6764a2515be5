// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 3.7: what does not meet its obligations is switched off.
std::optional<Outcome> check_p3_7b(const Asked& asked) {
  const Answer met = dossier_says(asked, "obligations_met");
  if (met.is("no")) return fail();
  return met.is("yes") ? pass() : unknown();
}

}  // namespace schouw::findings
