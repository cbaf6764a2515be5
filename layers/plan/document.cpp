// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "layers/plan/edit_json.h"
#include "layers/plan/scenario.h"

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

ScenarioRecord scenario_named(const Plan& plan, const std::string& name) {
  const auto found = std::find_if(plan.scenarios.begin(), plan.scenarios.end(),
                                  [&](const auto& scenario) { return scenario->name == name; });
  return found == plan.scenarios.end() ? nullptr : *found;
}

// The plan after a change of it: a scenario that went with it is no longer in use.
void hold(Document& document, std::shared_ptr<const Plan> plan) {
  document.plan = std::move(plan);
  if (!document.scenario.empty() && !scenario_named(*document.plan, document.scenario)) document.scenario.clear();
}

// Whether a step of the list is the one that a journal tells of.
bool same_step(const StepRecord& held, const Step& told) {
  return held->when_iso == told.when_iso && changes_json(held->changes) == changes_json(told.changes);
}

// An edit of the plan in a scenario as an edit of the scenario: it expects what the plan holds now.
Result<std::vector<Change>> into_scenario(const Document& document, const std::vector<Change>& changes) {
  const auto held = scenario_named(*document.plan, document.scenario);
  const auto shown = shown_plan(document);
  if (!shown) return Result<std::vector<Change>>::failure(shown.diagnostics());
  const auto tried = apply_changes(**shown, changes);
  if (!tried) return Result<std::vector<Change>>::failure(tried.diagnostics());
  std::vector<Change> on_plan = changes;
  for (Change& change : on_plan) {
    change.expected = version_in(*document.plan, change.edit);
    const auto* put = std::get_if<PutSensor>(&change.edit);
    const auto held_at = put != nullptr ? document.plan->sensors.index_of(put->sensor->uuid) : std::nullopt;
    if (held_at) change.made_on = document.plan->sensors.record(*held_at);
  }
  Scenario next = *held;
  add_changes(next.changes, on_plan);
  Edit edit = PutScenario{shared(std::move(next)), std::nullopt};
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
  return plan_in_scenario(*document.plan, document.scenario);
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
  hold(document, std::move(applied->plan));
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
  hold(document, std::move(applied->plan));
  --document.in_force;
  document.happened.push_back({Happening::Kind::undone, step});
  return Done{};
}

Result<Done> redo(Document& document) {
  if (!document.can_redo()) return nothing_to("redo");
  const StepRecord step = document.steps[document.in_force];
  auto applied = apply_changes(*document.plan, step->changes);
  if (!applied) return Result<Done>::failure(applied.diagnostics());
  hold(document, std::move(applied->plan));
  ++document.in_force;
  document.happened.push_back({Happening::Kind::redone, step});
  return Done{};
}

namespace {

Result<Done> replayed(Document& document, const std::vector<Happening>& happened) {
  base::Diagnostics warnings;
  for (std::size_t i = 0; i < happened.size(); ++i) {
    const Happening& once = happened[i];
    Result<Done> done = Done{};
    const bool undoes = once.kind == Happening::Kind::undone && document.can_undo() &&
                        same_step(document.steps[document.in_force - 1], *once.step);
    const bool redoes = once.kind == Happening::Kind::redone && document.can_redo() &&
                        same_step(document.steps[document.in_force], *once.step);
    if (undoes) {
      done = undo(document);
    } else if (redoes) {
      done = redo(document);
    } else {
      // A step of before the save that the journal begins with: what was done to it is a step like any other.
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

}  // namespace

Result<Done> replay(Document& document, const std::vector<Happening>& happened) {
  // What was done is whole changes of the plan, those of its scenarios included.
  std::string scenario = std::exchange(document.scenario, {});
  auto done = replayed(document, happened);
  const auto& scenarios = document.plan->scenarios;
  const bool there =
      std::any_of(scenarios.begin(), scenarios.end(), [&](const auto& s) { return s->name == scenario; });
  if (there) document.scenario = std::move(scenario);
  return done;
}

void note_saved(Document& document, std::shared_ptr<const Plan> stored) {
  document.saved = stored;
  hold(document, std::move(stored));
  document.happened.clear();
}

}  // namespace schouw::plan
