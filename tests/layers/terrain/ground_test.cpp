// SPDX-License-Identifier: EUPL-1.2
#include "layers/terrain/ground.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "layers/terrain/draw_terrain.h"
#include "tests/oracle/box_city.h"

namespace schouw::terrain {
namespace {

using testing::kEast_m;
using testing::kNorth_m;

TEST(Ground, is_a_plane_at_zero_where_nothing_is_known) {
  const GroundHeight h = GroundModel(nullptr, nullptr).at(1.0, 2.0);
  EXPECT_EQ(h.height_m, 0.0);
  EXPECT_TRUE(h.assumed);
}

TEST(Ground, is_bilinear_in_the_terrain_and_assumed_beside_it) {
  model::Terrain terrain;
  terrain.heights_m = raster::Grid<float>({.cell_m = 1.0, .columns = 2, .rows = 2});
  terrain.heights_m.values() = {0.0F, 1.0F, 2.0F, 3.0F};
  const GroundModel ground(&terrain, nullptr);
  EXPECT_DOUBLE_EQ(ground.at(1.0, 1.0).height_m, 1.5);  // the middle of the four
  EXPECT_DOUBLE_EQ(ground.at(0.5, 0.5).height_m, 0.0);
  EXPECT_FALSE(ground.at(1.0, 1.0).assumed);
  EXPECT_TRUE(ground.at(5.0, 5.0).assumed);
}

TEST(Ground, between_two_buildings_is_weighted_by_inverse_square_distance) {
  // By hand: feet at 0 and 3 m, 10 and 20 m away: (0/100 + 3/400) / (1/100 + 1/400) = 0.6.
  const model::CityModel city = testing::city_of({{-1, -1, 1, 1, 0, 5}, {29, -1, 31, 1, 3, 9}});
  const GroundHeight h = GroundModel(nullptr, &city).at(kEast_m + 10, kNorth_m);
  EXPECT_NEAR(h.height_m, 0.6, 1e-9);
  EXPECT_TRUE(h.assumed);
}

TEST(Ground, takes_the_twelve_nearest_buildings_wherever_one_asks) {
  const auto boxes = testing::random_boxes(3, 700.0);
  std::vector<testing::Box> hilly = boxes;
  for (std::size_t i = 0; i < hilly.size(); ++i) {
    hilly[i].foot_m = static_cast<double>(i % 7);
    hilly[i].top_m = hilly[i].foot_m + 5.0;
  }
  const model::CityModel city = testing::city_of(hilly);
  const GroundModel ground(nullptr, &city);
  for (const auto& [e, n] : {std::pair{350.0, 350.0}, {3.0, 690.0}, {-500.0, 200.0}, {1500.0, -900.0}}) {
    // The definition, written out slowly.
    std::vector<std::pair<double, double>> all;
    for (const auto& o : city.objects) {
      const double de = (o.bounds.min.east_m + o.bounds.max.east_m) / 2 - kEast_m - e;
      const double dn = (o.bounds.min.north_m + o.bounds.max.north_m) / 2 - kNorth_m - n;
      all.emplace_back(de * de + dn * dn, o.bounds.min.up_m);
    }
    std::sort(all.begin(), all.end());
    double sum = 0, weights = 0;
    for (std::size_t i = 0; i < 12; ++i) {
      sum += all[i].second / all[i].first;
      weights += 1 / all[i].first;
    }
    EXPECT_NEAR(ground.at(kEast_m + e, kNorth_m + n).height_m, sum / weights, 1e-6) << e << ' ' << n;
  }
}

TEST(Ground, any_frame_gives_the_same_heights) {
  const model::CityModel city = testing::city_of(testing::random_boxes(3, 200.0));
  const GroundModel ground(nullptr, &city);
  const Ground large =
      ground.in({.west_m = kEast_m, .south_m = kNorth_m, .cell_m = 0.5, .columns = 100, .rows = 100});
  const Ground small =
      ground.in({.west_m = kEast_m + 20, .south_m = kNorth_m + 30, .cell_m = 0.5, .columns = 10, .rows = 10});
  EXPECT_EQ(small.heights_m.at(3, 4), large.heights_m.at(43, 64));
}

TEST(DrawTerrain, covers_the_extent_and_stays_within_its_budget) {
  const GroundModel ground(nullptr, nullptr);
  crs::MapBounds extent;
  extent.include(crs::MapPosition{0, 0, 0});
  extent.include(crs::MapPosition{3000, 3000, 0});
  const auto mesh = draw_terrain(ground, {.extent = extent}, {});
  EXPECT_LE(mesh.positions.size(), 6 * (kMostVertices + 20'000));
  float east = 0;
  for (const auto& p : mesh.positions) east = std::max(east, p.east_m);
  EXPECT_GE(east, 3000.0F);
}

}  // namespace
}  // namespace schouw::terrain
