// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/public_cells.h"

#include <gtest/gtest.h>

namespace schouw::stacking {
namespace {

// Rows of 64 cells of 0.5 m from the corner of the frame: the first `columns` of each are seen.
coverage::CellSet strip(int columns, int rows) {
  const std::uint64_t bits = (std::uint64_t{1} << static_cast<unsigned>(columns)) - 1;
  return {.words = 1, .rows = rows, .bits = std::vector<std::uint64_t>(static_cast<std::size_t>(rows), bits)};
}
constexpr raster::GridFrame kFrame{.west_m = 1600.0, .south_m = 480.0, .cell_m = 0.5, .columns = 64, .rows = 40};

TEST(PublicCells, a_square_counts_a_sensor_that_sees_half_of_it) {
  // 10 of 20 columns in all 20 rows: 200 of 400 cells, 50 of 100 m2.
  EXPECT_EQ(half_seen_cells(strip(10, 20), kFrame), (std::vector<PublicCell>{{48, 160}}));
}

TEST(PublicCells, a_square_of_which_less_than_half_is_seen_counts_nothing) {
  coverage::CellSet seen = strip(10, 20);
  seen.bits[19] &= ~std::uint64_t{1};  // 199 of 400 cells
  EXPECT_TRUE(half_seen_cells(seen, kFrame).empty());
}

TEST(PublicCells, squares_lie_on_whole_tens_of_the_map) {
  // The frame starts 4 m into a square: of the first square 6 m x 10 m lie within, of the next 10 m x 10 m.
  const raster::GridFrame frame{.west_m = 1604.0, .south_m = 480.0, .cell_m = 0.5, .columns = 64, .rows = 20};
  EXPECT_EQ(half_seen_cells(strip(32, 20), frame), (std::vector<PublicCell>{{48, 160}, {48, 161}}));
  EXPECT_EQ(half_seen_cells(strip(20, 20), frame), (std::vector<PublicCell>{{48, 160}}))
      << "10 m of width: 6 m in the first square, 4 m in the second";
}

TEST(PublicCells, west_and_south_of_zero_squares_count_down) {
  const raster::GridFrame frame{.west_m = -16.0, .south_m = -10.0, .cell_m = 0.5, .columns = 64, .rows = 20};
  // 16 m from -16 on: 6 m of the square -20..-10, all of -10..0.
  EXPECT_EQ(half_seen_cells(strip(32, 20), frame), (std::vector<PublicCell>{{-1, -2}, {-1, -1}}));
}

TEST(PublicCells, nothing_seen_is_no_square) { EXPECT_TRUE(half_seen_cells({}, kFrame).empty()); }

}  // namespace
}  // namespace schouw::stacking
