// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/pin_sizes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace schouw::scene {
namespace {

// Expected sizes by hand: a dot has a radius of 3.2 px, a whole pin of 13 px stands 13 + 7 = 20 px above its lens,
// and between two pins is a gap of 1.5 px.
PinPlace at(float x_px, float y_px) { return {x_px, y_px, 13.0F}; }

TEST(PinSizes, pins_with_room_are_whole) {
  // 13 + 13 + 1.5 px apart is just enough.
  EXPECT_EQ(pin_sizes({at(0.0F, 0.0F), at(27.5F, 0.0F)}, 1.0), (std::vector<float>{1.0F, 1.0F}));
}

TEST(PinSizes, the_less_important_of_two_in_one_place_is_a_dot) {
  // On one lens a disc of size s has its middle 20 (1 - s) px below that of the whole one and a radius of
  // 3.2 + 9.8 s px. 20 - 20 s >= 13 + 1.5 + 3.2 + 9.8 s holds up to s = 2.3 / 29.8.
  const auto sizes = pin_sizes({at(5.0F, 5.0F), at(5.0F, 5.0F)}, 1.0);
  EXPECT_EQ(sizes[0], 1.0F);
  EXPECT_LE(sizes[1], 2.3F / 29.8F);
}

TEST(PinSizes, a_pin_between_is_as_large_as_fits) {
  // Sideways by 20 px, on lenses of the same height: (20 (1 - s))^2 + 20^2 >= (17.7 + 9.8 s)^2.
  const auto size = pin_sizes({at(0.0F, 0.0F), at(20.0F, 0.0F)}, 1.0)[1];
  const auto room = [](float s) {
    return 400.0F * (1.0F - s) * (1.0F - s) + 400.0F - (17.7F + 9.8F * s) * (17.7F + 9.8F * s);
  };
  EXPECT_GE(room(size), -0.01F);
  EXPECT_LT(room(size + 1.0F / 64.0F), 0.0F);
}

TEST(PinSizes, grow_steadily_as_pins_move_apart) {
  float before = 0.0F;
  for (float apart_px = 0.0F; apart_px <= 30.0F; apart_px += 0.25F) {
    const float size = pin_sizes({at(0.0F, 0.0F), at(apart_px, 0.0F)}, 1.0)[1];
    EXPECT_GE(size, before - 1e-6F) << apart_px;
    before = size;
  }
  EXPECT_EQ(before, 1.0F);
}

TEST(PinSizes, only_dots_may_overlap) {
  std::vector<PinPlace> places;
  for (int i = 0; i < 400; ++i)
    places.push_back(at(static_cast<float>(i * 7919 % 300), static_cast<float>(i * 104729 % 200)));
  const auto sizes = pin_sizes(places, 1.0);
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t j = i + 1; j < places.size(); ++j) {
      if (sizes[j] <= 0.0F) continue;
      const PinShape a = pin_shape(places[i], sizes[i], 1.0);
      const PinShape b = pin_shape(places[j], sizes[j], 1.0);
      const float away =
          std::hypot(places[i].x_px - places[j].x_px, places[i].y_px - a.lift_px - places[j].y_px + b.lift_px);
      EXPECT_GE(away, a.radius_px + b.radius_px + 1.49F);
    }
  }
}

}  // namespace
}  // namespace schouw::scene
