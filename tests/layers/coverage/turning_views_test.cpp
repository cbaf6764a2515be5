// SPDX-License-Identifier: EUPL-1.2
#include <random>

#include "tests/layers/coverage/resolved_views.h"

namespace schouw::coverage {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): a fixture of these tests

TEST(TurningHead, reaches_its_limits_and_what_the_image_adds) {
  Sensor sensor = ptz();
  sensor.ptz_pan_from_deg = stated(300.0);
  sensor.ptz_pan_to_deg = stated(60.0);
  sensor.ptz_tilt_min_deg = stated(10.0);
  sensor.ptz_tilt_max_deg = stated(40.0);
  sensor.hfov_min_deg = stated(3.0);
  const auto views = resolve(sensor);
  ASSERT_TRUE(views);
  const SensorView& view = views->view;
  EXPECT_EQ(view.shape, ViewShape::swept);
  EXPECT_TRUE(views->further_views.empty());
  // Pan 300 to 60 is 120 degrees about north, the image adds 30 on either side: 270 to 90. Tilt 10 to 40, the image
  // adds 15: 10 - 15 = -5 to 40 + 15 = 55 degrees below the horizon.
  EXPECT_NEAR(view.hfov.degrees(), 180.0, 1e-9);
  EXPECT_NEAR(base::normalised_azimuth_deg(view.azimuth.degrees()), 0.0, 1e-9);
  EXPECT_NEAR(view.upper_tilt.degrees(), -5.0, 1e-9);
  EXPECT_NEAR(view.lower_tilt.degrees(), 55.0, 1e-9);
  EXPECT_TRUE(looks_at(view, 89.0, 10.0, 1.7));
  EXPECT_FALSE(looks_at(view, 91.0, 10.0, 1.7));
  EXPECT_TRUE(looks_at(view, 271.0, 10.0, 1.7));
  // 4 m down at 55 degrees is 4 / tan 55 = 2.801 m ahead.
  EXPECT_TRUE(looks_at(view, 0.0, 2.81, 0.0));
  EXPECT_FALSE(looks_at(view, 0.0, 2.79, 0.0));
  // 5 degrees above the horizon: 20 tan 5 = 1.75 m over the lens at 20 m.
  EXPECT_TRUE(looks_at(view, 0.0, 20.0, 5.74));
  EXPECT_FALSE(looks_at(view, 0.0, 20.0, 5.76));
  // Zoomed in: 1920 / (2 tan 1.5) = 36 660.92 px; at 20 m 1833.046 px/m.
  EXPECT_NEAR(*density_px_per_m(view, {kEast_m, kNorth_m + 20.0, 4.0}), 1833.046, 0.001);
  for (const char* field : {"ptz_pan_from_deg", "ptz_tilt_min_deg", "ptz_tilt_max_deg", "hfov_min_deg"}) {
    EXPECT_FALSE(assumes(view, field)) << field;
  }
}

TEST(TurningHead, that_states_no_limits_goes_all_round_and_says_what_it_assumes) {
  Sensor sensor = ptz();
  sensor.azimuth_deg = {};
  const auto views = resolve(sensor);
  ASSERT_TRUE(views);
  const SensorView& view = views->view;
  EXPECT_NEAR(view.hfov.degrees(), 360.0, 1e-9);
  EXPECT_NEAR(view.upper_tilt.degrees(), -15.0, 1e-9);  // 0 of the policy less half of 30
  EXPECT_NEAR(view.lower_tilt.degrees(), 90.0, 1e-9);   // 90 + 15, and no further than straight down
  for (const char* field : {"ptz_pan_from_deg", "ptz_tilt_min_deg", "ptz_tilt_max_deg", "hfov_min_deg"}) {
    EXPECT_TRUE(assumes(view, field)) << field;
  }
  EXPECT_FALSE(assumes(view, "azimuth_deg")) << "it does not matter where a head stands that reaches all round";
  EXPECT_TRUE(looks_at(view, 200.0, 0.01, 0.0)) << "straight down";
}

TEST(TurningHead, of_one_limit_alone_is_not_taken_for_the_other) {
  Sensor sensor = ptz();
  sensor.ptz_pan_from_deg = stated(300.0);
  sensor.ptz_tilt_max_deg = stated(30.0);
  const auto views = resolve(sensor);
  ASSERT_TRUE(views);
  EXPECT_TRUE(assumes(views->view, "ptz_pan_from_deg"));
  EXPECT_TRUE(assumes(views->view, "ptz_tilt_min_deg"));
  EXPECT_FALSE(assumes(views->view, "ptz_tilt_max_deg"));
  EXPECT_NEAR(views->view.lower_tilt.degrees(), 45.0, 1e-9);
}

TEST(TurningHead, of_which_from_and_to_are_the_same_turns_all_round) {
  Sensor sensor = ptz();
  sensor.ptz_pan_from_deg = stated(0.0);
  sensor.ptz_pan_to_deg = stated(0.0);
  const auto views = resolve(sensor);
  EXPECT_NEAR(views->view.hfov.degrees(), 360.0, 1e-9);
  EXPECT_FALSE(assumes(views->view, "ptz_pan_from_deg"));
}

TEST(TurningHead, zooms_by_the_ratio_of_its_focal_lengths) {
  Sensor sensor = ptz();
  sensor.focal_length_min_mm = stated(4.3);
  sensor.focal_length_max_mm = stated(129.0);
  const auto views = resolve(sensor);
  // Thirty times 1920 / (2 tan 30) = 1662.769 px.
  EXPECT_NEAR(*views->view.focal_px, 49883.06, 0.01);
  EXPECT_FALSE(assumes(views->view, "hfov_min_deg"));
}

// What a head that turns all round reaches is, by its meaning, the union of all pictures that it can take: a point is
// in the sweep exactly where some picture has it, and the best one is aimed straight at it.
TEST(TurningHead, sweeps_exactly_the_union_of_its_pictures) {
  Sensor sensor = ptz();
  sensor.ptz_pan_from_deg = stated(0.0);
  sensor.ptz_pan_to_deg = stated(0.0);
  sensor.ptz_tilt_min_deg = stated(5.0);
  sensor.ptz_tilt_max_deg = stated(50.0);
  const SensorView sweep = resolve(sensor)->view;
  Sensor fixed = camera_at("fixed", 0.0, 0.0, 0.0);
  fixed.hfov_deg = sensor.hfov_deg;
  fixed.vfov_deg = sensor.vfov_deg;
  std::mt19937 random(7);
  std::uniform_real_distribution<double> aside(-30.0, 30.0);
  std::uniform_real_distribution<double> above(-25.0, 25.0);
  int in = 0;
  for (int i = 0; i < 20'000; ++i) {
    const double east_m = aside(random);
    const double north_m = aside(random);
    const double up_m = above(random);
    const crs::MapPosition at{kEast_m + east_m, kNorth_m + north_m, 4.0 + up_m};
    const double below_deg = Angle::from_radians(std::atan2(-up_m, std::hypot(east_m, north_m))).degrees();
    fixed.azimuth_deg = stated(Angle::from_radians(std::atan2(east_m, north_m)).degrees());
    fixed.tilt_deg = stated(std::clamp(below_deg, 5.0, 50.0));
    const bool pictured = in_view(resolve(fixed)->view, at);
    ASSERT_EQ(in_view(sweep, at), pictured) << east_m << " " << north_m << " " << up_m;
    in += pictured ? 1 : 0;
  }
  EXPECT_GT(in, 4000);
  EXPECT_LT(in, 16'000);
}

TEST(PanningHead, turns_at_its_own_tilt) {
  Sensor sensor = ptz();
  sensor.camera_type = stated<std::string>("panning");
  sensor.tilt_deg = stated(25.0);
  const auto views = resolve(sensor);
  ASSERT_TRUE(views);
  EXPECT_EQ(views->view.shape, ViewShape::swept);
  EXPECT_NEAR(views->view.upper_tilt.degrees(), 10.0, 1e-9);
  EXPECT_NEAR(views->view.lower_tilt.degrees(), 40.0, 1e-9);
  EXPECT_FALSE(assumes(views->view, "hfov_min_deg")) << "a panning camera is not known to zoom";
  EXPECT_FALSE(assumes(views->view, "ptz_tilt_min_deg"));
}

TEST(Presets, stand_apart_from_what_the_head_reaches) {
  Sensor sensor = ptz(45.0);
  sensor.ptz_presets = stated<std::string>("entrance: 90, 20, 30; square: 180, 15");
  const auto now = resolve(sensor, {.turning = TurningFigure::preset});
  ASSERT_TRUE(now);
  EXPECT_EQ(now->view.shape, ViewShape::frustum);
  EXPECT_NEAR(now->view.azimuth.degrees(), 45.0, 1e-9);
  EXPECT_TRUE(now->further_views.empty());
  const auto all = resolve(sensor, {.turning = TurningFigure::all_presets});
  ASSERT_TRUE(all);
  ASSERT_EQ(all->further_views.size(), 1U);
  EXPECT_NEAR(all->view.azimuth.degrees(), 90.0, 1e-9);
  EXPECT_NEAR(all->view.hfov.degrees(), 30.0, 1e-9);
  // The image keeps its proportions: 2 atan(tan 15 tan 15 / tan 30) = 14.177 degrees high.
  EXPECT_NEAR(all->view.vfov.degrees(), 14.177, 0.001);
  EXPECT_NEAR(*all->view.focal_px, 1920.0 / (2.0 * std::tan(Angle::from_degrees(15.0).radians())), 1e-6);
  EXPECT_NEAR(all->further_views[0].azimuth.degrees(), 180.0, 1e-9);
  EXPECT_NEAR(all->further_views[0].tilt.degrees(), 15.0, 1e-9);
  EXPECT_NEAR(all->further_views[0].hfov.degrees(), 60.0, 1e-9);
  EXPECT_EQ(resolve(sensor)->view.shape, ViewShape::swept);
}

TEST(Presets, of_a_head_without_recorded_direction_stand_for_where_it_looks_now) {
  Sensor sensor = ptz();
  sensor.azimuth_deg = {};
  sensor.ptz_presets = stated<std::string>("entrance: 90, 20");
  const auto now = resolve(sensor, {.turning = TurningFigure::preset});
  EXPECT_NEAR(now->view.azimuth.degrees(), 90.0, 1e-9);
  EXPECT_FALSE(assumes(now->view, "azimuth_deg"));
  sensor.ptz_presets = {};
  const auto nowhere = resolve(sensor, {.turning = TurningFigure::preset});
  EXPECT_EQ(nowhere->view.shape, ViewShape::sector);
  EXPECT_TRUE(assumes(nowhere->view, "azimuth_deg"));
}

TEST(Presets, that_are_not_recorded_are_assumed_to_be_the_direction_that_is) {
  const auto views = resolve(ptz(45.0), {.turning = TurningFigure::all_presets});
  ASSERT_TRUE(views);
  EXPECT_NEAR(views->view.azimuth.degrees(), 45.0, 1e-9);
  EXPECT_TRUE(assumes(views->view, "ptz_presets"));
}

TEST(Presets, outside_the_limits_of_the_head_are_left_out_by_name) {
  Sensor sensor = ptz();
  sensor.ptz_pan_from_deg = stated(350.0);
  sensor.ptz_pan_to_deg = stated(100.0);
  sensor.ptz_tilt_max_deg = stated(30.0);
  sensor.hfov_min_deg = stated(5.0);
  sensor.ptz_presets =
      stated<std::string>("good: 0, 20; behind: 180, 20; deep: 10, 60; tele: 10, 20, 2; edge: 100, 30");
  const auto views = resolve(sensor, {.turning = TurningFigure::all_presets});
  ASSERT_TRUE(views);
  EXPECT_EQ(views->further_views.size(), 1U);
  EXPECT_EQ(codes(views.diagnostics()), (std::vector<std::string>{"COV-131", "COV-131", "COV-131"}));
  EXPECT_NE(views.diagnostics()[0].message.find("behind"), std::string::npos);
  EXPECT_EQ(views.diagnostics()[0].where.feature, "ptz");
}

TEST(Cameras, of_a_fixed_type_do_not_turn_whatever_else_stands_there) {
  Sensor sensor = ptz();
  sensor.camera_type = stated<std::string>("fixed");
  sensor.ptz_tilt_max_deg = stated(60.0);
  EXPECT_EQ(resolve(sensor)->view.shape, ViewShape::frustum);
  sensor.camera_type = stated<std::string>("dome");
  EXPECT_EQ(resolve(sensor)->view.shape, ViewShape::swept) << "a dome that states limits turns";
  sensor.ptz_tilt_max_deg = {};
  EXPECT_EQ(resolve(sensor)->view.shape, ViewShape::frustum) << "a dome is a housing";
  sensor.azimuth_deg = {};
  EXPECT_EQ(resolve(sensor)->view.shape, ViewShape::sector);
  EXPECT_TRUE(assumes(resolve(sensor)->view, "azimuth_deg"));
}

TEST(MultiImager, of_known_number_looks_through_each_imager) {
  Sensor sensor = camera_at("multi", 0.0, 0.0, 90.0);
  sensor.lens = stated<std::string>("multi_imager");
  sensor.hfov_deg = stated(180.0);
  sensor.vfov_deg = stated(40.0);
  EXPECT_EQ(resolve(sensor)->view.shape, ViewShape::sector) << "number not known";
  sensor.imagers = stated(4.0);
  const auto views = resolve(sensor);
  ASSERT_TRUE(views);
  ASSERT_EQ(views->further_views.size(), 3U);
  // 180 degrees about east in four: 45 wide, at 22.5, 67.5, 112.5 and 157.5.
  EXPECT_NEAR(views->view.azimuth.degrees(), 22.5, 1e-9);
  EXPECT_NEAR(views->further_views[2].azimuth.degrees(), 157.5, 1e-9);
  EXPECT_NEAR(views->view.hfov.degrees(), 45.0, 1e-9);
  EXPECT_EQ(views->view.shape, ViewShape::frustum);
  // 1920 / (2 tan 22.5) = 2317.645 px.
  EXPECT_NEAR(*views->view.focal_px, 2317.645, 0.001);
}

TEST(WhoSees, asks_every_preset_and_takes_the_densest) {
  Sensor sensor = ptz(0.0);
  sensor.ptz_presets = stated<std::string>("north: 0, 20; north zoomed: 0, 20, 20; east: 90, 20");
  const plan::Project project = schouw::testing::project_of({}, {sensor});
  const auto occlusion = make_occlusion_model(project, {});
  const auto at = [&](double east_m, double north_m, TurningFigure figure) {
    return who_sees(project, **occlusion, {.turning = figure}, kEast_m + east_m, kNorth_m + north_m, 0.0);
  };
  EXPECT_TRUE(at(10.0, 0.0, TurningFigure::preset).sightings.empty());
  EXPECT_EQ(at(10.0, 0.0, TurningFigure::all_presets).sightings.size(), 1U);
  EXPECT_TRUE(at(-10.0, 0.0, TurningFigure::all_presets).sightings.empty());
  EXPECT_EQ(at(-10.0, 0.0, TurningFigure::reachable).sightings.size(), 1U);
  const auto dense = at(0.0, 10.0, TurningFigure::all_presets);
  ASSERT_EQ(dense.sightings.size(), 1U);
  // Depth 10 cos 20 + 4 sin 20 = 10.765; 1920 / (2 tan 10) / 10.765 = 505.76 px/m.
  EXPECT_NEAR(*dense.sightings[0].density_px_per_m, 505.76, 0.05);
}

TEST(PlacedSensor, stands_every_view_at_the_same_lens) {
  Sensor sensor = ptz(180.0);
  sensor.position->north_m = kNorth_m + 15.5;
  sensor.mount = stated<std::string>("wall");
  sensor.ptz_presets = stated<std::string>("left: 150, 20; right: 210, 20");
  const plan::Project project = schouw::testing::project_of({{-10, 15, 10, 25, 0, 8}}, {sensor});
  const auto occlusion = make_occlusion_model(project, {});
  const auto placed = placed_sensor(*project.plan, 0, **occlusion, {.turning = TurningFigure::all_presets});
  ASSERT_TRUE(placed.place);
  ASSERT_EQ(placed.place->further_views.size(), 1U);
  EXPECT_NEAR(placed.place->view.lens.north_m, kNorth_m + 14.9, 0.002);
  EXPECT_EQ(placed.place->further_views[0].lens, placed.place->view.lens);
}

}  // namespace
}  // namespace schouw::coverage
