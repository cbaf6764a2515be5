// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Gemeentewet 151c: that there are cameras is made known in a clear way.
std::optional<Outcome> check_l4(const Asked& asked) {
  const auto& sign = asked.sensor.deployment.sign_present;
  const Answer other = dossier_says(asked, "made_known_other");
  if ((sign && *sign) || other.there()) return pass();
  const bool no_sign = (sign && !*sign) || told_of(sign) == Told::none;
  if (no_sign && other.none()) return fail();
  if (no_sign) {
    Outcome outcome = doubtful("no_sign");
    outcome.severity = 3;
    return outcome;
  }
  return unknown();
}

}  // namespace schouw::findings
