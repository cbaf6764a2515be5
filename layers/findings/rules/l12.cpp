// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/dates.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Politiewet 3: cameras of the police without 151c. How long that can hold is never a verdict of Schouw.
std::optional<Outcome> check_l12(const Asked& asked) {
  const std::string from = asked.sensor.deployment.active_from.value_or("");
  if (!day_of(from)) return unknown();
  return doubtful("since", {{"year", from.substr(0, 4)}});
}

bool of_police_without_151c(const Asked& asked) {
  const registers::Deployment& d = asked.sensor.deployment;
  if (under_151c(asked)) return false;
  return d.legal_basis.value_or("").find("Politiewet") != std::string::npos || by_police(d.owner.value_or(""));
}

}  // namespace schouw::findings
