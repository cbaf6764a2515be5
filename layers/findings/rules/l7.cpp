// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

namespace {

// Article 6(1)(f), as registers write it.
bool is_legitimate_interest(const std::string& ground) {
  for (const std::string_view words : {"onder f", "sub f", "6(1)(f)", "6.1.f", "6 lid 1 f", "6 lid 1f",
                                       "gerechtvaardigd belang", "legitimate interest"}) {
    if (ground.find(words) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

// AVG 6: a ground for using personal data, and not 6(1)(f) for a task of government. Never whether it is valid.
std::optional<Outcome> check_l7(const Asked& asked) {
  const Answer ground = text_of(asked.sensor.deployment.legal_ground);
  if (ground.none()) return doubtful("none");
  if (!ground.there()) return unknown();
  const Values named = {{"ground", ground.text}};
  if (!is_legitimate_interest(ground.text)) return pass("pass", named);
  const Answer controller = text_of(asked.sensor.deployment.controller);
  if (!controller.there()) return doubtful("controller", named);
  if (!by_government(controller.text)) return pass("pass", named);
  // Of its own buildings a municipality may be an owner like any other.
  const std::string basis = asked.sensor.deployment.legal_basis.value_or("");
  if (basis.empty() || basis.find("eigendom") != std::string::npos || basis.find("property") != std::string::npos) {
    return doubtful("owner", {{"controller", controller.text}});
  }
  return fail("fail", {{"controller", controller.text}});
}

bool needs_ground(const Asked& asked) {
  const registers::Deployment& d = asked.sensor.deployment;
  return under_avg(asked) || (d.legal_ground && d.processing_regime.value_or("") != "Wpg");
}

}  // namespace schouw::findings
