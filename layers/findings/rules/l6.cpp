// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Gemeentewet 151c and the Wpg: the police process the images. Whether another arrangement holds is for a lawyer.
std::optional<Outcome> check_l6(const Asked& asked) {
  const Answer regime = text_of(asked.sensor.deployment.processing_regime);
  const Answer controller = text_of(asked.sensor.deployment.controller);
  if (worst({regime, controller}) != Told::value) return unknown();
  if (regime.text == "Wpg" && by_police(controller.text)) return pass();
  return doubtful("mismatch", {{"regime", regime.text}, {"controller", controller.text}});
}

}  // namespace schouw::findings
