// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/scenario.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "geo/base/content_hash.h"
#include "layers/plan/edit_json.h"
#include "layers/plan/plan.h"
#include "layers/register/merge_fields.h"

namespace schouw::plan {

namespace {

bool is_removal(const Edit& edit) {
  return std::holds_alternative<RemoveSensor>(edit) || std::holds_alternative<RemoveArea>(edit) ||
         std::holds_alternative<RemoveRecord>(edit) || std::holds_alternative<RemoveStory>(edit);
}

base::Result<ScenarioRecord> scenario_named(const Plan& plan, std::string_view name) {
  std::string known;
  for (const ScenarioRecord& scenario : plan.scenarios) {
    if (scenario->name == name) return scenario;
    known += (known.empty() ? "" : ", ") + scenario->name;
  }
  return base::Diagnostic{.code = "PLAN-124",
                          .kind = base::DiagnosticKind::not_found,
                          .message = fmt::format("no scenario is called '{}'; there {}", name,
                                                 known.empty() ? "are none" : "are: " + known),
                          .where = {.feature = std::string(name), .field = "scenario"},
                          .hint = "make it with new-scenario"};
}

base::Diagnostic both_changed(const registers::Sensor& sensor, const std::vector<std::string>& fields) {
  return {.code = "PLAN-121",
          .kind = base::DiagnosticKind::conflict,
          .message = fmt::format("sensor {}: the plan and the scenario both changed {}, each to something else",
                                 sensor.id, fmt::join(fields, ", ")),
          .where = {.feature = sensor.id, .field = fields.front()},
          .hint = "use the scenario, look at the sensor and set these fields again: its value then stands"};
}

// A scenario's edits on a plan that has gone on: of a sensor that both changed, the fields of both.
struct Followed {
  std::vector<Change> changes;
  base::Diagnostics conflicts;  // what has to be looked at before it is adopted
  base::Diagnostics notes;      // what a person should know of
};

void follow_sensor(const Plan& plan, const PutSensor& put, Change& change, base::Diagnostics& conflicts) {
  const registers::Sensor* held = plan.sensors.find(put.sensor->uuid);
  if (held == nullptr || !change.made_on) return;
  auto merged = registers::merge_fields(*change.made_on, *put.sensor, *held);
  if (!merged.conflicts.empty()) conflicts.push_back(both_changed(*held, merged.conflicts));
  change.edit = PutSensor{std::make_shared<const registers::Sensor>(std::move(merged.sensor)), std::nullopt};
}

Followed followed(const Plan& plan, const Scenario& scenario) {
  Followed result;
  for (Change change : scenario.changes) {
    const std::uint64_t held = version_in(plan, change.edit);
    if (is_removal(change.edit) && held == kAbsent) continue;  // gone already
    if (change.expected && *change.expected != held) {
      const PutSensor* put = std::get_if<PutSensor>(&change.edit);
      const bool merges = put != nullptr && change.made_on && held != kAbsent;
      if (merges) {
        follow_sensor(plan, PutSensor(*put), change, result.conflicts);
      } else {
        const auto refused = apply_changes(plan, std::vector<Change>{change});
        // What goes anyway needs no other look at what it says now.
        if (!refused) base::append(is_removal(change.edit) ? result.notes : result.conflicts, refused.diagnostics());
      }
      change.expected = held;
    }
    result.changes.push_back(std::move(change));
  }
  return result;
}

}  // namespace

bool Scenario::operator==(const Scenario& other) const {
  return this == &other || (name == other.name && content_hash(*this) == content_hash(other));
}

ScenarioRecord shared(Scenario scenario) {
  SharedScenario record{std::move(scenario), 0};
  record.hash = content_hash(record);
  return std::make_shared<const SharedScenario>(std::move(record));
}

std::uint64_t content_hash(const Scenario& scenario) {
  base::ContentHash hash;
  hash.add_text(scenario.name);
  for (const Change& change : scenario.changes) {
    hash.add_text(subject_of(change.edit)).add(version_put(change.edit));
    hash.add(std::uint64_t{change.expected.has_value()}).add(change.expected.value_or(0));
  }
  return hash.value();
}

void add_changes(std::vector<Change>& changes, const std::vector<Change>& further) {
  for (const Change& change : further) {
    const std::string subject = subject_of(change.edit);
    const auto held = std::find_if(changes.begin(), changes.end(),
                                   [&](const Change& other) { return subject_of(other.edit) == subject; });
    if (held == changes.end()) {
      changes.push_back(change);
    } else if (change.expected == kAbsent && is_removal(change.edit)) {
      changes.erase(held);  // what came with the scenario and goes again leaves nothing behind
    } else {
      *held = change;
    }
  }
}

base::Result<std::shared_ptr<const Plan>> plan_in_scenario(const Plan& plan, std::string_view name) {
  const auto scenario = scenario_named(plan, name);
  if (!scenario) return base::Result<std::shared_ptr<const Plan>>::failure(scenario.diagnostics());
  Followed follows = followed(plan, **scenario);
  auto applied = apply_changes(plan, follows.changes);
  if (!applied) return base::Result<std::shared_ptr<const Plan>>::failure(applied.diagnostics());
  base::append(follows.conflicts, std::move(follows.notes));
  for (base::Diagnostic& conflict : follows.conflicts) conflict.severity = base::Severity::warning;
  return {applied->plan, std::move(follows.conflicts)};
}

base::Result<std::vector<Change>> changes_of_acceptance(const Plan& plan, std::string_view name,
                                                        const std::string& decision) {
  using Changes = base::Result<std::vector<Change>>;
  const auto scenario = scenario_named(plan, name);
  if (!scenario) return Changes::failure(scenario.diagnostics());
  Followed follows = followed(plan, **scenario);
  if (!follows.conflicts.empty()) return Changes::failure(std::move(follows.conflicts));
  std::vector<Change> changes = std::move(follows.changes);
  for (Change& change : changes) {
    auto* put = std::get_if<PutSensor>(&change.edit);
    if (put == nullptr) continue;
    registers::Sensor sensor = *put->sensor;
    sensor.deployment.decision_reference.value = decision;
    sensor.deployment.decision_reference.missing = registers::MissingReason::not_stated;
    if (sensor.status && *sensor.status == registers::Status::proposed) {
      sensor.status.value = registers::Status::approved;
    }
    put->sensor = std::make_shared<const registers::Sensor>(std::move(sensor));
  }
  changes.push_back(expecting(plan, RemoveScenario{std::string(name)}));
  return changes;
}

std::string fault_of_scenario_name(std::string_view name) {
  constexpr std::array<std::string_view, 3> kReserved = {"current", "proposed", "none"};
  if (name.find_first_not_of(" \t") == std::string_view::npos) return "it is empty";
  if (std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end()) {
    return fmt::format("'{}' is a word of its own", name);
  }
  return name.find_first_of("+,") == std::string_view::npos ? "" : "it holds a + or a comma";
}

}  // namespace schouw::plan
