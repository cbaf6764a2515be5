// SPDX-License-Identifier: EUPL-1.2
#include "layers/findings/finding.h"

#include <array>
#include <set>

#include "layers/findings/rule.h"
#include "layers/findings/rules/check_context.h"

namespace schouw::findings {

std::string_view family_name(Family family) {
  static constexpr std::array<std::string_view, 3> kNames = {"law", "principle", "policy"};
  return kNames[static_cast<std::size_t>(family)];
}

std::string_view verdict_name(Verdict verdict) {
  static constexpr std::array<std::string_view, 4> kNames = {"pass", "fail", "cannot_tell", "not_asked"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view actor_name(Actor actor) {
  static constexpr std::array<std::string_view, 6> kNames = {"council", "executive", "mayor",
                                                             "police",  "owner",     "municipality"};
  return kNames[static_cast<std::size_t>(actor)];
}

std::string_view rule_scope_name(RuleScope scope) {
  static constexpr std::array<std::string_view, 5> kNames = {"sensor", "place", "system", "goal", "plan"};
  return kNames[static_cast<std::size_t>(scope)];
}

const Details& details_of(const Finding& finding) {
  static const Details kNone;
  return finding.details ? *finding.details : kNone;
}

std::string_view place_of(const Finding& finding) { return details_of(finding).place; }

namespace {

std::string text_key(std::string_view before, std::string_view rule) {
  return std::string(before) + std::string(rule);
}

}  // namespace

base::Sentence message_of(const Finding& finding, const plan::Plan& plan) {
  const Details& details = details_of(finding);
  if (details.sentence) return *details.sentence;
  base::Sentence sentence{.values = details.values};
  if (finding.verdict == Verdict::not_asked || finding.said == "internal_error") {
    sentence.key = text_key("finding.any.", finding.said);
    sentence.values.emplace_back("rule", std::string(finding.rule));
    return sentence;
  }
  sentence.key = text_key("finding.", finding.rule) + "." + std::string(finding.said);
  if (finding.family == Family::policy && !finding.adopted && finding.said == "pass") sentence.key += "_example";
  if (finding.sensor && *finding.sensor < plan.sensors.size()) {
    sentence.values.emplace_back("sensor", name_of(plan.sensors[*finding.sensor]));
  }
  return sentence;
}

base::Sentence citation_of(const Finding& finding) {
  const bool example = finding.rule == "G1" || finding.rule == "G2";
  return {text_key("citation.", finding.rule) + (example && !finding.adopted ? "_example" : ""), {}};
}

base::Sentence first_question_of(const Finding& finding) { return {text_key("ask.", finding.rule), {}}; }

std::string verdict_key(const Finding& finding) {
  const std::string_view family = finding.adopted ? family_name(finding.family) : "example";
  return text_key("finding.verdict.", family) + "." + std::string(verdict_name(finding.verdict));
}

ChecksDone checks_done(std::span<const Finding> findings) {
  std::set<std::string_view> done;
  for (const Finding& finding : findings) {
    if (finding.informed) done.insert(finding.rule);
  }
  return {.done = static_cast<int>(done.size()), .of = static_cast<int>(registered_rules().size())};
}

}  // namespace schouw::findings
