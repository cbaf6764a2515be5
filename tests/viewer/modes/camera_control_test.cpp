// SPDX-License-Identifier: EUPL-1.2
#include "viewer/modes/camera_control.h"
#include "viewer/app/under_pixel.h"

#include <gtest/gtest.h>

#include <cmath>

namespace schouw::modes {
namespace {

using window::MouseButton;

const drawing::Viewport kViewport{.width_px = 1600, .height_px = 1000};
const CameraControl::Place kNothing = nullptr;

drawing::CameraPose some_pose() {
  return {.target = {85000.0, 447000.0, 1.0},
          .azimuth = base::Angle::from_degrees(30.0),
          .tilt = base::Angle::from_degrees(40.0),
          .distance_m = 400.0};
}

// A level plane at the target's height stands for the ground.
crs::MapPosition ground_at(const drawing::CameraPose& pose, double x_px, double y_px) {
  return app::on_level(pose, kViewport, x_px, y_px, 1.0).value();
}

TEST(CameraControl, the_ground_follows_the_finger) {
  CameraControl control;
  const auto pose = some_pose();
  const auto grabbed = ground_at(pose, 700.0, 600.0);
  control.take(window::MousePressed{MouseButton::left, true, 700.0, 600.0}, pose, kViewport, kNothing, 0.0);
  const auto moved = control.take(window::MouseMoved{820.0, 655.0}, pose, kViewport, kNothing, 0.1);
  ASSERT_TRUE(moved.pose);
  const auto under_finger = ground_at(*moved.pose, 820.0, 655.0);
  EXPECT_NEAR(under_finger.east_m, grabbed.east_m, 0.01);
  EXPECT_NEAR(under_finger.north_m, grabbed.north_m, 0.01);
}

TEST(CameraControl, the_wheel_zooms_to_the_cursor) {
  CameraControl control;
  const auto pose = some_pose();
  control.take(window::MouseMoved{1000.0, 700.0}, pose, kViewport, kNothing, 0.0);
  const auto before = ground_at(pose, 1000.0, 700.0);
  const auto zoomed = control.take(window::Scrolled{0.0, 1.0}, pose, kViewport, kNothing, 0.1);
  ASSERT_TRUE(zoomed.pose);
  EXPECT_LT(zoomed.pose->distance_m, pose.distance_m);
  const auto after = ground_at(*zoomed.pose, 1000.0, 700.0);
  EXPECT_NEAR(after.east_m, before.east_m, 0.05);
  EXPECT_NEAR(after.north_m, before.north_m, 0.05);
}

TEST(CameraControl, a_press_that_hardly_moves_is_a_click_and_moves_nothing) {
  CameraControl control;
  const auto pose = some_pose();
  control.take(window::MousePressed{MouseButton::left, true, 700.0, 600.0}, pose, kViewport, kNothing, 0.0);
  EXPECT_FALSE(control.take(window::MouseMoved{702.0, 601.0}, pose, kViewport, kNothing, 0.05).pose);
  const auto released =
      control.take(window::MousePressed{MouseButton::left, false, 702.0, 601.0}, pose, kViewport, kNothing, 0.1);
  ASSERT_TRUE(released.click);
  EXPECT_FALSE(released.click->twice);
}

TEST(CameraControl, two_quick_clicks_are_a_double_click_and_two_slow_ones_are_not) {
  const auto click = [](CameraControl& control, double at_s) {
    control.take(window::MousePressed{MouseButton::left, true, 50.0, 50.0}, some_pose(), kViewport, kNothing, at_s);
    return control.take(window::MousePressed{MouseButton::left, false, 50.0, 50.0}, some_pose(), kViewport, kNothing,
                        at_s + 0.05);
  };
  CameraControl quick;
  click(quick, 0.0);
  EXPECT_TRUE(click(quick, 0.2).click->twice);
  CameraControl slow;
  click(slow, 0.0);
  EXPECT_FALSE(click(slow, 1.0).click->twice);
}

TEST(CameraControl, the_right_button_turns_and_keeps_the_distance) {
  CameraControl control;
  const auto pose = some_pose();
  control.take(window::MousePressed{MouseButton::right, true, 800.0, 500.0}, pose, kViewport, kNothing, 0.0);
  const auto turned = control.take(window::MouseMoved{900.0, 500.0}, pose, kViewport, kNothing, 0.1);
  ASSERT_TRUE(turned.pose);
  EXPECT_NE(turned.pose->azimuth.degrees(), pose.azimuth.degrees());
  EXPECT_DOUBLE_EQ(turned.pose->distance_m, pose.distance_m);
}

TEST(CameraControl, the_right_button_never_clicks) {
  CameraControl control;
  control.take(window::MousePressed{MouseButton::right, true, 800.0, 500.0}, some_pose(), kViewport, kNothing, 0.0);
  EXPECT_FALSE(
      control
          .take(window::MousePressed{MouseButton::right, false, 800.0, 500.0}, some_pose(), kViewport, kNothing, 0.1)
          .click);
}

TEST(OnLevel, the_sky_is_no_place) {
  auto pose = some_pose();
  pose.tilt = base::Angle::from_degrees(5.0);
  EXPECT_FALSE(app::on_level(pose, kViewport, 800.0, 10.0, 1.0));
}

}  // namespace
}  // namespace schouw::modes
