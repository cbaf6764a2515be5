// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/exclusion.h"
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 2.1: no biometric surveillance, but for the police on a ground of its own.
std::optional<Outcome> check_p2_1a(const Asked& asked) {
  const bool stated = registers::personal_data_of(asked.sensor) == registers::PersonalData::biometric;
  const Answer biometrics = stated ? Answer{Told::value, "yes"} : dossier_says(asked, "biometrics");
  return by_exclusion(asked, biometrics, dossier_says(asked, "biometrics_ground"));
}

}  // namespace schouw::findings
