// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "layers/stacking/live_stacking.h"
#include "tests/layers/stacking/same_zones.h"
#include "tests/oracle/random_footprints.h"

namespace schouw::stacking {
namespace {

using testing::below;
using testing::RandomTown;

const RandomTown kTown{
    .sensors = 45, .columns = 420, .rows = 380, .cell_m = 0.5, .range_m = 16.0, .speckle_ratio = 0.05, .seed = 21};

struct Edited {
  std::shared_ptr<const plan::Plan> plan;
  LiveStacking live;
};

Edited edited(int more_sensors = 0) {
  auto plan = std::make_shared<const plan::Plan>(testing::random_plan(kTown, more_sensors));
  auto coverage = std::make_shared<const coverage::CoverageResult>(testing::random_coverage(kTown));
  const Stacking stacking = stack(*plan, coverage, plan->policy);
  return {plan, LiveStacking(plan, stacking, plan->policy)};
}

coverage::Footprint footprint_for(const LiveStacking& live, std::uint32_t sensor, std::mt19937& random) {
  return renumbered(testing::random_footprint(sensor, kTown, random), {.cell_m = kTown.cell_m},
                    live.coverage().frame);
}

void expect_from_scratch(const LiveStacking& live) {
  const Stacking scratch = live.stacking();
  EXPECT_EQ(live.counts().values(), scratch.counts.values());
  EXPECT_EQ(live.personal_counts().values(), scratch.personal_counts.values());
  expect_identical(live.zones(), scratch.zones);
}

TEST(LiveStacking, equals_stacking_from_scratch_after_any_edits) {
  Edited e = edited(5);
  std::mt19937 random(22);
  for (int step = 0; step < 25; ++step) {
    SCOPED_TRACE("edit " + std::to_string(step));
    const std::uint32_t sensor = below(random, 50);
    if (below(random, 4) == 0) {
      e.live.replace(sensor, std::nullopt);
    } else {
      e.live.replace(sensor, footprint_for(e.live, sensor, random));
    }
    expect_from_scratch(e.live);
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(LiveStacking, removing_a_sensor_that_was_added_gives_back_what_was) {
  Edited e = edited(1);
  const std::vector<Zone> zones = e.live.zones();
  const std::vector<std::uint16_t> counts = e.live.counts().values();
  std::mt19937 random(23);
  const auto change = e.live.replace(45, footprint_for(e.live, 45, random));
  EXPECT_FALSE(change.empty());
  EXPECT_NE(e.live.counts().values(), counts);
  e.live.replace(45, std::nullopt);
  EXPECT_EQ(e.live.counts().values(), counts);
  expect_identical(e.live.zones(), zones);
}

TEST(LiveStacking, tells_where_counts_changed) {
  Edited e = edited();
  const raster::Grid<std::uint16_t> before = e.live.counts();
  std::mt19937 random(24);
  const auto change = e.live.replace(7, footprint_for(e.live, 7, random));
  const raster::Grid<std::uint16_t>& after = e.live.counts();
  for (int row = 0; row < after.frame().rows; ++row) {
    for (int column = 0; column < after.frame().columns; ++column) {
      const bool inside = column >= change.first_column && row >= change.first_row &&
                          column < change.first_column + change.columns && row < change.first_row + change.rows;
      if (inside) continue;
      ASSERT_EQ(after.at(column, row), before.at(column, row));
    }
  }
  EXPECT_LT(change.columns * change.rows, after.frame().columns * after.frame().rows / 2);
}

TEST(LiveStacking, a_footprint_that_stays_the_same_changes_nothing) {
  Edited e = edited();
  const auto change = e.live.replace(3, e.live.coverage().footprints[3]);
  EXPECT_TRUE(change.empty());
  EXPECT_TRUE(change.zones.empty());
}

TEST(LiveStacking, another_purpose_counts_though_the_footprint_stays) {
  Edited e = edited();
  auto plan = std::make_shared<plan::Plan>(*e.plan);
  plan->sensors.change(3).deployment.purposes = {{"purpose of its own", "", ""}};
  e.live.replace(3, e.live.coverage().footprints[3], plan);
  expect_from_scratch(e.live);
}

}  // namespace
}  // namespace schouw::stacking
