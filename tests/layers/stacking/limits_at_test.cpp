// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/limits_at.h"

#include <gtest/gtest.h>

#include <set>

#include "layers/stacking/find_zones.h"
#include "tests/oracle/random_footprints.h"

namespace schouw::stacking {
namespace {

using testing::RandomTown;

// Who sees a cell of made footprints, with the density that it sees at.
std::vector<coverage::Sighting> sightings_of(const coverage::CoverageResult& coverage, int column, int row) {
  std::vector<coverage::Sighting> sightings;
  for (const coverage::Footprint& f : coverage.footprints) {
    if (!f.seen.contains(column, row)) continue;
    coverage::Sighting sighting{.sensor = f.sensor, .density_px_per_m = 1.0};
    if (f.reached[0].contains(column, row)) sighting.density_px_per_m = testing::kLowLimit_px_per_m;
    if (f.reached[1].contains(column, row)) sighting.density_px_per_m = testing::kHighLimit_px_per_m;
    sightings.push_back(sighting);
  }
  return sightings;
}

// The cells of all zones of a rule; of those with a limit only, where `exceeded`.
std::set<std::pair<int, int>> zone_cells(const Stacking& stacking, const std::string& rule) {
  std::set<std::pair<int, int>> cells;
  for (const Zone& zone : stacking.zones) {
    if (zone.rule != rule) continue;
    for (const raster::CellRun& run : zone.cells) {
      for (int column = run.first; column <= run.last; ++column) cells.insert({run.row, column});
    }
  }
  return cells;
}

TEST(LimitsAt, a_place_is_in_a_zone_where_its_count_reaches_what_holds_there) {
  for (const unsigned seed : {1U, 2U}) {
    const RandomTown town{.sensors = 14, .columns = 70, .rows = 60, .range_m = 22.0, .seed = seed};
    plan::Plan plan = testing::random_plan(town);
    plan.policy.minimum_zone_m2 = 0.0;
    const auto coverage = std::make_shared<const coverage::CoverageResult>(testing::random_coverage(town));
    const Stacking stacking = stack(plan, coverage, plan.policy);
    const MapCells map = map_cells_of(coverage->frame);
    for (std::size_t r = 0; r < plan.policy.thresholds.rules.size(); ++r) {
      const policy::ThresholdRule& rule = plan.policy.thresholds.rules[r];
      const auto in_zones = zone_cells(stacking, rule.id);
      for (int row = 0; row < coverage->frame.rows; row += 3) {
        for (int column = 0; column < coverage->frame.columns; column += 3) {
          const crs::MapPosition place{coverage->frame.east_of(column), coverage->frame.north_of(row), 0.0};
          const PlaceLimits limits = limits_at(place, plan.areas, plan.policy.thresholds, town.cell_m);
          const int attention_at = limits.rules[r].levels.attention_at;
          const int count = count_at(rule, plan, sightings_of(*coverage, column, row));
          ASSERT_EQ(attention_at > 0 && count >= attention_at,
                    in_zones.count({map.first_row + row, map.first_column + column}) != 0)
              << "rule " << rule.id << " at " << column << ' ' << row << ", seed " << seed;
        }
      }
    }
  }
}

areas::Area square(const std::string& type, double west, double south, double east, double north) {
  return {.id = type,
          .type = type,
          .polygons = {{{{{west, south, 0}, {east, south, 0}, {east, north, 0}, {west, north, 0}}}}}};
}

TEST(LimitsAt, where_areas_overlap_the_strictest_of_each_level_holds) {
  policy::ThresholdTable table;
  table.rules = {{.id = "persons"},
                 {.id = "faces", .counted = policy::Counted::sensors_at_density, .px_per_m = 125.0}};
  table.levels = {{"default", {{"persons", {3, 5}}}},
                  {"playground", {{"persons", {1, 4}}, {"faces", {1, 1}}}},
                  {"school", {{"persons", {2, 3}}}}};
  const areas::AreaList areas = {square("playground", 0, 0, 20, 20), square("school", 10, 0, 30, 20)};
  const PlaceLimits both = limits_at({15.2, 5.2, 0.0}, areas, table, 0.5);
  EXPECT_EQ(both.area_types, (std::vector<std::string>{"playground", "school"}));
  ASSERT_EQ(both.rules.size(), 2U);
  EXPECT_EQ(both.rules[0].rule, "persons");
  EXPECT_EQ(both.rules[0].levels.attention_at, 1);
  EXPECT_EQ(both.rules[0].levels.exceeded_at, 3);
  EXPECT_EQ(both.rules[1].levels.exceeded_at, 1);
  const PlaceLimits outside = limits_at({-0.1, 5.2, 0.0}, areas, table, 0.5);
  EXPECT_EQ(outside.area_types, (std::vector<std::string>{"default"}));
  EXPECT_EQ(outside.rules[0].levels.exceeded_at, 5);
  EXPECT_EQ(outside.rules[1].levels.exceeded_at, 0) << "not limited";
}

TEST(LimitsAt, no_sensor_at_all_is_never_over_a_limit) {
  plan::Plan plan;
  plan.policy.thresholds.rules = {{.id = "a"}};
  EXPECT_FALSE(exceeds_at({0, 0, 0}, plan, plan.policy.thresholds, {}, 0.5)) << "no level is no limit";
  plan.policy.thresholds.levels["default"]["a"] = {1, 1};
  EXPECT_FALSE(exceeds_at({0, 0, 0}, plan, plan.policy.thresholds, {}, 0.5));
}

TEST(RuleName, follows_what_a_rule_counts_and_not_what_the_policy_calls_it) {
  policy::ThresholdTable table;
  table.rules = {{.id = "wie", .counted = policy::Counted::controllers}, {.id = "a"}};
  EXPECT_EQ(rule_name_key(table, "wie"), "stacking.rule.c");
  EXPECT_EQ(rule_name_key(table, "a"), "stacking.rule.a");
}

}  // namespace
}  // namespace schouw::stacking
