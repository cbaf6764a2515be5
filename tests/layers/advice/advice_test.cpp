// SPDX-License-Identifier: EUPL-1.2
#include "layers/advice/advice.h"

#include <gtest/gtest.h>

#include <bit>
#include <functional>
#include <random>
#include <set>

#include "tests/oracle/box_plan.h"

namespace schouw::advice {
namespace {

using registers::Sensor;
using schouw::testing::project_of;
using schouw::testing::stated;

// Every subset is tried: what no solver can be wrong about.
std::size_t smallest_by_trying_all(const CoverGroup& group, std::int64_t needed) {
  std::size_t best = group.sensors.size() + 1;
  for (std::uint32_t kept = 0; kept < (1U << group.sensors.size()); ++kept) {
    std::int64_t cells = 0;
    for (const CellClass& c : group.classes) {
      const bool seen =
          std::any_of(c.members.begin(), c.members.end(), [kept](std::uint32_t m) { return (kept >> m & 1U) != 0; });
      cells += seen ? c.cells : 0;
    }
    if (cells >= needed) best = std::min(best, static_cast<std::size_t>(std::popcount(kept)));
  }
  return best;
}

CoverGroup random_group(std::mt19937& random, std::uint32_t sensors, int classes) {
  CoverGroup group{.goal = "tellen", .kind = registers::SensorKind::camera, .cell_m2 = 0.25};
  for (std::uint32_t i = 0; i < sensors; ++i) group.sensors.push_back(i);
  std::set<std::vector<std::uint32_t>> known;
  for (int i = 0; i < classes; ++i) {
    std::set<std::uint32_t> members;
    const auto count = std::uniform_int_distribution<int>(1, 4)(random);
    for (int m = 0; m < count; ++m)
      members.insert(std::uniform_int_distribution<std::uint32_t>(0, sensors - 1)(random));
    std::vector<std::uint32_t> list(members.begin(), members.end());
    if (!known.insert(list).second) continue;
    group.classes.push_back({list, std::uniform_int_distribution<std::int64_t>(1, 90)(random)});
  }
  return group;
}

std::int64_t kept_cells(const CoverGroup& group, const std::vector<std::uint32_t>& kept) {
  std::int64_t cells = 0;
  for (const CellClass& c : group.classes) {
    const bool seen = std::any_of(c.members.begin(), c.members.end(), [&](std::uint32_t m) {
      return std::find(kept.begin(), kept.end(), m) != kept.end();
    });
    cells += seen ? c.cells : 0;
  }
  return cells;
}

TEST(FewestSensors, are_as_few_as_trying_every_subset_finds) {
  std::mt19937 random(42);
  for (int round = 0; round < 40; ++round) {
    const CoverGroup group = random_group(random, 4 + static_cast<std::uint32_t>(round % 9), 6 + round);
    std::int64_t all = 0;
    for (const CellClass& c : group.classes) all += c.cells;
    for (const double keep : {1.0, 0.9, 0.5}) {
      const auto needed = static_cast<std::int64_t>(std::ceil(keep * static_cast<double>(all) - 1e-6));
      const FewestSensors few = fewest_sensors(group, {.keep_ratio = keep});
      const std::size_t smallest = smallest_by_trying_all(group, needed);
      ASSERT_EQ(few.kept.size(), smallest) << "seed 42, round " << round << ", keep " << keep;
      ASSERT_TRUE(few.exact);
      ASSERT_GE(kept_cells(group, few.kept), needed);
      const FewestSensors greedy = greedy_sensors(group, {.keep_ratio = keep});
      ASSERT_GE(kept_cells(group, greedy.kept), needed);
      ASSERT_LE(greedy.at_least, smallest) << "a bound that is no bound";
      ASSERT_GE(greedy.kept.size(), smallest);
    }
  }
}

TEST(FewestSensors, of_a_large_group_state_how_far_off_they_may_be) {
  std::mt19937 random(7);
  const CoverGroup group = random_group(random, 200, 900);
  const FewestSensors few = fewest_sensors(group, {});
  EXPECT_EQ(few.kept.size(), few.greedy);
  EXPECT_LE(few.at_least, few.kept.size());
  EXPECT_GT(few.at_least, 0U);
}

Sensor camera(const std::string& id, double east_m, double north_m, double azimuth_deg, const std::string& goal) {
  Sensor sensor = testing::camera_at(id, east_m, north_m, azimuth_deg);
  sensor.deployment.purposes = {{.purpose = goal, .theme = "", .goal = ""}};
  return sensor;
}

struct Town {
  plan::Project project;
  std::shared_ptr<const coverage::OcclusionModel> occlusion;
  stacking::Analysis analysis;
};
Town town_of(const std::vector<Sensor>& sensors) {
  Town town{.project = project_of({}, sensors), .occlusion = nullptr, .analysis = {}};
  town.occlusion = *coverage::make_occlusion_model(town.project, {.cell_m = 0.5});
  town.analysis = *stacking::analyse(town.project, *town.occlusion, {.cell_m = 0.5}, {0.0});
  return town;
}

TEST(CoverGroups, hold_sensors_of_one_kind_for_one_goal) {
  const Town town = town_of({camera("a", 0, 0, 0, "tellen"), camera("b", 0, 0, 0, "tellen"),
                             camera("c", 0, 0, 0, "orde"), camera("d", 90, 90, 0, "")});
  const auto groups = cover_groups(*town.project.plan, *town.analysis.stacking.coverage);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0].goal, "");
  EXPECT_EQ(groups[1].goal, "orde");
  EXPECT_EQ(groups[2].goal, "tellen");
  EXPECT_EQ(groups[2].sensors, (std::vector<std::uint32_t>{0, 1}));
  ASSERT_EQ(groups[2].classes.size(), 1U) << "two cameras at one spot see the same";
  EXPECT_NEAR(groups[2].cover_m2(), town.analysis.stacking.coverage->footprints[0].visible_area_m2, 1e-6);
}

TEST(Advise, calls_one_of_two_that_see_the_same_not_needed_and_never_one_that_stands_alone) {
  const Town town =
      town_of({camera("a", 0, 0, 0, "tellen"), camera("b", 0, 0, 0, "tellen"), camera("c", 0, 0, 0, "orde")});
  const auto advice = advise(town.project, *town.occlusion, town.analysis, {});
  ASSERT_TRUE(advice);
  ASSERT_EQ(advice->not_needed.size(), 1U);
  EXPECT_LT(advice->not_needed.front(), 2U);
  EXPECT_EQ(advice->adds_little.size(), 2U) << "either adds nothing to the other";
}

TEST(Advise, brings_a_place_below_its_norm_with_the_change_that_costs_least) {
  // Three on one spot where three is above the norm: any one mask, turn or removal is enough. The fourth, far off,
  // has nothing to do with it. Two of the three serve one goal: without one of them nothing of that goal is lost.
  const Town town = town_of({camera("a", 0, 0, 0, "tellen"), camera("b", 0, 0, 0, "tellen"),
                             camera("c", 0, 0, 0, "orde"), camera("d", 300, 0, 0, "orde")});
  const auto advice = advise(town.project, *town.occlusion, town.analysis, {});
  ASSERT_TRUE(advice);
  ASSERT_EQ(advice->places.size(), 1U);
  const PlaceRelief& place = advice->places.front();
  EXPECT_TRUE(place.enough);
  ASSERT_FALSE(place.single.empty());
  EXPECT_EQ(place.single.front().cover_lost_m2, 0.0);
  EXPECT_LT(place.single.front().sensor, 2U);
  for (const Relief& relief : place.single) {
    EXPECT_NE(relief.sensor, 3U);
    EXPECT_EQ(relief.area_exceeded_after_m2, 0.0);
    if (relief.sensor != 2 || relief.change != Change::removal) continue;
    // The only one for its goal here: all that it sees is lost.
    EXPECT_NEAR(relief.cover_lost_m2, town.analysis.stacking.coverage->footprints[2].visible_area_m2, 1e-6);
  }
}

TEST(Advise, takes_several_steps_where_one_is_not_enough) {
  std::vector<Sensor> sensors;
  for (int i = 0; i < 5; ++i)
    sensors.push_back(camera("c" + std::to_string(i), 0, 0, 0, "doel " + std::to_string(i)));
  const Town town = town_of(sensors);
  const auto advice = advise(town.project, *town.occlusion, town.analysis, {});
  ASSERT_EQ(advice->places.size(), 1U);
  const PlaceRelief& place = advice->places.front();
  EXPECT_TRUE(place.single.empty());
  EXPECT_TRUE(place.enough);
  EXPECT_EQ(place.together.size(), 3U) << "five stand there, three is above the norm: two may stay";
}

TEST(Advise, leaves_the_plan_and_the_analysis_as_they_were) {
  const Town town = town_of({camera("a", 0, 0, 0, "x"), camera("b", 0, 0, 0, "x"), camera("c", 0, 0, 0, "y")});
  const std::uint64_t before = town.project.plan->sensors.content_hash();
  ASSERT_TRUE(advise(town.project, *town.occlusion, town.analysis, {}));
  EXPECT_EQ(town.project.plan->sensors.content_hash(), before);
}

}  // namespace
}  // namespace schouw::advice
