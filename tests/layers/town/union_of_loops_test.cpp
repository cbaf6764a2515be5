// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/site/union_of_loops.h"

#include <gtest/gtest.h>

namespace schouw::town {
namespace {

Loop box(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}};
}

double area_of(const std::vector<Ground>& grounds) {
  double area = 0.0;
  for (const Ground& ground : grounds) {
    area += area_m2(ground.outer);
    for (const Loop& hole : ground.holes) area += area_m2(hole);  // clockwise: negative
  }
  return area;
}

TEST(UnionOfLoops, two_that_share_a_whole_side_are_one_piece) {
  const auto grounds = union_of_loops({box(0, 0, 10, 10), box(10, 0, 20, 10)});
  ASSERT_EQ(grounds.size(), 1U);
  EXPECT_TRUE(grounds[0].holes.empty());
  EXPECT_DOUBLE_EQ(area_of(grounds), 200.0);
  EXPECT_EQ(grounds[0].outer.size(), 6U);  // four corners and the two ends of the side that is gone
}

TEST(UnionOfLoops, a_side_shared_in_part_disappears_too) {
  const auto grounds = union_of_loops({box(0, 0, 10, 10), box(10, 2, 20, 5)});
  ASSERT_EQ(grounds.size(), 1U);
  EXPECT_DOUBLE_EQ(area_of(grounds), 130.0);
  EXPECT_EQ(grounds[0].outer.size(), 8U);
}

TEST(UnionOfLoops, strips_round_a_block_leave_a_hole) {
  const auto grounds = union_of_loops(
      {box(0, 0, 10, 1), box(0, 9, 10, 10), box(0, 1, 1, 9), box(9, 1, 10, 9)});  // a ring of 1 m in 10 by 10 m
  ASSERT_EQ(grounds.size(), 1U);
  ASSERT_EQ(grounds[0].holes.size(), 1U);
  EXPECT_DOUBLE_EQ(area_of(grounds), 36.0);
  EXPECT_DOUBLE_EQ(area_m2(grounds[0].holes[0]), -64.0);
}

TEST(UnionOfLoops, two_that_meet_in_a_corner_stay_two) {
  const auto grounds = union_of_loops({box(0, 0, 10, 10), box(10, 10, 20, 20)});
  ASSERT_EQ(grounds.size(), 2U);
  EXPECT_EQ(grounds[0].outer.size(), 4U);
  EXPECT_EQ(grounds[1].outer.size(), 4U);
}

// Eight of the nine squares of a board, without the middle one and without one at a corner of it: the hole meets the
// outer edge in one point, where a ring may not touch itself.
TEST(UnionOfLoops, a_hole_that_meets_the_edge_in_a_corner_is_a_ring_of_its_own) {
  std::vector<Loop> loops;
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      if ((row == 1 && column == 1) || (row == 2 && column == 2)) continue;
      loops.push_back(box(column, row, column + 1, row + 1));
    }
  }
  const auto grounds = union_of_loops(loops);
  ASSERT_EQ(grounds.size(), 1U);
  ASSERT_EQ(grounds[0].holes.size(), 1U);
  EXPECT_EQ(grounds[0].holes[0].size(), 4U);
  EXPECT_DOUBLE_EQ(area_of(grounds), 7.0);
}

TEST(UnionOfLoops, an_island_in_a_hole_is_a_piece_of_its_own) {
  const auto grounds =
      union_of_loops({box(0, 0, 10, 1), box(0, 9, 10, 10), box(0, 1, 1, 9), box(9, 1, 10, 9), box(4, 4, 6, 6)});
  ASSERT_EQ(grounds.size(), 2U);
  EXPECT_DOUBLE_EQ(area_of(grounds), 40.0);
  EXPECT_EQ(grounds[0].holes.size() + grounds[1].holes.size(), 1U);
}

TEST(UnionOfLoops, what_has_no_area_or_turns_the_other_way_is_left_out) {
  EXPECT_TRUE(union_of_loops({{{0, 0}, {10, 0}, {5, 0}}, {{0, 0}, {0, 10}, {10, 10}, {10, 0}}, {}}).empty());
}

}  // namespace
}  // namespace schouw::town
