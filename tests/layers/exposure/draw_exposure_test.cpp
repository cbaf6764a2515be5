// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/draw_exposure.h"

#include <gtest/gtest.h>

namespace schouw::exposure {
namespace {

// A square of half a metre in the plane north = 10, seen from the south.
FacadeExposure one_piece(float px_per_m, bool masked) {
  FacadeExposure facades;
  facades.pieces = {{.first_corner = 0,
                     .corner_count = 4,
                     .outward = {0.0F, -1.0F, 0.0F},
                     .before_px_per_m = px_per_m,
                     .after_px_per_m = masked ? 0.0F : px_per_m,
                     .masked_wholly = masked}};
  facades.corners = {{0, 10, 0}, {0.5, 10, 0}, {0.5, 10, 0.5}, {0, 10, 0.5}};
  return facades;
}

TEST(DrawExposure, a_piece_of_wall_is_two_triangles_just_before_the_wall) {
  const drawing::DrawList list = draw_facades(one_piece(20.0F, false), {});
  ASSERT_EQ(list.fills.size(), 2U);
  ASSERT_EQ(list.fills[0].triangles.size(), 6U);
  for (const crs::ScenePosition& p : list.fills[0].positions) {
    EXPECT_LT(p.north_m, 10.0F);
    EXPECT_GT(p.north_m, 9.8F);
  }
}

TEST(DrawExposure, what_counts_and_what_is_masked_is_told_by_lines_too) {
  EXPECT_TRUE(draw_facades(one_piece(20.0F, false), {}).fills[1].positions.empty());
  EXPECT_EQ(draw_facades(one_piece(62.5F, false), {}).fills[1].positions.size(), 4U);
  EXPECT_EQ(draw_facades(one_piece(62.5F, true), {}).fills[1].positions.size(), 4U);
  EXPECT_TRUE(draw_facades(one_piece(62.5F, true), {}).fills[1].hatched);
}

TEST(DrawExposure, follows_the_densities_of_the_policy_that_it_was_computed_under) {
  FacadeExposure facades = one_piece(62.5F, false);
  facades.figures.facade_px_per_m = 80.0;
  EXPECT_TRUE(draw_facades(facades, {}).fills[1].positions.empty()) << "pale";
  facades.figures.facade_px_per_m = 40.0;
  const auto at_limit = draw_facades(facades, {}).fills[1].colours.at(0);
  facades.figures.recognise_px_per_m = 60.0;
  EXPECT_FALSE(draw_facades(facades, {}).fills[1].colours.at(0) == at_limit) << "dark";
  const auto legend = exposure_legend(facades.figures);
  EXPECT_EQ(std::get<base::Sentence::Number>(legend.at(1).label.values.at(0).second).value, 40.0);
}

TEST(DrawExposure, a_walk_is_broad_in_view_and_dashed_out_of_it) {
  WalkExposure walk;
  walk.stretches = {{.from_m = 0, .to_m = 10, .sensors = {}, .path = {{0, 0, 0}, {10, 0, 0}}},
                    {.from_m = 10, .to_m = 20, .sensors = {3, 4}, .path = {{10, 0, 0}, {20, 0, 0}}}};
  const drawing::DrawList list = draw_walk(walk, {});
  ASSERT_GE(list.lines.size(), 4U);  // each in a casing
  EXPECT_TRUE(list.lines[1].dashed);
  EXPECT_FALSE(list.lines[3].dashed);
  EXPECT_GT(list.lines[3].width_px, list.lines[1].width_px);
  ASSERT_EQ(list.labels.size(), 1U);
  EXPECT_EQ(list.labels[0].text, "2");
}

}  // namespace
}  // namespace schouw::exposure
