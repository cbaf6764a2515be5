// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 5.1: personal data is avoided where that can be.
std::optional<Outcome> check_p5_1(const Asked& asked) {
  using registers::PersonalData;
  if (dossier_says(asked, "personal_data_avoidable").is("yes")) return fail();
  if (!asked.sensor.data.personal_data && !asked.sensor.data.streams) return unknown();
  const PersonalData level = registers::personal_data_of(asked.sensor);
  const auto kind = asked.sensor.kind;
  const bool camera = kind == registers::SensorKind::camera || kind == registers::SensorKind::anpr;
  if (level == PersonalData::none || level == PersonalData::de_identified) {
    return camera && level == PersonalData::none ? doubtful("camera") : pass("none");
  }
  return dossier_says(asked, "personal_data_reason").there() ? pass("reason") : doubtful("no_reason");
}

}  // namespace schouw::findings
