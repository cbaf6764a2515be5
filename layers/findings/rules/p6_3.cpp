// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/dates.h"
#include "layers/findings/rules/dpia.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 6.3: DPIA at the start, the government's baseline for security (BIO), privacy by design.
std::optional<Outcome> check_p6_3(const Asked& asked) {
  const registers::Deployment& d = asked.sensor.deployment;
  const Dpia dpia = dpia_of(asked);
  const Answer baseline = dossier_says(asked, "security_baseline");
  const Answer by_design = dossier_says(asked, "privacy_by_design");
  if (dpia == Dpia::none) return fail("no_dpia");
  const auto before = days_between(d.dpia_date.value_or(""), d.active_from.value_or(""));
  if (dpia == Dpia::done && before && *before < 0) {
    return fail("after", {{"date", base::Sentence::Date{*d.dpia_date}}});
  }
  if (baseline.none() || by_design.is("false")) return fail("not_secure");
  const bool all = dpia == Dpia::done && before && baseline.there() && by_design.is("true");
  if (all) return pass();
  return dpia == Dpia::missing && !baseline.there() && !by_design.there() ? unknown() : doubtful("partly");
}

}  // namespace schouw::findings
