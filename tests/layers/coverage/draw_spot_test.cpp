// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/draw_spot.h"

#include <gtest/gtest.h>

namespace schouw::coverage {
namespace {

TEST(DrawSpot, every_lens_that_sees_the_spot_gets_a_line_to_it) {
  const crs::SceneOrigin origin{{1000.0, 2000.0, 0.0}};
  const SpotAnswer spot{.position = {1010.0, 2020.0, 1.0}};
  const auto alone = draw_spot(spot, {}, origin);
  const auto seen = draw_spot(spot, {{1000.0, 2000.0, 5.0}, {1030.0, 2000.0, 4.0}}, origin);
  EXPECT_EQ(seen.lines.size() - alone.lines.size(), 4U) << "a line and its casing for each of the two";
  EXPECT_EQ(seen.lines.front().positions.back(), (crs::ScenePosition{0.0F, 0.0F, 5.0F}));
  EXPECT_FALSE(alone.lines.empty()) << "the spot itself is marked";
}

}  // namespace
}  // namespace schouw::coverage
