// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <numbers>
#include <random>

#include "geo/sight/height_field.h"
#include "geo/sight/triangle_sight.h"
#include "tests/oracle/box_city.h"

namespace schouw::sight {
namespace {

HeightWindow open_field(int side, double cell_m) {
  HeightWindow window{.columns = side, .rows = side, .cell_m = cell_m};
  window.solid_m.assign(static_cast<std::size_t>(side * side), kNothing);
  return window;
}

TEST(HeightField, a_wall_throws_a_shadow_of_similar_triangles) {
  // By hand: lens at 6 m, a wall of 3 m at 10 m. Its top is seen over from 20 m on, where the line meets the ground.
  HeightWindow window = open_field(60, 1.0);
  for (int row = 0; row < 60; ++row) window.solid_m[window.index(10, row)] = 3.0F;
  const LensInWindow lens{0.5, 30.5, 6.0};
  EXPECT_TRUE(line_is_clear(window, lens, 9, 30, 0.0));
  EXPECT_FALSE(line_is_clear(window, lens, 11, 30, 0.0));
  EXPECT_FALSE(line_is_clear(window, lens, 19, 30, 0.0));
  EXPECT_TRUE(line_is_clear(window, lens, 20, 30, 0.0));  // touches the top: not over it
  EXPECT_TRUE(line_is_clear(window, lens, 15, 30, 1.7));  // a face: 6 - 4.3 * 10/15 = 3.13 over the wall
}

TEST(HeightField, the_table_gives_what_the_exact_line_gives_behind_one_wall) {
  HeightWindow window = open_field(60, 1.0);
  for (int row = 20; row < 40; ++row) window.solid_m[window.index(12, row)] = 3.0F;
  const LensInWindow lens{2.3, 30.2, 6.0};
  HorizonTable table;
  table.build(window, lens, {.from_rad = -std::numbers::pi / 2, .width_rad = std::numbers::pi, .reach_cells = 70.0});
  for (int row = 0; row < 60; ++row) {
    for (int column = 3; column < 60; ++column) {
      EXPECT_EQ(table.sees(column, row, 0.0), line_is_clear(window, lens, column, row, 0.0)) << column << ' ' << row;
    }
  }
}

TEST(HeightField, sight_is_symmetric) {
  // Both ends at a cell's centre and the same heights: the same samples from either side.
  HeightWindow window = open_field(40, 1.0);
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) window.solid_m[random() % 1600] = static_cast<float>(random() % 8);
  for (int i = 0; i < 2000; ++i) {
    const int c1 = static_cast<int>(random() % 40), r1 = static_cast<int>(random() % 40);
    const int c2 = static_cast<int>(random() % 40), r2 = static_cast<int>(random() % 40);
    // Lines through a cell's very corner may round either way.
    if ((c1 == c2 && r1 == r2) || (c2 - c1) % 2 == 0 || (r2 - r1) % 2 == 0) continue;
    EXPECT_EQ(line_is_clear(window, {c1 + 0.5, r1 + 0.5, 2.9}, c2, r2, 4.3),
              line_is_clear(window, {c2 + 0.5, r2 + 0.5, 4.3}, c1, r1, 2.9));
  }
}

TEST(TriangleSight, a_box_blocks_and_open_ground_does_not) {
  const model::CityModel city = testing::city_of({{10, 0, 20, 20, 0, 8}});
  const TriangleSight sight(&city, nullptr, {});
  const auto at = [](double e, double n, double u) {
    return crs::MapPosition{testing::kEast_m + e, testing::kNorth_m + n, u};
  };
  EXPECT_FALSE(sight.line_is_clear(at(0, 10, 4), at(30, 10, 0)));
  EXPECT_TRUE(sight.line_is_clear(at(0, 10, 4), at(9.9, 10, 0)));
  EXPECT_TRUE(sight.line_is_clear(at(0, 10, 20), at(30, 10, 5)));  // passes 20 m east at 10 m, over the roof of 8 m
  EXPECT_FALSE(sight.line_is_clear(at(0, 10, 20), at(30, 10, 0)));
  EXPECT_TRUE(sight.line_is_clear(at(0, 30, 4), at(30, 30, 0)));
}

TEST(TriangleSight, the_first_thing_on_a_ray_is_the_nearest_wall_or_roof_and_names_its_object) {
  // By hand: two boxes of 8 m high, 10 to 20 m and 30 to 40 m east; a level ray at 4 m meets the west wall of the
  // first at 10 m, and one that falls 1 in 2 from 20 m above its middle meets the roof 12 m below, 24 m further on:
  // beyond the first box, on the second.
  const model::CityModel city = testing::city_of({{10, 0, 20, 20, 0, 8}, {30, 0, 40, 20, 0, 8}});
  const TriangleSight sight(&city, nullptr, {});
  const auto at = [](double e, double n, double u) {
    return crs::MapPosition{testing::kEast_m + e, testing::kNorth_m + n, u};
  };
  const auto wall = sight.first_hit(at(0, 10, 4), {1.0, 0.0, 0.0});
  ASSERT_TRUE(wall);
  EXPECT_NEAR(wall->position.east_m, testing::kEast_m + 10.0, 0.002);
  EXPECT_NEAR(wall->position.up_m, 4.0, 0.002);
  EXPECT_EQ(wall->object, 0U);
  const auto roof = sight.first_hit(at(15, 10, 20), {2.0, 0.0, -1.0});
  ASSERT_TRUE(roof);
  EXPECT_NEAR(roof->position.east_m, testing::kEast_m + 39.0, 0.002);
  EXPECT_NEAR(roof->position.up_m, 8.0, 0.002);
  EXPECT_EQ(roof->object, 1U);
  EXPECT_FALSE(sight.first_hit(at(0, 10, 4), {0.0, 0.0, 1.0}));
  EXPECT_FALSE(sight.first_hit(at(0, 10, 4), {0.0, 0.0, 0.0}));
}

TEST(TriangleSight, terrain_is_hit_but_is_no_object) {
  const model::CityModel city = testing::city_of({{10, 0, 20, 20, 0, 8}});
  model::Terrain terrain;
  terrain.heights_m = raster::Grid<float>(
      {.west_m = testing::kEast_m, .south_m = testing::kNorth_m, .cell_m = 1.0, .columns = 50, .rows = 50}, 1.5F);
  const TriangleSight sight(&city, &terrain, {});
  const auto ground = sight.first_hit({testing::kEast_m + 30, testing::kNorth_m + 25, 21.5}, {0.0, 0.0, -1.0});
  ASSERT_TRUE(ground);
  EXPECT_NEAR(ground->position.up_m, 1.5, 0.002);
  EXPECT_FALSE(ground->object);
}

TEST(TriangleSight, a_hill_of_terrain_hides_what_lies_behind_it) {
  model::Terrain terrain;
  terrain.heights_m = raster::Grid<float>(
      {.west_m = testing::kEast_m, .south_m = testing::kNorth_m, .cell_m = 1.0, .columns = 50, .rows = 50}, 0.0F);
  for (int row = 0; row < 50; ++row) terrain.heights_m.at(25, row) = 5.0F;
  const TriangleSight sight(nullptr, &terrain, {});
  const crs::MapPosition lens{testing::kEast_m + 5, testing::kNorth_m + 25, 4.0};
  EXPECT_FALSE(sight.line_is_clear(lens, {testing::kEast_m + 45, testing::kNorth_m + 25, 0.02}));
  EXPECT_TRUE(sight.line_is_clear(lens, {testing::kEast_m + 22, testing::kNorth_m + 25, 0.02}));
}

}  // namespace
}  // namespace schouw::sight
