// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/dates.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// The municipality's own norm for how often somebody confirms that a record is right.
std::optional<Outcome> check_g7(const Asked& asked) {
  const auto& confirmed = asked.sensor.deployment.confirmed_on;
  const auto ago = days_between(confirmed.value_or(""), asked.context.today());
  if (!ago) return unknown();
  const double limit = asked.context.policy().confirmation_interval_days();
  const Values date = {{"date", base::Sentence::Date{*confirmed}}};
  const auto days = static_cast<double>(*ago);
  return measured(days > limit ? fail("fail", date) : pass("confirmed", date), days, limit, "d");
}

}  // namespace schouw::findings
