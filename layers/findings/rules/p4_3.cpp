// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 4.3: a sensor can be recognised, or more is told elsewhere in the area.
std::optional<Outcome> check_p4_3(const Asked& asked) {
  const auto& sign = asked.sensor.deployment.sign_present;
  const Answer elsewhere = dossier_says(asked, "explained_elsewhere");
  if (sign && *sign) return pass();
  if (elsewhere.there()) return pass("elsewhere", {{"where", elsewhere.text}});
  const bool no_sign = (sign && !*sign) || told_of(sign) == Told::none;
  if (no_sign && elsewhere.none()) return fail();
  return no_sign ? doubtful("no_sign") : unknown();
}

}  // namespace schouw::findings
