// SPDX-License-Identifier: EUPL-1.2
#include <cmath>

#include "layers/findings/rules/dates.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Gemeentewet 151c: recordings are kept for at most four weeks; the number of days is policy, with its source.
std::optional<Outcome> check_l5(const Asked& asked) {
  const auto& retention = asked.sensor.data.retention;
  if (told_of(retention) == Told::none || retention.value_or("") == "none") return pass("not_kept");
  const auto days = days_of_duration(retention.value_or(""));
  if (!days) return unknown();
  const double limit = asked.context.policy().retention_151c_days();
  const auto whole = static_cast<std::int64_t>(std::ceil(*days));
  return measured(*days > limit ? fail("fail", {{"count", whole}}) : pass("pass", {{"count", whole}}), *days, limit,
                  "d");
}

}  // namespace schouw::findings
