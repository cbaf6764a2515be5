// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/base/sentence.h"
#include "layers/plan/edit.h"
#include "layers/plan/plan.h"

namespace schouw::plan {

// What a person did in one go: undone and redone as one, told as one line of the history.
struct Step {
  base::Sentence what;          // "cam-12: kantelhoek 12"
  std::string who;              // a role: "planner", "script", "import"
  std::string when_iso;         // UTC
  std::vector<Change> changes;  // as they were asked for
  std::vector<Change> inverse;  // what brings the plan before it back
};
using StepRecord = std::shared_ptr<const Step>;

// One thing that happened to the plan: a step taken, undone or redone. The journal, the history and what a store is
// told are this one list.
struct Happening {
  enum class Kind : std::uint8_t { taken, undone, redone };
  Kind kind = Kind::taken;
  StepRecord step;
};

// A plan that is edited: the plan as it is now, as it was saved, and the steps between. A value: copies share.
//   Document document = opened(plan);
//   Step step{.what = {"edit.move_sensor", {}}, .who = "planner", .changes = {put_sensor(*document.plan, moved)}};
//   const auto taken = take(document, std::move(step));
//   const auto undone = undo(document);
// Cost: a step as apply_changes, in a scenario as plan_in_scenario too. The steps stay for as long as the document,
// also when it is saved, and with them each record that they put or took away; `happened` begins anew with each
// saving. Main thread only; the plans that it gives are frozen and may go to any thread. It refers to no file or
// store. What fails leaves the document as it was.
struct Document {
  std::shared_ptr<const Plan> plan;
  std::shared_ptr<const Plan> saved;
  std::vector<StepRecord> steps;  // oldest first
  std::size_t in_force = 0;       // the first so many steps are in the plan; the others can be redone
  std::vector<Happening> happened;
  std::string scenario;  // edits go into the scenario of this name; empty: into the plan

  bool unsaved() const { return plan && saved && plan->revision != saved->revision; }
  bool can_undo() const { return in_force > 0; }
  bool can_redo() const { return in_force < steps.size(); }
};

Document opened(std::shared_ptr<const Plan> plan);

// What is shown: the plan, or the plan in the scenario that edits go into. Fails as plan_in_scenario does.
base::Result<std::shared_ptr<const Plan>> shown_plan(const Document& document);

// Takes a step: with a scenario in use, its changes go into the scenario. A step that changes nothing is not taken.
// Fails as apply does; the document is then as it was.
base::Result<base::Done> take(Document& document, Step step);

// Fails with PLAN-125 where there is nothing to undo or redo, and as apply does.
base::Result<base::Done> undo(Document& document);
base::Result<base::Done> redo(Document& document);

// What happened once more, on the plan that was saved: the journal of a program that ended too early. Stops at the
// first that cannot be taken, with its diagnostics as warnings and how many were left.
base::Result<base::Done> replay(Document& document, const std::vector<Happening>& happened);

// The plan is now what the store holds.
void note_saved(Document& document, std::shared_ptr<const Plan> stored);

}  // namespace schouw::plan
