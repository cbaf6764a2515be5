// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/view.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "layers/coverage/lens_place.h"
#include "layers/coverage/surroundings.h"
#include "tests/oracle/box_plan.h"

// Expected values by hand, from domain.md 2 and the rules in the headers; the camera of box_plan.h stands 4 m high.
namespace schouw::coverage {
namespace {

using base::Angle;
using registers::Sensor;
using schouw::testing::camera_at;
using schouw::testing::kEast_m;
using schouw::testing::kNorth_m;
using schouw::testing::small_policy;
using schouw::testing::stated;

const terrain::GroundModel& flat() {
  static const terrain::GroundModel kGround(nullptr, nullptr);
  return kGround;
}

base::Result<ResolvedViews> resolve(const Sensor& sensor, const ViewOptions& options = {}) {
  return resolve_views(sensor, small_policy(), options, flat());
}

bool assumes(const SensorView& view, const std::string& field) {
  return std::find(view.assumed.begin(), view.assumed.end(), field) != view.assumed.end();
}

std::vector<std::string> codes(const base::Diagnostics& diagnostics) {
  std::vector<std::string> out;
  for (const auto& d : diagnostics) out.push_back(d.code);
  return out;
}

// A point `ahead` metres along an azimuth, at a height over the ground.
bool looks_at(const SensorView& view, double azimuth_deg, double ahead_m, double height_m) {
  const double a = Angle::from_degrees(azimuth_deg).radians();
  return in_view(view,
                 {view.lens.east_m + ahead_m * std::sin(a), view.lens.north_m + ahead_m * std::cos(a), height_m});
}

Sensor ptz(double azimuth_deg = 0.0) {
  Sensor sensor = camera_at("ptz", 0.0, 0.0, azimuth_deg);
  sensor.camera_type = stated<std::string>("ptz");
  sensor.hfov_deg = stated(60.0);
  sensor.vfov_deg = stated(30.0);
  return sensor;
}

std::string square(double east_m, double north_m, double side_m) {
  return fmt::format("POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))", kEast_m + east_m, kNorth_m + north_m,
                     kEast_m + east_m + side_m, kNorth_m + north_m + side_m);
}

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

TEST(DeclaredArea, of_what_has_no_lens_is_what_it_covers_whatever_stands_between) {
  Sensor wifi = camera_at("wifi", 0.0, 0.0, 0.0);
  wifi.kind = registers::SensorKind::wifi;
  wifi.azimuth_deg = {};
  wifi.observed_area = stated(square(5.0, 5.0, 10.0));
  const auto views = resolve(wifi);
  ASSERT_TRUE(views);
  const SensorView& view = views->view;
  EXPECT_EQ(view.shape, ViewShape::area);
  EXPECT_FALSE(view.blocked_by_buildings);
  EXPECT_TRUE(in_view(view, {kEast_m + 6.0, kNorth_m + 14.0, 0.0}));
  EXPECT_FALSE(in_view(view, {kEast_m + 4.0, kNorth_m + 14.0, 0.0}));
  EXPECT_FALSE(density_px_per_m(view, {kEast_m + 6.0, kNorth_m + 14.0, 0.0}));
  EXPECT_NEAR(view.range_max_m, std::hypot(15.0, 15.0), 1e-6);
  EXPECT_TRUE(view.assumed == std::vector<std::string>{"ground"}) << fmt::format("{}", fmt::join(view.assumed, " "));
}

TEST(DeclaredArea, of_polygons_that_overlap_adds_up) {
  Sensor wifi = camera_at("wifi", 0.0, 0.0, 0.0);
  wifi.kind = registers::SensorKind::wifi;
  wifi.azimuth_deg = {};
  const auto ring = [](double e, double n, double side) { return square(e, n, side).substr(8); };
  wifi.observed_area = stated("MULTIPOLYGON (" + ring(0.0, 0.0, 10.0) + ", " + ring(5.0, 5.0, 10.0) + ")");
  const auto views = resolve(wifi);
  ASSERT_TRUE(views);
  EXPECT_TRUE(in_view(views->view, {kEast_m + 7.0, kNorth_m + 7.0, 0.0}));
  EXPECT_TRUE(in_view(views->view, {kEast_m + 14.0, kNorth_m + 14.0, 0.0}));
}

TEST(DeclaredArea, may_be_a_radius_and_then_is_not_assumed) {
  Sensor wifi = camera_at("wifi", 0.0, 0.0, 0.0);
  wifi.kind = registers::SensorKind::wifi;
  wifi.azimuth_deg = {};
  wifi.range_max_m = {};
  EXPECT_TRUE(assumes(resolve(wifi)->view, "range_max_m"));
  wifi.observed_area = stated<std::string>("25");
  const auto views = resolve(wifi);
  EXPECT_EQ(views->view.shape, ViewShape::disc);
  EXPECT_DOUBLE_EQ(views->view.range_max_m, 25.0);
  EXPECT_FALSE(assumes(views->view, "range_max_m"));
  EXPECT_FALSE(views->view.blocked_by_buildings);
}

TEST(DeclaredArea, of_a_camera_serves_where_its_direction_is_not_known) {
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  camera.observed_area = stated(square(5.0, 5.0, 10.0));
  EXPECT_EQ(resolve(camera)->view.shape, ViewShape::frustum);
  camera.azimuth_deg = {};
  EXPECT_EQ(resolve(camera)->view.shape, ViewShape::area);
}

TEST(DeclaredArea, that_is_broken_or_far_away_is_named_and_the_default_taken) {
  for (const std::string& area : {std::string("POLYGON ((0 0, 4 4, 4 0, 0 2, 0 0))"), std::string("everywhere"),
                                  std::string("POLYGON ((4.3 52.0, 4.4 52.0, 4.4 52.1, 4.3 52.0))")}) {
    Sensor wifi = camera_at("wifi", 0.0, 0.0, 0.0);
    wifi.kind = registers::SensorKind::wifi;
    wifi.azimuth_deg = {};
    wifi.observed_area = stated(area);
    const auto views = resolve(wifi);
    ASSERT_TRUE(views) << area;
    EXPECT_EQ(codes(views.diagnostics()), (std::vector<std::string>{"COV-130"})) << area;
    EXPECT_EQ(views.diagnostics()[0].where.field, "observed_area");
    EXPECT_EQ(views->view.shape, ViewShape::disc);
  }
}

TEST(DeclaredArea, lets_a_loop_lie_in_the_road) {
  policy::Policy policy = small_policy();
  policy.kind_defaults.push_back(
      {.kind = "traffic_loop", .blocked_by_buildings = false, .range_low_m = 2, .range_m = 3, .range_high_m = 5});
  Sensor loop = camera_at("loop", 0.0, 0.0, 0.0);
  loop.kind = registers::SensorKind::traffic_loop;
  loop.height_above_ground_m = stated(-0.3);
  EXPECT_EQ(resolve_views(loop, policy, {}, flat()).diagnostics().front().code, "COV-105");
  loop.observed_area = stated(square(-1.0, -1.0, 2.0));
  EXPECT_TRUE(resolve_views(loop, policy, {}, flat()));
}

TEST(MobileSensor, is_unknown_without_a_region_and_covers_the_one_that_is_recorded) {
  Sensor van = camera_at("van", 0.0, 0.0, 0.0);
  van.mobility = stated<std::string>("mobile");
  EXPECT_EQ(resolve(van).diagnostics().front().code, "COV-104");
  van.mobility_region = stated(square(0.0, 0.0, 100.0));
  van.position.reset();
  const auto views = resolve(van);
  ASSERT_TRUE(views);
  EXPECT_EQ(views->view.shape, ViewShape::area);
  EXPECT_NEAR(views->view.lens.east_m, kEast_m + 50.0, 1e-9);
  EXPECT_NEAR(views->view.range_max_m, std::hypot(50.0, 50.0), 1e-9);
  EXPECT_TRUE(assumes(views->view, "position"));
  EXPECT_TRUE(assumes(views->view, "azimuth_deg"));
  van.mobility_region = stated<std::string>("the whole town");
  const auto refused = resolve(van);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.diagnostics().front().code, "COV-104");
}

TEST(Radar, that_states_direction_and_width_covers_a_sector) {
  policy::Policy policy = small_policy();
  policy.kind_defaults.push_back({.kind = "radar", .range_low_m = 30, .range_m = 75, .range_high_m = 150});
  Sensor radar = camera_at("radar", 0.0, 0.0, 0.0);
  radar.kind = registers::SensorKind::radar;
  radar.hfov_deg = stated(30.0);
  const auto views = resolve_views(radar, policy, {}, flat());
  EXPECT_EQ(views->view.shape, ViewShape::sector);
  EXPECT_TRUE(looks_at(views->view, 14.9, 30.0, 0.0));
  EXPECT_FALSE(looks_at(views->view, 15.1, 30.0, 0.0));
  EXPECT_TRUE(views->view.blocked_by_buildings);
  EXPECT_FALSE(density_px_per_m(views->view, {kEast_m, kNorth_m + 30.0, 0.0}));
  radar.azimuth_deg = {};
  EXPECT_EQ(resolve_views(radar, policy, {}, flat())->view.shape, ViewShape::disc);
}

bool masked(const SensorView& view, double east_m, double north_m, double up_m) {
  return ViewTest(view).masked(kEast_m + east_m - view.lens.east_m, kNorth_m + north_m - view.lens.north_m,
                               up_m - view.lens.up_m);
}

TEST(Masks, on_the_map_black_out_their_place_at_any_height) {
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  camera.privacy_masks = stated(square(2.0, 10.0, 5.0));
  const auto views = resolve(camera);
  EXPECT_TRUE(masked(views->view, 3.0, 12.0, 0.0));
  EXPECT_TRUE(masked(views->view, 3.0, 12.0, 6.0));
  EXPECT_FALSE(masked(views->view, 1.0, 12.0, 0.0));
}

TEST(Masks, in_the_image_black_out_what_is_pictured_there) {
  // The left half: everything left of the axis. A level camera, 90 degrees wide: at 10 m deep the image spans 20 m.
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  camera.tilt_deg = stated(0.0);
  camera.privacy_masks_image = stated<std::string>("POLYGON ((0 0, 0.25 0, 0.25 1, 0 1, 0 0))");
  const auto views = resolve(camera);
  ASSERT_TRUE(views.diagnostics().empty());
  EXPECT_TRUE(masked(views->view, -5.1, 10.0, 4.0));
  EXPECT_FALSE(masked(views->view, -4.9, 10.0, 4.0));
  EXPECT_FALSE(masked(views->view, 8.0, 10.0, 4.0));
  // The upper half: what lies above the level of the lens.
  camera.privacy_masks_image = stated<std::string>("POLYGON ((0 0, 1 0, 1 0.5, 0 0.5, 0 0))");
  const auto upper = resolve(camera);
  EXPECT_TRUE(masked(upper->view, 0.0, 10.0, 4.1));
  EXPECT_FALSE(masked(upper->view, 0.0, 10.0, 3.9));
}

TEST(Masks, in_the_image_of_a_fisheye_go_by_the_angle_off_its_axis) {
  // Straight down from 4 m, 180 degrees: 45 degrees off the axis is half of the radius. Azimuth 0: up is north. The
  // outer quarter on the right, from 0.75 on, begins at 45 degrees: 4 m east on the ground.
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  camera.lens = stated<std::string>("fisheye");
  camera.hfov_deg = stated(180.0);
  camera.tilt_deg = stated(90.0);
  camera.privacy_masks_image = stated<std::string>("POLYGON ((0.75 0, 1 0, 1 1, 0.75 1, 0.75 0))");
  const auto views = resolve(camera);
  ASSERT_TRUE(views);
  EXPECT_EQ(views->view.shape, ViewShape::fisheye);
  EXPECT_TRUE(masked(views->view, 4.1, 0.0, 0.0));
  EXPECT_FALSE(masked(views->view, 3.9, 0.0, 0.0));
  EXPECT_FALSE(masked(views->view, -4.1, 0.0, 0.0));
}

TEST(Masks, in_the_image_are_left_out_of_what_a_head_reaches_and_that_is_said) {
  Sensor sensor = ptz();
  sensor.privacy_masks_image = stated<std::string>("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
  const auto reach = resolve(sensor);
  EXPECT_EQ(codes(reach.diagnostics()), (std::vector<std::string>{"COV-132"}));
  EXPECT_TRUE(reach->view.masks.empty());
  const auto now = resolve(sensor, {.turning = TurningFigure::preset});
  EXPECT_EQ(now->view.masks.size(), 1U);
}

TEST(Masks, that_are_broken_or_out_of_reach_are_named_and_the_rest_holds) {
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  camera.privacy_masks = stated<std::string>("POLYGON ((0 0, 4 4, 4 0, 0 2, 0 0))");
  EXPECT_EQ(codes(resolve(camera).diagnostics()), (std::vector<std::string>{"COV-130"}));
  EXPECT_EQ(resolve(camera)->view.shape, ViewShape::frustum);
  camera.privacy_masks = stated(square(500.0, 500.0, 5.0));
  EXPECT_EQ(codes(resolve(camera).diagnostics()), (std::vector<std::string>{"COV-130"}));
  camera.privacy_masks = stated(square(-500.0, -500.0, 1000.0));
  EXPECT_TRUE(resolve(camera).diagnostics().empty()) << "a mask around the lens is within reach";
}

TEST(Masks, keep_a_spot_from_being_seen_and_who_sees_says_so) {
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  camera.privacy_masks = stated(square(-2.0, 8.0, 4.0));
  const plan::Project project = testing::project_of({}, {camera, camera_at("open", 1.0, 0.0, 0.0)});
  const auto surroundings = make_surroundings(project, {});
  ASSERT_TRUE(surroundings);
  const SpotAnswer spot = who_sees(project, **surroundings, {}, kEast_m, kNorth_m + 10.0, 0.0);
  ASSERT_EQ(spot.sightings.size(), 1U);
  EXPECT_EQ(spot.sightings[0].sensor, 1U);
  EXPECT_EQ(spot.masked, std::vector<std::uint32_t>{0});
}

TEST(WhoSees, asks_every_preset_and_takes_the_densest) {
  Sensor sensor = ptz(0.0);
  sensor.ptz_presets = stated<std::string>("north: 0, 20; north zoomed: 0, 20, 20; east: 90, 20");
  const plan::Project project = testing::project_of({}, {sensor});
  const auto surroundings = make_surroundings(project, {});
  const auto at = [&](double east_m, double north_m, TurningFigure figure) {
    return who_sees(project, **surroundings, {.turning = figure}, kEast_m + east_m, kNorth_m + north_m, 0.0);
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
  const plan::Project project = testing::project_of({{-10, 15, 10, 25, 0, 8}}, {sensor});
  const auto surroundings = make_surroundings(project, {});
  const auto placed = placed_sensor(*project.plan, 0, **surroundings, {.turning = TurningFigure::all_presets});
  ASSERT_TRUE(placed.place);
  ASSERT_EQ(placed.place->further_views.size(), 1U);
  EXPECT_NEAR(placed.place->view.lens.north_m, kNorth_m + 14.9, 0.002);
  EXPECT_EQ(placed.place->further_views[0].lens, placed.place->view.lens);
}

TEST(Range, that_is_recorded_as_assumed_is_marked) {
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  EXPECT_FALSE(assumes(resolve(camera)->view, "range_max_m"));
  camera.range_basis = stated<std::string>("assumed");
  EXPECT_TRUE(assumes(resolve(camera)->view, "range_max_m"));
}

TEST(Range, of_its_own_wins_over_low_and_high_and_a_default_does_not) {
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  for (const RangeVariant variant : {RangeVariant::low, RangeVariant::declared, RangeVariant::high}) {
    EXPECT_DOUBLE_EQ(resolve(camera, {.range = variant})->view.range_max_m, 40.0);
  }
  camera.range_max_m = {};
  EXPECT_DOUBLE_EQ(resolve(camera, {.range = RangeVariant::low})->view.range_max_m, 20.0);
  EXPECT_DOUBLE_EQ(resolve(camera, {.range = RangeVariant::high})->view.range_max_m, 80.0);
}

TEST(Range, has_a_near_limit_that_is_a_sphere_too) {
  Sensor camera = camera_at("c", 0.0, 0.0, 0.0);
  camera.range_min_m = stated(5.0);  // 3 m along the ground, 4 m down
  camera.tilt_deg = stated(45.0);
  const auto views = resolve(camera);
  EXPECT_TRUE(looks_at(views->view, 0.0, 3.001, 0.0));
  EXPECT_FALSE(looks_at(views->view, 0.0, 2.999, 0.0));
}

TEST(BadInput, of_a_turning_head_is_unknown_coverage_with_its_field) {
  const auto field_of = [](auto change) {
    Sensor sensor = ptz();
    change(sensor);
    const auto views = resolve(sensor);
    EXPECT_FALSE(views);
    EXPECT_EQ(views.diagnostics().front().code, "COV-101");
    return views.diagnostics().front().where.field;
  };
  EXPECT_EQ(field_of([](Sensor& s) { s.hfov_min_deg = stated(0.0); }), "hfov_min_deg");
  EXPECT_EQ(field_of([](Sensor& s) { s.ptz_pan_from_deg = stated(std::nan("")); }), "ptz_pan_from_deg");
  EXPECT_EQ(field_of([](Sensor& s) { s.ptz_tilt_max_deg = stated(1e9); }), "ptz_tilt_max_deg");
  EXPECT_EQ(field_of([](Sensor& s) { s.imagers = stated(1e6); }), "imagers");
  EXPECT_EQ(field_of([](Sensor& s) {
              s.ptz_tilt_min_deg = stated(40.0);
              s.ptz_tilt_max_deg = stated(10.0);
            }),
            "ptz_tilt_min_deg");
}

TEST(BadInput, of_every_number_that_cannot_be_names_its_field) {
  using Value = registers::Stated<double> Sensor::*;
  const std::pair<const char*, Value> numbers[] = {{"hfov_deg", &Sensor::hfov_deg},
                                                   {"vfov_deg", &Sensor::vfov_deg},
                                                   {"tilt_deg", &Sensor::tilt_deg},
                                                   {"roll_deg", &Sensor::roll_deg},
                                                   {"azimuth_deg", &Sensor::azimuth_deg},
                                                   {"range_max_m", &Sensor::range_max_m},
                                                   {"range_min_m", &Sensor::range_min_m},
                                                   {"pixels_w", &Sensor::pixels_w},
                                                   {"pixels_h", &Sensor::pixels_h},
                                                   {"sensor_width_mm", &Sensor::sensor_width_mm},
                                                   {"focal_length_min_mm", &Sensor::focal_length_min_mm},
                                                   {"focal_length_max_mm", &Sensor::focal_length_max_mm},
                                                   {"height_above_ground_m", &Sensor::height_above_ground_m},
                                                   {"height_nap_m", &Sensor::height_nap_m}};
  for (const auto& [name, member] : numbers) {
    for (const double absurd : {std::nan(""), std::numeric_limits<double>::infinity(), -1e9, 1e9}) {
      Sensor sensor = camera_at("c", 0.0, 0.0, 0.0);
      sensor.*member = stated(absurd);
      const auto views = resolve(sensor);
      ASSERT_FALSE(views) << name << " " << absurd;
      EXPECT_EQ(views.diagnostics().front().code, "COV-101") << name;
      EXPECT_EQ(views.diagnostics().front().where.field, name);
    }
  }
}

TEST(BadInput, of_a_place_is_unknown_coverage) {
  Sensor generalised = camera_at("g", 0.0, 0.0, 0.0);
  generalised.position_generalised = true;
  EXPECT_EQ(resolve(generalised).diagnostics().front().code, "COV-106");
  generalised.mobility = stated<std::string>("mobile");
  generalised.mobility_region = stated(square(0.0, 0.0, 10.0));
  EXPECT_EQ(resolve(generalised).diagnostics().front().code, "COV-106");
  Sensor buried = camera_at("b", 0.0, 0.0, 0.0);
  buried.height_above_ground_m = stated(-2.0);
  EXPECT_EQ(resolve(buried).diagnostics().front().code, "COV-105");
  Sensor unplaced = camera_at("u", 0.0, 0.0, 0.0);
  unplaced.position.reset();
  EXPECT_EQ(resolve(unplaced).diagnostics().front().code, "COV-102");
  Sensor other = camera_at("o", 0.0, 0.0, 0.0);
  other.kind = registers::SensorKind::beacon;  // small_policy knows none
  EXPECT_EQ(resolve(other).diagnostics().front().code, "COV-103");
}

TEST(InView, says_no_of_a_place_that_is_no_number) {
  const auto views = resolve(ptz());
  const double nan = std::nan("");
  EXPECT_FALSE(in_view(views->view, {nan, kNorth_m, 0.0}));
  EXPECT_FALSE(in_view(views->view, views->view.lens)) << "nor of the lens itself";
}

}  // namespace
}  // namespace schouw::coverage
