// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

#include <array>

namespace schouw::findings {

std::string_view family_name(Family family) {
  static constexpr std::array<std::string_view, 3> kNames = {"law", "principle", "policy"};
  return kNames[static_cast<std::size_t>(family)];
}

std::string_view verdict_name(Verdict verdict) {
  static constexpr std::array<std::string_view, 3> kNames = {"pass", "fail", "cannot_tell"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::span<const Rule> registered_rules() {
  static constexpr std::array<Rule, 3> kRules = {{
      {"B1", Family::policy, "citation.B1", "No place where sensors stack over the threshold that the council set.",
       check_b1},
      {"P3.4", Family::principle, "citation.P3.4",
       "Each sensor has a period in public space that is set, real and not passed.", check_p3_4},
      {"P3.7a", Family::principle, "citation.P3.7a",
       "Each sensor has a responsible officer who is known and reachable.", check_p3_7a},
  }};
  return kRules;
}

std::vector<Finding> check_all(const CheckInput& input) {
  std::vector<Finding> all;
  for (const Rule& rule : registered_rules()) {
    for (Finding& finding : rule.check(input)) {
      finding.rule = rule.id;
      finding.family = rule.family;
      finding.citation = {std::string(rule.citation_key), {}};
      all.push_back(std::move(finding));
    }
  }
  return all;
}

}  // namespace schouw::findings
