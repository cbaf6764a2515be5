// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principles 6.1 and 6.2: terms of purchase that protect rights; data that is bought is tested.
std::optional<Outcome> check_p6_1(const Asked& asked) {
  const Answer terms = dossier_says(asked, "procurement_terms");
  const Answer tested = dossier_says(asked, "bought_data_tested");
  if (tested.is("no")) return fail();
  if (terms.none()) return fail("no_terms");
  return terms.there() && tested.there() ? pass() : unknown();
}

}  // namespace schouw::findings
