// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 3.7: each sensor has a responsible officer who is known and approachable.
std::optional<Outcome> check_p3_7a(const Asked& asked) {
  const registers::Deployment& d = asked.sensor.deployment;
  if (told_of(d.responsible_officer) == Told::none) return fail("none");
  if (!d.responsible_officer) return unknown("missing");
  if (told_of(d.contact) == Told::none) {
    Outcome outcome = fail("unreachable");
    outcome.severity = 2;
    return outcome;
  }
  if (!d.contact) return doubtful("no_contact");
  if (!d.confirmed_on) return pass();
  return pass("confirmed", {{"date", base::Sentence::Date{*d.confirmed_on}}});
}

}  // namespace schouw::findings
