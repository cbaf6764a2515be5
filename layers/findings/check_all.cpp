// SPDX-License-Identifier: EUPL-1.2
#include <exception>
#include <new>

#include "layers/findings/rule.h"
#include "layers/findings/rules/check_context.h"

namespace schouw::findings {

namespace {

// A check that cannot be judged asks for a file to be completed, one step less than what its failing asks.
std::uint8_t severity_of(const Rule& rule, Verdict verdict, std::uint8_t own) {
  if (own > 0) return own;
  switch (verdict) {
    case Verdict::fail: return rule.severity;
    case Verdict::cannot_tell: return rule.severity > 1 ? static_cast<std::uint8_t>(rule.severity - 1) : 1;
    default: return 1;
  }
}

void complete(Finding& finding, const Rule& rule, bool norm_adopted) {
  finding.rule = rule.id;
  finding.family = rule.family;
  finding.severity = severity_of(rule, finding.verdict, finding.severity);
  finding.needs_lawyer = rule.family == Family::law;
  finding.adopted = rule.family != Family::policy || norm_adopted;
}

Finding finding_of(const Rule& rule, std::uint32_t sensor, Outcome&& outcome) {
  const Actor actor = outcome.who_can_act.value_or(rule.who_can_act);
  Finding finding = plan_finding(std::move(outcome));
  finding.sensor = sensor;
  finding.who_can_act = actor;
  return finding;
}

// One finding for all whom principle III spares: two million rows that say "not asked" help nobody.
Finding not_asked(const Rule& rule, std::int64_t count) {
  Outcome outcome{.verdict = Verdict::not_asked, .said = "not_asked"};
  outcome = measured(std::move(outcome), static_cast<double>(count), std::nullopt, "sensors");
  auto details = std::make_shared<Details>(*outcome.details);
  details->values = {{"count", count}};
  outcome.details = std::move(details);
  Finding finding = plan_finding(std::move(outcome));
  finding.who_can_act = rule.who_can_act;
  return finding;
}

void ask_sensors(const Rule& rule, const std::vector<Asked>& sensors, std::vector<Finding>& found) {
  std::int64_t spared = 0;
  for (const Asked& asked : sensors) {
    if (rule.concerns != nullptr && !rule.concerns(asked)) continue;
    if (asked.tier == RiskTier::low && !rule.asked_at_low_risk) {
      ++spared;
      continue;
    }
    if (auto outcome = rule.of_sensor(asked)) found.push_back(finding_of(rule, asked.index, std::move(*outcome)));
  }
  if (spared > 0) found.push_back(not_asked(rule, spared));
}

// What one rule gives; a fault of its own stays its own.
std::vector<Finding> found_by(const Rule& rule, const CheckContext& context, const std::vector<Asked>& sensors) {
  try {
    std::vector<Finding> found;
    if (rule.of_plan != nullptr) {
      found = rule.of_plan(context);
      for (Finding& finding : found) finding.who_can_act = rule.who_can_act;
    } else {
      ask_sensors(rule, sensors, found);
    }
    return found;
  } catch (const std::bad_alloc&) {
    throw;  // the whole program is short of memory
  } catch (const std::exception&) {
    return {plan_finding(unknown("internal_error"))};
  }
}

}  // namespace

std::vector<Finding> check_all(const CheckInput& input) { return check_by(registered_rules(), input); }

std::vector<Finding> check_by(std::span<const Rule> rules, const CheckInput& input) {
  const CheckContext context(input);
  std::vector<Asked> sensors;
  sensors.reserve(context.counted().size());
  for (const std::uint32_t index : context.counted()) sensors.push_back(asked_of(context, index));
  const bool adopted = input.plan.policy.thresholds.adopted();
  std::vector<Finding> all;
  for (const Rule& rule : rules) {
    if (!context.policy().asks(rule.id)) continue;
    for (Finding& finding : found_by(rule, context, sensors)) {
      complete(finding, rule, adopted);
      all.push_back(std::move(finding));
    }
  }
  return all;
}

}  // namespace schouw::findings
