// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "layers/plan/edit.h"

namespace schouw::plan {

struct Plan;

// What might be instead of the plan: a list of edits on it, which add, change and take away. It is kept with the
// plan and follows it: an edit of the plan shows in every scenario that does not change the same thing.
//   plan.scenarios.push_back(shared({.name = "fewer", .changes = {remove_sensor(plan, uuid)}}));
//   const auto shown = plan_in_scenario(plan, "fewer");
// Cost: its edits, whose records are shared; plan_in_scenario is linear in them beside what apply_changes costs,
// add_changes takes the product of both lists, == and content_hash hash every record again. A value, frozen once
// shared: any thread reads it. It refers to no plan. It cannot fail by itself; on a plan that went another way it
// fails or warns as plan_in_scenario says.
struct Scenario {
  std::string name;
  std::vector<Change> changes;  // each thing once, in the order in which it was first changed
  bool operator==(const Scenario& other) const;
};

// A scenario to share, which keeps its hash: what asks whether two are equal need not look at their edits.
struct SharedScenario : Scenario {
  std::uint64_t hash = 0;
};
ScenarioRecord shared(Scenario scenario);

// Over the name and the edits: equal scenarios, equal hash.
std::uint64_t content_hash(const Scenario& scenario);

// Sums up: a change of what `changes` already change takes its place, with what it expects: who edits again has seen
// what the plan holds now.
void add_changes(std::vector<Change>& changes, const std::vector<Change>& further);

// The plan as it is in the scenario of that name. Where plan and scenario changed other fields of a sensor, both
// show; where both changed the same field, the scenario's value shows, with PLAN-121 as a warning that names it; what
// it removes and is gone is no matter. Fails with PLAN-124 (no scenario is called so; the names that there are).
base::Result<std::shared_ptr<const Plan>> plan_in_scenario(const Plan& plan, std::string_view name);

// What taking a scenario into the plan comes to: its changes, each sensor with the reference of the decision and,
// where it was proposed, approved; the scenario itself goes. Fails with PLAN-124, and with PLAN-121 where plan and
// scenario changed the same field: it has to be looked at and edited again in the scenario first.
base::Result<std::vector<Change>> changes_of_acceptance(const Plan& plan, std::string_view name,
                                                        const std::string& decision);

// Nothing where a scenario may be called so; else why not: "current", "proposed" and "none" are words of their own, a
// name holds no + and no comma.
std::string fault_of_scenario_name(std::string_view name);

}  // namespace schouw::plan
