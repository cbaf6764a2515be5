// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cmath>
#include <iostream>

#include "layers/coverage/audit.h"
#include "layers/coverage/observer/view.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/oracle/box_plan.h"

namespace schouw {
namespace {

constexpr double kSide_m = 300.0;

double share_of(std::uint64_t number) { return static_cast<double>(number >> 11) / 9007199254740992.0; }

// Streets of boxes; every fourth house stands over an arcade, decks cross the town, canopies stand in the streets.
std::vector<testing::Box> hanging_boxes(std::uint64_t seed) {
  std::vector<testing::Box> boxes = testing::random_boxes(seed, kSide_m);
  for (std::size_t i = 0; i < boxes.size(); i += 4) {
    testing::Box& house = boxes[i];
    testing::Box upper = house;
    house.turn_deg = upper.turn_deg = 0.0;
    house.top_m = upper.top_m = std::max(house.top_m, 7.0);
    house.south_m += 4.0;
    upper.north_m = house.south_m;
    upper.foot_m = 4.0;
    boxes.push_back(testing::over_arcade(upper));
  }
  std::mt19937_64 random(seed);
  for (int i = 0; i < 4; ++i) {
    const double south = 20.0 + 70.0 * i + 10.0 * share_of(random());
    boxes.push_back(testing::deck({-10, south, kSide_m + 10.0, south + 8.0, 16.0, 17.0, 4.0}));
    boxes.push_back(testing::deck({40.0, south + 30.0, 90.0, south + 36.0, 5.0, 6.0, 30.0 * share_of(random())}));
  }
  for (int i = 0; i < 20; ++i) {
    const double e = 20.0 + 260.0 * share_of(random());
    const double n = 20.0 + 260.0 * share_of(random());
    boxes.push_back(testing::canopy({e, n, e + 6.0, n + 4.0, 0.0, 3.0, 45.0 * share_of(random())}));
  }
  return boxes;
}

std::vector<registers::Sensor> cameras(std::uint64_t seed, int count) {
  std::mt19937_64 random(seed + 1);
  std::vector<registers::Sensor> sensors;
  for (int i = 0; i < count; ++i) {
    const double east = 30.0 + 240.0 * share_of(random());
    const double north = 30.0 + 240.0 * share_of(random());
    auto sensor = testing::camera_at(std::to_string(i), east, north, 360.0 * share_of(random()));
    sensor.range_max_m = testing::stated(60.0);
    sensor.tilt_deg = testing::stated(10.0);
    sensors.push_back(std::move(sensor));
  }
  return sensors;
}

plan::Project hanging_project(std::uint64_t seed) {
  auto project = testing::project_of(hanging_boxes(seed), cameras(seed, 60));
  project.terrain = std::make_shared<const model::Terrain>(testing::flat_terrain(kSide_m));
  return project;
}

void print(const char* what, const coverage::Audit& audit) {
  std::cout << what << ": " << audit.rays << " rays, seed " << audit.seed << ", " << 100.0 * audit.disagreement_ratio
            << " %";
  for (const coverage::AuditStratum& s : audit.strata) {
    std::cout << "; " << s.id << " " << s.rays << ", +" << s.extra << " -" << s.missing << ", " << 100.0 * s.ratio
              << " % (" << 100.0 * s.low << " to " << 100.0 * s.high << ")";
  }
  std::cout << "\n";
}

struct Computed {
  std::shared_ptr<const coverage::OcclusionModel> occlusion;
  coverage::CoverageResult coverage;
};

Computed computed(const plan::Project& project, double cell_m) {
  auto occlusion = coverage::make_occlusion_model(project, {.cell_m = cell_m});
  EXPECT_TRUE(occlusion);
  auto result = coverage::compute_coverage(project, **occlusion, {.cell_m = cell_m});
  EXPECT_TRUE(result);
  return {*occlusion, *std::move(result)};
}

TEST(TruthOracle, coverage_in_a_town_of_bridges_arcades_and_canopies_is_close_to_rays_in_every_stratum) {
  for (const std::uint64_t seed : {51U, 52U, 53U}) {
    const Computed town = computed(hanging_project(seed), 0.25);
    const coverage::Audit audit = coverage::audit(*town.occlusion, town.coverage, {.rays = 40'000, .seed = seed});
    print("town", audit);
    EXPECT_GT(audit.strata[0].rays, 20'000);
    EXPECT_LE(audit.strata[0].ratio, 0.005);  // open street: the bar of performance.md
    EXPECT_GT(audit.strata[2].rays, 1'000);
    EXPECT_LE(audit.strata[2].ratio, 0.02);  // under a slab
  }
}

// What the audit draws, asked of every cell and not at random: its interval must hold the share of the whole.
TEST(TruthOracle, the_audit_tells_the_share_that_all_cells_give) {
  const plan::Project project = hanging_project(61);
  const Computed town = computed(project, 1.0);
  const coverage::Audit audit = coverage::audit(*town.occlusion, town.coverage, {.rays = 60'000, .seed = 3});
  print("1 m cells", audit);
  const raster::GridFrame& frame = town.coverage.frame;
  double expected = 0.0;
  for (const coverage::Footprint& f : town.coverage.footprints) {
    std::int64_t cells = 0;
    std::int64_t wrong = 0;
    for (int row = 0; row < frame.rows; ++row) {
      for (int column = 0; column < frame.columns; ++column) {
        const double east = frame.east_of(column);
        const double north = frame.north_of(row);
        if (!coverage::in_view(f.view, {east, north, 0.0})) continue;
        if (town.occlusion->column_at(east, north).solid_m) continue;
        ++cells;
        const bool truth = town.occlusion->triangles().line_is_clear(f.view.lens, {east, north, 0.02});
        wrong += truth != f.sees(column, row) ? 1 : 0;
      }
    }
    if (cells > 0) expected += static_cast<double>(wrong) / static_cast<double>(cells);
  }
  expected /= static_cast<double>(town.coverage.footprints.size());
  std::cout << "all cells: " << 100.0 * expected << " %\n";
  EXPECT_GT(expected, 0.0);
  // Three standard errors of 60,000 draws; cells on the rim are drawn a little less than others.
  EXPECT_NEAR(audit.disagreement_ratio, expected, 3.0 * std::sqrt(expected / 60'000.0) + 0.03 * expected);
}

TEST(TruthOracle, the_audit_is_the_same_twice_and_another_one_for_another_seed) {
  const Computed town = computed(hanging_project(62), 1.0);
  const auto figures = [&](std::uint64_t seed) {
    std::vector<std::int64_t> all;
    for (const auto& s : coverage::audit(*town.occlusion, town.coverage, {.rays = 5'000, .seed = seed}).strata) {
      all.insert(all.end(), {s.rays, s.missing, s.extra});
    }
    return all;
  };
  EXPECT_EQ(figures(1), figures(1));
  EXPECT_NE(figures(1), figures(2));
}

TEST(TruthOracle, the_audit_catches_coverage_that_is_wrong) {
  Computed town = computed(hanging_project(63), 1.0);
  for (coverage::Footprint& f : town.coverage.footprints) {
    for (auto& word : f.seen.bits) word = 0;
  }
  const coverage::Audit audit = coverage::audit(*town.occlusion, town.coverage, {.rays = 5'000});
  EXPECT_GT(audit.disagreement_ratio, 0.3);  // all that the cameras see is missing
  std::int64_t extra = 0;
  for (const auto& s : audit.strata) {
    extra += s.extra;
    EXPECT_LE(s.low, s.ratio);
    EXPECT_GE(s.high, s.ratio);
  }
  EXPECT_EQ(extra, 0);
}

TEST(TruthOracle, sight_is_mutual_and_taking_something_away_never_hides) {
  auto boxes = hanging_boxes(71);
  plan::Project before = testing::project_of(boxes, {});
  boxes.erase(boxes.begin() + 20, boxes.begin() + 30);
  boxes.erase(boxes.end() - 24);  // a deck
  const plan::Project after = testing::project_of(boxes, {});
  const coverage::OcclusionModel with(before, 1.0);
  const coverage::OcclusionModel without(after, 1.0);
  std::mt19937_64 random(71);
  const auto place = [&] {
    return crs::MapPosition{testing::kEast_m + kSide_m * share_of(random()),
                            testing::kNorth_m + kSide_m * share_of(random()), 0.5 + 20.0 * share_of(random())};
  };
  int clear = 0;
  int opened = 0;
  for (int i = 0; i < 20'000; ++i) {
    const crs::MapPosition a = place();
    crs::MapPosition b = place();
    b.east_m = a.east_m + (b.east_m - a.east_m) * 0.2;  // near enough to be seen now and then
    b.north_m = a.north_m + (b.north_m - a.north_m) * 0.2;
    const bool sees = with.triangles().line_is_clear(a, b);
    ASSERT_EQ(sees, with.triangles().line_is_clear(b, a)) << i;
    const bool sees_after = without.triangles().line_is_clear(a, b);
    ASSERT_TRUE(sees_after || !sees) << i;
    clear += sees ? 1 : 0;
    opened += sees_after && !sees ? 1 : 0;
  }
  EXPECT_GT(clear, 2'000);
  EXPECT_GT(opened, 10);
}

}  // namespace
}  // namespace schouw
