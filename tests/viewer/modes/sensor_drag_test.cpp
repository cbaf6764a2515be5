// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/sensor_drag.h"

#include <gtest/gtest.h>

#include <cmath>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/oracle/box_plan.h"
#include "viewer/app/command.h"
#include "viewer/app/jobs.h"
#include "viewer/app/live_analysis.h"
#include "viewer/app/session.h"

namespace schouw::modes {
namespace {

using schouw::testing::stated;
using window::MouseButton;
using window::MouseMoved;
using window::MousePressed;

// One camera that looks north from 4 m, seen from straight above: 1000 px show 100 m.
class Drag : public ::testing::Test {
 protected:
  void SetUp() override {
    registers::Sensor camera;
    camera.id = "cam";
    camera.kind = registers::SensorKind::camera;
    camera.position = crs::MapPosition{testing::kEast_m, testing::kNorth_m, 0.0};
    camera.height_above_ground_m = stated(4.0);
    camera.azimuth_deg = stated(0.0);
    camera.hfov_deg = stated(60.0);
    camera.range_max_m = stated(30.0);
    app::replace_project(state_, testing::project_of({}, {camera}), "proef");
    state_.viewport = {.width_px = 1000, .height_px = 1000};
    state_.camera = {.target = {testing::kEast_m, testing::kNorth_m, 0.0},
                     .azimuth = base::Angle::from_degrees(0.0),
                     .tilt = base::Angle::from_degrees(90.0),
                     .distance_m = 100.0,
                     .orthographic = true};
    const auto outcome = app::run_analysis(app::analysis_request(state_));
    ASSERT_TRUE(outcome);
    ASSERT_TRUE(app::show_analysis(state_, *outcome));
    ground_.emplace(nullptr, nullptr);
    run("select-sensor id=cam");
  }

  void run(const std::string& line) { ASSERT_TRUE(app::run_command(state_, line, {})) << line; }

  // What is drawn at a pixel: the handle at its place, else the sensor at its own.
  std::optional<drawing::PickId> symbol_at(double x_px, double y_px) const {
    const auto near = [&](const std::optional<crs::MapPosition>& place) {
      if (!place) return false;
      const auto at = drawing::project(state_.camera, state_.viewport, *place);
      return at && std::hypot(at->x_px - x_px, at->y_px - y_px) < 10.0;
    };
    if (near(turn_handle_place(state_, *ground_))) return drawing::PickId{drawing::PickId::Kind::handle, 0};
    if (near(state_.project.plan->sensors[0].position)) return drawing::PickId{drawing::PickId::Kind::sensor, 0};
    return std::nullopt;
  }

  SensorDrag::Outcome take(const window::InputEvent& event) {
    const auto outcome =
        drag_.take(event, state_, *ground_, [this](double x_px, double y_px) { return symbol_at(x_px, y_px); });
    if (!outcome.step.empty() && outcome.commands.empty()) run(outcome.step);
    for (const auto& command : outcome.commands) run(command);
    if (!outcome.step.empty() && !outcome.commands.empty()) run(outcome.step);
    return outcome;
  }

  // Where a place stands on the screen.
  std::pair<double, double> pixel(double east_m, double north_m) const {
    const auto at = drawing::project(state_.camera, state_.viewport,
                                     {testing::kEast_m + east_m, testing::kNorth_m + north_m, 0.0});
    return {at->x_px, at->y_px};
  }
  MousePressed press(double east_m, double north_m, bool pressed = true) const {
    const auto [x, y] = pixel(east_m, north_m);
    return {MouseButton::left, pressed, x, y};
  }
  MouseMoved to(double east_m, double north_m) const {
    const auto [x, y] = pixel(east_m, north_m);
    return {x, y};
  }

  app::AppState state_;
  std::optional<terrain::GroundModel> ground_;
  SensorDrag drag_;
};

TEST_F(Drag, of_the_pin_moves_the_sensor_as_far_as_the_hand) {
  EXPECT_TRUE(take(press(0.3, 0.2)).taken);  // beside the middle: the sensor must not jump under the pointer
  EXPECT_TRUE(take(to(5.3, 7.2)).taken);
  EXPECT_TRUE(drag_.dragging());
  ASSERT_TRUE(state_.draft.hand);
  const auto& position = *state_.project.plan->sensors[0].position;
  EXPECT_NEAR(position.east_m, testing::kEast_m + 5.0, 0.02);
  EXPECT_NEAR(position.north_m, testing::kNorth_m + 7.0, 0.02);
  const auto released = take(press(5.3, 7.2, false));
  EXPECT_EQ(released.commands, (std::vector<std::string>{"edit-sensor-end"}));
  EXPECT_FALSE(state_.draft.hand);
  EXPECT_FALSE(drag_.dragging());
}

TEST_F(Drag, of_the_handle_turns_the_sensor_towards_the_pointer) {
  const auto handle = turn_handle_place(state_, *ground_);
  ASSERT_TRUE(handle);
  EXPECT_NEAR(handle->east_m, testing::kEast_m, 0.01) << "it looks north";
  const double far_m = handle->north_m - testing::kNorth_m;
  EXPECT_GT(far_m, 4.0);
  EXPECT_LE(far_m, 30.5);
  EXPECT_TRUE(take(press(0.0, far_m)).taken);
  take(to(10.0, 10.0));
  EXPECT_NEAR(*state_.project.plan->sensors[0].azimuth_deg, 45.0, 0.1);
  take(to(-10.0, 0.0));
  EXPECT_NEAR(*state_.project.plan->sensors[0].azimuth_deg, 270.0, 0.1);
  app::LiveAnalysis live;
  ASSERT_TRUE(live.update(state_));
  EXPECT_LT(turn_handle_place(state_, *ground_)->east_m, testing::kEast_m - 3.0) << "the handle goes along";
}

TEST_F(Drag, a_click_edits_nothing) {
  EXPECT_TRUE(take(press(0.0, 0.0)).taken);
  const auto released = take(press(0.0, 0.0, false));
  EXPECT_TRUE(released.commands.empty());
  EXPECT_TRUE(state_.draft.changes.empty());
}

TEST_F(Drag, beside_the_selected_sensor_is_the_cameras) {
  EXPECT_FALSE(take(press(-20.0, -20.0)).taken);
  EXPECT_FALSE(take(to(-10.0, -20.0)).taken);
  state_.selected = {};
  EXPECT_FALSE(take(press(0.0, 0.0)).taken) << "a sensor is selected before it is moved";
}

TEST_F(Drag, that_is_cancelled_with_the_button_down_moves_no_more) {
  take(press(0.0, 0.0));
  take(to(5.0, 0.0));
  run("edit-sensor-cancel");
  EXPECT_TRUE(take(to(8.0, 0.0)).step.empty());
  EXPECT_TRUE(state_.draft.changes.empty());
  EXPECT_TRUE(take(press(8.0, 0.0, false)).commands.empty());
}

TEST_F(Drag, draws_a_handle_only_for_a_sensor_that_looks_somewhere) {
  drawing::DrawList list{.origin = {state_.camera.target}};
  draw_turn_handle(state_, *ground_, list);
  ASSERT_EQ(list.pins.size(), 1U);
  EXPECT_EQ(list.pins[0].pick.kind, drawing::PickId::Kind::handle);
  EXPECT_TRUE(list.lines.at(0).dashed);
  state_.mode = app::Mode::kiosk;
  EXPECT_FALSE(turn_handle_place(state_, *ground_));
}

}  // namespace
}  // namespace schouw::modes
