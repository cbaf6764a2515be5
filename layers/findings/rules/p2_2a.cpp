// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 2.2: the risks of a chilling effect, of discrimination and of stigmatisation were examined.
std::optional<Outcome> check_p2_2a(const Asked& asked) {
  std::int64_t lacking = 0;
  bool all = true;
  for (const std::string_view risk : {"risk_chilling", "risk_discrimination", "risk_stigmatisation"}) {
    const Answer examined = dossier_says(asked, risk);
    lacking += examined.is("no") || examined.none() ? 1 : 0;
    all = all && examined.is("yes");
  }
  if (lacking > 0) return fail("fail", {{"count", lacking}});
  if (!all) return unknown();
  const Answer date = dossier_says(asked, "risk_date");
  return date.there() ? pass("pass", {{"date", base::Sentence::Date{date.text}}}) : pass("pass_undated");
}

}  // namespace schouw::findings
