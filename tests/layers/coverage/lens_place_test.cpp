// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/lens_place.h"

#include <gtest/gtest.h>

#include "tests/oracle/box_plan.h"

namespace schouw::coverage {
namespace {

using schouw::testing::Box;
using schouw::testing::camera_at;
using schouw::testing::deck;
using schouw::testing::kEast_m;
using schouw::testing::kNorth_m;
using schouw::testing::over_arcade;
using schouw::testing::stated;

// Ground measured at 0, so that heights are heights over it.
LensPlace placed(const std::vector<Box>& boxes, const registers::Sensor& sensor) {
  auto project = testing::project_of(boxes, {sensor});
  project.terrain = std::make_shared<const model::Terrain>(testing::flat_terrain(100.0));
  const OcclusionModel occlusion(project, 0.5);
  auto result = placed_sensor(*project.plan, 0, occlusion, {});
  EXPECT_TRUE(result.place) << (result.unknown ? result.unknown->message : "");
  return result.place ? *std::move(result.place) : LensPlace{};
}

registers::Sensor on_wall(double east_m, double north_m, double azimuth_deg) {
  auto sensor = camera_at("wall", east_m, north_m, azimuth_deg);
  sensor.mount = stated<std::string>("wall");
  return sensor;
}

void expect_lens(const LensPlace& place, double east_m, double north_m, double up_m) {
  EXPECT_NEAR(place.view.lens.east_m - kEast_m, east_m, 0.002);
  EXPECT_NEAR(place.view.lens.north_m - kNorth_m, north_m, 0.002);
  EXPECT_NEAR(place.view.lens.up_m, up_m, 0.002);
}

const Box kHouse{10, 10, 30, 30, 0, 9};

TEST(LensPlace, at_a_corner_is_before_the_wall_that_looks_where_the_camera_looks) {
  // 0.3 m inside the east wall and 0.8 m inside the north wall.
  expect_lens(placed({kHouse}, on_wall(29.7, 29.2, 0.0)), 29.7, 30.1, 4.0);
  expect_lens(placed({kHouse}, on_wall(29.7, 29.2, 90.0)), 30.1, 29.2, 4.0);
  // North-east suits both, so the nearer one; south-west suits neither, and the nearest is left.
  expect_lens(placed({kHouse}, on_wall(29.7, 29.2, 45.0)), 30.1, 29.2, 4.0);
  expect_lens(placed({{10, 10, 80, 80, 0, 9}}, on_wall(79.7, 79.2, 225.0)), 80.1, 79.2, 4.0);
}

TEST(LensPlace, of_a_camera_that_looks_along_its_wall_stays_at_that_wall) {
  expect_lens(placed({kHouse}, on_wall(29.7, 27.0, 180.0)), 30.1, 27.0, 4.0);
}

TEST(LensPlace, names_the_building_it_hangs_on) {
  // In an alley of 1 m between two houses, looking along it and a little west: the west house's wall is 0.6 m off and
  // looks away, the east house's 0.4 m and looks west.
  const std::vector<Box> alley{{0, 0, 10, 20, 0, 9}, {11, 0, 21, 20, 0, 9}};
  EXPECT_EQ(placed(alley, on_wall(10.6, 10.0, 270.0)).host, 1U);
  EXPECT_EQ(placed(alley, on_wall(10.6, 10.0, 90.0)).host, 0U);
  auto named = on_wall(10.6, 10.0, 270.0);
  named.mount_object = stated<std::string>("box-0");
  EXPECT_EQ(placed(alley, named).host, 0U);
  EXPECT_FALSE(placed(alley, camera_at("pole", 40.0, 10.0, 0.0)).host);
}

TEST(LensPlace, in_an_arcade_is_in_the_open) {
  // A house of 12 m whose lowest 4 m stand back 6 m behind its front: a pole 3 m high stands under the upper floors,
  // and a camera 0.2 m before the back wall goes to that wall, not to the front of the floors above.
  const std::vector<Box> house{{10, 16, 30, 30, 0, 12}, over_arcade({10, 10, 30, 16, 4, 12})};
  auto pole = camera_at("pole", 20.0, 13.0, 180.0);
  pole.height_above_ground_m = stated(3.0);
  const LensPlace free = placed(house, pole);
  expect_lens(free, 20.0, 13.0, 3.0);
  EXPECT_FALSE(free.against_wall);
  auto back = on_wall(20.0, 15.8, 180.0);
  back.height_above_ground_m = stated(3.0);
  const LensPlace wall = placed(house, back);
  expect_lens(wall, 20.0, 15.9, 3.0);
  EXPECT_EQ(wall.host, 0U);
}

TEST(LensPlace, inside_a_deck_is_hung_below_it_and_said_so) {
  // The deck lies from 5 to 6 m: a lens at 5.5 m goes to 4.9 m; at 4 m and at 8 m it stands in the open.
  const std::vector<Box> bridge{deck({0, 0, 60, 10, 5, 6})};
  auto camera = camera_at("deck", 30.0, 5.0, 0.0);
  camera.height_above_ground_m = stated(5.5);
  const LensPlace hung = placed(bridge, camera);
  expect_lens(hung, 30.0, 5.0, 4.9);
  ASSERT_FALSE(hung.diagnostics.empty());
  EXPECT_EQ(hung.diagnostics.front().code, "COV-123");
  for (const double up_m : {4.0, 8.0}) {
    camera.height_above_ground_m = stated(up_m);
    const LensPlace open = placed(bridge, camera);
    expect_lens(open, 30.0, 5.0, up_m);
    EXPECT_TRUE(open.diagnostics.empty());
  }
}

TEST(LensPlace, on_a_roof_is_in_the_open) {
  auto camera = camera_at("roof", 20.0, 20.0, 0.0);
  camera.height_above_ground_m = stated(11.0);
  expect_lens(placed({kHouse}, camera), 20.0, 20.0, 11.0);
}

TEST(LensPlace, of_a_unit_that_moves_is_where_it_was_deployed_on_the_day_asked_for) {
  auto sensor = camera_at("mobile", 40.0, 40.0, 90.0);
  sensor.deployment.deployments = stated<std::string>(
      "[{\"from\": \"2026-05-01\", \"until\": \"2026-05-03\", \"east\": " + std::to_string(kEast_m + 60.0) +
      ", \"north\": " + std::to_string(kNorth_m + 20.0) + ", \"azimuth_deg\": 180}]");
  auto project = testing::project_of({}, {sensor});
  project.terrain = std::make_shared<const model::Terrain>(testing::flat_terrain(100.0));
  const OcclusionModel occlusion(project, 0.5);
  const auto on = [&](const char* day) { return placed_sensor(*project.plan, 0, occlusion, {.date_iso = day}); };
  const auto deployed = on("2026-05-02");
  ASSERT_TRUE(deployed.place);
  expect_lens(*deployed.place, 60.0, 20.0, 4.0);
  EXPECT_DOUBLE_EQ(deployed.place->view.azimuth.degrees(), 180.0);
  EXPECT_FALSE(on("2026-06-01").counted) << "in the depot";
  expect_lens(*on("").place, 40.0, 40.0, 4.0);
}

}  // namespace
}  // namespace schouw::coverage
