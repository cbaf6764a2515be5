// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/symbol_layout.h"

#include <gtest/gtest.h>

#include "tests/viewer/scene/box_town.h"

namespace schouw::scene {
namespace {

class Symbols : public testing::Test {
 protected:
  void SetUp() override {
    const SceneOptions options = box_town::options();
    auto atlas = GlyphAtlas::open(options.font_file, options.bold_font_file);
    if (!atlas) GTEST_SKIP() << "needs the package fonts-inter";
    atlas_ = *std::move(atlas);
    list_.origin = box_town::kOrigin;
    view_.pose = box_town::pose();
    view_.viewport = box_town::kViewport;
  }

  SymbolLayout lay_out() { return lay_out_symbols({{&list_, 1.0}}, view_, *atlas_); }

  void add_label(const std::string& text, float east, float priority, std::uint32_t index) {
    list_.labels.push_back(
        {.at = {east, 0.0F, 0.0F}, .text = text, .priority = priority, .pick = {drawing::PickId::Kind::area, index}});
  }

  std::unique_ptr<GlyphAtlas> atlas_;
  drawing::DrawList list_;
  SymbolView view_;
};

TEST_F(Symbols, of_two_labels_in_one_place_the_more_important_is_shown) {
  add_label("Hofplein", 0.0F, 1.0F, 0);
  add_label("Binnenstad", 2.0F, 5.0F, 1);
  add_label("Oost", 80.0F, 0.0F, 2);
  const auto layout = lay_out();
  ASSERT_EQ(layout.targets.size(), 2U);
  EXPECT_EQ(layout.targets[0].pick.index, 1U);
  EXPECT_EQ(layout.targets[1].pick.index, 2U);
}

TEST_F(Symbols, a_label_makes_room_for_a_pin) {
  add_label("Hofplein", 0.0F, 9.0F, 0);
  ASSERT_EQ(lay_out().targets.size(), 1U);
  list_.pins.push_back(box_town::pin(0.0F, -3.0F, 0.0F, 4));
  const auto layout = lay_out();
  ASSERT_EQ(layout.targets.size(), 1U);
  EXPECT_EQ(layout.targets[0].pick.kind, drawing::PickId::Kind::sensor);
}

TEST_F(Symbols, near_pins_lie_over_far_ones_and_the_selected_one_over_all) {
  list_.pins = {box_town::pin(0.0F, -20.0F, 0.0F, 0), box_town::pin(0.0F, -19.0F, 0.0F, 1)};
  auto layout = lay_out();
  EXPECT_EQ(layout.targets.back().pick.index, 0U);  // the one in the south, nearer to a camera that looks north
  view_.selected = drawing::PickId{drawing::PickId::Kind::sensor, 1};
  layout = lay_out();
  EXPECT_EQ(layout.targets.back().pick.index, 1U);
}

TEST_F(Symbols, a_pin_without_room_becomes_a_dot_that_can_still_be_pointed_at) {
  list_.pins = {box_town::pin(-0.5F, 0.0F, 0.0F, 0), box_town::pin(0.5F, 0.0F, 0.0F, 1),
                box_town::pin(60.0F, 0.0F, 0.0F, 2)};
  list_.pins[1].priority = 1.0F;
  const auto radius_of = [](const SymbolLayout& layout, std::uint32_t index) {
    for (const SymbolTarget& target : layout.targets) {
      if (target.pick.index == index) return target.radius_px - 2.0F;
    }
    return 0.0F;
  };
  auto layout = lay_out();
  EXPECT_FLOAT_EQ(radius_of(layout, 0), 3.2F);
  EXPECT_FLOAT_EQ(radius_of(layout, 1), 13.0F);
  EXPECT_FLOAT_EQ(radius_of(layout, 2), 13.0F);
  EXPECT_EQ(layout.pin_sizes, (std::vector<std::vector<float>>{{0.0F, 1.0F, 1.0F}}));
  list_.pins[1].faint = true;
  layout = lay_out();
  EXPECT_FLOAT_EQ(radius_of(layout, 0), 13.0F);
  EXPECT_FLOAT_EQ(radius_of(layout, 1), 3.2F);
  for (const SymbolTarget& target : layout.targets) {
    const auto& box = target.box_px;
    const auto found = target_at(layout, (box[0] + box[2]) / 2.0, (box[1] + box[3]) / 2.0);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->index, target.pick.index);
  }
}

TEST_F(Symbols, a_label_that_the_edge_would_cut_off_is_left_out) {
  add_label("Hofplein", 0.0F, 0.0F, 0);
  ASSERT_EQ(lay_out().targets.size(), 1U);
  view_.pose.target.east_m += 90.0;  // half of the picture is 92 m wide: 220 m x tan(17.5 degrees) x 320 / 240
  EXPECT_TRUE(lay_out().targets.empty());
}

TEST_F(Symbols, a_text_is_as_wide_as_the_advances_of_its_letters) {
  add_label("ii", 0.0F, 0.0F, 0);
  const auto narrow = lay_out();
  list_.labels.clear();
  add_label("WW", 0.0F, 0.0F, 0);
  const auto wide = lay_out();
  const auto width = [](const SymbolLayout& layout) {
    return layout.targets[0].box_px[2] - layout.targets[0].box_px[0];
  };
  EXPECT_GT(width(wide), 1.8F * width(narrow));
}

TEST_F(Symbols, letters_with_accents_have_shapes_of_their_own) {
  const auto pixels_of = [&](const Glyph& glyph) {
    int sum = 0;
    for (int y = 0; y < glyph.height_px; ++y) {
      for (int x = 0; x < glyph.width_px; ++x) {
        sum += atlas_->pixels()[2 * static_cast<std::size_t>((glyph.atlas_y + y) * GlyphAtlas::kSide_px +
                                                             glyph.atlas_x + x)];
      }
    }
    return sum;
  };
  const Glyph plain = atlas_->glyph(U'e', Weight::regular, 24, 0);
  const Glyph accented = atlas_->glyph(U'\u00eb', Weight::regular, 24, 0);
  EXPECT_GT(pixels_of(accented), pixels_of(plain));
  EXPECT_GT(accented.height_px, plain.height_px);
}

TEST_F(Symbols, the_atlas_starts_again_when_it_is_full_and_the_layout_stays_right) {
  const unsigned before = atlas_->generation();
  for (char32_t letter = U'A'; letter <= U'Z'; ++letter) {
    for (int size = 60; size < 100; ++size) atlas_->glyph(letter, Weight::bold, size, 0);
  }
  EXPECT_GT(atlas_->generation(), before);
  add_label("Hofplein", 0.0F, 0.0F, 0);
  EXPECT_EQ(lay_out().quads.size(), 16U);  // eight halos, eight letters
}

TEST(CodePoints, are_read_from_utf_8) {
  // "é" is C3 A9, "€" E2 82 AC, U+1F600 F0 9F 98 80 (Unicode 15, table 3-7).
  EXPECT_EQ(code_points("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"),
            (std::vector<char32_t>{U'a', 0xe9, 0x20ac, 0x1f600}));
}

TEST(CodePoints, broken_bytes_become_the_replacement_character) {
  EXPECT_EQ(code_points("\xff"), (std::vector<char32_t>{0xfffd}));
  EXPECT_EQ(code_points("\xc3"), (std::vector<char32_t>{0xfffd}));
  EXPECT_EQ(code_points("\xe2\x82z"), (std::vector<char32_t>{0xfffd, U'z'}));
}

TEST(TargetAt, a_disc_is_round) {
  SymbolLayout layout;
  layout.targets.push_back({{0.0F, 0.0F, 20.0F, 20.0F}, 10.0F, {drawing::PickId::Kind::sensor, 2}});
  EXPECT_TRUE(target_at(layout, 10.0, 1.0));
  EXPECT_FALSE(target_at(layout, 1.0, 1.0));
}

}  // namespace
}  // namespace schouw::scene
