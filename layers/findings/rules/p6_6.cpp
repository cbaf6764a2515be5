// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 6.6: private parties are asked to share their DPIA. Asking is the municipality's part; this never fails.
std::optional<Outcome> check_p6_6(const Asked& asked) {
  if (dossier_says(asked, "private_dpia_shared").is("true")) return pass("shared");
  const Answer date = dossier_says(asked, "private_dpia_asked");
  return date.there() ? pass("asked", {{"date", base::Sentence::Date{date.text}}}) : unknown();
}

bool of_private_owner(const Asked& asked) {
  const auto& owner = asked.sensor.deployment.owner;
  return owner && !by_government(*owner);
}

}  // namespace schouw::findings
