// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/stacking/stacking.h"
#include "tests/oracle/box_plan.h"
#include "tests/oracle/cut_short.h"

// A verdict is there only where every check behind it was made.
namespace schouw::stacking {
namespace {

using registers::Sensor;
using schouw::testing::project_of;

// Three cameras on one spot, and three more whose range nobody stated.
plan::Project square() {
  std::vector<Sensor> sensors;
  for (const char* id : {"a", "b", "c"}) sensors.push_back(testing::camera_at(id, 0.0, 0.0, 0.0));
  for (const char* id : {"d", "e", "f"}) {
    sensors.push_back(testing::camera_at(id, 60.0, 0.0, 90.0));
    sensors.back().range_max_m = {};
  }
  return project_of({{-20, 30, 20, 40, 0, 9}}, sensors);
}

std::shared_ptr<const coverage::OcclusionModel> around(const plan::Project& project, double limit_bytes = 4e9) {
  auto made = coverage::make_occlusion_model(project, {.cell_m = 1.0, .memory_limit_bytes = limit_bytes});
  EXPECT_TRUE(made);
  return *std::move(made);
}

std::set<std::string> levels_of(const Analysis& analysis) {
  std::set<std::string> levels;
  for (const Zone& zone : analysis.stacking.zones) levels.emplace(level_name(zone));
  return levels;
}

TEST(Stopping, an_analysis_cut_short_at_any_look_is_no_analysis) {
  const plan::Project project = square();
  const auto occlusion = around(project);
  const auto whole = analyse(project, *occlusion, AnalysisParams{.target_heights_m = {0.0, 1.7}});
  ASSERT_TRUE(whole);
  ASSERT_EQ(levels_of(*whole), (std::set<std::string>{"exceeded"}));
  for (const unsigned threads : {1U, 3U}) {
    const std::int64_t looks = testing::expect_cut_short_at_every_look([&](const base::CancelToken& cancel) {
      auto made = analyse(project, *occlusion,
                          AnalysisParams{.options = {.threads = threads}, .target_heights_m = {0.0, 1.7}},
                          {.cancel = cancel});
      if (made) {
        EXPECT_EQ(levels_of(*made), levels_of(*whole));
      }
      return made;
    });
    EXPECT_GT(looks, 20);
  }
}

TEST(Stopping, an_analysis_stacked_again_and_cut_short_is_none_either) {
  const plan::Project project = square();
  const auto occlusion = around(project);
  const auto whole = analyse(project, *occlusion, AnalysisParams{});
  const std::int64_t looks = testing::expect_cut_short_at_every_look([&](const base::CancelToken& cancel) {
    auto made = restacked(project, *occlusion, *whole, {.cancel = cancel});
    if (made) {
      EXPECT_EQ(levels_of(*made), levels_of(*whole));
    }
    return made;
  });
  EXPECT_GT(looks, 10);
}

TEST(Stopping, surroundings_and_coverage_cut_short_are_none) {
  const plan::Project project = square();
  testing::expect_cut_short_at_every_look([&](const base::CancelToken& cancel) {
    return coverage::make_occlusion_model(project, {.cell_m = 1.0}, {.cancel = cancel});
  });
  const auto occlusion = around(project);
  testing::expect_cut_short_at_every_look([&](const base::CancelToken& cancel) {
    return coverage::compute_coverage(project, *occlusion, {.threads = 2}, {.cancel = cancel});
  });
}

// The policy's ranges of a wifi sensor are 25, 50 and 100 m, all round. In cells of 1 m the window of 50 m is about
// 105 x (105 + 128) cells of 23 bytes (five heights and three bytes), 0.56 MB; that of 100 m is 1.57 MB. Of 1.6 MB
// the blocks leave some 1.4 MB, half of which is for one large window.
TEST(Stopping, a_check_that_does_not_fit_leaves_the_zone_not_checked_and_says_so) {
  std::vector<Sensor> sensors;
  for (const char* id : {"a", "b", "c"}) {
    Sensor& sensor = sensors.emplace_back();
    sensor.id = id;
    sensor.kind = registers::SensorKind::wifi;
    sensor.position = crs::MapPosition{testing::kEast_m, testing::kNorth_m, 0.0};
  }
  const plan::Project project = project_of({}, sensors);
  const AnalysisParams params{.options = {.cell_m = 1.0, .threads = 1}};
  const auto checked = analyse(project, *around(project), params);
  ASSERT_EQ(levels_of(*checked), (std::set<std::string>{"exceeded"}));
  EXPECT_TRUE(checked->unchecked.empty());
  const auto analysis = analyse(project, *around(project, 1.6e6), params);
  ASSERT_TRUE(analysis) << base::describe(analysis.diagnostics().front());
  EXPECT_EQ(levels_of(*analysis), (std::set<std::string>{"not_checked"}));
  EXPECT_EQ(analysis->stacking.zones.front().reason.key, "stacking.reason.exceeded_not_checked_example");
  ASSERT_FALSE(analysis->unchecked.empty());
  EXPECT_EQ(analysis->unchecked.front().code, "COV-124");
  EXPECT_EQ(analysis->unchecked.front().severity, base::Severity::warning);
  EXPECT_EQ(std::count_if(analysis.diagnostics().begin(), analysis.diagnostics().end(),
                          [](const auto& d) { return d.code == "COV-124"; }),
            1);
}

TEST(Stopping, levels_are_said_in_the_four_words_of_the_interface) {
  EXPECT_EQ(level_name({.level = Level::attention}), "attention");
  EXPECT_EQ(level_name({.level = Level::exceeded, .agreement = Agreement::agrees}), "exceeded");
  EXPECT_EQ(level_name({.level = Level::exceeded, .agreement = Agreement::not_checked}), "not_checked");
  EXPECT_EQ(level_name({.level = Level::attention, .agreement = Agreement::range_differs}), "cannot_tell");
  EXPECT_EQ(level_name({.level = Level::attention, .agreement = Agreement::cell_size_differs}), "cannot_tell");
}

}  // namespace
}  // namespace schouw::stacking
