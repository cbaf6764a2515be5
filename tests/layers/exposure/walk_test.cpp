// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/walk.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/oracle/box_plan.h"

namespace schouw::exposure {
namespace {

using registers::Sensor;
using schouw::testing::Box;
using schouw::testing::camera_at;
using schouw::testing::kEast_m;
using schouw::testing::kNorth_m;
using schouw::testing::project_of;
using schouw::testing::stated;

// Far corners, so that the walk lies in the city.
const std::vector<Box> kCorners = {{-80, -80, -79, -79, 0, 3}, {79, 79, 80, 80, 0, 3}};

std::vector<Box> among_corners(Box box) {
  std::vector<Box> boxes = kCorners;
  boxes.push_back(box);
  return boxes;
}

WalkRoute route(std::vector<std::array<double, 2>> corners) {
  WalkRoute out;
  for (const auto& [east, north] : corners) out.corners.push_back({kEast_m + east, kNorth_m + north, 0.0});
  return out;
}

base::Result<WalkExposure> walked(const plan::Project& project, const WalkRoute& route, unsigned threads = 0) {
  const auto occlusion = coverage::make_occlusion_model(project, {});
  EXPECT_TRUE(occlusion);
  return walk_exposure(project, **occlusion, *observers_of(project, **occlusion, {}), route, {.threads = threads});
}

std::string failure_of(const WalkRoute& route) {
  const auto result = walked(project_of(kCorners, {}), route);
  return result ? "none" : result.diagnostics().front().code;
}

TEST(Walk, enters_and_leaves_a_sector_where_trigonometry_says) {
  // By hand: camera 4 m up looking north, 90 degrees wide, tilted 20. A face at 1.7 m, 10 m north, lies at a depth of
  // 10 cos 20 + 2.3 sin 20 = 10.184 m: in view within 10.184 m on either side. From 30 m west: 19.816 to 40.184 m.
  const auto walk = walked(project_of(kCorners, {camera_at("one", 0, 0, 0)}), route({{-30, 10}, {30, 10}}));
  ASSERT_TRUE(walk);
  EXPECT_NEAR(walk->length_m, 60.0, 1e-9);
  EXPECT_NEAR(walk->in_view_m, 20.368, 0.5);
  EXPECT_NEAR(walk->seconds(walk->in_view_m), 20.368 / 1.4, 0.5);
  ASSERT_EQ(walk->stretches.size(), 3U);
  EXPECT_NEAR(walk->stretches[1].from_m, 19.816, 0.25);
  EXPECT_NEAR(walk->stretches[1].to_m, 40.184, 0.25);
  EXPECT_EQ(walk->stretches[1].sensors, std::vector<std::uint32_t>{0});
  EXPECT_TRUE(walk.diagnostics().empty());
}

TEST(Walk, the_stretches_are_the_walk_from_end_to_end) {
  const auto walk =
      walked(project_of(kCorners, {camera_at("one", 0, 0, 0)}), route({{-30, 10}, {20, 10}, {20, 33.3}}));
  ASSERT_TRUE(walk);
  double at_m = 0.0;
  for (const WalkStretch& stretch : walk->stretches) {
    EXPECT_DOUBLE_EQ(stretch.from_m, at_m);
    EXPECT_GE(stretch.path.size(), 2U);
    at_m = stretch.to_m;
  }
  EXPECT_NEAR(at_m, 50.0 + 23.3, 1e-9);
}

TEST(Walk, density_classes_are_metres_too) {
  // 960 px / 10.184 m = 94.3 px/m all along: observe (62.5) and better, never recognise (125).
  const auto walk = walked(project_of(kCorners, {camera_at("one", 0, 0, 0)}), route({{-30, 10}, {30, 10}}));
  ASSERT_TRUE(walk);
  EXPECT_DOUBLE_EQ(walk->by_class_m[2], walk->in_view_m);
  EXPECT_EQ(walk->by_class_m[3], 0.0);
}

TEST(Walk, a_metre_counts_once_for_a_purpose_however_many_cameras_share_it) {
  std::vector<Sensor> sensors = {camera_at("one", 0, 0, 0), camera_at("two", 0, 0, 0), camera_at("three", 0, 0, 0)};
  sensors[0].deployment.purposes = {{"safety", "", ""}};
  sensors[1].deployment.purposes = {{"safety", "", ""}, {"traffic", "", ""}};
  sensors[0].deployment.controller = stated<std::string>("municipality");
  const auto walk = walked(project_of(kCorners, sensors), route({{-30, 10}, {30, 10}}));
  ASSERT_TRUE(walk);
  ASSERT_EQ(walk->purposes.size(), 3U);
  EXPECT_EQ(walk->purposes[0].name, "");  // of the third nothing is recorded
  EXPECT_EQ(walk->purposes[1].name, "safety");
  EXPECT_DOUBLE_EQ(walk->purposes[1].in_view_m, walk->in_view_m);
  ASSERT_EQ(walk->controllers.size(), 2U);
  EXPECT_EQ(walk->controllers[1].name, "municipality");
  EXPECT_EQ(walk->sensors.size(), 3U);
}

TEST(Walk, a_wall_between_hides_it) {
  // A screen from 2 m west to 2 m east, 5 m north, higher than the lens: by similar triangles it hides 10 m of a path
  // 10.5 m north, less the half metre of its own depth: 2 / 5 * 10.5 = 4.2 m on either side.
  const auto walk = walked(project_of(among_corners({-2, 5, 2, 5.5, 0, 9}), {camera_at("one", 0, 0, 0)}),
                           route({{-30, 10.5}, {30, 10.5}}));
  ASSERT_TRUE(walk);
  // In view within 10.5 cos 20 + 2.3 sin 20 = 10.653 m of the axis.
  EXPECT_NEAR(walk->in_view_m, 2 * (10.653 - 4.2), 1.0);
  EXPECT_EQ(walk->stretches.size(), 5U);
}

TEST(Walk, what_lies_inside_a_building_is_told_and_not_counted) {
  const auto walk = walked(project_of(among_corners({-5, 8, 5, 12, 0, 6}), {}), route({{-30, 10}, {30, 10}}));
  ASSERT_TRUE(walk);
  EXPECT_NEAR(walk->inside_buildings_m, 10.0, 1e-9);
  ASSERT_EQ(walk.diagnostics().size(), 1U);
  EXPECT_EQ(walk.diagnostics()[0].code, "EXPO-121");
}

TEST(Walk, a_passage_under_a_building_is_in_the_open) {
  plan::Project project = project_of(among_corners({-5, 8, 5, 12, 3, 6}), {});
  auto flat = std::make_shared<model::Terrain>();
  flat->heights_m = raster::Grid<float>(
      {.west_m = kEast_m - 100, .south_m = kNorth_m - 100, .cell_m = 10, .columns = 20, .rows = 20}, 0.0F);
  project.terrain = flat;
  const auto walk = walked(project, route({{-30, 10}, {30, 10}}));
  ASSERT_TRUE(walk);
  EXPECT_EQ(walk->inside_buildings_m, 0.0);
}

TEST(Walk, outside_the_city_it_is_computed_on_open_ground_and_says_so) {
  const auto walk = walked(project_of({}, {camera_at("one", 0, 0, 0)}), route({{-30, 10}, {30, 10}}));
  ASSERT_TRUE(walk);
  EXPECT_NEAR(walk->in_view_m, 20.368, 0.5);
  EXPECT_NEAR(walk->outside_city_m, 60.0, 1e-9);
  EXPECT_EQ(walk.diagnostics()[0].code, "EXPO-120");
}

TEST(Walk, what_is_no_walk_is_refused_with_the_reason) {
  EXPECT_EQ(failure_of(route({})), "EXPO-101");
  EXPECT_EQ(failure_of(route({{1, 1}})), "EXPO-101");
  EXPECT_EQ(failure_of(route({{1, 1}, {1, 1}})), "EXPO-101");
  EXPECT_EQ(failure_of(route({{1, 1}, {std::numeric_limits<double>::quiet_NaN(), 1}})), "EXPO-102");
  EXPECT_EQ(failure_of(route({{1, 1}, {1e12, 1}})), "EXPO-102");
  EXPECT_EQ(failure_of(route({{0, 0}, {60'000, 0}})), "EXPO-104");
  WalkRoute still = route({{0, 0}, {10, 0}});
  for (const double speed : {0.0, -1.0, 50.0, std::numeric_limits<double>::quiet_NaN()}) {
    still.speed_m_per_s = speed;
    EXPECT_EQ(failure_of(still), "EXPO-103");
  }
}

TEST(Walk, no_result_depends_on_the_number_of_threads) {
  std::vector<Sensor> sensors;
  for (int i = 0; i < 6; ++i) sensors.push_back(camera_at(std::to_string(i), 3.0 + 33.0 * i, 3.0, 60.0 * i));
  const plan::Project project = project_of(schouw::testing::random_boxes(7, 200.0), sensors);
  const auto a = walked(project, route({{0, 2}, {200, 2}, {200, 150}}), 1);
  const auto b = walked(project, route({{0, 2}, {200, 2}, {200, 150}}), 6);
  ASSERT_TRUE(a && b);
  EXPECT_GT(a->in_view_m, 10.0);
  EXPECT_EQ(a->in_view_m, b->in_view_m);
  EXPECT_EQ(a->stretches.size(), b->stretches.size());
}

}  // namespace
}  // namespace schouw::exposure
