// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/snap_counts.h"

#include <gtest/gtest.h>

namespace schouw::stacking {
namespace {

TEST(SnapCounts, a_coarse_cell_shows_the_highest_count_within_it) {
  raster::Grid<std::uint16_t> fine({.west_m = 100.0, .south_m = 200.0, .cell_m = 0.5, .columns = 60, .rows = 60});
  fine.at(0, 0) = 2;    // at 100.25, 200.25
  fine.at(19, 19) = 5;  // at 109.75, 209.75: still the first square of 10 m
  fine.at(20, 0) = 1;   // at 110.25: the next one
  const auto coarse = snapped_counts(fine, kPublicCell_m);
  EXPECT_EQ(coarse.frame().columns, 3);
  EXPECT_EQ(coarse.at(0, 0), 5);
  EXPECT_EQ(coarse.at(1, 0), 1);
  EXPECT_EQ(coarse.at(2, 2), 0);
}

TEST(SnapCounts, squares_lie_on_whole_tens_wherever_the_fine_grid_starts) {
  raster::Grid<std::uint16_t> fine({.west_m = 103.5, .south_m = 207.0, .cell_m = 0.5, .columns = 4, .rows = 4});
  fine.at(0, 0) = 1;
  const auto coarse = snapped_counts(fine, kPublicCell_m);
  EXPECT_EQ(coarse.frame().west_m, 100.0) << "a fixed grid: a place cannot be found by comparing two copies";
  EXPECT_EQ(coarse.frame().south_m, 200.0);
}

TEST(SnapCounts, nothing_stays_nothing) { EXPECT_TRUE(snapped_counts({}, kPublicCell_m).empty()); }

}  // namespace
}  // namespace schouw::stacking
