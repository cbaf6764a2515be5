// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/site/joined_loops.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace schouw::town {
namespace {

Loop box(double west, double south, double east, double north) {
  return {{west, south}, {east, south}, {east, north}, {west, north}};
}

double total_m2(const std::vector<JoinedLoops>& polygons) {
  double total = 0.0;
  for (const JoinedLoops& polygon : polygons) {
    total += area_m2(polygon.outer);
    for (const Loop& hole : polygon.holes) total += area_m2(hole);  // clockwise: negative
  }
  return total;
}

TEST(JoinedLoops, that_share_a_side_are_one_polygon) {
  const auto polygons = joined({box(0, 0, 10, 10), box(10, 0, 30, 10)});
  ASSERT_EQ(polygons.size(), 1U);
  EXPECT_DOUBLE_EQ(total_m2(polygons), 300.0);
  EXPECT_TRUE(polygons.front().holes.empty());
}

TEST(JoinedLoops, share_part_of_a_side_too) {
  const auto polygons = joined({box(0, 0, 10, 10), box(10, 2, 20, 5)});
  ASSERT_EQ(polygons.size(), 1U);
  EXPECT_DOUBLE_EQ(total_m2(polygons), 130.0);
}

TEST(JoinedLoops, that_close_a_ring_leave_a_hole) {
  const auto polygons = joined({box(0, 0, 30, 10), box(0, 20, 30, 30), box(0, 10, 10, 20), box(20, 10, 30, 20)});
  ASSERT_EQ(polygons.size(), 1U);
  ASSERT_EQ(polygons.front().holes.size(), 1U);
  EXPECT_DOUBLE_EQ(area_m2(polygons.front().holes.front()), -100.0);
  EXPECT_DOUBLE_EQ(total_m2(polygons), 800.0);
}

TEST(JoinedLoops, that_meet_in_a_corner_stay_two_polygons) {
  const auto polygons = joined({box(0, 0, 10, 10), box(10, 10, 20, 20)});
  EXPECT_EQ(polygons.size(), 2U);
  EXPECT_DOUBLE_EQ(total_m2(polygons), 200.0);
}

TEST(JoinedLoops, turn_the_right_way_whichever_way_they_came) {
  Loop clockwise = box(10, 0, 20, 10);
  std::reverse(clockwise.begin(), clockwise.end());
  const auto polygons = joined({box(0, 0, 10, 10), clockwise});
  ASSERT_EQ(polygons.size(), 1U);
  EXPECT_DOUBLE_EQ(total_m2(polygons), 200.0);
}

}  // namespace
}  // namespace schouw::town
