// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// AVG 26, 28 and 30: what controller and operator agreed, and the record of processing.
std::optional<Outcome> check_l11(const Asked& asked) {
  const registers::Deployment& d = asked.sensor.deployment;
  const Answer agreement =
      either(dossier_says(asked, "processor_agreement"), dossier_says(asked, "joint_arrangement"));
  const std::string operator_name = d.operator_name.value_or("");
  const bool alone =
      operator_name.empty() ? told_of(d.operator_name) == Told::none : operator_name == d.controller.value_or("");
  if (!alone && agreement.none() && !operator_name.empty()) return fail("fail", {{"operator", operator_name}});
  if (!alone && !agreement.there()) return unknown();
  return d.processing_register_url ? pass(alone ? "pass_alone" : "pass") : unknown();
}

}  // namespace schouw::findings
