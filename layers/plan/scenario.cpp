// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "geo/base/content_hash.h"
#include "layers/plan/edit_json.h"
#include "layers/plan/plan.h"

namespace schouw::plan {

bool Scenario::operator==(const Scenario& other) const {
  return this == &other || (name == other.name && content_hash(*this) == content_hash(other));
}

std::uint64_t content_hash(const Scenario& scenario) {
  const std::string text = changes_json(scenario.changes).dump(-1, ' ', false, base::Json::error_handler_t::replace);
  return base::ContentHash().add(std::string_view(scenario.name)).add("\n").add(std::string_view(text)).value();
}

void add_changes(std::vector<Change>& changes, const std::vector<Change>& further) {
  for (const Change& change : further) {
    const std::string subject = subject_of(change.edit);
    const auto held = std::find_if(changes.begin(), changes.end(),
                                   [&](const Change& other) { return subject_of(other.edit) == subject; });
    if (held == changes.end()) {
      changes.push_back(change);
      continue;
    }
    held->edit = change.edit;
    // What came with the scenario and goes again leaves nothing behind.
    if (held->expected == kAbsent && std::holds_alternative<RemoveSensor>(held->edit)) changes.erase(held);
  }
}

base::Result<Plan> plan_in_scenario(const Plan& plan, std::string_view name) {
  std::string known;
  for (const auto& scenario : plan.scenarios) {
    if (scenario->name != name) {
      known += (known.empty() ? "" : ", ") + scenario->name;
      continue;
    }
    auto applied = apply_changes(plan, scenario->changes);
    if (!applied) return base::Result<Plan>::failure(applied.diagnostics());
    return Plan(*applied->plan);
  }
  return base::Diagnostic{.code = "PLAN-124",
                          .kind = base::DiagnosticKind::not_found,
                          .message = fmt::format("no scenario is called '{}'; there {}", name,
                                                 known.empty() ? "are none" : "are: " + known),
                          .where = {.feature = std::string(name), .field = "scenario"},
                          .hint = "make it with new-scenario"};
}

base::Result<std::vector<Change>> changes_of_acceptance(const Plan& plan, std::string_view name,
                                                        const std::string& decision) {
  const auto accepted = plan_in_scenario(plan, name);
  if (!accepted) return base::Result<std::vector<Change>>::failure(accepted.diagnostics());
  std::vector<Change> changes = difference(plan, *accepted);
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
