// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/document.h"

#include <fmt/format.h>

#include <algorithm>

namespace schouw::plan {

namespace {

using base::Done;
using base::Result;

base::Diagnostic nothing_to(const char* what) {
  return {.code = "PLAN-125",
          .severity = base::Severity::error,
          .message = fmt::format("there is nothing to {}", what),
          .where = {.feature = what},
          .hint = "the history lists what was done"};
}

std::shared_ptr<const Scenario> scenario_named(const Plan& plan, const std::string& name) {
  const auto found = std::find_if(plan.scenarios.begin(), plan.scenarios.end(),
                                  [&](const auto& scenario) { return scenario->name == name; });
  return found == plan.scenarios.end() ? nullptr : *found;
}

// An edit of the plan in a scenario as an edit of the scenario: what it expected there, it expects of the plan,
// unless the scenario itself changed it before.
Result<std::vector<Change>> into_scenario(const Document& document, const std::vector<Change>& changes) {
  const auto held = scenario_named(*document.plan, document.scenario);
  const auto shown = shown_plan(document);
  if (!shown) return Result<std::vector<Change>>::failure(shown.diagnostics());
  const auto tried = apply_changes(**shown, changes);
  if (!tried) return Result<std::vector<Change>>::failure(tried.diagnostics());
  std::vector<Change> on_plan = changes;
  for (Change& change : on_plan) change.expected = version_in(*document.plan, change.edit);
  Scenario next = *held;
  add_changes(next.changes, on_plan);
  Edit edit = PutScenario{std::make_shared<const Scenario>(std::move(next)), std::nullopt};
  return std::vector<Change>{expecting(*document.plan, std::move(edit))};
}

}  // namespace

Document opened(std::shared_ptr<const Plan> plan) {
  Document document;
  document.saved = plan;
  document.plan = std::move(plan);
  return document;
}

Result<std::shared_ptr<const Plan>> shown_plan(const Document& document) {
  if (document.scenario.empty()) return document.plan;
  auto shown = plan_in_scenario(*document.plan, document.scenario);
  if (!shown) return Result<std::shared_ptr<const Plan>>::failure(shown.diagnostics());
  return std::shared_ptr<const Plan>(std::make_shared<const Plan>(*std::move(shown)));
}

Result<Done> take(Document& document, Step step) {
  const bool of_plan =
      document.scenario.empty() || std::any_of(step.changes.begin(), step.changes.end(), [](const Change& change) {
        return std::holds_alternative<PutScenario>(change.edit) ||
               std::holds_alternative<RemoveScenario>(change.edit);
      });
  if (!of_plan) {
    auto changes = into_scenario(document, step.changes);
    if (!changes) return Result<Done>::failure(changes.diagnostics());
    step.changes = *std::move(changes);
  }
  auto applied = apply_changes(*document.plan, step.changes);
  if (!applied) return Result<Done>::failure(applied.diagnostics());
  if (applied->plan->revision == document.plan->revision) return Done{};
  step.inverse = std::move(applied->inverse);
  document.plan = std::move(applied->plan);
  document.steps.resize(document.in_force);
  document.steps.push_back(std::make_shared<const Step>(std::move(step)));
  document.in_force = document.steps.size();
  document.happened.push_back({Happening::Kind::taken, document.steps.back()});
  return Done{};
}

Result<Done> undo(Document& document) {
  if (!document.can_undo()) return nothing_to("undo");
  const StepRecord step = document.steps[document.in_force - 1];
  auto applied = apply_changes(*document.plan, step->inverse);
  if (!applied) return Result<Done>::failure(applied.diagnostics());
  document.plan = std::move(applied->plan);
  --document.in_force;
  document.happened.push_back({Happening::Kind::undone, step});
  if (!document.scenario.empty() && !scenario_named(*document.plan, document.scenario)) document.scenario.clear();
  return Done{};
}

Result<Done> redo(Document& document) {
  if (!document.can_redo()) return nothing_to("redo");
  const StepRecord step = document.steps[document.in_force];
  auto applied = apply_changes(*document.plan, step->changes);
  if (!applied) return Result<Done>::failure(applied.diagnostics());
  document.plan = std::move(applied->plan);
  ++document.in_force;
  document.happened.push_back({Happening::Kind::redone, step});
  return Done{};
}

Result<Done> replay(Document& document, const std::vector<Happening>& happened) {
  base::Diagnostics warnings;
  for (std::size_t i = 0; i < happened.size(); ++i) {
    const Happening& once = happened[i];
    Result<Done> done = Done{};
    if (once.kind == Happening::Kind::undone && document.can_undo()) {
      done = undo(document);
    } else if (once.kind == Happening::Kind::redone && document.can_redo()) {
      done = redo(document);
    } else {
      // The step that was undone may have been saved before: then its inverse is a step like any other.
      Step step = *once.step;
      if (once.kind == Happening::Kind::undone) std::swap(step.changes, step.inverse);
      done = take(document, std::move(step));
    }
    if (done) continue;
    for (base::Diagnostic said : done.diagnostics()) {
      said.severity = base::Severity::warning;
      said.hint = fmt::format("{}; {} of {} edits came back", said.hint, i, happened.size());
      warnings.push_back(std::move(said));
    }
    return {Done{}, std::move(warnings)};
  }
  return Done{};
}

void note_saved(Document& document, std::shared_ptr<const Plan> stored) {
  document.saved = stored;
  document.plan = std::move(stored);
  document.happened.clear();
}

}  // namespace schouw::plan
