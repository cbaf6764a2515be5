// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "layers/findings/finding.h"

namespace schouw::findings {

class CheckContext;
struct Asked;

// What one check says of one sensor; check_all adds the rest.
struct Outcome {
  Verdict verdict = Verdict::cannot_tell;
  std::string_view said = "missing";
  bool informed = false;                      // of a cannot_tell: its data was there all the same
  std::optional<std::uint8_t> severity = {};  // else the rule's
  std::optional<Actor> who_can_act = {};      // else the rule's
  std::shared_ptr<const Details> details = {};
};

// What a rule is asked of.
enum class RuleScope : std::uint8_t { sensor, place, system, goal, plan };
std::string_view rule_scope_name(RuleScope scope);

// One check. The list is registered_rules.cpp; each has a file rules/<id>.cpp. Texts: "finding.<id>.*",
// "citation.<id>" (document, number, date), "ask.<id>" (the first question).
//   for (const Rule& rule : registered_rules()) ids.push_back(rule.id);
// The list is constant and lives as long as the program; a check is pure, for any thread. Exactly one of of_sensor
// and of_plan is there. of_sensor gives nothing where the rule does not concern the sensor.
struct Rule {
  std::string_view id;
  Family family;
  std::uint8_t severity;  // of a fail; a cannot_tell has one less
  RuleScope scope;
  Actor who_can_act;
  bool asked_at_low_risk;
  std::string_view data;  // names of the fields and results that it reads
  std::string_view doc;   // one sentence
  std::optional<Outcome> (*of_sensor)(const Asked&) = nullptr;
  std::vector<Finding> (*of_plan)(const CheckContext&) = nullptr;
  bool (*concerns)(const Asked&) = nullptr;  // null: every sensor that counts
};
std::span<const Rule> registered_rules();
const Rule* rule_named(std::string_view id);

// As check_all, by rules of the caller's.
std::vector<Finding> check_by(std::span<const Rule> rules, const CheckInput& input);

}  // namespace schouw::findings
