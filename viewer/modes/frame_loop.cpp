// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/frame_loop.h"

#include <fmt/format.h>

#include <algorithm>

#include "viewer/app/command.h"
#include "viewer/app/session.h"

namespace schouw::modes {

namespace {

constexpr double kRest_s = 0.2;          // how long a view must rest before it is drawn in full quality
constexpr double kLongestWait_s = 30.0;  // only to survive a lost wake-up; nothing is drawn

std::string key_text(const window::KeyPressed& key) {
  std::string text;
  if (key.ctrl) text += "Ctrl+";
  if (key.shift) text += "Shift+";
  if (key.alt) text += "Alt+";
  return text + key.name;
}

}  // namespace

FrameLoop::FrameLoop(Stage& stage, window::Window& window)
    : stage_(stage), window_(window), jobs_([&window] { window.wake(); }) {
  if (stage_.state.project.plan) jobs_.start(app::analysis_request(stage_.state));
}

double FrameLoop::now_s() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void FrameLoop::run() {
  while (!stage_.state.quit) step();
}

double FrameLoop::wait_s() const {
  if (pending_) return 0.0;
  double wait = app::next_wake_s(stage_.state).value_or(kLongestWait_s);
  if (rough_) wait = std::min(wait, kRest_s);
  return wait;
}

void FrameLoop::step() {
  const auto events = window_.take_events(wait_s());
  app::AppState& state = stage_.state;
  const double now = now_s();
  const double elapsed_s = now - last_frame_s_;
  last_frame_s_ = now;
  const bool moved_by_itself = app::advance(state, now, elapsed_s);
  const bool drained = jobs_.drain(state);
  if (moved_by_itself) last_motion_s_ = now;
  const bool rested = rough_ && now - last_motion_s_ >= kRest_s && !control_.dragging();
  const bool ticking = state.mode == app::Mode::kiosk && state.kiosk.warned;
  if (events.empty() && !moved_by_itself && !drained && !pending_ && !rested && !ticking) return;
  take_resize(events);
  const auto frame = stage_.panels->build(state, stage_.texts.of(state.language), events, elapsed_s);
  take_scene_events(events, frame);
  pending_ = frame.wants_another_frame || !frame.commands.empty() || drained;
  run_commands(frame.commands);
  draw(frame);
}

void FrameLoop::take_resize(const std::vector<window::InputEvent>& events) {
  for (const auto& event : events) {
    if (std::holds_alternative<window::Resized>(event)) pending_ = true;
    if (std::holds_alternative<window::CloseAsked>(event) && stage_.state.mode != app::Mode::kiosk) {
      stage_.state.quit = true;
    }
  }
}

void FrameLoop::take_scene_events(const std::vector<window::InputEvent>& events, const panels::Panels::Frame& frame) {
  app::AppState& state = stage_.state;
  const auto place = [&](double x_px, double y_px) { return ground_under(state, x_px, y_px); };
  for (const auto& event : events) {
    if (const auto* key = std::get_if<window::KeyPressed>(&event); key != nullptr && !frame.wants_keyboard)
      take_key(*key);
    if (frame.wants_mouse && !control_.dragging()) continue;
    const auto outcome = control_.take(event, state.camera, state.viewport, place, now_s());
    if (outcome.pose) {
      state.camera = *outcome.pose;
      state.flight.reset();
      last_motion_s_ = now_s();
      state.kiosk.idle_s = 0.0;
      if (state.story && state.mode == app::Mode::presentation) state.story->away = true;
    }
    if (outcome.click) take_click(*outcome.click);
    if (const auto* moved = std::get_if<window::MouseMoved>(&event)) hover(*moved);
  }
}

void FrameLoop::take_key(const window::KeyPressed& key) {
  if (!key.pressed) return;
  const std::string command = app::command_for_key(stage_.state, key_text(key));
  if (!command.empty()) run_one(command);
}

void FrameLoop::take_click(const CameraControl::Click& click) {
  const app::AppState& state = stage_.state;
  if (!state.project.plan) return;
  const auto symbol = stage_.renderer->symbol_at(click.x_px, click.y_px);
  if (symbol && symbol->kind == drawing::PickId::Kind::sensor && state.mode != app::Mode::kiosk) {
    run_one(fmt::format("select-sensor id=\"{}\"", state.project.plan->sensors[symbol->index].id));
    return;
  }
  const auto place = ground_under(state, click.x_px, click.y_px);
  if (!place) return;
  if (click.twice && state.mode == app::Mode::planner) {
    drawing::CameraPose pose = state.camera;
    pose.target = *place;
    app::fly_to(stage_.state, pose, now_s());
    return;
  }
  const std::string_view command = state.mode == app::Mode::kiosk ? "kiosk-tap" : "who-sees";
  run_one(fmt::format("{} east={:.3f} north={:.3f}", command, place->east_m, place->north_m));
}

void FrameLoop::hover(const window::MouseMoved& moved) {
  stage_.state.hovered = stage_.renderer->symbol_at(moved.x_px, moved.y_px).value_or(drawing::PickId{});
  stage_.state.cursor = ground_under(stage_.state, moved.x_px, moved.y_px);
}

void FrameLoop::run_commands(const std::vector<std::string>& commands) {
  for (const auto& command : commands) run_one(command);
}

void FrameLoop::run_one(const std::string& command) {
  const app::CommandContext context{.now_s = now_s(),
                                    .start_analysis = [this] { jobs_.start(app::analysis_request(stage_.state)); }};
  const auto done = app::run_command(stage_.state, command, context);
  base::append(stage_.state.messages, done.diagnostics());
  pending_ = true;
}

void FrameLoop::draw(const panels::Panels::Frame& frame) {
  app::AppState& state = stage_.state;
  const bool first_frame =
      state.viewport.width_px != window_.width_px() || state.viewport.height_px != window_.height_px();
  const bool at_home = state.camera == state.home;
  state.viewport = frame.insets;
  state.viewport.width_px = window_.width_px();
  state.viewport.height_px = window_.height_px();
  if (first_frame) {
    state.home = app::home_pose(state.project, state.viewport);
    if (at_home) state.camera = state.home;
  }
  stage_.content.update(state, *stage_.renderer);
  const bool moving = control_.dragging() || state.flight || now_s() - last_motion_s_ < kRest_s;
  const auto quality = moving ? scene::Quality::moving : scene::Quality::still;
  if (stage_.renderer->needs_render(state.camera, state.viewport, quality)) {
    stage_.renderer->render(state.camera, state.viewport, quality);
    rough_ = moving;
  }
  stage_.renderer->show(0);
  stage_.panels->draw();
  window_.swap_buffers();
}

}  // namespace schouw::modes
