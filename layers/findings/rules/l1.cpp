// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/dates.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Gemeentewet 151c: a by-law of the council, and a decision of the mayor for a set duration.
std::optional<Outcome> check_l1(const Asked& asked) {
  const Answer number =
      either(dossier_says(asked, "decision_number"), text_of(asked.sensor.deployment.decision_reference));
  const Answer until = dossier_says(asked, "decision_until");
  const Answer body = dossier_says(asked, "decision_body");
  if (number.none()) return fail("none");
  if (!number.there() || !until.there()) return unknown("missing");
  const auto left = days_between(asked.context.today(), until.text);
  if (!left) return unknown("missing");
  const Values date = {{"date", base::Sentence::Date{until.text}}};
  if (*left < 0) return measured(fail("ended", date), static_cast<double>(-*left), 0.0, "d");
  if (body.there() && body.text != "mayor") return doubtful("body");
  if (!body.there() || !dossier_says(asked, "bylaw_url").there()) return doubtful("bylaw", date);
  return measured(pass("pass", date), 0.0, 0.0, "d");
}

}  // namespace schouw::findings
