// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// AVG 9, UAVG 29 and the AI Act, article 5: biometrics is forbidden unless a ground lifts that. No ground passes
// here.
std::optional<Outcome> check_l10(const Asked& asked) {
  return dossier_says(asked, "biometrics_ground").none() ? fail() : doubtful("assess");
}

bool holds_biometrics(const Asked& asked) {
  return registers::personal_data_of(asked.sensor) == registers::PersonalData::biometric ||
         dossier_says(asked, "biometrics").is("yes");
}

}  // namespace schouw::findings
