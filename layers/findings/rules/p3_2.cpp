// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 3.2: values that clash are weighed, with IAMA, DEDA or the like.
std::optional<Outcome> check_p3_2(const Asked& asked) {
  const Answer weighing = either(text_of(asked.sensor.deployment.weighing), dossier_says(asked, "weighing_url"));
  return by_answer(weighing, {{"instrument", weighing.text}});
}

}  // namespace schouw::findings
