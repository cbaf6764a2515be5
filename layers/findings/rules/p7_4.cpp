// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principles 7.4 and 7.6: strict demands of security, and the risks of the chain of suppliers.
std::optional<Outcome> check_p7_4(const Asked& asked) {
  const Answer demands = dossier_says(asked, "security_requirements");
  const Answer chain = dossier_says(asked, "supply_chain");
  switch (worst({demands, chain})) {
    case Told::none: return fail(demands.none() ? "fail" : "no_chain");
    case Told::value: return pass();
    case Told::missing: break;
  }
  return demands.there() || chain.there() ? doubtful("partly") : unknown();
}

}  // namespace schouw::findings
