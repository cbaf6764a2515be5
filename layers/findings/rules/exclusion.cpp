// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/exclusion.h"

#include "layers/findings/rules/dpia.h"

namespace schouw::findings {

std::optional<Outcome> by_exclusion(const Asked& asked, const Answer& done, const Answer& ground) {
  if (done.is("no") || done.none()) {
    const Answer date = dossier_says(asked, "statement_date");
    return date.there() ? pass("pass", {{"date", base::Sentence::Date{date.text}}}) : pass("pass_undated");
  }
  if (!done.is("yes")) return unknown("missing", {{"kind", kind_words(asked)}});
  if (ground.none()) return fail();
  if (!ground.there()) return doubtful("no_ground");
  return by_police(asked.sensor.deployment.controller.value_or("")) ? doubtful("assess") : fail("not_police");
}

}  // namespace schouw::findings
