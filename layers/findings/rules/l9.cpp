// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/dates.h"
#include "layers/findings/rules/dpia.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// AVG 35; the Wpg has a duty of its own. That none was made fails only for what the list of the authority names.
std::optional<Outcome> check_l9(const Asked& asked) {
  const registers::Deployment& d = asked.sensor.deployment;
  switch (dpia_of(asked)) {
    case Dpia::missing: return unknown();
    case Dpia::under_way: return doubtful("under_way");
    case Dpia::none: {
      const auto listed = asked.context.policy().on_dpia_list(asked.sensor.kind);
      return listed.value_or(false) ? fail("fail", {{"kind", kind_words(asked)}}) : doubtful("none");
    }
    case Dpia::done: break;
  }
  if (!d.dpia_date) return doubtful("undated");
  const auto before = days_between(*d.dpia_date, d.active_from.value_or(""));
  if (!before) return doubtful("undated");
  const Values date = {{"date", base::Sentence::Date{*d.dpia_date}}};
  return *before >= 0 ? pass("pass", date) : doubtful("after", date);
}

}  // namespace schouw::findings
