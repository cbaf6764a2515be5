// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "geo/base/ring.h"
#include "geo/raster/connected_cells.h"
#include "geo/raster/contour.h"
#include "geo/raster/rasterise.h"

namespace schouw::raster {
namespace {

// Drawn as a person reads it: the first line is the north.
Grid<std::uint8_t> mask_of(const std::vector<std::string>& lines, double cell_m = 1.0) {
  Grid<std::uint8_t> mask(GridFrame{.west_m = 100.0,
                                    .south_m = 200.0,
                                    .cell_m = cell_m,
                                    .columns = static_cast<int>(lines.front().size()),
                                    .rows = static_cast<int>(lines.size())});
  for (int row = 0; row < mask.frame().rows; ++row) {
    for (int column = 0; column < mask.frame().columns; ++column) {
      const auto line = lines.size() - 1 - static_cast<std::size_t>(row);
      mask.at(column, row) = lines[line][static_cast<std::size_t>(column)] == '#' ? 1 : 0;
    }
  }
  return mask;
}

double area_of(const std::vector<CellPolygon>& polygons) {
  double area = 0.0;
  for (const CellPolygon& p : polygons) {
    for (const PlanRing& ring : p.rings) area += base::signed_area(ring);
  }
  return area;
}

std::vector<std::size_t> ring_counts(const std::vector<CellPolygon>& polygons) {
  std::vector<std::size_t> counts;
  for (const CellPolygon& p : polygons) counts.push_back(p.rings.size());
  return counts;
}

TEST(Rasterise, gives_the_height_of_the_plane_at_cell_centres) {
  // By hand: the plane through these corners is up = east + 2 north.
  Grid<float> heights(GridFrame{.cell_m = 1.0, .columns = 4, .rows = 4}, -1.0F);
  raise_to(heights, {{{0, 0, 0}, {4, 0, 4}, {0, 4, 8}}});
  EXPECT_FLOAT_EQ(heights.at(0, 0), 1.5F);
  EXPECT_FLOAT_EQ(heights.at(1, 1), 4.5F);
  EXPECT_FLOAT_EQ(heights.at(3, 0), 4.5F);   // the centre lies on the edge
  EXPECT_FLOAT_EQ(heights.at(3, 1), -1.0F);  // outside
}

TEST(Rasterise, gives_the_same_for_either_winding_and_nothing_for_a_wall) {
  const TriangleCorners one = {{{0.2, 0.1, 3}, {3.7, 0.4, 5}, {1.0, 3.9, 1}}};
  Grid<float> a(GridFrame{.cell_m = 0.5, .columns = 8, .rows = 8}, -1.0F);
  Grid<float> b = a;
  raise_to(a, one);
  raise_to(b, {{one[0], one[2], one[1]}});
  EXPECT_EQ(a.values(), b.values());
  Grid<float> wall(GridFrame{.cell_m = 0.5, .columns = 8, .rows = 8}, -1.0F);
  raise_to(wall, {{{0.25, 0.25, 0}, {3.25, 3.25, 0}, {3.25, 3.25, 9}}});
  EXPECT_EQ(std::count(wall.values().begin(), wall.values().end(), -1.0F), 64);
}

TEST(Rasterise, two_triangles_of_a_square_leave_no_cell_out) {
  Grid<float> heights(GridFrame{.cell_m = 0.1, .columns = 100, .rows = 100}, -1.0F);
  raise_to(heights, {{{0, 0, 2}, {10, 0, 2}, {10, 10, 2}}});
  raise_to(heights, {{{0, 0, 2}, {10, 10, 2}, {0, 10, 2}}});
  EXPECT_EQ(std::count(heights.values().begin(), heights.values().end(), 2.0F), 10'000);
}

TEST(MarkInside, fills_a_square_with_a_hole_by_the_even_odd_rule) {
  Grid<std::uint16_t> cells(GridFrame{.cell_m = 1.0, .columns = 10, .rows = 10});
  mark_inside(cells, {{{1, 1}, {9, 1}, {9, 9}, {1, 9}}, {{3, 3}, {5, 3}, {5, 5}, {3, 5}}}, 4);
  EXPECT_EQ(std::count(cells.values().begin(), cells.values().end(), 4), 64 - 4);
  EXPECT_EQ(cells.at(4, 4), 0);
}

std::uint32_t groups_in(const std::vector<std::string>& lines, const Reach& reach) {
  return connected_runs(runs_of(mask_of(lines)), reach).count;
}

TEST(ConnectedRuns, tells_four_from_eight_neighbours) {
  EXPECT_EQ(groups_in({"#..", ".#.", "..#"}, four_neighbours()), 3U);
  EXPECT_EQ(groups_in({"#..", ".#.", "..#"}, eight_neighbours()), 1U);
}

TEST(ConnectedRuns, joins_arms_that_meet_late) {
  EXPECT_EQ(groups_in({"###", "#.#", "#.#"}, four_neighbours()), 1U);
  EXPECT_EQ(groups_in({"#.#.#", "#.#.#", "#####"}, eight_neighbours()), 1U);
}

TEST(ConnectedRuns, numbers_groups_by_their_first_cell_from_the_south) {
  const CellRuns runs = runs_of(mask_of({"#....", "#...#", "..#.."}));
  EXPECT_EQ(connected_runs(runs, four_neighbours()).group, (std::vector<std::uint32_t>{0, 1, 2, 1}));
}

TEST(ConnectedRuns, bridges_gaps_under_a_metre_and_not_of_a_metre) {
  // Cells of half a metre: one empty cell is a gap of 0.5 m, two are a gap of 1 m.
  const CellRuns narrow = runs_of(mask_of({"##.##"}));
  EXPECT_EQ(connected_runs(narrow, reach_over(1.0, 0.5)).count, 1U);
  EXPECT_EQ(cell_count(narrow), 4) << "the gap is drawn, not measured";
  EXPECT_EQ(bridged_over(narrow, 1.0, 0.5), (CellRuns{{0, 0, 4}}));
  EXPECT_EQ(connected_runs(runs_of(mask_of({"##..##"})), reach_over(1.0, 0.5)).count, 2U);
}

TEST(ConnectedRuns, gaps_count_between_the_nearest_edges) {
  // By hand, cells of 0.25 m: 3 columns and 2 rows between two cells are sqrt(0.75^2 + 0.5^2) = 0.90 m, 3 and 3 are
  // 1.06 m. A step of 4 columns has 3 between.
  const Reach reach = reach_over(1.0, 0.25);
  ASSERT_EQ(reach.size(), 5U);
  EXPECT_EQ(reach, (Reach{4, 4, 4, 4, 3}));
  EXPECT_EQ(reach_over(1.0, 1.0), eight_neighbours());
}

TEST(ConnectedRuns, sets_of_cells_of_two_sizes_overlap_where_they_share_ground) {
  const CellRuns small = {{4, 4, 5}};  // 2.0..2.5 north, 2.0..3.0 east in cells of half a metre
  EXPECT_TRUE(overlap(small, 0.5, CellRuns{{2, 2, 2}}, 1.0));
  EXPECT_FALSE(overlap(small, 0.5, CellRuns{{2, 3, 9}}, 1.0)) << "they share an edge";
  EXPECT_FALSE(overlap(small, 0.5, CellRuns{{1, 0, 9}, {3, 0, 9}}, 1.0));
}

TEST(Contour, a_square_has_four_corners_and_its_own_area) {
  const auto polygons = polygons_of(mask_of({"....", ".##.", ".##.", "...."}, 0.5));
  ASSERT_EQ(ring_counts(polygons), (std::vector<std::size_t>{1}));
  EXPECT_EQ(polygons[0].rings[0].size(), 4U);
  EXPECT_DOUBLE_EQ(area_of(polygons), 1.0);
  EXPECT_EQ(polygons[0].rings[0][0], (PlanPoint{100.5, 200.5}));
}

TEST(Contour, a_ring_has_a_hole_that_turns_the_other_way) {
  const auto polygons = polygons_of(mask_of({"###", "#.#", "###"}));
  ASSERT_EQ(ring_counts(polygons), (std::vector<std::size_t>{2}));
  EXPECT_DOUBLE_EQ(base::signed_area(polygons[0].rings[0]), 9.0);
  EXPECT_DOUBLE_EQ(base::signed_area(polygons[0].rings[1]), -1.0);
}

TEST(Contour, cells_that_meet_in_a_corner_become_two_polygons) {
  EXPECT_EQ(ring_counts(polygons_of(mask_of({".#", "#."}))), (std::vector<std::size_t>{1, 1}));
}

TEST(Contour, a_hole_that_touches_the_rim_in_a_corner_is_still_a_hole) {
  // OGC 06-103r4: rings of a polygon may touch in a point but not cross or touch themselves.
  const auto polygons = polygons_of(mask_of({"###.", "#.##", "####"}));
  const auto pinched = polygons_of(mask_of({"##.", "#.#", "###"}));
  EXPECT_EQ(ring_counts(polygons), (std::vector<std::size_t>{2}));
  EXPECT_EQ(ring_counts(pinched), (std::vector<std::size_t>{2}));
  EXPECT_DOUBLE_EQ(area_of(pinched), 7.0);
}

TEST(Contour, random_masks_keep_their_area_and_no_ring_visits_a_corner_twice) {
  std::mt19937 random(20261121);
  for (int round = 0; round < 50; ++round) {
    Grid<std::uint8_t> mask(GridFrame{.cell_m = 0.5, .columns = 23, .rows = 17});
    for (auto& cell : mask.values()) cell = random() % 3 != 0 ? 1 : 0;
    const auto cells = std::count(mask.values().begin(), mask.values().end(), 1);
    const auto polygons = polygons_of(mask);
    ASSERT_NEAR(area_of(polygons), static_cast<double>(cells) * 0.25, 1e-9) << "round " << round;
    for (const CellPolygon& p : polygons) {
      for (std::size_t i = 0; i < p.rings.size(); ++i) {
        PlanRing sorted = p.rings[i];
        std::sort(sorted.begin(), sorted.end());
        EXPECT_EQ(std::adjacent_find(sorted.begin(), sorted.end()), sorted.end());
        EXPECT_EQ(base::signed_area(p.rings[i]) > 0.0, i == 0) << "round " << round;
      }
    }
  }
}

}  // namespace
}  // namespace schouw::raster
