// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <iostream>
#include <numbers>
#include <random>

#include "geo/sight/height_field.h"
#include "geo/sight/horizon_sweep.h"
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
  EXPECT_TRUE(line_is_clear(window, lens, {9, 30, 0.0}));
  EXPECT_FALSE(line_is_clear(window, lens, {11, 30, 0.0}));
  EXPECT_FALSE(line_is_clear(window, lens, {19, 30, 0.0}));
  EXPECT_TRUE(line_is_clear(window, lens, {20, 30, 0.0}));  // touches the top: not over it
  EXPECT_TRUE(line_is_clear(window, lens, {15, 30, 1.7}));  // a face: 6 - 4.3 * 10/15 = 3.13 over the wall
}

// A field of walls, posts and rolling ground; some of it hangs in the air.
HeightWindow random_field(std::uint64_t seed, int side, bool with_terrain) {
  std::mt19937_64 random(seed);
  HeightWindow window = open_field(side, 1.0);
  const auto cell = [&] { return static_cast<int>(random() % static_cast<unsigned>(side)); };
  for (int i = 0; i < side; ++i) {
    const int column = cell(), row = cell(), columns = 1 + cell() / 12, rows = 1 + cell() / 12;
    const auto height_m = static_cast<float>(random() % 900) / 100.0F;
    for (int r = row; r < std::min(side, row + rows); ++r) {
      for (int c = column; c < std::min(side, column + columns); ++c) window.solid_m[window.index(c, r)] = height_m;
    }
  }
  if (!with_terrain) return window;
  for (int row = 0; row < side; ++row) {
    for (int column = 0; column < side; ++column) {
      window.terrain_m.push_back(static_cast<float>(std::sin(column / 7.0) + std::cos(row / 5.0)));
    }
  }
  return window;
}

struct Swept {
  std::vector<Sight> answers;
  std::vector<float> targets;
};
Swept swept(const HeightWindow& window, const LensInWindow& lens, const SightSector& sector,
            HorizonSweep::Code code = HorizonSweep::Code::fastest) {
  Swept out;
  out.targets.assign(window.solid_m.size(), 0.3F);
  for (std::size_t i = 0; i < window.terrain_m.size(); ++i) out.targets[i] += window.terrain_m[i];
  out.answers.assign(window.solid_m.size(), Sight::close);
  HorizonSweep(code).run(window, lens, sector, out.targets, out.answers);
  return out;
}

constexpr SightSector kAllRound{.from_rad = 0.3, .width_rad = 2.0 * std::numbers::pi, .reach_cells = 60.0};

TEST(HorizonSweep, what_it_calls_clear_or_hidden_the_exact_line_says_too) {
  int clear = 0, hidden = 0, close = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const HeightWindow window = random_field(seed, 90, seed % 2 == 0);
    const LensInWindow lens{45.0 + static_cast<double>(seed % 5) / 4.0, 44.0 + static_cast<double>(seed % 7) / 6.0,
                            2.0 + static_cast<double>(seed % 8)};
    const Swept all = swept(window, lens, kAllRound);
    for (int row = 0; row < 90; ++row) {
      for (int column = 0; column < 90; ++column) {
        if (std::hypot(column + 0.5 - lens.column, row + 0.5 - lens.row) > 60.0) continue;
        const std::size_t cell = window.index(column, row);
        const Sight answer = all.answers[cell];
        (answer == Sight::clear ? clear : answer == Sight::hidden ? hidden : close) += 1;
        if (answer == Sight::close) continue;
        EXPECT_EQ(answer == Sight::clear,
                  line_is_clear(window, lens, {column, row, static_cast<double>(all.targets[cell])}))
            << "seed " << seed << " cell " << column << ' ' << row;
      }
    }
  }
  std::cout << clear << " clear, " << hidden << " hidden, " << close << " close\n";
  EXPECT_GT(clear, 10'000);
  EXPECT_GT(hidden, 10'000);
  EXPECT_LT(close, (clear + hidden) / 10) << "a sweep that leaves the work to others";
}

TEST(HorizonSweep, scalar_and_vector_code_give_the_same_bits) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const HeightWindow window = random_field(seed, 75, seed % 3 != 0);
    const LensInWindow lens{30.0 + static_cast<double>(seed) / 3.0, 37.25, 4.0};
    const SightSector sector{.from_rad = static_cast<double>(seed),
                             .width_rad = 1.0 + static_cast<double>(seed) / 5.0,
                             .reach_cells = 50.0};
    EXPECT_EQ(swept(window, lens, sector, HorizonSweep::Code::plain).answers, swept(window, lens, sector).answers);
  }
}

TEST(HorizonSweep, answers_every_cell_of_its_sector_and_no_other) {
  // By hand: on open ground all is clear; the sector runs from north-east to north-west, anticlockwise.
  const HeightWindow window = open_field(81, 1.0);
  const LensInWindow lens{40.3, 40.6, 5.0};
  const SightSector sector{.from_rad = std::numbers::pi / 4, .width_rad = std::numbers::pi / 2, .reach_cells = 30.0};
  const Swept part = swept(window, lens, sector);
  int answered = 0, asked = 0;
  for (int row = 0; row < 81; ++row) {
    for (int column = 0; column < 81; ++column) {
      const double east = column + 0.5 - lens.column, north = row + 0.5 - lens.row;
      const double distance = std::hypot(east, north);
      const bool inside = north > std::abs(east) + 0.1 && distance < 29.9;
      const bool outside = north < std::abs(east) - 3.0 || distance > 31.5;
      const Sight answer = part.answers[window.index(column, row)];
      if (inside) {
        EXPECT_NE(answer, Sight::hidden) << column << ' ' << row;
        answered += answer == Sight::clear ? 1 : 0;
        asked += 1;
      }
      if (outside && distance > 2.0) {
        EXPECT_EQ(answer, Sight::close) << column << ' ' << row;
      }
    }
  }
  EXPECT_GT(answered, asked * 95 / 100) << "lines right along a ray are left to exact ones; they are few";
}

TEST(HorizonSweep, what_only_a_hanging_slab_could_hide_is_close) {
  // By hand: a slab over the columns 10 and 11; the lens at 6 m looks under and over it.
  HeightWindow window = open_field(40, 1.0);
  window.upper_m = window.solid_m;
  for (int row = 0; row < 40; ++row) window.upper_m[window.index(10, row)] = 5.0F;
  const LensInWindow lens{0.5, 20.5, 6.0};
  const Swept all = swept(window, lens, kAllRound);
  EXPECT_EQ(all.answers[window.index(5, 21)], Sight::clear);   // before it
  EXPECT_EQ(all.answers[window.index(20, 21)], Sight::close);  // the line passes column 10 at 3.2 m
  EXPECT_TRUE(line_is_clear(window, lens, {20, 21, 0.3}));
  EXPECT_FALSE(line_is_clear(window, lens, {20, 21, 0.3}, Obstacles::standing_and_hanging));
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
    EXPECT_EQ(line_is_clear(window, {c1 + 0.5, r1 + 0.5, 2.9}, {c2, r2, 4.3}),
              line_is_clear(window, {c2 + 0.5, r2 + 0.5, 4.3}, {c1, r1, 2.9}));
  }
}

TEST(TriangleSight, a_box_blocks_and_open_ground_does_not) {
  const model::CityModel city = testing::city_of({{10, 0, 20, 20, 0, 8}});
  const TriangleSight sight(&city, nullptr);
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
  const TriangleSight sight(&city, nullptr);
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
  const TriangleSight sight(&city, &terrain);
  const auto ground = sight.first_hit({testing::kEast_m + 30, testing::kNorth_m + 25, 21.5}, {0.0, 0.0, -1.0});
  ASSERT_TRUE(ground);
  EXPECT_NEAR(ground->position.up_m, 1.5, 0.002);
  EXPECT_FALSE(ground->object);
}

// The terrain's triangles as a city, so that Embree answers for them: two between the centres of four neighbours.
model::CityModel triangles_of(const model::Terrain& terrain) {
  const raster::Grid<float>& heights = terrain.heights_m;
  const int columns = heights.frame().columns;
  model::CityModel city;
  city.origin = {testing::kEast_m, testing::kNorth_m, 0.0};
  for (int row = 0; row < heights.frame().rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const float height = heights.at(column, row);
      city.vertices_mm.push_back(
          {static_cast<std::int32_t>(std::lround((heights.frame().east_of(column) - testing::kEast_m) * 1000.0)),
           static_cast<std::int32_t>(std::lround((heights.frame().north_of(row) - testing::kNorth_m) * 1000.0)),
           static_cast<std::int32_t>(
               std::lround((std::isnan(height) ? 0.0 : static_cast<double>(height)) * 1000.0))});
      if (column + 1 == columns || row + 1 == heights.frame().rows) continue;
      const auto hole = [&](int c, int r) { return std::isnan(heights.at(c, r)); };
      if (hole(column, row) || hole(column + 1, row) || hole(column, row + 1) || hole(column + 1, row + 1)) continue;
      const auto at = static_cast<std::uint32_t>(row * columns + column);
      const auto up = static_cast<std::uint32_t>(columns);
      city.triangles.push_back({at, at + 1, at + up + 1});
      city.triangles.push_back({at, at + up + 1, at + up});
    }
  }
  city.kinds.assign(city.triangles.size(), model::SurfaceKind::unknown);
  city.objects.push_back({.id = "terrain",
                          .object_class = model::ObjectClass::building,
                          .lod = "2.2",
                          .triangle_count = static_cast<std::uint32_t>(city.triangles.size())});
  return city;
}

TEST(TerrainSight, says_of_every_line_what_rays_on_the_same_triangles_say) {
  std::mt19937_64 random(4);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random() >> 11) / 9007199254740992.0;
  };
  model::Terrain terrain;
  terrain.heights_m = raster::Grid<float>(
      {.west_m = testing::kEast_m, .south_m = testing::kNorth_m, .cell_m = 1.5, .columns = 40, .rows = 30});
  for (float& height : terrain.heights_m.values())
    height = static_cast<float>(std::lround(between(0.0, 3000.0))) / 1000.0F;
  const model::CityModel city = triangles_of(terrain);
  const TriangleSight rays(&city, nullptr);
  const TriangleSight walked(nullptr, &terrain);
  const auto place = [&] {
    return crs::MapPosition{testing::kEast_m + between(1.0, 59.0), testing::kNorth_m + between(1.0, 44.0),
                            between(3.1, 8.0)};
  };
  int clear = 0, hit = 0;
  for (int i = 0; i < 20'000; ++i) {
    const crs::MapPosition from = place();
    crs::MapPosition to = place();
    if (i % 3 != 0) to.up_m = -1.0;  // through the ground, where there is any
    if (i % 50 == 0) to.east_m = from.east_m;
    const bool is_clear = rays.line_is_clear(from, to);
    EXPECT_EQ(walked.line_is_clear(from, to), is_clear) << i;
    clear += is_clear ? 1 : 0;
    const std::array<double, 3> along = {to.east_m - from.east_m, to.north_m - from.north_m, to.up_m - from.up_m};
    const auto expected = rays.first_hit(from, along);
    const auto found = walked.first_hit(from, along);
    ASSERT_EQ(found.has_value(), expected.has_value()) << i;
    if (!found) continue;
    ++hit;
    EXPECT_NEAR(found->position.east_m, expected->position.east_m, 0.01);
    EXPECT_NEAR(found->position.up_m, expected->position.up_m, 0.01);
  }
  EXPECT_GT(clear, 5'000);
  EXPECT_GT(hit, 5'000);
}

TEST(TerrainSight, ground_that_was_not_measured_hides_nothing_and_what_lies_under_measured_ground_is_hidden) {
  // By hand: ground at 5 m from column 10 on, none measured before; a line at 2 m enters it sideways at 10.5 m east.
  model::Terrain terrain;
  terrain.heights_m = raster::Grid<float>(
      {.west_m = testing::kEast_m, .south_m = testing::kNorth_m, .cell_m = 1.0, .columns = 30, .rows = 30}, 5.0F);
  for (int row = 0; row < 30; ++row) {
    for (int column = 0; column < 10; ++column) terrain.heights_m.at(column, row) = model::kNoHeight;
  }
  const TriangleSight sight(nullptr, &terrain);
  const crs::MapPosition lens{testing::kEast_m + 2, testing::kNorth_m + 15, 2.0};
  EXPECT_TRUE(sight.line_is_clear(lens, {testing::kEast_m + 10.4, testing::kNorth_m + 15, 2.0}));
  EXPECT_FALSE(sight.line_is_clear(lens, {testing::kEast_m + 12, testing::kNorth_m + 15, 2.0}));
  const auto hit = sight.first_hit(lens, {1.0, 0.0, 0.0});
  ASSERT_TRUE(hit);
  EXPECT_NEAR(hit->position.east_m - testing::kEast_m, 10.5, 1e-9);
}

TEST(TriangleSight, a_hill_of_terrain_hides_what_lies_behind_it) {
  model::Terrain terrain;
  terrain.heights_m = raster::Grid<float>(
      {.west_m = testing::kEast_m, .south_m = testing::kNorth_m, .cell_m = 1.0, .columns = 50, .rows = 50}, 0.0F);
  for (int row = 0; row < 50; ++row) terrain.heights_m.at(25, row) = 5.0F;
  const TriangleSight sight(nullptr, &terrain);
  const crs::MapPosition lens{testing::kEast_m + 5, testing::kNorth_m + 25, 4.0};
  EXPECT_FALSE(sight.line_is_clear(lens, {testing::kEast_m + 45, testing::kNorth_m + 25, 0.02}));
  EXPECT_TRUE(sight.line_is_clear(lens, {testing::kEast_m + 22, testing::kNorth_m + 25, 0.02}));
}

}  // namespace
}  // namespace schouw::sight
