// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 5.2: rights on data lie with the municipality from the tender on; no sale, no other use.
std::optional<Outcome> check_p5_2(const Asked& asked) {
  const Answer resale = dossier_says(asked, "resale_allowed");
  const Answer rights = text_of(asked.sensor.data.data_rights);
  if (resale.is("true")) return fail();
  if (rights.none()) return fail("no_rights");
  return resale.is("false") && rights.there() ? pass() : unknown();
}

}  // namespace schouw::findings
