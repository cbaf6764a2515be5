// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 6.4: as long as there is doubt, it is personal data, and the municipality answers for it.
std::optional<Outcome> check_p6_4(const Asked& asked) {
  using registers::PersonalData;
  const PersonalData level = registers::personal_data_of(asked.sensor);
  if (level == PersonalData::unknown) return asked.sensor.data.personal_data ? doubtful("unknown") : unknown();
  if (level != PersonalData::none && level != PersonalData::de_identified) return pass();
  const auto kind = asked.sensor.kind;
  const bool camera = kind == registers::SensorKind::camera || kind == registers::SensorKind::anpr;
  const bool linked = !list_of(asked.sensor.systems.value_or("")).empty();
  if (level == PersonalData::none && (camera || linked) && !dossier_says(asked, "personal_data_reason").there()) {
    return camera ? fail("camera") : doubtful("linked");
  }
  return pass("none");
}

}  // namespace schouw::findings
