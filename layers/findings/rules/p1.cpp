// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "layers/findings/rules/dates.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

namespace {

// Those of the five parts that a plan lacks.
base::Sentence::List lacking_parts(const std::string& stated) {
  const std::vector<std::string> there = list_of(stated);
  base::Sentence::List lacking;
  for (const char* part : {"goal", "approach", "evaluation", "chances", "risks"}) {
    if (std::find(there.begin(), there.end(), part) == there.end()) lacking.items.emplace_back(part);
  }
  return lacking;
}

}  // namespace

// Principle I: a democratic decision first, on a plan with goal, approach, evaluation, chances and risks.
std::optional<Outcome> check_p1(const Asked& asked) {
  const Answer number =
      either(dossier_says(asked, "decision_number"), text_of(asked.sensor.deployment.decision_reference));
  const Answer date = dossier_says(asked, "decision_date");
  const Answer parts = dossier_says(asked, "plan_parts");
  if (number.none()) return fail("none");
  if (parts.none()) return fail("no_plan");
  if (!number.there()) return unknown();
  const auto before = days_between(date.text, asked.sensor.deployment.active_from.value_or(""));
  if (before && *before < 0) return fail("after", {{"date", base::Sentence::Date{date.text}}});
  if (parts.there()) {
    const base::Sentence::List lacking = lacking_parts(parts.text);
    if (!lacking.items.empty()) return fail("parts", {{"count", static_cast<std::int64_t>(lacking.items.size())}});
  }
  const Values named = {{"number", number.text}};
  if (!before) return doubtful("undated", named);
  return parts.there() ? pass("pass", named) : doubtful("plan_unknown", named);
}

}  // namespace schouw::findings
