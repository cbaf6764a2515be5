// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/public_coverage.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/stacking/stacking.h"
#include "tests/oracle/box_plan.h"
#include "tests/oracle/random_footprints.h"

namespace schouw::stacking {
namespace {

using testing::RandomTown;

TEST(PublicCoverage, holds_the_squares_of_which_half_is_seen_and_no_other) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const RandomTown town{.sensors = 12, .columns = 200, .rows = 160, .cell_m = 0.5, .seed = seed};
    const coverage::CoverageResult fine = testing::random_coverage(town);
    const plan::Plan plan = testing::random_plan(town);
    const coverage::CoverageResult result = public_coverage(fine, plan.policy);
    EXPECT_EQ(result.frame.cell_m, 10.0);
    EXPECT_EQ(std::fmod(result.frame.west_m, 640.0), 0.0) << "words of any two sets lie over each other";
    std::int64_t squares = 0;
    for (std::size_t f = 0; f < fine.footprints.size(); ++f) {
      // Counted one by one: 400 cells of 0.25 m2 make a square, 200 are half.
      std::map<std::pair<int, int>, int> seen;
      for (int row = 0; row < fine.frame.rows; ++row) {
        for (int column = 0; column < fine.frame.columns; ++column) {
          if (!fine.footprints[f].sees(column, row)) continue;
          ++seen[{static_cast<int>(std::floor(fine.frame.north_of(row) / 10.0)),
                  static_cast<int>(std::floor(fine.frame.east_of(column) / 10.0))}];
        }
      }
      std::int64_t expected = 0;
      for (const auto& [square, cells] : seen) {
        const bool covered = result.footprints[f].sees(result.frame.column_of(square.second * 10.0 + 5.0),
                                                       result.frame.row_of(square.first * 10.0 + 5.0));
        ASSERT_EQ(covered, cells >= 200) << "seed " << seed;
        expected += cells >= 200 ? 1 : 0;
      }
      EXPECT_EQ(result.footprints[f].seen.count(), expected);
      EXPECT_EQ(result.footprints[f].visible_area_m2, static_cast<double>(expected) * 100.0);
      squares += expected;
    }
    EXPECT_GT(squares, 0) << "seed " << seed << " compares nothing";
  }
}

TEST(PublicCoverage, makes_an_analysis_tell_areas_in_hundreds_of_square_metres) {
  std::vector<registers::Sensor> sensors = {testing::camera_at("a", 0, 0, 0), testing::camera_at("b", 0, 0, 0),
                                            testing::camera_at("c", 0, 0, 0)};
  const plan::Project project = testing::project_of({}, sensors);
  const auto occlusion = *coverage::make_occlusion_model(project, {.cell_m = 0.5});
  const auto analysis = analyse(project, *occlusion, {.public_squares = true});
  ASSERT_TRUE(analysis);
  EXPECT_TRUE(analysis->public_squares);
  EXPECT_GT(analysis->stacking.covered_area_m2, 0.0);
  EXPECT_EQ(std::fmod(analysis->stacking.covered_area_m2, 100.0), 0.0);
  ASSERT_EQ(analysis->stacking.places.size(), 1U);
  EXPECT_EQ(analysis->stacking.zones.front().level, Level::exceeded);
  EXPECT_EQ(std::fmod(analysis->stacking.places.front().area_exceeded_m2, 100.0), 0.0);
  EXPECT_GT(analysis->audit.rays, 0) << "exact rays are compared with what was traced, not with squares";
  EXPECT_LT(analysis->audit.disagreement_ratio, 0.01);
}

TEST(SeenBySquare, answers_the_same_everywhere_in_a_square) {
  const plan::Project project = testing::project_of({}, {testing::camera_at("a", 0, 0, 90)});
  const auto occlusion = *coverage::make_occlusion_model(project, {.cell_m = 0.5});
  const auto analysis = *analyse(project, *occlusion, {.public_squares = true});
  const auto& result = *analysis.stacking.coverage;
  const double east_m = std::floor((testing::kEast_m + 15.0) / 10.0) * 10.0;
  const double north_m = std::floor(testing::kNorth_m / 10.0) * 10.0;
  const std::size_t here = seen_by_square(result, *project.plan, east_m + 0.1, north_m + 0.1).size();
  for (const double step_m : {2.5, 5.0, 9.9}) {
    EXPECT_EQ(seen_by_square(result, *project.plan, east_m + step_m, north_m + 10.0 - step_m).size(), here);
  }
  EXPECT_TRUE(seen_by_square(result, *project.plan, testing::kEast_m - 200.0, testing::kNorth_m).empty());
}

}  // namespace
}  // namespace schouw::stacking
