// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/footprint/draw_squares.h"

#include <gtest/gtest.h>

#include <cmath>

namespace schouw::coverage {
namespace {

// Two squares beside each other and one north of the first: an L of 10 m squares, whose outline is 8 sides of 10 m,
// drawn as runs along rows and columns.
TEST(DrawSquares, outlines_the_cells_and_nothing_finer) {
  CoverageResult result;
  result.frame = {.west_m = 640.0, .south_m = 100.0, .cell_m = 10.0, .columns = 64, .rows = 10};
  Footprint footprint;
  footprint.sensor = 4;
  footprint.seen = {.first_word = 0, .first_row = 2, .words = 1, .rows = 2, .bits = {0b11, 0b01}};
  result.footprints = {footprint};
  const terrain::GroundModel flat(nullptr, nullptr);
  const auto list = draw_squares(result, std::nullopt, flat, {});
  float length_m = 0.0F;
  for (const drawing::Line& line : list.lines) {
    for (std::size_t i = 0; i + 1 < line.positions.size(); ++i) {
      const auto& a = line.positions[i];
      const auto& b = line.positions[i + 1];
      length_m += std::abs(a.east_m - b.east_m) + std::abs(a.north_m - b.north_m);
      EXPECT_EQ(std::fmod(a.east_m, 10.0F), 0.0F);
      EXPECT_EQ(std::fmod(a.north_m, 10.0F), 0.0F);
    }
  }
  EXPECT_FLOAT_EQ(length_m, 80.0F);
  EXPECT_TRUE(draw_squares(result, 3, flat, {}).lines.empty());
  EXPECT_FALSE(draw_squares(result, 4, flat, {}).lines.empty());
}

}  // namespace
}  // namespace schouw::coverage
