// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/rules/rules.h"

#include <array>
#include <set>

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
      {"G1", Family::policy, "citation.G1", "No place where more sensors come together than the norm allows.",
       check_g1},
      {"P3.4", Family::principle, "citation.P3.4",
       "Each sensor has a period in public space that is set, real and not passed.", check_p3_4},
      {"P3.7a", Family::principle, "citation.P3.7a",
       "Each sensor has a responsible officer who is known and reachable.", check_p3_7a},
  }};
  return kRules;
}

ChecksDone checks_done(std::span<const Finding> findings) {
  std::set<std::string> done;
  for (const Finding& finding : findings) {
    if (finding.verdict != Verdict::cannot_tell) done.insert(finding.rule);
  }
  return {.done = static_cast<int>(done.size())};
}

std::vector<Finding> check_all(const CheckInput& input) {
  std::vector<Finding> all;
  const bool adopted = input.plan.policy.thresholds.adopted();
  for (const Rule& rule : registered_rules()) {
    for (Finding& finding : rule.check(input)) {
      finding.rule = rule.id;
      finding.family = rule.family;
      finding.adopted = rule.family != Family::policy || adopted;
      finding.citation = {std::string(rule.citation_key) + (finding.adopted ? "" : "_example"), {}};
      all.push_back(std::move(finding));
    }
  }
  return all;
}

}  // namespace schouw::findings
