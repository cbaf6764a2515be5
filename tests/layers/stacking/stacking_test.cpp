// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/stacking/draw_stacking.h"
#include "layers/stacking/stacking.h"
#include "tests/oracle/box_plan.h"

namespace schouw::stacking {
namespace {

using registers::Sensor;
using schouw::testing::project_of;
using schouw::testing::stated;

// A sensor that observes a disc of 10 m around itself; nothing hides anything.
Sensor disc_at(const std::string& id, double east_m, double north_m) {
  Sensor sensor;
  sensor.id = id;
  sensor.kind = registers::SensorKind::wifi;
  sensor.position = crs::MapPosition{testing::kEast_m + east_m, testing::kNorth_m + north_m, 0.0};
  sensor.height_above_ground_m = stated(0.0);
  sensor.range_max_m = stated(10.0);
  return sensor;
}

Analysis analysed(const plan::Project& project, coverage::CoverageOptions options = {}) {
  const auto occlusion = coverage::make_occlusion_model(project, {.cell_m = options.cell_m});
  auto analysis = analyse(project, **occlusion, options, {0.0});
  EXPECT_TRUE(analysis);
  return *std::move(analysis);
}

plan::Project with_policy(plan::Project project, const std::function<void(policy::Policy&)>& change) {
  auto plan = std::make_shared<plan::Plan>(*project.plan);
  change(plan->policy);
  project.plan = plan;
  return project;
}

// Two discs of radius r whose centres lie d apart share 2 r^2 acos(d/2r) - d/2 sqrt(4r^2 - d^2). For r = 10, d = 10:
// 200 acos(0.5) - 5 sqrt(300) = 209.44 - 86.60 = 122.84 m2 (circle-circle intersection, by hand).
constexpr double kLens_m2 = 122.84;
constexpr double kDisc_m2 = 314.16;

TEST(Stacking, two_discs_share_the_lens_of_two_circles) {
  const Analysis a = analysed(project_of({}, {disc_at("a", 0.1, 0.2), disc_at("b", 10.1, 0.2)}));
  ASSERT_EQ(a.stacking.area_by_count_m2.size(), 2U);
  EXPECT_NEAR(a.stacking.area_by_count_m2[1].second, kLens_m2, 3.0);
  EXPECT_NEAR(a.stacking.area_by_count_m2[0].second, 2 * kDisc_m2 - 2 * kLens_m2, 5.0);
  EXPECT_NEAR(a.stacking.covered_area_m2, 2 * kDisc_m2 - kLens_m2, 5.0);
  EXPECT_NEAR(a.stacking.overlap_factor, 2 * kDisc_m2 / (2 * kDisc_m2 - kLens_m2), 0.01);
  EXPECT_EQ(a.stacking.max_count, 2);
}

TEST(Stacking, the_union_of_the_footprints_is_the_grid) {
  const Analysis a = analysed(project_of({}, {disc_at("a", 0, 0), disc_at("b", 7, 3), disc_at("c", -4, 8)}));
  const auto& c = *a.stacking.coverage;
  for (int row = 0; row < c.frame.rows; ++row) {
    for (int column = 0; column < c.frame.columns; ++column) {
      const auto seers =
          std::count_if(c.footprints.begin(), c.footprints.end(), [&](const auto& f) { return f.sees(column, row); });
      ASSERT_EQ(a.stacking.counts.at(column, row), seers);
    }
  }
}

TEST(Stacking, a_zone_tells_what_remains_without_each_sensor) {
  const Analysis a =
      analysed(project_of({}, {disc_at("a", 0.1, 0.2), disc_at("b", 10.1, 0.2), disc_at("c", 60.0, 0.0)}));
  ASSERT_EQ(a.stacking.zones.size(), 1U);
  const Zone& zone = a.stacking.zones[0];
  EXPECT_EQ(zone.id, "Z1");
  EXPECT_EQ(zone.rule, "a");
  EXPECT_EQ(zone.level, Level::attention);
  EXPECT_NEAR(zone.area_m2, kLens_m2, 3.0);
  EXPECT_EQ(zone.max_count, 2);
  ASSERT_EQ(zone.sensors.size(), 2U);
  EXPECT_EQ(zone.sensors[0].area_without_m2, 0.0);
  EXPECT_NEAR(zone.centroid.east_m - testing::kEast_m, 5.1, 0.5);
  EXPECT_EQ(zone.reason.key, "stacking.reason.attention_example");
  EXPECT_EQ(zone.area_types, (std::vector<std::string>{"default"}));
}

TEST(Stacking, a_third_sensor_on_the_same_spot_leaves_the_zone_standing_without_it) {
  const Analysis a = analysed(project_of({}, {disc_at("a", 0, 0), disc_at("b", 0, 0), disc_at("c", 0, 0)}));
  ASSERT_EQ(a.stacking.zones.size(), 1U);
  const Zone& zone = a.stacking.zones[0];
  EXPECT_EQ(zone.level, Level::exceeded);  // 3 of 3, whatever the range or cell: it was stated
  EXPECT_EQ(zone.agreement, Agreement::agrees);
  EXPECT_DOUBLE_EQ(zone.exceeded_area_m2, zone.area_m2);
  for (const ZoneSensor& s : zone.sensors) EXPECT_DOUBLE_EQ(s.area_without_m2, zone.area_m2);
}

TEST(Stacking, a_zone_that_hangs_on_an_assumed_range_cannot_be_told) {
  // Defaults of the test's policy: 25, 50, 100 m. 60 m apart in a row, three meet at 50 m and not at 25 m.
  std::vector<Sensor> sensors = {disc_at("a", 0, 0), disc_at("b", 30, 0), disc_at("c", 60, 0)};
  for (Sensor& s : sensors) s.range_max_m = {};
  const Analysis a = analysed(project_of({}, sensors), {.cell_m = 1.0});
  ASSERT_EQ(a.stacking.zones.size(), 1U);
  EXPECT_EQ(a.stacking.zones[0].level, Level::attention);
  EXPECT_EQ(a.stacking.zones[0].agreement, Agreement::range_differs);
  EXPECT_EQ(a.stacking.zones[0].reason.key, "stacking.reason.cannot_tell_range_example");
}

TEST(Stacking, a_filter_decides_what_an_analysis_counts) {
  const auto project = project_of({}, {disc_at("a", 0, 0), disc_at("b", 0, 0), testing::camera_at("c", 0, 0, 0)});
  const auto occlusion = coverage::make_occlusion_model(project, {.cell_m = 0.5});
  const auto all = analyse(project, **occlusion, AnalysisParams{});
  const auto wifi = analyse(project, **occlusion, {.filter = {.kinds = {registers::SensorKind::wifi}}});
  EXPECT_EQ(all->stacking.max_count, 3);
  EXPECT_EQ(wifi->stacking.max_count, 2);
  EXPECT_NEAR(area_at_least_m2(wifi->stacking, 2), kDisc_m2, 5.0);
  EXPECT_EQ(wifi->stacking.coverage->footprints.size(), 3U) << "sight is computed of all";
}

TEST(Stacking, specks_under_the_minimum_are_no_zone) {
  // Two discs of 10 m that overlap by 0.5 m: a lens of 2.1 m2, under 4 m2.
  EXPECT_TRUE(
      analysed(project_of({}, {disc_at("a", 0, 0), disc_at("b", 19.5, 0)}), {.cell_m = 0.25}).stacking.zones.empty());
}

TEST(Stacking, controllers_and_purposes_count_once_each_and_unnamed_ones_at_least_once) {
  std::vector<Sensor> sensors = {disc_at("a", 0, 0), disc_at("b", 0, 0), disc_at("c", 0, 0), disc_at("d", 0, 0)};
  sensors[0].deployment.controller = stated<std::string>("gemeente");
  sensors[1].deployment.controller = stated<std::string>("gemeente");
  sensors[2].deployment.controller = stated<std::string>("politie");
  const auto project = with_policy(project_of({}, sensors), [](policy::Policy& p) {
    p.thresholds.rules = {{"c", policy::Counted::controllers, std::nullopt}};
    p.thresholds.levels["default"] = {{"c", {2, 3}}};
  });
  const Analysis a = analysed(project);
  ASSERT_EQ(a.stacking.zones.size(), 1U);
  EXPECT_EQ(a.stacking.zones[0].max_count, 2);
  EXPECT_EQ(a.stacking.zones[0].level, Level::attention);
  EXPECT_EQ(a.stacking.zones[0].controllers, (std::vector<std::string>{"gemeente", "politie"}));
  // Without the only one of the police one controller is left, without one of the others still two.
  EXPECT_EQ(a.stacking.zones[0].sensors[2].area_without_m2, 0.0);
  EXPECT_DOUBLE_EQ(a.stacking.zones[0].sensors[0].area_without_m2, a.stacking.zones[0].area_m2);
}

TEST(Stacking, a_camera_with_wifi_is_a_combination_and_two_cameras_are_not) {
  const auto combined = [](policy::Policy& p) {
    p.thresholds.rules = {{"e", policy::Counted::combined_kinds, std::nullopt}};
    p.thresholds.levels["default"] = {{"e", {1, 2}}};
  };
  auto camera = testing::camera_at("cam", 0, 0, 0);
  const Analysis with_wifi = analysed(with_policy(project_of({}, {camera, disc_at("w", 0, 8)}), combined));
  ASSERT_EQ(with_wifi.stacking.zones.size(), 1U);
  EXPECT_EQ(with_wifi.stacking.zones[0].max_count, 1);
  EXPECT_TRUE(analysed(with_policy(project_of({}, {camera, camera}), combined)).stacking.zones.empty());
}

TEST(Stacking, a_density_rule_counts_only_cells_where_faces_can_be_recognised) {
  const auto project = with_policy(
      project_of({}, {testing::camera_at("a", 0, 0, 0), testing::camera_at("b", 0, 0, 0)}), [](policy::Policy& p) {
        p.thresholds.rules = {{"b", policy::Counted::sensors_at_density, 125.0}};
        p.thresholds.levels["default"] = {{"b", {2, 9}}};
      });
  const Analysis a = analysed(project);
  ASSERT_EQ(a.stacking.zones.size(), 1U);
  EXPECT_NEAR(a.stacking.zones[0].area_m2, a.stacking.coverage->footprints[0].area_by_class_m2[3], 1e-9);
}

TEST(Stacking, a_playground_has_stricter_levels) {
  auto project = project_of({}, {disc_at("a", 0, 0)});
  auto plan = std::make_shared<plan::Plan>(*project.plan);
  plan->policy.thresholds.levels["playground"]["a"] = {1, 2};
  const double e = testing::kEast_m;
  const double n = testing::kNorth_m;
  plan->areas = {
      {"p", "speeltuin", "playground", {{{{{e - 3, n - 3}, {e + 3, n - 3}, {e + 3, n + 3}, {e - 3, n + 3}}}}}}};
  project.plan = plan;
  const Analysis a = analysed(project);
  ASSERT_EQ(a.stacking.zones.size(), 1U);
  EXPECT_DOUBLE_EQ(a.stacking.zones[0].area_m2, 36.0);
  EXPECT_EQ(a.stacking.zones[0].area_types, (std::vector<std::string>{"playground"}));
}

TEST(Stacking, sensors_far_apart_are_counted_without_a_grid_between) {
  const Analysis a =
      analysed(project_of({}, {disc_at("a", 0, 0), disc_at("b", 0, 0), disc_at("c", 120'000, 90'000)}));
  EXPECT_NEAR(a.stacking.covered_area_m2, 2 * kDisc_m2, 6.0);
  EXPECT_EQ(a.stacking.zones.size(), 1U);
  EXPECT_LT(a.stacking.counts.frame().cell_count(), 10'000U);
}

TEST(Stacking, household_and_inactive_sensors_do_not_count) {
  std::vector<Sensor> sensors = {disc_at("a", 0, 0), disc_at("b", 0, 0), disc_at("c", 0, 0)};
  sensors[1].scope = registers::Scope::household;
  sensors[2].status = stated(registers::Status::inactive);
  const Analysis a = analysed(project_of({}, sensors));
  EXPECT_EQ(a.stacking.max_count, 1);
  EXPECT_EQ(a.stacking.completeness.total, 3);
  EXPECT_EQ(a.stacking.completeness.counted, 1);
  EXPECT_EQ(a.stacking.completeness.household, 1);
}

TEST(DrawStacking, the_legend_leaves_several_out_where_two_already_need_attention) {
  policy::Policy policy = testing::small_policy();  // attention at 2, exceeded at 3
  EXPECT_EQ(stacking_legend(policy).size(), 3U);
  policy.thresholds.levels["default"]["a"] = {3, 5};
  EXPECT_EQ(stacking_legend(policy).size(), 4U);
}

TEST(DrawZones, each_zone_has_an_outline_and_its_number) {
  const Analysis a = analysed(project_of({}, {disc_at("a", 0.1, 0.2), disc_at("b", 10.1, 0.2)}));
  const auto list = draw_zones(a.stacking.zones, {}, terrain::GroundModel(nullptr, nullptr),
                               {{testing::kEast_m, testing::kNorth_m, 0.0}});
  ASSERT_EQ(list.labels.size(), 1U);
  EXPECT_EQ(list.labels[0].text, "Z1");
  ASSERT_FALSE(list.lines.empty());
  EXPECT_EQ(list.lines[0].positions.front(), list.lines[0].positions.back());
}

TEST(DrawZones, of_another_rule_only_what_exceeds_or_is_selected_is_drawn) {
  Analysis a = analysed(project_of({}, {disc_at("a", 0.1, 0.2), disc_at("b", 10.1, 0.2)}));
  ASSERT_EQ(a.stacking.zones.size(), 1U);
  a.stacking.zones[0].rule = "a";
  a.stacking.zones[0].level = Level::attention;
  const auto drawn = [&a](const ZoneDrawing& drawing) {
    const crs::SceneOrigin origin{{testing::kEast_m, testing::kNorth_m, 0.0}};
    return !draw_zones(a.stacking.zones, drawing, terrain::GroundModel(nullptr, nullptr), origin).lines.empty();
  };
  EXPECT_TRUE(drawn({.rule = "a"}));
  EXPECT_FALSE(drawn({.rule = "b"}));
  EXPECT_TRUE(drawn({.rule = "b", .selected = 0}));
  a.stacking.zones[0].level = Level::exceeded;
  EXPECT_TRUE(drawn({.rule = "b"}));
}

}  // namespace
}  // namespace schouw::stacking
