// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

namespace schouw::findings {

// Principle 3.7: data sets and algorithms have a responsible officer too.
std::vector<Finding> check_p3_7c(const CheckContext& context) {
  std::vector<Finding> findings;
  for (const RegisterRecord* system : context.of_type("system")) {
    const std::string name = registers::value_of(*system, "name");
    const Values named = {{"system", name.empty() ? system->id : name}};
    const Answer officer = told_of(system, "responsible_officer");
    findings.push_back(plan_finding(officer.none()    ? fail("fail", named)
                                    : officer.there() ? pass("pass", named)
                                                      : unknown("missing", named)));
  }
  if (findings.empty()) findings.push_back(plan_finding(unknown("no_systems")));
  return findings;
}

}  // namespace schouw::findings
