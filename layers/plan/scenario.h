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

// What might be instead of the plan: a list of edits on it, which add, change and take away. It is kept with the plan
// and follows it: an edit of the plan shows in every scenario that does not change the same thing.
struct Scenario {
  std::string name;
  std::vector<Change> changes;  // each thing once, in the order in which it was first changed
  bool operator==(const Scenario& other) const;
};

// Over the name and the edits: equal scenarios, equal hash.
std::uint64_t content_hash(const Scenario& scenario);

// Sums up: a change of what `changes` already change takes its place, with the expectation of the first.
void add_changes(std::vector<Change>& changes, const std::vector<Change>& further);

// The plan as it is in the scenario of that name. Fails with PLAN-124 (no scenario is called so; the names that there
// are) and with what apply says where the plan has changed under the scenario.
base::Result<Plan> plan_in_scenario(const Plan& plan, std::string_view name);

// What taking a scenario into the plan comes to: its changes, each sensor with the reference of the decision and,
// where it was proposed, approved; the scenario itself goes. Fails as plan_in_scenario.
base::Result<std::vector<Change>> changes_of_acceptance(const Plan& plan, std::string_view name,
                                                        const std::string& decision);

// Nothing where a scenario may be called so; else why not: "current", "proposed" and "none" are words of their own, a
// name holds no + and no comma.
std::string fault_of_scenario_name(std::string_view name);

}  // namespace schouw::plan
