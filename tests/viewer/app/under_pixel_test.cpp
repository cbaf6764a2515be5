// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/under_pixel.h"

#include <gtest/gtest.h>

#include "layers/coverage/coverage.h"
#include "tests/oracle/box_city.h"
#include "tests/viewer/panels/example_state.h"
#include "viewer/app/command.h"

namespace schouw::app {
namespace {

// One building of 8 m high on ground at 0 m, seen from right above its middle: by hand, the middle of the picture is
// its roof, and the ground there is 8 m further on.
AppState above_a_building() {
  AppState state;
  state.viewport = {.width_px = 800, .height_px = 600};
  auto plan = panels::example::example_plan();
  plan->sensors.clear();
  state.project.plan = plan;
  state.project.city =
      std::make_shared<const model::CityModel>(testing::city_of({{10, 0, 20, 20, 0, 8}, {60, 0, 70, 20, 0, 8}}));
  state.camera = {.target = {testing::kEast_m + 15, testing::kNorth_m + 10, 0.0},
                  .tilt = base::Angle::from_degrees(90.0),
                  .distance_m = 100.0};
  return state;
}

TEST(UnderPixel, is_the_ground_until_the_analysis_is_there_and_then_the_roof_before_it) {
  AppState state = above_a_building();
  const terrain::GroundModel ground(nullptr, state.project.city.get());
  const auto before = under_pixel(state, ground, 400.0, 300.0);
  ASSERT_TRUE(before);
  EXPECT_NEAR(before->place.up_m, 0.0, 0.05);
  EXPECT_FALSE(before->object);
  const auto occlusion = coverage::make_occlusion_model(state.project, {});
  ASSERT_TRUE(occlusion);
  state.occlusion = *occlusion;
  const auto after = under_pixel(state, ground, 400.0, 300.0);
  ASSERT_TRUE(after);
  EXPECT_NEAR(after->place.up_m, 8.0, 0.01);
  EXPECT_EQ(after->object, 0U);
}

TEST(UnderPixel, is_the_ground_beside_a_building) {
  AppState state = above_a_building();
  const auto occlusion = coverage::make_occlusion_model(state.project, {});
  ASSERT_TRUE(occlusion);
  state.occlusion = *occlusion;
  const terrain::GroundModel ground(nullptr, state.project.city.get());
  state.camera.target.east_m = testing::kEast_m + 40;
  const auto found = under_pixel(state, ground, 400.0, 300.0);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->place.east_m, testing::kEast_m + 40, 0.05);
  EXPECT_FALSE(found->object);
}

TEST(SelectObject, takes_the_id_of_an_object_in_the_city) {
  AppState state = above_a_building();
  ASSERT_TRUE(run_command(state, "select-object id=box-1", {}));
  EXPECT_EQ(state.selected, (drawing::PickId{drawing::PickId::Kind::city_object, 1}));
  EXPECT_EQ(run_command(state, "select-object id=box-9", {}).diagnostics().front().code, "CMD-105");
  state.project.city.reset();
  EXPECT_EQ(run_command(state, "select-object id=box-1", {}).diagnostics().front().code, "CMD-106");
}

}  // namespace
}  // namespace schouw::app
