// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/plan_keeper.h"

#include <fmt/format.h>

#include <chrono>

#include "viewer/app/session.h"

namespace schouw::modes {

namespace {

constexpr double kJournalWait_s = 1.0;  // an edit is on disk within this
constexpr double kHeartbeatWait_s = 15.0;

base::Diagnostic read_only(base::Diagnostic why) {
  why.severity = base::Severity::warning;
  why.message += "; the plan is open for reading only";
  return why;
}

// One message for all that the dialog asks about.
base::Diagnostic to_be_settled(std::size_t conflicts) {
  return {.code = "PLAN-127",
          .kind = base::DiagnosticKind::conflict,
          .message = fmt::format("nothing is saved yet: somebody else changed {} of the same values", conflicts),
          .where = {.feature = "save"},
          .hint = "choose for each which stands; nothing of either is lost"};
}

}  // namespace

PlanKeeper PlanKeeper::open(const std::filesystem::path& project, app::AppState& state, base::Diagnostics& said) {
  PlanKeeper keeper;
  if (project.empty() || !state.project.plan) return keeper;
  auto session = plan::EditSession::begin(project);
  if (!session) {
    state.read_only = true;
    said.push_back(read_only(session.diagnostics().front()));
    return keeper;
  }
  // Read again under the lock: only then nobody changes it any more.
  auto stored = session->read();
  if (!stored) {
    state.read_only = true;
    base::append(said, stored.diagnostics());
    return keeper;
  }
  state.conflicts = session->conflicts();
  for (const base::Diagnostic& told : stored.diagnostics()) {
    // What waits to be settled stands in a dialog, value by value.
    if (state.conflicts.empty() || told.code != "PLAN-127") said.push_back(told);
  }
  state.document = plan::opened(*stored);
  app::show_plan(state);
  auto waiting = session->waiting(**stored);
  base::append(said, waiting.diagnostics());
  if (waiting) state.recovery = *std::move(waiting);
  keeper.session_.emplace(*std::move(session));
  return keeper;
}

void PlanKeeper::serve(app::CommandContext& context) {
  if (!session_) return;
  context.save = [this](app::AppState& state) {
    auto saved = session_->save(state.document);
    state.conflicts = session_->conflicts();
    return saved || state.conflicts.empty() ? std::move(saved) : to_be_settled(state.conflicts.size());
  };
  context.settle = [this](const plan::FieldConflict& conflict, plan::Side side) { session_->decide(conflict, side); };
  context.recover = [this](app::AppState& state) { return session_->recover(state.document, *state.recovery); };
  context.discard = [this](app::AppState&) { return session_->discard(); };
}

void PlanKeeper::lose(app::AppState& state, const base::Diagnostics& why) {
  state.read_only = true;
  base::Diagnostics said;
  for (const base::Diagnostic& reason : why) said.push_back(read_only(reason));
  app::add_messages(state, said);
  session_.reset();
}

void PlanKeeper::note(app::AppState& state) {
  // What waits is not written over before a person has said what becomes of it.
  if (!session_ || state.recovery) return;
  if (const auto noted = session_->note(state.document); !noted) app::add_messages(state, noted.diagnostics());
}

bool PlanKeeper::tick(app::AppState& state) {
  if (!session_) return false;
  const auto done = session_->tick(std::chrono::steady_clock::now());
  if (done) return false;
  if (base::failure_kind(done.diagnostics()) == base::DiagnosticKind::conflict) {
    lose(state, done.diagnostics());
    return true;
  }
  const std::size_t before = state.messages.size();
  app::add_messages(state, done.diagnostics());
  return state.messages.size() != before;
}

double PlanKeeper::wait_s(const app::AppState& state) const {
  if (!session_) return 1e9;
  return state.document.happened.empty() ? kHeartbeatWait_s : kJournalWait_s;
}

}  // namespace schouw::modes
