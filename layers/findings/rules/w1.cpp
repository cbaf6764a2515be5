// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Woo and principle 4.1: what is kept from the public is so for a reason.
std::optional<Outcome> check_w1(const Asked& asked) {
  const Answer ground = dossier_says(asked, "publication_ground");
  const Answer reason = text_of(asked.sensor.publication_reason);
  if (ground.there()) return pass("ground", {{"ground", ground.text}});
  return reason.there() ? pass("pass", {{"reason", reason.text}}) : unknown();
}

bool is_withheld(const Asked& asked) {
  const auto& publication = asked.sensor.publication;
  return publication && *publication != registers::Publication::published;
}

}  // namespace schouw::findings
