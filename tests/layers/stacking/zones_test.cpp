// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>

#include "geo/base/ring.h"
#include "geo/raster/contour.h"
#include "layers/stacking/stacking.h"
#include "tests/layers/stacking/same_zones.h"
#include "tests/oracle/random_footprints.h"
#include "tests/oracle/slow_zones.h"

namespace schouw::stacking {
namespace {

using testing::RandomTown;
using testing::SlowCell;
using testing::SlowZone;

std::shared_ptr<const coverage::CoverageResult> covered(const RandomTown& town, int margin_words = 0,
                                                        int margin_rows = 0) {
  return std::make_shared<const coverage::CoverageResult>(testing::random_coverage(town, margin_words, margin_rows));
}

// Rings tell their own area, and filling them by the even-odd rule gives the drawn cells back.
void expect_outline(const Zone& zone, const SlowZone& slow, const raster::GridFrame& frame) {
  raster::Grid<std::uint16_t> inside(frame);
  for (const model::PolygonWithHoles& polygon : zone.polygons) {
    std::vector<raster::PlanRing> rings;
    for (const model::Ring& ring : polygon.rings) {
      rings.emplace_back();
      for (const model::Coordinate& c : ring) rings.back().push_back({c.x, c.y});
      EXPECT_EQ(base::signed_area(rings.back()) > 0.0, rings.size() == 1) << "the first ring is the outer one";
      raster::PlanRing sorted = rings.back();
      std::sort(sorted.begin(), sorted.end());
      EXPECT_EQ(std::adjacent_find(sorted.begin(), sorted.end()), sorted.end()) << "a ring meets itself";
    }
    raster::mark_inside(inside, rings, 1);
  }
  std::set<SlowCell> drawn;
  for (int row = 0; row < frame.rows; ++row) {
    for (int column = 0; column < frame.columns; ++column) {
      if (inside.at(column, row) != 0) drawn.insert({row, column});
    }
  }
  EXPECT_TRUE(drawn == slow.drawn) << drawn.size() << " cells drawn, expected " << slow.drawn.size();
}

void expect_same(const Zone& zone, const SlowZone& slow, const raster::GridFrame& frame) {
  const double cell_m2 = frame.cell_area_m2();
  EXPECT_DOUBLE_EQ(zone.area_m2, static_cast<double>(slow.cells.size()) * cell_m2);
  EXPECT_DOUBLE_EQ(zone.exceeded_area_m2, static_cast<double>(slow.exceeded) * cell_m2);
  EXPECT_EQ(zone.max_count, slow.max_count);
  EXPECT_EQ(zone.attention_at, slow.attention_at);
  EXPECT_EQ(zone.exceeded_at, slow.exceeded_at);
  EXPECT_NEAR(zone.centroid.east_m, frame.east_of(slow.middle.column), 1e-9);
  EXPECT_NEAR(zone.centroid.north_m, frame.north_of(slow.middle.row), 1e-9);
  EXPECT_EQ(std::set<std::string>(zone.area_types.begin(), zone.area_types.end()), slow.types);
  ASSERT_EQ(zone.sensors.size(), slow.cells_without.size());
  auto expected = slow.cells_without.begin();
  for (const ZoneSensor& s : zone.sensors) {
    EXPECT_EQ(s.sensor, expected->first);
    EXPECT_DOUBLE_EQ(s.area_without_m2, static_cast<double>(expected->second) * cell_m2) << "without " << s.sensor;
    ++expected;
  }
  expect_outline(zone, slow, frame);
}

// The first cell of a zone in the frame: what tells zones of one rule apart.
SlowCell first_cell(const Zone& zone, const raster::GridFrame& frame) {
  return {zone.cells.front().row - static_cast<int>(std::lround(frame.south_m / frame.cell_m)),
          zone.cells.front().first - static_cast<int>(std::lround(frame.west_m / frame.cell_m))};
}

void expect_slow_zones(const RandomTown& town, int more_types = 0) {
  plan::Plan plan = testing::random_plan(town);
  // Before the others in order of the alphabet.
  for (int k = 0; k < more_types; ++k) {
    plan.policy.thresholds.levels["a" + std::to_string(100 + k)]["a"] = {900, 901};
  }
  const auto coverage = covered(town);
  const Stacking stacking = stack(plan, coverage, plan.policy);
  const testing::SlowZones slow(plan, *coverage);
  std::size_t expected = 0;
  for (const policy::ThresholdRule& rule : plan.policy.thresholds.rules) {
    for (const SlowZone& zone : slow.zones(rule)) {
      ++expected;
      const auto found = std::find_if(stacking.zones.begin(), stacking.zones.end(), [&](const Zone& z) {
        return z.rule == rule.id && first_cell(z, coverage->frame) == *zone.cells.begin();
      });
      ASSERT_NE(found, stacking.zones.end()) << "rule " << rule.id << ", seed " << town.seed;
      SCOPED_TRACE(found->id + " of rule " + rule.id + ", seed " + std::to_string(town.seed));
      expect_same(*found, zone, coverage->frame);
    }
  }
  EXPECT_EQ(stacking.zones.size(), expected);
  EXPECT_GT(expected, 0U);
}

TEST(Zones, are_those_that_asking_every_sensor_about_every_cell_gives) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    expect_slow_zones({.sensors = 14, .columns = 70, .rows = 60, .range_m = 22.0, .seed = seed});
  }
}

TEST(Zones, hold_every_type_of_area_to_its_level_however_many_the_policy_names) {
  expect_slow_zones({.sensors = 14, .columns = 70, .rows = 60, .range_m = 22.0, .seed = 1}, 40);
}

TEST(Zones, of_half_and_quarter_metres_bridge_the_same_gaps) {
  expect_slow_zones(
      {.sensors = 10, .columns = 60, .rows = 50, .cell_m = 0.5, .range_m = 10.0, .speckle_ratio = 0.4, .seed = 4});
  expect_slow_zones(
      {.sensors = 8, .columns = 50, .rows = 40, .cell_m = 0.25, .range_m = 5.0, .speckle_ratio = 0.6, .seed = 5});
}

TEST(Zones, are_the_same_on_any_number_of_threads) {
  const RandomTown town{.sensors = 60, .columns = 300, .rows = 300, .range_m = 30.0, .speckle_ratio = 0.2, .seed = 6};
  const plan::Plan plan = testing::random_plan(town);
  const auto coverage = covered(town);
  const Stacking one = stack({.plan = plan, .coverage = coverage, .policy = plan.policy, .threads = 1});
  for (const unsigned threads : {2U, 3U, 7U}) {
    const Stacking many = stack({.plan = plan, .coverage = coverage, .policy = plan.policy, .threads = threads});
    EXPECT_EQ(many.counts.values(), one.counts.values());
    EXPECT_EQ(many.personal_counts.values(), one.personal_counts.values());
    EXPECT_EQ(many.area_by_count_m2, one.area_by_count_m2);
    expect_identical(many.zones, one.zones);
  }
}

TEST(Zones, do_not_depend_on_where_the_frame_begins) {
  const RandomTown town{.sensors = 40, .columns = 200, .rows = 200, .cell_m = 0.3, .range_m = 8.0, .seed = 7};
  const plan::Plan plan = testing::random_plan(town);
  const Stacking here = stack(plan, covered(town), plan.policy);
  const Stacking there = stack(plan, covered(town, 3, 29), plan.policy);
  EXPECT_EQ(there.counts.frame().columns, here.counts.frame().columns + 6 * 64);
  EXPECT_EQ(there.area_by_count_m2, here.area_by_count_m2);
  expect_identical(there.zones, here.zones);
}

TEST(Counts, never_fall_when_a_sensor_is_added) {
  const RandomTown town{.sensors = 30, .columns = 150, .rows = 150, .seed = 8};
  const plan::Plan plan = testing::random_plan(town);
  auto fewer = std::make_shared<coverage::CoverageResult>(*covered(town));
  const Stacking more = stack(plan, covered(town), plan.policy);
  fewer->footprints.erase(fewer->footprints.begin() + 11);
  const Stacking less = stack(plan, fewer, plan.policy);
  ASSERT_EQ(more.counts.values().size(), less.counts.values().size());
  for (std::size_t i = 0; i < more.counts.values().size(); ++i) {
    ASSERT_GE(more.counts.values()[i], less.counts.values()[i]);
  }
  EXPECT_GE(area_at_least_m2(more, 2), area_at_least_m2(less, 2));
}

TEST(Counts, are_how_many_footprints_hold_the_cell) {
  const RandomTown town{.sensors = 70, .columns = 120, .rows = 90, .view_deg = 360.0, .seed = 9};
  const plan::Plan plan = testing::random_plan(town);
  const auto coverage = covered(town);
  const Stacking stacking = stack(plan, coverage, plan.policy);
  std::map<int, double> area;
  for (int row = 0; row < coverage->frame.rows; ++row) {
    for (int column = 0; column < coverage->frame.columns; ++column) {
      int all = 0;
      int personal = 0;
      for (const coverage::Footprint& f : coverage->footprints) {
        if (!f.sees(column, row)) continue;
        ++all;
        if (registers::counts_as_personal(plan.sensors[f.sensor])) ++personal;
      }
      ASSERT_EQ(stacking.counts.at(column, row), all);
      ASSERT_EQ(stacking.personal_counts.at(column, row), personal);
      if (all > 0) area[all] += 1.0;
    }
  }
  for (const auto& [count, m2] : stacking.area_by_count_m2) EXPECT_DOUBLE_EQ(m2, area[count]) << count;
}

TEST(CountFilter, counts_only_what_it_asks_for) {
  const RandomTown town{.sensors = 40, .columns = 100, .rows = 90, .seed = 10};
  const plan::Plan plan = testing::random_plan(town);
  const auto coverage = covered(town);
  const CountFilter filter{.kinds = {registers::SensorKind::camera, registers::SensorKind::wifi},
                           .controllers = {"controller 1", "controller 2"},
                           .min_density_px_per_m = testing::kLowLimit_px_per_m};
  const FilteredCounts filtered = count_filtered(*coverage, plan, filter);
  int seen = 0;
  for (int row = 0; row < coverage->frame.rows; ++row) {
    for (int column = 0; column < coverage->frame.columns; ++column) {
      const auto expected =
          std::count_if(coverage->footprints.begin(), coverage->footprints.end(), [&](const auto& f) {
            const registers::Sensor& s = plan.sensors[f.sensor];
            const bool kind = s.kind == registers::SensorKind::camera || s.kind == registers::SensorKind::wifi;
            const auto& by = s.deployment.controller;
            return kind && by && (*by == "controller 1" || *by == "controller 2") && f.density_at(column, row) >= 2;
          });
      ASSERT_EQ(filtered.counts.at(column, row), expected);
      seen += expected > 0 ? 1 : 0;
    }
  }
  EXPECT_GT(seen, 0);
  EXPECT_DOUBLE_EQ(filtered.covered_area_m2, seen);
}

TEST(CountFilter, zones_of_a_filter_are_those_of_a_plan_with_only_those_sensors) {
  const RandomTown town{.sensors = 40, .columns = 120, .rows = 120, .range_m = 25.0, .seed = 11};
  const plan::Plan plan = testing::random_plan(town);
  const auto coverage = covered(town);
  auto few = std::make_shared<coverage::CoverageResult>(*coverage);
  std::erase_if(few->footprints, [&](const auto& f) {
    const auto& purposes = plan.sensors[f.sensor].deployment.purposes;
    return std::none_of(purposes.begin(), purposes.end(), [](const auto& p) { return p.purpose == "purpose 1"; });
  });
  const Stacking by_filter =
      stack({.plan = plan, .coverage = coverage, .policy = plan.policy, .filter = {.purposes = {"purpose 1"}}});
  ASSERT_FALSE(by_filter.zones.empty());
  expect_identical(by_filter.zones, stack(plan, few, plan.policy).zones);
}

}  // namespace
}  // namespace schouw::stacking
