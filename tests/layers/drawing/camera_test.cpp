// SPDX-License-Identifier: EUPL-1.2
#include "layers/drawing/camera.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace schouw::drawing {
namespace {

base::Angle degrees(double value) { return base::Angle::from_degrees(value); }

// 100 m above (85000, 447000), a lens of 90 degrees: a square of 200 m on the ground, so 1000 px show 5 px per metre.
CameraPose straight_down() {
  return {.target = {85000.0, 447000.0, 0.0},
          .azimuth = degrees(0.0),
          .tilt = degrees(90.0),
          .distance_m = 100.0,
          .vertical_fov = degrees(90.0)};
}
constexpr Viewport kSquare{.width_px = 1000, .height_px = 1000};

TEST(Camera, straight_down_shows_east_to_the_right_and_north_up) {
  const auto east = project(straight_down(), kSquare, {85050.0, 447000.0, 0.0});
  ASSERT_TRUE(east);
  EXPECT_NEAR(east->x_px, 750.0, 1e-6);
  EXPECT_NEAR(east->y_px, 500.0, 1e-6);
  EXPECT_NEAR(east->depth_m, 100.0, 1e-6);
  const auto north = project(straight_down(), kSquare, {85000.0, 447050.0, 0.0});
  ASSERT_TRUE(north);
  EXPECT_NEAR(north->x_px, 500.0, 1e-6);
  EXPECT_NEAR(north->y_px, 250.0, 1e-6);
}

TEST(Camera, azimuth_turns_clockwise_so_that_east_is_up_at_90_degrees) {
  CameraPose pose = straight_down();
  pose.azimuth = degrees(90.0);
  const auto east = project(pose, kSquare, {85050.0, 447000.0, 0.0});
  ASSERT_TRUE(east);
  EXPECT_NEAR(east->x_px, 500.0, 1e-6);
  EXPECT_NEAR(east->y_px, 250.0, 1e-6);
}

TEST(Camera, stands_behind_and_above_what_it_looks_at) {
  // Looking north at a target 100 m away, 30 degrees down: 100 cos 30 = 86.602540 south, 100 sin 30 = 50 up.
  CameraPose pose = straight_down();
  pose.tilt = degrees(30.0);
  const crs::MapPosition eye = eye_position(pose);
  EXPECT_NEAR(eye.east_m, 85000.0, 1e-9);
  EXPECT_NEAR(eye.north_m, 447000.0 - 86.602540378, 1e-6);
  EXPECT_NEAR(eye.up_m, 50.0, 1e-9);
}

TEST(Camera, shows_the_target_in_the_middle_of_what_the_insets_leave_free) {
  const Viewport viewport{.width_px = 1600,
                          .height_px = 900,
                          .inset_left_px = 300,
                          .inset_right_px = 100,
                          .inset_top_px = 50,
                          .inset_bottom_px = 150};
  for (const bool orthographic : {false, true}) {
    CameraPose pose = straight_down();
    pose.tilt = degrees(40.0);
    pose.orthographic = orthographic;
    const auto at = project(pose, viewport, pose.target);
    ASSERT_TRUE(at);
    EXPECT_NEAR(at->x_px, (300.0 + 1500.0) / 2.0, 1e-6);
    EXPECT_NEAR(at->y_px, (50.0 + 750.0) / 2.0, 1e-6);
  }
}

TEST(Camera, shows_nothing_that_lies_behind_it) {
  EXPECT_FALSE(project(straight_down(), kSquare, {85000.0, 447000.0, 200.0}));
}

TEST(Camera, a_plan_keeps_its_scale_at_every_height) {
  CameraPose pose = straight_down();
  pose.orthographic = true;
  for (const double up_m : {0.0, 60.0, 500.0}) {
    const auto east = project(pose, kSquare, {85050.0, 447000.0, up_m});
    ASSERT_TRUE(east);
    EXPECT_NEAR(east->x_px, 750.0, 1e-6);
  }
}

TEST(Camera, a_ray_through_a_projected_point_meets_the_point) {
  const Viewport viewport{.width_px = 1600, .height_px = 900, .inset_left_px = 320};
  for (const bool orthographic : {false, true}) {
    CameraPose pose = straight_down();
    pose.azimuth = degrees(205.0);
    pose.tilt = degrees(35.0);
    pose.orthographic = orthographic;
    const crs::MapPosition point{85012.0, 446990.0, 7.0};
    const auto at = project(pose, viewport, point);
    ASSERT_TRUE(at);
    const ViewRay ray = ray_through(pose, viewport, at->x_px, at->y_px);
    const double along_m = (point.east_m - ray.from.east_m) * ray.direction[0] +
                           (point.north_m - ray.from.north_m) * ray.direction[1] +
                           (point.up_m - ray.from.up_m) * ray.direction[2];
    EXPECT_GT(along_m, 0.0);
    EXPECT_NEAR(ray.from.east_m + along_m * ray.direction[0], point.east_m, 1e-6);
    EXPECT_NEAR(ray.from.north_m + along_m * ray.direction[1], point.north_m, 1e-6);
    EXPECT_NEAR(ray.from.up_m + along_m * ray.direction[2], point.up_m, 1e-6);
  }
}

std::array<double, 4> times(const Matrix& m, const std::array<double, 4>& v) {
  std::array<double, 4> out{};
  for (std::size_t row = 0; row < 4; ++row) {
    for (std::size_t column = 0; column < 4; ++column) out[row] += m[column * 4 + row] * v[column];
  }
  return out;
}

TEST(Camera, the_matrices_put_a_point_on_the_pixel_that_project_says) {
  const crs::SceneOrigin origin{{85000.0, 447000.0, 0.0}};
  const Viewport viewport{.width_px = 1200, .height_px = 800, .inset_right_px = 240, .inset_bottom_px = 90};
  for (const bool orthographic : {false, true}) {
    CameraPose pose = straight_down();
    pose.azimuth = degrees(70.0);
    pose.tilt = degrees(50.0);
    pose.orthographic = orthographic;
    const auto eye = times(view_matrix(pose, origin), {12.0, -9.0, 4.0, 1.0});
    const auto clip = times(projection_matrix(pose, viewport), eye);
    const auto at = project(pose, viewport, {85012.0, 446991.0, 4.0});
    ASSERT_TRUE(at);
    EXPECT_NEAR((clip[0] / clip[3] + 1.0) / 2.0 * 1200.0, at->x_px, 1e-6);
    EXPECT_NEAR((1.0 - clip[1] / clip[3]) / 2.0 * 800.0, at->y_px, 1e-6);
    EXPECT_NEAR(-eye[2], at->depth_m, 1e-6);
    EXPECT_LT(std::abs(clip[2] / clip[3]), 1.0);
  }
}

TEST(Camera, framing_shows_all_of_the_bounds_in_the_free_part_and_fills_it) {
  crs::MapBounds bounds;
  bounds.include(crs::MapPosition{84600.0, 446800.0, -1.0});
  bounds.include(crs::MapPosition{85200.0, 447100.0, 40.0});
  const Viewport viewport{.width_px = 1600, .height_px = 900, .inset_left_px = 320, .inset_top_px = 60};
  for (const double tilt_deg : {90.0, 40.0, 20.0}) {
    const CameraPose pose = framing(bounds, degrees(30.0), degrees(tilt_deg), viewport);
    double low_x = 1e9, high_x = -1e9, low_y = 1e9, high_y = -1e9;
    for (const double east : {bounds.min.east_m, bounds.max.east_m}) {
      for (const double north : {bounds.min.north_m, bounds.max.north_m}) {
        for (const double up : {bounds.min.up_m, bounds.max.up_m}) {
          const auto at = project(pose, viewport, {east, north, up});
          ASSERT_TRUE(at);
          low_x = std::min(low_x, at->x_px), high_x = std::max(high_x, at->x_px);
          low_y = std::min(low_y, at->y_px), high_y = std::max(high_y, at->y_px);
        }
      }
    }
    EXPECT_GE(low_x, 320.0);
    EXPECT_LE(high_x, 1600.0);
    EXPECT_GE(low_y, 60.0);
    EXPECT_LE(high_y, 900.0);
    EXPECT_GT(std::max((high_x - low_x) / 1280.0, (high_y - low_y) / 840.0), 0.9) << tilt_deg;
  }
}

TEST(Camera, framing_from_above_fills_92_percent_of_the_free_part) {
  crs::MapBounds bounds;
  bounds.include(crs::MapPosition{84950.0, 446960.0, 3.0});
  bounds.include(crs::MapPosition{85050.0, 447040.0, 3.0});
  const Viewport viewport{.width_px = 1200, .height_px = 1000, .inset_left_px = 200};
  const CameraPose pose = framing(bounds, degrees(0.0), degrees(90.0), viewport);
  // The free part is 1000 x 1000 px, 100 m takes 920 px of it: the picture is 1000 / 9.2 = 108.696 m high, which a
  // lens of 35 degrees sees from 54.348 / tan(17.5 degrees) = 172.37 m.
  EXPECT_NEAR(pose.distance_m, 172.37, 0.01);
  EXPECT_NEAR(pose.target.east_m, 85000.0, 1e-6);
  EXPECT_NEAR(pose.target.north_m, 447000.0, 1e-6);
  EXPECT_NEAR(pose.target.up_m, 3.0, 1e-6);
}

TEST(Camera, a_flight_begins_and_ends_at_its_poses) {
  const CameraPose from = straight_down();
  CameraPose to = from;
  to.target.east_m += 3000.0;
  to.tilt = degrees(30.0);
  EXPECT_EQ(flight(from, to, 0.0), from);
  EXPECT_EQ(flight(from, to, 1.0), to);
  const CameraPose nearly = flight(from, to, 0.9999);
  EXPECT_NEAR(nearly.target.east_m, to.target.east_m, 0.1);
  EXPECT_NEAR(nearly.distance_m, to.distance_m, 0.1);
}

TEST(Camera, a_long_flight_zooms_out_and_never_comes_nearer_than_its_ends) {
  const CameraPose from = straight_down();
  CameraPose to = from;
  to.target.east_m += 3000.0;
  EXPECT_GT(flight(from, to, 0.5).distance_m, 5.0 * from.distance_m);
  for (int i = 0; i <= 100; ++i) EXPECT_GE(flight(from, to, i / 100.0).distance_m, from.distance_m - 1e-6);
}

TEST(Camera, a_flight_on_the_spot_changes_only_the_distance) {
  CameraPose to = straight_down();
  to.distance_m = 400.0;
  // Half way in time is half way in zoom: the mean of 100 and 400 by ratio is 200.
  const CameraPose middle = flight(straight_down(), to, 0.5);
  EXPECT_NEAR(middle.distance_m, 200.0, 1e-6);
  EXPECT_NEAR(middle.target.east_m, 85000.0, 1e-9);
}

TEST(Camera, a_flight_turns_the_shorter_way) {
  CameraPose from = straight_down();
  CameraPose to = from;
  from.azimuth = degrees(350.0);
  to.azimuth = degrees(10.0);
  EXPECT_NEAR(std::remainder(flight(from, to, 0.5).azimuth.degrees(), 360.0), 0.0, 1e-6);
}

}  // namespace
}  // namespace schouw::drawing
