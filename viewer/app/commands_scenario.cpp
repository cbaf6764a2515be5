// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "geo/base/json.h"
#include "layers/plan/scenario.h"
#include "layers/register/value_text.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/edit_state.h"

// Scenarios, and the policy that is in force.
namespace schouw::app {

namespace {

using base::Done;
using base::Result;

Result<Done> new_scenario(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string name(registers::trimmed(*text_in(arguments, "name")));
  std::string fault = plan::fault_of_scenario_name(name);
  const auto& scenarios = state.document.plan->scenarios;
  if (std::any_of(scenarios.begin(), scenarios.end(), [&](const auto& other) { return other->name == name; })) {
    fault = "there is one of that name";
  }
  if (!fault.empty()) {
    return refused("CMD-108", "new-scenario", fmt::format("a scenario cannot be called '{}': {}", name, fault),
                   "choose another name");
  }
  auto scenario = plan::shared(plan::Scenario{.name = name, .changes = {}});
  auto made = take_step(state, {"edit.new_scenario", {{"name", name}}},
                        {plan::expecting(*state.document.plan, plan::PutScenario{std::move(scenario), {}})});
  if (made) state.document.scenario = name;
  show_plan(state);
  return and_follow(std::move(made), state, context);
}

Result<Done> use_scenario(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string& name = *text_in(arguments, "name");
  base::Diagnostics said;
  if (!name.empty()) {
    const auto there = plan::plan_in_scenario(*state.document.plan, name);
    if (!there) return Result<Done>::failure(there.diagnostics());
    said = there.diagnostics();
  }
  state.draft = {};
  state.document.scenario = name;
  show_plan(state);
  return and_follow({Done{}, std::move(said)}, state, context);
}

Result<Done> accept_scenario(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::string& name = *text_in(arguments, "name");
  const std::string& decision = *text_in(arguments, "decision");
  if (registers::trimmed(decision).empty()) {
    return refused("CMD-108", "accept-scenario", "the decision is empty",
                   "state the reference of the decision that adopts the scenario");
  }
  auto changes = plan::changes_of_acceptance(*state.document.plan, name, decision);
  if (!changes) return Result<Done>::failure(changes.diagnostics());
  const Draft draft = std::exchange(state.draft, {});
  const std::string scenario = std::exchange(state.document.scenario, {});
  auto taken =
      take_step(state, {"edit.accept_scenario", {{"name", name}, {"decision", decision}}}, *std::move(changes));
  if (!taken) {
    state.draft = draft;
    state.document.scenario = scenario;
    show_plan(state);
  }
  return and_follow(std::move(taken), state, context);
}

Result<Done> set_policy(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const std::filesystem::path file = *text_in(arguments, "file");
  const std::string name = file.filename().string();
  const auto base = plan_without_draft(state);
  auto policy = policy::policy_with_file(base->policy, file);
  if (!policy) return Result<Done>::failure(policy.diagnostics());
  plan::PutPolicy edit{std::make_shared<const policy::Policy>(*std::move(policy))};
  return and_follow(
      take_step(state, {"edit.set_policy", {{"file", name}}}, {plan::expecting(*base, std::move(edit))}), state,
      context);
}

}  // namespace

std::vector<Command> scenario_commands() {
  const Parameter name = text_parameter("name", "its name", Names::scenario).needed();
  return {
      {"new-scenario",
       "Makes a scenario: edits go into it and not into the plan",
       Needs::plan,
       {text_parameter("name", "a name without + and comma").needed()},
       {},
       new_scenario},
      {"use-scenario",
       "Shows a scenario and edits it",
       Needs::plan,
       {text_parameter("name", "its name; empty: the plan itself", Names::scenario).needed()},
       {},
       use_scenario},
      {"accept-scenario",
       "Takes a scenario into the plan and notes the decision with each sensor that it changes",
       Needs::plan,
       {name, text_parameter("decision", "reference of the decision").needed()},
       {},
       accept_scenario},
      {"set-policy",
       "Replaces the plan's policy",
       Needs::plan,
       {text_parameter("file", "a JSON file with a member per part of the policy, or one part", Names::file)
            .needed()},
       {},
       set_policy},
  };
}

}  // namespace schouw::app
