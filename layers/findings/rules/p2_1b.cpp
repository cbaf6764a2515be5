// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/exclusion.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 2.1: individual people are never followed, but by the police on a ground of its own.
std::optional<Outcome> check_p2_1b(const Asked& asked) {
  return by_exclusion(asked, dossier_says(asked, "following_persons"), dossier_says(asked, "following_ground"));
}

}  // namespace schouw::findings
