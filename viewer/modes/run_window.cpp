// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/run_window.h"

#include "viewer/app/session.h"
#include "viewer/modes/frame_loop.h"
#include "viewer/modes/viewer_context.h"
#include "viewer/window/window.h"

namespace schouw::modes {

base::Result<base::Done> run_window(const SessionOptions& options, const base::Progress& progress) {
  using Outcome = base::Result<base::Done>;
  auto project = open_project(options, progress);
  if (!project) return Outcome::failure(project.diagnostics());
  base::Diagnostics opened = project.diagnostics();
  auto window = window::Window::open({.title = "Schouw", .full_screen = options.mode != app::Mode::planner});
  if (!window) return Outcome::failure(window.diagnostics());
  auto viewer = make_viewer_context(options, *std::move(project),
                                    {.width_px = (*window)->width_px(), .height_px = (*window)->height_px()});
  if (!viewer) return Outcome::failure(viewer.diagnostics());
  viewer->state.monitor_scale = (*window)->scale();
  const bool edits = options.mode == app::Mode::planner && !options.public_only;
  PlanKeeper keeper = PlanKeeper::open(edits ? options.project : std::filesystem::path(), viewer->state, opened);
  app::add_messages(viewer->state, opened);
  if (!options.script.empty()) {
    app::CommandContext context;
    keeper.serve(context);
    const auto done = app::run_script(viewer->state, options.script, options.script_name, context);
    keeper.note(viewer->state);
    if (!done) return Outcome::failure(done.diagnostics());
  }
  FrameLoop(*viewer, **window, keeper).run();
  return {base::Done{}, opened};
}

}  // namespace schouw::modes
