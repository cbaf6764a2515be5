// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "geo/raster/cell_sets.h"
#include "layers/stacking/places.h"
#include "tests/oracle/random_footprints.h"

// A sensor more is never a way out (council.md 6): whatever it sees, counts and answers for.
namespace schouw::stacking {
namespace {

using testing::RandomTown;

raster::CellRuns cells_of(const std::vector<Zone>& zones, const std::string& rule, bool exceeded) {
  std::vector<const raster::CellRuns*> sets;
  for (const Zone& zone : zones) {
    if (zone.rule == rule) sets.push_back(exceeded ? &zone.exceeded_cells : &zone.cells);
  }
  return raster::united(sets);
}

TEST(AddingASensor, makes_no_spot_milder_and_no_area_above_the_norm_smaller) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    const RandomTown town{.sensors = 24, .columns = 120, .rows = 120, .seed = seed};
    const plan::Plan plan = testing::random_plan(town);
    const auto all = testing::random_coverage(town);
    auto fewer = std::make_shared<coverage::CoverageResult>(all);
    fewer->footprints.erase(fewer->footprints.begin() + seed);
    Stacking more = stack(plan, std::make_shared<const coverage::CoverageResult>(all), plan.policy);
    Stacking less = stack(plan, fewer, plan.policy);
    std::int64_t compared = 0;
    for (const policy::ThresholdRule& rule : plan.policy.thresholds.rules) {
      for (const bool exceeded : {false, true}) {
        const raster::CellRuns before = cells_of(less.zones, rule.id, exceeded);
        const raster::CellRuns after = cells_of(more.zones, rule.id, exceeded);
        EXPECT_TRUE(raster::without(before, after).empty()) << "seed " << seed << ", rule " << rule.id;
        compared += raster::cell_count(before);
      }
    }
    EXPECT_GT(compared, 0) << "seed " << seed << " compares nothing";
    find_places(less, plan, plan.policy);
    find_places(more, plan, plan.policy);
    double before_m2 = 0.0;
    double after_m2 = 0.0;
    for (const Place& place : less.places) before_m2 += place.area_exceeded_m2;
    for (const Place& place : more.places) after_m2 += place.area_exceeded_m2;
    EXPECT_GE(after_m2, before_m2) << "seed " << seed;
  }
}

}  // namespace
}  // namespace schouw::stacking
