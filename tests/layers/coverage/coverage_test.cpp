// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "layers/coverage/coverage.h"
#include "layers/coverage/footprint/draw_footprints.h"
#include "layers/coverage/observer/view.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/oracle/box_plan.h"

namespace schouw::coverage {
namespace {

using registers::Sensor;
using schouw::testing::camera_at;
using schouw::testing::project_of;
using schouw::testing::stated;

CoverageResult covered(const plan::Project& project, CoverageOptions options = {}) {
  const auto occlusion = make_occlusion_model(project, {.cell_m = options.cell_m});
  EXPECT_TRUE(occlusion);
  auto result = compute_coverage(project, **occlusion, options);
  EXPECT_TRUE(result);
  return *std::move(result);
}

bool assumes(const Footprint& f, const std::string& field) {
  return std::find(f.assumed.begin(), f.assumed.end(), field) != f.assumed.end();
}

bool sees(const CoverageResult& result, const Footprint& f, double east_m, double north_m) {
  return f.sees(result.frame.column_of(testing::kEast_m + east_m), result.frame.row_of(testing::kNorth_m + north_m));
}

TEST(Coverage, on_open_ground_the_area_is_that_of_the_sector) {
  // Off the grid and turned, so that no row of cell centres lies on the rim.
  // By hand: lens 4 m up, range 40 m: ground radius sqrt(1600 - 16) = 39.799 m. A sector of 90 degrees level with the
  // lens' plane: pi/4 r^2 = 1244.0 m2. Tilted 0 with vfov 120 the dead zone is the triangle-like strip nearer than
  // 4 / tan 60 = 2.309 m of depth, 2.309^2 = 5.33 m2 of a right-angled wedge.
  Sensor sensor = camera_at("one", 0.13, 0.21, 10.0);
  sensor.tilt_deg = stated(0.0);
  sensor.vfov_deg = stated(120.0);
  const CoverageResult result = covered(project_of({}, {sensor}));
  ASSERT_EQ(result.footprints.size(), 1U);
  EXPECT_NEAR(result.footprints[0].visible_area_m2, 1244.0 - 5.33, 6.0);
  EXPECT_EQ(result.footprints[0].blocked_ratio, 0.0);
  EXPECT_TRUE(assumes(result.footprints[0], "surroundings"));
  EXPECT_TRUE(assumes(result.footprints[0], "ground"));
}

TEST(Coverage, density_is_reached_on_a_plane) {
  // By hand: 1920 px over 90 degrees is 125 px/m at 7.68 m of depth. Level view from 4 m: depth is the distance
  // north.
  Sensor sensor = camera_at("one", 0.0, 0.0, 0.0);
  sensor.tilt_deg = stated(0.0);
  sensor.vfov_deg = stated(120.0);
  const CoverageResult result = covered(project_of({}, {sensor}));
  const Footprint& f = result.footprints[0];
  const auto at = [&](double e, double n) {
    return f.density_at(result.frame.column_of(testing::kEast_m + e), result.frame.row_of(testing::kNorth_m + n));
  };
  EXPECT_EQ(at(0.25, 7.25), 5);  // monitor, detect, observe, recognise: 1 + 4
  EXPECT_EQ(at(6.75, 7.25), 5);  // as dense at the side of the image
  EXPECT_EQ(at(0.25, 7.75), 4);
  EXPECT_EQ(at(0.25, 39.25), 2);  // past 38.4 m only monitor
  // The wedge from 2.309 to 7.68 m deep: 7.68^2 - 2.309^2 = 53.65 m2 at 125 px/m or better.
  EXPECT_NEAR(f.area_by_class_m2[3], 53.65, 4.0);
  EXPECT_GE(f.area_by_class_m2[0], f.area_by_class_m2[1]);
}

TEST(Coverage, a_building_blocks_and_its_roof_is_no_target) {
  const plan::Project project =
      project_of({{-10, 15, 10, 25, 0, 8}, {-60, -60, -59, -59, 0, 3}, {60, 60, 61, 61, 0, 3}},
                 {camera_at("one", 0.0, 0.0, 0.0)});
  const CoverageResult result = covered(project);
  const Footprint& f = result.footprints[0];
  EXPECT_TRUE(sees(result, f, 0.0, 14.0));
  EXPECT_FALSE(sees(result, f, 0.0, 20.0));  // roof
  EXPECT_FALSE(sees(result, f, 0.0, 30.0));  // behind
  EXPECT_TRUE(sees(result, f, 22.0, 28.0));  // beside
  EXPECT_GT(f.blocked_ratio, 0.1);
  EXPECT_FALSE(assumes(f, "surroundings"));
}

TEST(Coverage, a_camera_on_a_wall_looks_away_from_it_from_either_side_of_the_line) {
  for (const double north : {14.2, 15.8, 16.5}) {  // the wall stands at 15: before it and behind it
    Sensor sensor = camera_at("one", 0.0, north, 180.0);
    sensor.mount = stated<std::string>("wall");
    const plan::Project project = project_of({{-10, 15, 10, 25, 0, 8}, {-90, -90, -89, -89, 0, 3}}, {sensor});
    const CoverageResult result = covered(project);
    ASSERT_EQ(result.footprints.size(), 1U) << north;
    const Footprint& f = result.footprints[0];
    EXPECT_NEAR(f.view.lens.north_m - testing::kNorth_m, 14.9, 0.002) << north;
    EXPECT_TRUE(assumes(f, "position"));
    EXPECT_TRUE(sees(result, f, 0.0, 5.0)) << north;
    EXPECT_LT(f.blocked_ratio, 0.02) << north;
  }
}

TEST(Coverage, a_pole_deep_inside_a_building_is_unknown_and_said_so) {
  const CoverageResult result = covered(project_of({{-20, -20, 20, 20, 0, 8}}, {camera_at("in", 0.0, 0.0, 0.0)}));
  EXPECT_TRUE(result.footprints.empty());
  ASSERT_EQ(result.unknown.size(), 1U);
  EXPECT_EQ(result.unknown[0].reason.code, "COV-107");
}

TEST(Coverage, a_bad_value_costs_only_its_own_sensor) {
  std::vector<Sensor> sensors;
  const auto bad = [&](auto change) {
    Sensor s = camera_at(std::to_string(sensors.size()), 0.0, 0.0, 0.0);
    change(s);
    sensors.push_back(s);
  };
  bad([](Sensor& s) { s.hfov_deg = stated(0.0); });
  bad([](Sensor& s) { s.hfov_deg = stated(400.0); });
  bad([](Sensor& s) { s.range_max_m = stated(-5.0); });
  bad([](Sensor& s) { s.tilt_deg = stated(std::numeric_limits<double>::quiet_NaN()); });
  bad([](Sensor& s) { s.position->east_m = std::numeric_limits<double>::infinity(); });
  bad([](Sensor& s) { s.height_above_ground_m = stated(-3.0); });
  bad([](Sensor& s) { s.position.reset(); });
  bad([](Sensor& s) { s.range_max_m = stated(50'000.0); });
  sensors.push_back(camera_at("good", 0.0, 0.0, 0.0));
  const CoverageResult result = covered(project_of({}, sensors));
  EXPECT_EQ(result.footprints.size(), 1U);
  std::vector<std::string> codes;
  for (const CoverageUnknown& u : result.unknown) codes.push_back(u.reason.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"COV-101", "COV-101", "COV-101", "COV-101", "COV-102", "COV-105",
                                             "COV-102", "COV-108"}));
}

TEST(Coverage, what_is_missing_takes_the_default_of_the_kind_and_is_marked) {
  Sensor sensor;
  sensor.id = "bare";
  sensor.kind = registers::SensorKind::camera;
  sensor.position = crs::MapPosition{testing::kEast_m, testing::kNorth_m, 0.0};
  const CoverageResult result = covered(project_of({}, {sensor}));
  const Footprint& f = result.footprints[0];
  for (const char* field :
       {"azimuth_deg", "tilt_deg", "hfov_deg", "vfov_deg", "range_max_m", "pixels_w", "height_above_ground_m"}) {
    EXPECT_TRUE(assumes(f, field)) << field;
  }
  // Direction unknown: everything within 40 m of a lens at 4 m that it could look at, pi (1600 - 16) = 4976 m2.
  EXPECT_NEAR(f.visible_area_m2, std::numbers::pi * 1584.0, 15.0);
  const CoverageResult low = covered(project_of({}, {sensor}), {.range = RangeVariant::low});
  EXPECT_NEAR(low.footprints[0].visible_area_m2, std::numbers::pi * 384.0, 8.0);
}

TEST(Coverage, wifi_goes_through_walls_and_needs_no_lens) {
  Sensor wifi;
  wifi.id = "wifi";
  wifi.kind = registers::SensorKind::wifi;
  wifi.position = crs::MapPosition{testing::kEast_m, testing::kNorth_m, 0.0};
  wifi.height_above_ground_m = stated(4.0);
  wifi.range_max_m = stated(30.0);
  const CoverageResult result = covered(project_of({{-10, 5, 10, 15, 0, 8}}, {wifi}));
  const Footprint& f = result.footprints[0];
  EXPECT_TRUE(sees(result, f, 0.0, 20.0));
  EXPECT_NEAR(f.visible_area_m2, std::numbers::pi * 884.0 - 200.0, 8.0);  // the disc less the roof
  EXPECT_EQ(f.area_by_class_m2[0], 0.0);                                  // no picture, no density
}

TEST(Coverage, a_sensor_far_away_costs_no_grid_between) {
  Sensor far = camera_at("far", 80'000.0, 90'000.0, 0.0);
  const plan::Project project = project_of({{0, 0, 10, 10, 0, 5}}, {camera_at("near", 20.0, 20.0, 0.0), far});
  const auto occlusion = make_occlusion_model(project, {.cell_m = 0.5, .memory_limit_bytes = 5e6});
  ASSERT_TRUE(occlusion);
  const auto result = compute_coverage(project, **occlusion, {});
  ASSERT_TRUE(result);
  ASSERT_EQ(result->footprints.size(), 2U);
  EXPECT_NEAR(result->footprints[0].visible_area_m2, result->footprints[1].visible_area_m2, 30.0);
}

TEST(Coverage, a_grid_that_does_not_fit_names_the_cell_that_would) {
  const plan::Project project = project_of({}, {camera_at("one", 0.0, 0.0, 0.0)});
  const auto refused = make_occlusion_model(project, {.cell_m = 0.05, .memory_limit_bytes = 1e6});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.diagnostics().front().code, "COV-109");
  EXPECT_NE(refused.diagnostics().front().hint.find("analyse with cells of"), std::string::npos);
}

TEST(Coverage, any_thread_count_gives_the_same_bits) {
  std::vector<Sensor> sensors;
  for (int i = 0; i < 12; ++i) sensors.push_back(camera_at(std::to_string(i), 20.0 * i, 15.0 * (i % 5), 30.0 * i));
  const plan::Project project = project_of(testing::random_boxes(5, 200.0), sensors);
  const auto occlusion = make_occlusion_model(project, {.cell_m = 0.5});
  const auto one = compute_coverage(project, **occlusion, {.threads = 1});
  const auto four = compute_coverage(project, **occlusion, {.threads = 4});
  ASSERT_EQ(one->footprints.size(), four->footprints.size());
  for (std::size_t i = 0; i < one->footprints.size(); ++i) {
    EXPECT_EQ(one->footprints[i].seen, four->footprints[i].seen);
    EXPECT_EQ(one->footprints[i].reached, four->footprints[i].reached);
  }
}

TEST(Coverage, grows_with_range_and_with_opening_angle) {
  Sensor narrow = camera_at("a", 0.0, 0.0, 45.0);
  narrow.range_max_m = stated(25.0);
  narrow.hfov_deg = stated(60.0);
  Sensor wide = narrow;
  wide.hfov_deg = stated(80.0);
  Sensor longer = wide;
  longer.range_max_m = stated(35.0);
  const CoverageResult r = covered(project_of(testing::random_boxes(9, 100.0), {narrow, wide, longer}));
  ASSERT_EQ(r.footprints.size(), 3U);
  for (int row = 0; row < r.frame.rows; ++row) {
    for (int column = 0; column < r.frame.columns; ++column) {
      ASSERT_TRUE(!r.footprints[0].sees(column, row) || r.footprints[1].sees(column, row));
    }
  }
  EXPECT_LT(r.footprints[1].visible_area_m2, r.footprints[2].visible_area_m2);
}

TEST(WhoSees, asks_the_triangles_and_the_nearest_comes_first) {
  const plan::Project project = project_of(
      {{-10, 15, 10, 25, 0, 8}},
      {camera_at("south", 0.0, 0.0, 0.0), camera_at("north", 0.0, 50.0, 180.0), camera_at("away", 0.0, -5.0, 180.0)});
  const auto occlusion = make_occlusion_model(project, {});
  const SpotAnswer before = who_sees(project, **occlusion, {}, testing::kEast_m, testing::kNorth_m + 10.0, 0.0);
  ASSERT_EQ(before.sightings.size(), 1U);
  EXPECT_EQ(before.sightings[0].sensor, 0U);
  EXPECT_NEAR(before.sightings[0].distance_m, std::sqrt(116.0), 1e-6);
  // Depth by hand: 10 cos 20 + 4 sin 20 = 10.765; 960 / 10.765 = 89.18 px/m.
  EXPECT_NEAR(*before.sightings[0].density_px_per_m, 89.18, 0.01);
  const SpotAnswer behind = who_sees(project, **occlusion, {}, testing::kEast_m, testing::kNorth_m + 35.0, 1.7);
  ASSERT_EQ(behind.sightings.size(), 1U);
  EXPECT_EQ(behind.sightings[0].sensor, 1U);
}

TEST(InForce, reads_weekly_hours_in_two_languages) {
  EXPECT_EQ(schedule_holds("mo-fr 08:00-18:00; sa 10:00-17:00", 8), true);
  EXPECT_EQ(schedule_holds("mo-fr 08:00-18:00; sa 10:00-17:00", 18), false);
  EXPECT_EQ(schedule_holds("ma-vr 08:00-18:00; za 10:00-17:00", 5 * 24 + 16), true);
  EXPECT_EQ(schedule_holds("vr-za 22:00-04:00", 6 * 24 + 3), true);  // Saturday night into Sunday
  EXPECT_EQ(schedule_holds("za-ma", 6 * 24), true);                  // over the week's end
  EXPECT_EQ(schedule_holds("always", 0), std::nullopt);
}

TEST(InForce, counts_an_hour_of_which_any_part_is_at_work_and_refuses_clocks_that_do_not_exist) {
  EXPECT_EQ(schedule_holds("ma 08:30-09:15", 8), true);
  EXPECT_EQ(schedule_holds("ma 08:30-09:15", 9), true);
  EXPECT_EQ(schedule_holds("ma 08:30-09:15", 10), false);
  EXPECT_EQ(schedule_holds("ma 22:00-24:00", 23), true);
  EXPECT_EQ(schedule_holds("zo 23:00-01:00", 0), true);  // Sunday night into Monday
  for (const char* text :
       {"ma 08:75-09:00", "ma 25:00-26:00", "ma 08:00", "xx 08:00-09:00", "", ";", "ma 08:00-09:00 and more"}) {
    EXPECT_EQ(schedule_holds(text, 8), std::nullopt) << text;
  }
}

TEST(InForce, an_hour_leaves_out_what_is_not_at_work_and_keeps_what_cannot_be_read) {
  Sensor sensor = camera_at("a", 0, 0, 0);
  sensor.deployment.schedule = stated<std::string>("ma-vr 08:00-18:00");
  EXPECT_TRUE(counts_at(sensor, {}));
  EXPECT_TRUE(counts_at(sensor, {.hour_of_week = 9}));
  EXPECT_FALSE(counts_at(sensor, {.hour_of_week = 20}));
  EXPECT_FALSE(counts_at(sensor, {.hour_of_week = 5 * 24 + 9}));
  sensor.deployment.schedule = stated<std::string>("when needed");
  EXPECT_TRUE(counts_at(sensor, {.hour_of_week = 20}));
}

TEST(InForce, a_date_leaves_out_what_has_not_begun_or_has_ended) {
  Sensor sensor = camera_at("a", 0, 0, 0);
  sensor.deployment.active_from = stated<std::string>("2024-01-01");
  sensor.deployment.active_until = stated<std::string>("2026-06-30");
  EXPECT_TRUE(counts_at(sensor, {}));
  EXPECT_TRUE(counts_at(sensor, {.date_iso = "2026-06-30"}));
  EXPECT_FALSE(counts_at(sensor, {.date_iso = "2026-07-01"}));
  EXPECT_FALSE(counts_at(sensor, {.date_iso = "2023-12-31"}));
  sensor.status = stated(registers::Status::proposed);
  EXPECT_FALSE(counts_at(sensor, {}));
}

// A swept head that reaches all round by assumption, and an area that is declared: dashed, and its own border.
TEST(DrawFootprints, an_assumed_reach_is_dashed_and_a_declared_area_keeps_its_corners) {
  Sensor ptz = camera_at("ptz", 0, 0, 0);
  ptz.camera_type = stated<std::string>("ptz");
  Sensor wifi = camera_at("wifi", 0, 0, 0);
  wifi.kind = registers::SensorKind::wifi;
  const double e = testing::kEast_m;
  const double n = testing::kNorth_m;
  wifi.observed_area =
      stated(fmt::format("POLYGON (({} {}, {} {}, {} {}))", e + 2, n + 2, e + 12, n + 2, e + 2, n + 12));
  const plan::Project project = project_of({}, {ptz, wifi});
  const CoverageResult result = covered(project);
  const terrain::GroundModel ground(nullptr, nullptr);
  const auto list = draw_footprints(result, *project.plan, {}, ground, {{e, n, 0.0}});
  ASSERT_EQ(list.lines.size(), 2U);
  EXPECT_TRUE(list.lines[0].dashed);
  EXPECT_FALSE(list.lines[1].dashed);
  ASSERT_EQ(list.lines[1].positions.size(), 4U) << "three corners, closed";
  ASSERT_EQ(list.fills.size(), 1U);
  // The triangle of 10 by 10: 50 m2.
  EXPECT_NEAR(result.footprints[1].visible_area_m2, 50.0, 4.0);
}

TEST(DrawFootprints, an_assumed_direction_is_dashed_and_a_stated_one_is_not) {
  Sensor bare = camera_at("bare", 0, 0, 0);
  bare.azimuth_deg = {};
  const plan::Project project = project_of({}, {camera_at("a", 0, 0, 0), bare});
  const CoverageResult result = covered(project);
  const terrain::GroundModel ground(nullptr, nullptr);
  const auto list = draw_footprints(result, *project.plan, {}, ground, {{testing::kEast_m, testing::kNorth_m, 0.0}});
  ASSERT_EQ(list.lines.size(), 2U);
  EXPECT_FALSE(list.lines[0].dashed);
  EXPECT_TRUE(list.lines[1].dashed);
  ASSERT_EQ(list.fills.size(), 2U);
  EXPECT_EQ(list.fills[0].positions.size(), list.fills[0].colours.size());
  EXPECT_EQ(list.fills[0].pick.index, 0U);
  // Fades outwards.
  EXPECT_GT(list.fills[0].colours[0].alpha, list.fills[0].colours[8].alpha);
}

}  // namespace
}  // namespace schouw::coverage
