// SPDX-License-Identifier: EUPL-1.2
#include "tests/layers/coverage/resolved_views.h"

namespace schouw::coverage {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): a fixture of these tests

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
  const plan::Project project = schouw::testing::project_of({}, {camera, camera_at("open", 1.0, 0.0, 0.0)});
  const auto occlusion = make_occlusion_model(project, {});
  ASSERT_TRUE(occlusion);
  const SpotAnswer spot = who_sees(project, **occlusion, {}, kEast_m, kNorth_m + 10.0, 0.0);
  ASSERT_EQ(spot.sightings.size(), 1U);
  EXPECT_EQ(spot.sightings[0].sensor, 1U);
  EXPECT_EQ(spot.masked, std::vector<std::uint32_t>{0});
}

}  // namespace
}  // namespace schouw::coverage
