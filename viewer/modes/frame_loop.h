// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "viewer/app/jobs.h"
#include "viewer/app/under_pixel.h"
#include "viewer/modes/camera_control.h"
#include "viewer/modes/plan_keeper.h"
#include "viewer/modes/sensor_drag.h"
#include "viewer/modes/viewer_context.h"
#include "viewer/window/window.h"

namespace schouw::modes {

// Joins window, panels, state and scene, frame by frame.
//   PlanKeeper keeper = PlanKeeper::open(project, viewer.state, said);
//   FrameLoop(viewer, window, keeper).run();
// Cost: it sleeps while nothing changes; a frame is drawn only after input, a result of a job, or while something
// moves. While a hand moves the view it is drawn for speed, and once more in full quality when it rests. Main thread
// only; an analysis runs beside it (jobs.h), begun at once where a plan is open, and is cancelled and waited for
// when the loop ends. Context, window and keeper must outlive it. What a command fails with becomes a message.
class FrameLoop {
 public:
  FrameLoop(ViewerContext& viewer, window::Window& window, PlanKeeper& keeper);

  // Returns when the person leaves, which a kiosk does not allow.
  void run();

 private:
  double now_s() const;
  double wait_s() const;
  void step();
  void begin_story(double now);
  void take_window_events(const std::vector<window::InputEvent>& events);
  void take_scene_events(const std::vector<window::InputEvent>& events, const panels::Panels::Frame& frame);
  void take_key(const window::KeyPressed& key);
  bool take_walk_click(const CameraControl::Click& click);
  bool take_placing_click(const CameraControl::Click& click);
  void take_click(const CameraControl::Click& click);
  bool hand_is_on_scene() const { return control_.dragging() || sensor_drag_.dragging(); }
  bool follow_sensor_drag(const window::InputEvent& event, std::string& step);
  bool take_symbol(const drawing::PickId& symbol);
  std::optional<app::UnderPixel> under(double x_px, double y_px) const;
  void hover(const window::MouseMoved& moved);
  void run_commands(const std::vector<std::string>& commands);
  void run_one(const std::string& command);
  void show_title();
  void draw(const panels::Panels::Frame& frame);

  ViewerContext& context_;
  window::Window& window_;
  PlanKeeper& keeper_;
  std::string title_;
  app::AnalysisJobs jobs_;
  app::LiveAnalysis live_;
  CameraControl control_;
  SensorDrag sensor_drag_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double last_frame_s_ = 0.0;
  double last_motion_s_ = -10.0;
  bool pending_ = true;  // something changed that no frame has shown yet
  bool rough_ = false;   // the last picture was drawn for speed
  bool story_begun_ = false;
};

}  // namespace schouw::modes
