// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 3.5: what teaches itself is weighed more heavily; where its function changes, it is decided on anew.
std::optional<Outcome> check_p3_5(const Asked& asked) {
  const auto& learns = asked.sensor.data.self_learning;
  const Answer changed = dossier_says(asked, "function_change_date");
  const Answer decision = dossier_says(asked, "function_change_decision");
  if (changed.there() && decision.none()) return fail("fail", {{"date", base::Sentence::Date{changed.text}}});
  if (changed.there() && !decision.there())
    return doubtful("changed", {{"date", base::Sentence::Date{changed.text}}});
  if (!learns) return unknown();
  if (!*learns) return pass("pass");
  const Answer weighed = dossier_says(asked, "proportionality_date");
  if (!weighed.there()) return doubtful("untested");
  return pass("weighed", {{"date", base::Sentence::Date{weighed.text}}});
}

}  // namespace schouw::findings
