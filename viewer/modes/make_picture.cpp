// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/make_picture.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "viewer/app/camera_moves.h"
#include "viewer/app/jobs.h"
#include "viewer/app/live_analysis.h"
#include "viewer/app/session.h"
#include "viewer/modes/viewer_context.h"
#include "viewer/window/offscreen_frame.h"
#include "viewer/window/window.h"

namespace schouw::modes {

namespace {

using PictureResult = base::Result<scene::SceneRenderer::Picture>;

// Long after anything started: every flight has landed.
constexpr double kLater_s = 1e6;

base::Result<base::Done> analyse_now(app::AppState& state, const base::Progress& progress) {
  if (!state.project.plan) return base::Done{};
  const auto outcome = app::run_analysis(app::analysis_request(state), progress);
  if (!outcome) return base::Result<base::Done>::failure(outcome.diagnostics());
  app::show_analysis(state, *outcome);
  return {base::Done{}, outcome.diagnostics()};
}

// Which step of the story a view names; nothing where none does.
std::optional<int> step_named(const app::AppState& state, const std::string& view) {
  if (!state.story) return std::nullopt;
  const auto& steps = state.story->story.steps;
  const auto found =
      std::find_if(steps.begin(), steps.end(), [&](const story::Step& step) { return step.id == view; });
  if (found == steps.end()) return std::nullopt;
  return static_cast<int>(found - steps.begin());
}

base::Diagnostic unknown_view(const app::AppState& state, const std::string& view) {
  std::vector<std::string> names = {"home"};
  if (state.story) {
    for (const story::Step& step : state.story->story.steps) names.push_back(step.id);
  }
  return {.code = "CLI-103",
          .kind = base::DiagnosticKind::not_found,
          .message = fmt::format("no view is called {}, expected one of: {}", view, fmt::join(names, ", ")),
          .where = {.field = "--view"},
          .hint = "give a view of this project"};
}

// The whole city where no other view was asked for: what a slanted view frames is too narrow from straight above.
drawing::CameraPose map_start(const app::AppState& state, const PictureOptions& options) {
  const bool at_home = !options.camera && (options.view.empty() || options.view == "home");
  const crs::MapBounds bounds = app::home_bounds(state.project);
  if (!at_home || bounds.empty()) return state.camera;
  return drawing::framing(bounds, base::Angle{}, base::Angle::from_degrees(90.0), state.viewport);
}

base::Result<base::Done> choose_view(app::AppState& state, const PictureOptions& options) {
  state.motion = false;
  if (state.mode == app::Mode::presentation) app::show_step(state, 0, 0.0);
  if (!options.view.empty() && options.view != "home") {
    const auto step = step_named(state, options.view);
    if (!step) return unknown_view(state, options.view);
    app::show_step(state, *step, 0.0);
  }
  if (options.camera) state.camera = *options.camera;
  if (options.map) state.camera = app::as_map(map_start(state, options));
  return base::Done{};
}

base::Result<base::Done> run_session_script(app::AppState& state, const SessionOptions& options,
                                            const base::Progress& progress) {
  if (options.script.empty()) return base::Done{};
  const auto analyse = [&] { return analyse_now(state, progress); };
  const app::CommandContext context{.now_s = 0.0, .start_analysis = analyse, .follow_edit = analyse};
  return app::run_script(state, options.script, options.script_name, context);
}

// The panels say how much of the picture they cover, and only then the view can be framed within the rest.
void measure_panels(ViewerContext& viewer, const PictureOptions& options) {
  const auto frame = viewer.panels->build(viewer.state, viewer.texts.of(viewer.state.language), {}, 0.0);
  viewer.state.viewport = frame.insets;
  viewer.state.viewport.width_px = options.width_px;
  viewer.state.viewport.height_px = options.height_px;
  const bool at_home = viewer.state.camera == viewer.state.home;
  viewer.state.home = app::home_pose(viewer.state.project, viewer.state.viewport);
  if (at_home) viewer.state.camera = viewer.state.home;
}

scene::SceneRenderer::Picture draw(ViewerContext& viewer, const PictureOptions& options) {
  app::LiveAnalysis().update(viewer.state);
  // What was chosen since may cover another part of the picture; a view that was asked for stays as it is.
  if (options.panels) measure_panels(viewer, options);
  viewer.content.update(viewer.state, viewer.texts.of(viewer.state.language), *viewer.renderer);
  viewer.renderer->render(viewer.state.camera, viewer.state.viewport, scene::Quality::still);
  if (!options.panels) return viewer.renderer->read_picture();
  const window::OffscreenFrame frame(options.width_px, options.height_px);
  viewer.renderer->show(frame.framebuffer());
  frame.bind();
  viewer.panels->draw();
  return {options.width_px, options.height_px, frame.read_rgb()};
}

}  // namespace

PictureResult make_picture(const PictureOptions& options, const base::Progress& progress) {
  auto project = open_project(options.session, progress);
  if (!project) return PictureResult::failure(project.diagnostics());
  base::Diagnostics diagnostics = project.diagnostics();
  const auto context = window::OffscreenContext::open();
  if (!context) return PictureResult::failure(context.diagnostics());
  auto viewer = make_viewer_context(options.session, *std::move(project),
                                    {.width_px = options.width_px, .height_px = options.height_px});
  if (!viewer) return PictureResult::failure(viewer.diagnostics());
  const auto analysed = analyse_now(viewer->state, progress);
  if (!analysed) return PictureResult::failure(analysed.diagnostics());
  base::append(diagnostics, analysed.diagnostics());
  if (options.panels) measure_panels(*viewer, options);
  if (const auto chosen = choose_view(viewer->state, options); !chosen)
    return PictureResult::failure(chosen.diagnostics());
  const auto script = run_session_script(viewer->state, options.session, progress);
  if (!script) return PictureResult::failure(script.diagnostics());
  base::append(diagnostics, script.diagnostics());
  app::advance(viewer->state, kLater_s, 0.0);
  return {draw(*viewer, options), std::move(diagnostics)};
}

}  // namespace schouw::modes
