// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/buildings/solids.h"

#include <gtest/gtest.h>

namespace schouw::town {
namespace {

const Plot kPlot{{0.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}, 2.0};

int faces_with(const Shape& shape, Surface surface) {
  int count = 0;
  for (const Face& face : shape.faces) count += face.surface == surface ? 1 : 0;
  return count;
}

TEST(Solids, a_flat_block_holds_its_footprint_times_its_height) {
  const Shape shape = flat_block({{0, 0}, {6, 0}, {6, 10}, {0, 10}}, {1.0, 9.0});
  EXPECT_NEAR(volume_m3(shape), 540.0, 1e-9);  // 6 x 10 x 9
  EXPECT_EQ(faces_with(shape, Surface::ground), 1);
  EXPECT_EQ(faces_with(shape, Surface::roof), 1);
  EXPECT_EQ(faces_with(shape, Surface::wall), 4);
}

TEST(Solids, a_loop_that_turns_clockwise_still_gives_a_solid_that_faces_outward) {
  EXPECT_NEAR(volume_m3(flat_block({{0, 10}, {6, 10}, {6, 0}, {0, 0}}, {1.0, 9.0})), 540.0, 1e-9);
}

TEST(Solids, a_gabled_house_holds_its_cross_section_times_its_width) {
  // Cross-section: 8 x 5 below the eaves and a triangle of 8 x 3 above: 52 m2; 6 m wide.
  const Shape shape = drawn_along(kPlot, {{0, 0}, {0, 5}, {4, 8}, {8, 5}, {8, 0}}, 0.0, 6.0);
  EXPECT_NEAR(volume_m3(shape), 312.0, 1e-9);
  EXPECT_EQ(faces_with(shape, Surface::roof), 2);
}

TEST(Solids, a_walkway_under_a_house_has_a_ceiling_that_is_not_ground) {
  const Shape shape = drawn_along(kPlot, {{3, 0}, {3, 3.5}, {0, 3.5}, {0, 9}, {11, 9}, {11, 0}}, 0.0, 20.0);
  EXPECT_EQ(faces_with(shape, Surface::outer_ceiling), 1);
  EXPECT_EQ(faces_with(shape, Surface::ground), 1);
}

TEST(Solids, a_hipped_roof_holds_what_the_prismatoid_formula_says) {
  // Walls 10 x 6 x 4 = 240; roof of rise 3 over 10 x 6 with a ridge of 4: 3 x 6 x (2 x 10 + 4) / 6 = 72.
  EXPECT_NEAR(volume_m3(hip_block(kPlot, 10.0, 6.0, {0.0, 4.0}, 7.0)), 312.0, 1e-9);
  EXPECT_NEAR(volume_m3(hip_block(kPlot, 6.0, 10.0, {0.0, 4.0}, 7.0)), 312.0, 1e-9);
}

TEST(Solids, a_tower_on_a_podium_adds_up) {
  const Loop lower = {{0, 0}, {30, 0}, {30, 20}, {0, 20}};
  const Loop upper = {{5, 5}, {25, 5}, {25, 15}, {5, 15}};
  // 30 x 20 x 8 + 20 x 10 x 42.
  EXPECT_NEAR(volume_m3(stepped_block(lower, {0.0, 8.0}, upper, 50.0)), 13200.0, 1e-9);
}

TEST(Solids, a_gable_screen_adds_its_own_thickness_above_the_roof) {
  // House 6 x 10 with eaves at 8 and a ridge at 11: (48 + 9) x 10 = 570. The screen, 0.5 thick, is a rectangle up to
  // 12: 72 - 57 = 15 m2 more over 0.5 m.
  const ScreenHouse house{{{0, 12}, {6, 12}}, {{0, 8}, {3, 11}, {6, 8}}, 0.5, 10.0};
  EXPECT_NEAR(volume_m3(gable_screen_house(kPlot, house)), 577.5, 1e-9);
}

}  // namespace
}  // namespace schouw::town
