// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// AVG 5, 13 and 14: how long, and telling those whom it concerns. The law names no number of days here.
std::optional<Outcome> check_l8(const Asked& asked) {
  const Answer retention = text_of(asked.sensor.data.retention);
  const Answer statement = text_of(asked.sensor.deployment.privacy_statement_url);
  const auto& sign = asked.sensor.deployment.sign_present;
  const bool signed_there = sign && *sign;
  const bool no_sign = (sign && !*sign) || told_of(sign) == Told::none;
  if (statement.none() && no_sign) return fail();
  const bool kept_known = retention.none() || (retention.there() && retention.text != "unknown");
  if (!kept_known) return unknown("retention");
  if (!statement.there() && !signed_there) return unknown("explanation");
  return pass();
}

}  // namespace schouw::findings
