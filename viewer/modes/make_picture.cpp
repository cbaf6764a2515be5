// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/make_picture.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "viewer/app/camera_moves.h"
#include "viewer/app/jobs.h"
#include "viewer/app/live_analysis.h"
#include "viewer/app/session.h"
#include "viewer/modes/stage.h"
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
  app::adopt_analysis(state, *outcome);
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
void settle_panels(Stage& stage, const PictureOptions& options) {
  const auto frame = stage.panels->build(stage.state, stage.texts.of(stage.state.language), {}, 0.0);
  stage.state.viewport = frame.insets;
  stage.state.viewport.width_px = options.width_px;
  stage.state.viewport.height_px = options.height_px;
  const bool at_home = stage.state.camera == stage.state.home;
  stage.state.home = app::home_pose(stage.state.project, stage.state.viewport);
  if (at_home) stage.state.camera = stage.state.home;
}

scene::SceneRenderer::Picture draw(Stage& stage, const PictureOptions& options) {
  app::LiveAnalysis().update(stage.state);
  // What was chosen since may cover another part of the picture; a view that was asked for stays as it is.
  if (options.panels) settle_panels(stage, options);
  stage.content.update(stage.state, *stage.renderer);
  stage.renderer->render(stage.state.camera, stage.state.viewport, scene::Quality::still);
  if (!options.panels) return stage.renderer->read_picture();
  const window::OffscreenFrame frame(options.width_px, options.height_px);
  stage.renderer->show(frame.framebuffer());
  frame.bind();
  stage.panels->draw();
  return {options.width_px, options.height_px, frame.read_rgb()};
}

}  // namespace

PictureResult make_picture(const PictureOptions& options, const base::Progress& progress) {
  auto project = open_project(options.session, progress);
  if (!project) return PictureResult::failure(project.diagnostics());
  base::Diagnostics diagnostics = project.diagnostics();
  const auto context = window::OffscreenContext::open();
  if (!context) return PictureResult::failure(context.diagnostics());
  auto stage = make_stage(options.session, *std::move(project),
                          {.width_px = options.width_px, .height_px = options.height_px});
  if (!stage) return PictureResult::failure(stage.diagnostics());
  const auto analysed = analyse_now(stage->state, progress);
  if (!analysed) return PictureResult::failure(analysed.diagnostics());
  base::append(diagnostics, analysed.diagnostics());
  if (options.panels) settle_panels(*stage, options);
  if (const auto chosen = choose_view(stage->state, options); !chosen)
    return PictureResult::failure(chosen.diagnostics());
  const auto script = run_session_script(stage->state, options.session, progress);
  if (!script) return PictureResult::failure(script.diagnostics());
  base::append(diagnostics, script.diagnostics());
  app::advance(stage->state, kLater_s, 0.0);
  return {draw(*stage, options), std::move(diagnostics)};
}

}  // namespace schouw::modes
