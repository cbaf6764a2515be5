// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/coverage/scenario.h"
#include "layers/stacking/difference.h"
#include "tests/oracle/box_plan.h"

namespace schouw::stacking {
namespace {

using coverage::read_scenario;
using registers::Status;

registers::Sensor disc_at(const std::string& id, double east_m, Status status) {
  registers::Sensor sensor;
  sensor.id = id;
  sensor.kind = registers::SensorKind::wifi;
  sensor.status = testing::stated(status);
  sensor.position = crs::MapPosition{testing::kEast_m + east_m, testing::kNorth_m, 0.0};
  sensor.height_above_ground_m = testing::stated(0.0);
  sensor.range_max_m = testing::stated(10.0);
  return sensor;
}

// Two discs side by side that share nothing, and a proposed third one over the first.
plan::Project street() {
  return testing::project_of(
      {}, {disc_at("a", 0, Status::active), disc_at("b", 40, Status::active), disc_at("c", 0, Status::proposed)});
}

Stacking stacked(const plan::Project& project, const std::string& scenario, const CountFilter& filter = {}) {
  plan::Project other = project;
  other.plan = std::make_shared<plan::Plan>(*coverage::in_scenario(*project.plan, *read_scenario(scenario)));
  const auto occlusion = coverage::make_occlusion_model(other, {.cell_m = 0.5});
  AnalysisParams params;
  params.filter = filter;
  return analyse(other, **occlusion, params)->stacking;
}

TEST(Scenario, reads_a_basis_and_ids_with_signs_in_them) {
  const auto scenario = read_scenario("proposed+cam-1,-x+y,-z");
  ASSERT_TRUE(scenario);
  EXPECT_EQ(scenario->basis, coverage::Scenario::Basis::proposed);
  EXPECT_EQ(scenario->with, (std::vector<std::string>{"cam-1"}));
  EXPECT_EQ(scenario->without, (std::vector<std::string>{"x+y", "z"}));
  for (const char* wrong : {"", "later", "current+", "current+a,b", "current-a,,+b"}) {
    const auto unread = read_scenario(wrong);
    ASSERT_FALSE(unread) << wrong;
    EXPECT_EQ(unread.diagnostics().front().code, "COV-140");
  }
}

TEST(Scenario, proposed_sensors_count_in_no_other_way) {
  const auto project = street();
  EXPECT_EQ(stacked(project, "current").max_count, 1);
  EXPECT_EQ(stacked(project, "proposed").max_count, 2);
  EXPECT_EQ(stacked(project, "none").max_count, 0);
  EXPECT_EQ(stacked(project, "none+c").completeness.counted, 1);
  EXPECT_EQ(stacked(project, "current-b").completeness.counted, 1);
  const auto unknown = coverage::in_scenario(*project.plan, *read_scenario("current+d"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.diagnostics().front().code, "COV-141");
}

TEST(Difference, a_proposed_sensor_over_another_makes_a_zone_and_covers_nothing_new) {
  const auto project = street();
  const Stacking now = stacked(project, "current");
  const Stacking then = stacked(project, "proposed");
  const Difference d = difference({now, *project.plan}, {then, *project.plan});
  const double disc_m2 = now.area_by_count_m2[0].second / 2.0;  // two equal discs, each seen by one
  EXPECT_DOUBLE_EQ(d.more_m2, disc_m2);
  EXPECT_EQ(d.fewer_m2, 0.0);
  EXPECT_EQ(d.newly_seen_m2, 0.0);
  EXPECT_EQ(d.sensors, (std::vector<std::uint32_t>{2}));
  ASSERT_EQ(d.by_count.size(), 2U);
  EXPECT_DOUBLE_EQ(d.by_count[0].after_m2 - d.by_count[0].before_m2, -disc_m2);
  EXPECT_DOUBLE_EQ(d.by_count[1].after_m2 - d.by_count[1].before_m2, disc_m2);
  ASSERT_EQ(d.zones.size(), 1U);
  EXPECT_EQ(d.zones[0].fate, ZoneFate::appears);
  EXPECT_DOUBLE_EQ(d.zones[0].after_m2, disc_m2);
  const Difference back = difference({then, *project.plan}, {now, *project.plan});
  ASSERT_EQ(back.zones.size(), 1U);
  EXPECT_EQ(back.zones[0].fate, ZoneFate::vanishes);
  EXPECT_DOUBLE_EQ(back.fewer_m2, disc_m2);
}

TEST(Difference, with_itself_is_nothing_and_with_no_sensors_is_everything) {
  const auto project = street();
  const Stacking now = stacked(project, "current");
  const Difference same = difference({now, *project.plan}, {stacked(project, "current"), *project.plan});
  EXPECT_TRUE(same.zones.empty());
  EXPECT_TRUE(same.sensors.empty());
  EXPECT_TRUE(same.by_count.empty());
  const Difference all = difference({stacked(project, "none"), *project.plan}, {now, *project.plan});
  EXPECT_DOUBLE_EQ(all.newly_seen_m2, now.covered_area_m2);
  EXPECT_EQ(all.sensors.size(), 2U);
}

TEST(Difference, counts_only_what_a_density_that_was_asked_for_lets_count) {
  // Wifi has no density: who asks for one asks for cameras.
  plan::Project project = street();
  auto plan = std::make_shared<plan::Plan>(*project.plan);
  plan->sensors.push_back(testing::camera_at("d", 80.0, 0.0, 0.0));
  plan->sensors.change(plan->sensors.size() - 1).status = testing::stated(Status::proposed);
  project.plan = plan;
  const CountFilter filter{.min_density_px_per_m = 125.0};
  const Stacking now = stacked(project, "current", filter);
  const Stacking then = stacked(project, "proposed", filter);
  const Difference d = difference({now, *plan}, {then, *plan});
  EXPECT_EQ(d.sensors, (std::vector<std::uint32_t>{3}));
  EXPECT_GT(d.more_m2, 0.0);
  // 7.68 m of depth at 125 px/m of 1920 px over 90 degrees (domain.md 2): a triangle of 7.68 x 15.36 / 2 m2 at most.
  EXPECT_LE(d.more_m2, 7.68 * 7.68);
  CountFilter nearer = filter;
  nearer.min_density_px_per_m = 100'000.0;
  EXPECT_TRUE(difference({stacked(project, "current", nearer), *plan}, {stacked(project, "proposed", nearer), *plan})
                  .sensors.empty());
}

}  // namespace
}  // namespace schouw::stacking
