// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle II: technology serves public values, and is not there for gain alone.
std::optional<Outcome> check_p2_0(const Asked& asked) {
  if (dossier_says(asked, "data_sold").is("true")) return fail();
  for (const registers::Purpose& purpose : asked.sensor.deployment.purposes) {
    const std::string& goal = purpose.goal.empty() ? purpose.purpose : purpose.goal;
    if (!goal.empty()) return pass("pass", {{"goal", goal}});
  }
  if (asked.goal != nullptr) return pass("pass", {{"goal", registers::value_of(*asked.goal, "name")}});
  return unknown();
}

}  // namespace schouw::findings
