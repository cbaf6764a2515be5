// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principles 7.1 and 7.2: open standards, reusable, no supplier that one cannot leave.
std::optional<Outcome> check_p7_0(const Asked& asked) {
  if (dossier_says(asked, "data_export").is("closed")) return fail("closed");
  const Answer standards = dossier_says(asked, "open_standards");
  return by_answer(standards, {{"standards", standards.text}});
}

}  // namespace schouw::findings
