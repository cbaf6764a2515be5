// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/frame_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "viewer/app/command.h"
#include "viewer/app/session.h"
#include "viewer/modes/touch.h"

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

FrameLoop::FrameLoop(ViewerContext& viewer, window::Window& window, PlanKeeper& keeper)
    : context_(viewer), window_(window), keeper_(keeper), jobs_([&window] { window.wake(); }) {
  if (context_.state.project.plan) jobs_.start(app::analysis_request(context_.state));
}

double FrameLoop::now_s() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void FrameLoop::run() {
  while (!context_.state.quit) step();
}

double FrameLoop::wait_s() const {
  if (pending_) return 0.0;
  double wait = app::next_wake_s(context_.state).value_or(kLongestWait_s);
  if (rough_) wait = std::min(wait, kRest_s);
  return std::min(wait, keeper_.wait_s(context_.state));
}

void FrameLoop::step() {
  const auto events = window_.take_events(wait_s());
  app::AppState& state = context_.state;
  const double now = now_s();
  const double elapsed_s = now - last_frame_s_;
  last_frame_s_ = now;
  const bool moved_by_itself = app::advance(state, now, elapsed_s);
  const bool drained = jobs_.drain(state);
  const bool told = keeper_.tick(state);
  if (moved_by_itself) last_motion_s_ = now;
  if (drained) begin_story(now);
  const bool rested = rough_ && now - last_motion_s_ >= kRest_s && !hand_is_on_scene();
  const bool ticking = state.mode == app::Mode::kiosk && state.kiosk.warned;
  if (events.empty() && !moved_by_itself && !drained && !pending_ && !rested && !ticking && !told) return;
  take_window_events(events);
  const auto frame = context_.panels->build(state, context_.texts.of(state.language), events, elapsed_s);
  // From here on: a key or a click sets it where its command changed what this frame already shows.
  pending_ = frame.wants_another_frame || !frame.commands.empty() || drained || told;
  // What is touched while the warning is up is no question to the map behind it.
  if (!state.kiosk.warned) take_scene_events(events, frame);
  if (is_sign_of_life(events)) app::visitor_is_there(state);
  run_commands(frame.commands);
  draw(frame);
}

// A presentation opens before there is anything to present: its first step shows once the analysis is there.
void FrameLoop::begin_story(double now) {
  app::AppState& state = context_.state;
  if (story_begun_ || state.mode != app::Mode::presentation || !state.analysis || !state.story) return;
  story_begun_ = true;
  app::show_step(state, state.story->step, now);
}

void FrameLoop::take_window_events(const std::vector<window::InputEvent>& events) {
  app::AppState& state = context_.state;
  for (const auto& event : events) {
    if (const auto* resized = std::get_if<window::Resized>(&event)) {
      state.monitor_scale = resized->scale;
      pending_ = true;
    }
    if (std::holds_alternative<window::CloseAsked>(event) && state.mode != app::Mode::kiosk) run_one("quit");
  }
}

std::optional<app::UnderPixel> FrameLoop::under(double x_px, double y_px) const {
  const terrain::GroundModel* ground = context_.content.ground();
  return ground == nullptr ? std::nullopt : app::under_pixel(context_.state, *ground, x_px, y_px);
}

void FrameLoop::take_scene_events(const std::vector<window::InputEvent>& events, const panels::Panels::Frame& frame) {
  app::AppState& state = context_.state;
  const auto place = [&](double x_px, double y_px) {
    const auto found = under(x_px, y_px);
    return found ? std::optional(found->place) : std::nullopt;
  };
  // However often the mouse moved since the last frame, a sensor goes only to where it is now.
  std::string step;
  for (const auto& event : events) {
    if (const auto* key = std::get_if<window::KeyPressed>(&event); key != nullptr && frame.leaves(*key))
      take_key(*key);
    if (frame.wants_mouse && !hand_is_on_scene()) continue;
    if (follow_sensor_drag(event, step)) continue;
    const auto outcome = control_.take(event, state.camera, state.viewport, place, now_s());
    if (outcome.pose) {
      state.camera = *outcome.pose;
      state.flight.reset();
      last_motion_s_ = now_s();
      if (state.story && state.mode == app::Mode::presentation) state.story->away = true;
    }
    if (outcome.click) take_click(*outcome.click);
    if (const auto* moved = std::get_if<window::MouseMoved>(&event)) hover(*moved);
  }
  if (!step.empty()) run_one(step);
}

bool FrameLoop::follow_sensor_drag(const window::InputEvent& event, std::string& step) {
  const terrain::GroundModel* ground = context_.content.ground();
  if (ground == nullptr) return false;
  const auto symbol_at = [this](double x_px, double y_px) { return context_.renderer->symbol_at(x_px, y_px); };
  const auto hand = sensor_drag_.take(event, context_.state, *ground, symbol_at);
  if (!hand.step.empty()) step = hand.step;
  for (const std::string& command : hand.commands) {
    if (command == "edit-sensor-end" && !step.empty()) run_one(std::exchange(step, {}));
    run_one(command);
  }
  if (hand.taken) last_motion_s_ = now_s();
  return hand.taken;
}

void FrameLoop::take_key(const window::KeyPressed& key) {
  if (!key.pressed) return;
  const std::string command = app::command_for_key(context_.state, key_text(key));
  if (!command.empty()) run_one(command);
}

bool FrameLoop::take_symbol(const drawing::PickId& symbol) {
  const app::AppState& state = context_.state;
  // What was drawn last may be of a plan with more sensors.
  const bool there = state.project.plan && symbol.index < state.project.plan->sensors.size();
  if (symbol.kind == drawing::PickId::Kind::sensor && there) {
    const registers::Sensor& sensor = state.project.plan->sensors[symbol.index];
    if (state.mode == app::Mode::planner) {
      run_one("select-sensor id=" + app::sensor_word(state, symbol.index));
      return true;
    }
    if (state.mode == app::Mode::kiosk && state.kiosk.screen == app::KioskScreen::ask_sensor && sensor.position) {
      run_one(fmt::format("kiosk-tap east={:.3f} north={:.3f} sensor={}", sensor.position->east_m,
                          sensor.position->north_m, app::sensor_word(state, symbol.index)));
      return true;
    }
  }
  if (symbol.kind == drawing::PickId::Kind::zone && state.mode == app::Mode::planner && state.analysis &&
      symbol.index < state.analysis->stacking.zones.size()) {
    run_one("select-zone id=" + app::quoted(state.analysis->stacking.zones[symbol.index].id));
    return true;
  }
  return false;
}

// While a walk is drawn, a click is its next point, and the second of two clicks its end.
bool FrameLoop::take_walk_click(const CameraControl::Click& click) {
  if (!context_.state.walk.drawing) return false;
  if (click.twice) {
    run_one("walk-end");
  } else if (const auto found = under(click.x_px, click.y_px)) {
    run_one(fmt::format("walk-point east={:.3f} north={:.3f}", found->place.east_m, found->place.north_m));
  }
  return true;
}

bool FrameLoop::take_placing_click(const CameraControl::Click& click) {
  const auto kind = context_.state.placing;
  if (!kind) return false;
  if (const auto found = under(click.x_px, click.y_px)) {
    run_one(fmt::format("add-sensor id={} kind={} east={:.3f} north={:.3f}",
                        app::quoted(app::free_sensor_id(context_.state, *kind)), registers::kind_name(*kind),
                        found->place.east_m, found->place.north_m));
  }
  return true;
}

void FrameLoop::take_click(const CameraControl::Click& click) {
  const app::AppState& state = context_.state;
  if (!state.project.plan || take_placing_click(click) || take_walk_click(click)) return;
  const auto symbol = context_.renderer->symbol_at(click.x_px, click.y_px);
  if (symbol && !click.twice && take_symbol(*symbol)) return;
  const auto found = under(click.x_px, click.y_px);
  if (!found) return;
  if (click.twice && state.mode == app::Mode::planner) {
    drawing::CameraPose pose = state.camera;
    pose.target = found->place;
    app::fly_to(context_.state, pose, now_s());
    pending_ = true;
    return;
  }
  if (found->object && state.mode == app::Mode::planner) {
    run_one("select-object id=" + app::quoted(state.project.city->objects[*found->object].id));
    return;
  }
  const std::string_view command = state.mode == app::Mode::kiosk ? "kiosk-tap" : "who-sees";
  run_one(fmt::format("{} east={:.3f} north={:.3f}", command, found->place.east_m, found->place.north_m));
}

void FrameLoop::hover(const window::MouseMoved& moved) {
  context_.state.hovered = context_.renderer->symbol_at(moved.x_px, moved.y_px).value_or(drawing::PickId{});
  const auto found = under(moved.x_px, moved.y_px);
  context_.state.cursor = found ? std::optional(found->place) : std::nullopt;
}

void FrameLoop::run_commands(const std::vector<std::string>& commands) {
  for (const auto& command : commands) run_one(command);
}

void FrameLoop::run_one(const std::string& command) {
  const auto analyse = [this]() -> base::Result<base::Done> {
    jobs_.start(app::analysis_request(context_.state));
    return base::Done{};
  };
  app::CommandContext context{.now_s = now_s(), .start_analysis = analyse, .follow_edit = analyse};
  keeper_.serve(context);
  const auto done = app::run_command(context_.state, command, context);
  // What is under way for a plan that is no more would be thrown away.
  if (context_.state.project.plan) jobs_.keep_only(app::shown_key(context_.state));
  app::add_messages(context_.state, done.diagnostics());
  keeper_.note(context_.state);
  show_title();
  pending_ = true;
}

void FrameLoop::show_title() {
  const app::AppState& state = context_.state;
  std::string title = state.project_name.empty() ? "Schouw" : state.project_name + " \u2013 Schouw";
  if (state.document.unsaved()) title = "\u2022 " + title;
  if (title == title_) return;
  title_ = title;
  window_.set_title(title_);
}

void FrameLoop::draw(const panels::Panels::Frame& frame) {
  app::AppState& state = context_.state;
  drawing::Viewport viewport = frame.insets;
  viewport.width_px = window_.width_px();
  viewport.height_px = window_.height_px();
  if (viewport != state.viewport) {
    const bool at_home = state.camera == state.home;
    state.viewport = viewport;
    state.home = app::home_pose(state.project, state.viewport);
    if (at_home) state.camera = state.home;
  }
  live_.update(state);
  context_.content.update(state, context_.texts.of(state.language), *context_.renderer);
  const bool moving = hand_is_on_scene() || state.flight || now_s() - last_motion_s_ < kRest_s;
  const auto quality = moving ? scene::Quality::moving : scene::Quality::still;
  if (context_.renderer->needs_render(state.camera, state.viewport, quality)) {
    context_.renderer->render(state.camera, state.viewport, quality);
    rough_ = moving;
  }
  context_.renderer->show(0);
  context_.panels->draw();
  window_.swap_buffers();
}

}  // namespace schouw::modes
