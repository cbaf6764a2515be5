// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>

#include "layers/plan/edit_session.h"
#include "viewer/app/app_state.h"
#include "viewer/app/command.h"

namespace schouw::modes {

// Keeps what a planner does: the lock on the project, the journal behind every edit, saving.
//   PlanKeeper keeper = PlanKeeper::open(project, state, said);
//   keeper.serve(context);
//   keeper.note(state);
// Cost: open reads the plan once more, under the lock; note and tick as EditSession. Main thread only; lives as long
// as the window, and stays in its place while a context that it serves is used. Without a project, or where open
// could not have the lock, it keeps nothing: context.save stays empty. What fails is told in `said` or in the
// state's messages.
class PlanKeeper {
 public:
  // Takes the lock and tells the state what waits to be recovered. Where another program edits the project or its
  // folder is read-only, the state is read_only and the reason is given as a warning; where the plan cannot be read
  // again, it is read_only and the errors are given.
  static PlanKeeper open(const std::filesystem::path& project, app::AppState& state, base::Diagnostics& said);

  // Gives commands their way to save and to recover.
  void serve(app::CommandContext& context);
  // After each command: what happened goes into the journal.
  void note(app::AppState& state);
  // Once in a while: the journal to disk, the lock kept. Where somebody took the lock over, the plan is read-only.
  // True where there is something new to read.
  bool tick(app::AppState& state);
  // How long tick may wait.
  double wait_s(const app::AppState& state) const;

 private:
  void lose(app::AppState& state, const base::Diagnostics& why);
  std::optional<plan::EditSession> session_;
};

}  // namespace schouw::modes
