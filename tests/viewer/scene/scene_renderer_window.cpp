// SPDX-License-Identifier: EUPL-1.2
#include "viewer/scene/scene_renderer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "tests/golden/compare_pictures.h"
#include "tests/viewer/scene/box_town.h"
#include "viewer/window/window.h"

namespace schouw::scene {
namespace {

using drawing::LayerId;

struct Rgb {
  int red, green, blue;
};

class Scene : public testing::Test {
 protected:
  void SetUp() override {
    auto context = window::OffscreenContext::open();
    ASSERT_TRUE(context) << base::describe(context.diagnostics().front());
    context_ = *std::move(context);
    renderer_ = new_renderer();
    ASSERT_TRUE(renderer_);
  }
  void TearDown() override { renderer_.reset(); }

  static std::unique_ptr<SceneRenderer> new_renderer(const crs::SceneOrigin& origin = box_town::kOrigin) {
    auto renderer = SceneRenderer::create(box_town::options());
    if (!renderer) {
      ADD_FAILURE() << base::describe(renderer.diagnostics().front());
      return nullptr;
    }
    (*renderer)->set_surfaces(LayerId::ground, box_town::ground(origin));
    (*renderer)->set_surfaces(LayerId::buildings, box_town::buildings(origin));
    return *std::move(renderer);
  }

  SceneRenderer::Picture draw(Quality quality = Quality::still) {
    renderer_->render(box_town::pose(), box_town::kViewport, quality);
    return renderer_->read_picture();
  }

  // The colour of the pixel that shows a place, in metres from the town's origin.
  static Rgb colour_at(const SceneRenderer::Picture& picture, float east, float north, float up) {
    const auto at =
        drawing::project(box_town::pose(), box_town::kViewport, box_town::kOrigin.to_map({east, north, up}));
    const auto x = static_cast<std::size_t>(at->x_px);
    const auto y = static_cast<std::size_t>(at->y_px);
    const std::size_t i = (y * static_cast<std::size_t>(picture.width_px) + x) * 3;
    return {picture.rgb[i], picture.rgb[i + 1], picture.rgb[i + 2]};
  }

  void show_pins(const std::vector<drawing::Pin>& pins) {
    auto list = std::make_shared<drawing::DrawList>();
    list->origin = box_town::kOrigin;
    list->pins = pins;
    renderer_->set_draw_list(LayerId::sensors, list);
  }

  std::unique_ptr<window::OffscreenContext> context_;
  std::unique_ptr<SceneRenderer> renderer_;
};

int brightness(const Rgb& c) { return c.red + c.green + c.blue; }

TEST_F(Scene, draws_pale_roofs_darker_walls_and_blue_water) {
  const auto picture = draw();
  ASSERT_EQ(picture.rgb.size(), 320U * 240U * 3U);
  const Rgb roof = colour_at(picture, -58.0F, 5.0F, 12.0F);
  const Rgb wall = colour_at(picture, -58.0F, -20.0F, 6.0F);
  const Rgb water = colour_at(picture, 60.0F, -60.0F, -0.8F);
  EXPECT_GT(roof.red, 225);  // 0.965, 0.955, 0.935 of 255 is 246, 244, 238, in the light of the sun
  EXPECT_GT(roof.green, 222);
  EXPECT_GT(roof.blue, 215);
  EXPECT_LT(brightness(wall), brightness(roof) - 30);
  EXPECT_GT(water.blue, water.red + 25);
}

TEST_F(Scene, same_content_gives_the_same_bytes) {
  for (const Quality quality : {Quality::moving, Quality::still}) {
    const auto first = draw(quality);
    renderer_ = new_renderer();
    EXPECT_EQ(first.rgb, draw(quality).rgb);
  }
}

TEST_F(Scene, needs_a_new_picture_only_when_something_changed) {
  const auto needs = [&](Quality quality) {
    return renderer_->needs_render(box_town::pose(), box_town::kViewport, quality);
  };
  EXPECT_TRUE(needs(Quality::still));
  draw();
  EXPECT_FALSE(needs(Quality::still));
  EXPECT_TRUE(needs(Quality::moving));
  renderer_->set_visible(LayerId::labels, true);  // it was visible
  EXPECT_FALSE(needs(Quality::still));
  renderer_->set_visible(LayerId::buildings, false);
  EXPECT_TRUE(needs(Quality::still));
  draw();
  renderer_->set_selected(drawing::PickId{drawing::PickId::Kind::sensor, 3});
  EXPECT_TRUE(needs(Quality::still));
  draw();
  drawing::CameraPose other = box_town::pose();
  other.distance_m += 1.0;
  EXPECT_TRUE(renderer_->needs_render(other, box_town::kViewport, Quality::still));
}

TEST_F(Scene, lays_counts_on_the_ground_and_not_on_roofs) {
  renderer_->set_raster(LayerId::stacking, box_town::raster());
  const auto picture = draw();
  const Rgb square = colour_at(picture, 0.0F, 5.0F, 0.0F);
  EXPECT_GT(square.red, 170);
  EXPECT_LT(square.green, 90);
  const Rgb outside = colour_at(picture, 0.0F, 30.0F, 0.0F);
  EXPECT_GT(outside.green, 180);
  const Rgb roof = colour_at(picture, -58.0F, 5.0F, 12.0F);
  EXPECT_GT(roof.green, 220);
}

TEST_F(Scene, colours_counts_by_other_classes_without_uploading_them_again) {
  renderer_->set_raster(LayerId::stacking, box_town::raster());
  draw();
  EXPECT_EQ(renderer_->raster_uploads(LayerId::stacking).whole, 1U);
  renderer_->set_raster_classes(LayerId::stacking, {{{4, {0, 200, 0, 255}, false}}});
  EXPECT_GT(colour_at(draw(), 0.0F, 5.0F, 0.0F).green, 170);
  renderer_->set_raster_classes(LayerId::stacking, {{{5, {0, 200, 0, 255}, false}}});
  EXPECT_GT(colour_at(draw(), 0.0F, 5.0F, 0.0F).red, 180);  // 4 lies below the first class: the square itself
  const auto uploads = renderer_->raster_uploads(LayerId::stacking);
  EXPECT_EQ(uploads.whole, 1U);
  EXPECT_EQ(uploads.windows, 0U);
}

TEST_F(Scene, one_count_has_another_colour_in_another_set) {
  auto layer = std::make_shared<drawing::RasterLayer>(*box_town::raster());
  auto sets = std::make_shared<raster::Grid<std::uint8_t>>(layer->values->frame(), 0);
  for (int row = 0; row < 40; ++row) {
    for (int column = 20; column < 40; ++column) sets->at(column, row) = 1;  // the eastern half
  }
  layer->sets = sets;
  layer->classes = {{{1, {0, 200, 0, 255}, false}}, {{1, {0, 0, 200, 255}, false}}};
  renderer_->set_raster(LayerId::stacking, layer);
  const auto picture = draw();
  const Rgb west = colour_at(picture, -10.0F, 5.0F, 0.0F);
  const Rgb east = colour_at(picture, 10.0F, 5.0F, 0.0F);
  EXPECT_GT(west.green, west.blue + 100);
  EXPECT_GT(east.blue, east.green + 100);
}

TEST_F(Scene, uploads_only_the_window_that_changed) {
  renderer_->set_raster(LayerId::stacking, box_town::raster());
  draw();
  auto values = std::make_shared<raster::Grid<std::uint16_t>>(*box_town::raster()->values);
  // 8 x 6 cells around the middle, from 4 to 1; one cell beyond the window shows that no more was uploaded.
  for (int row = 17; row < 23; ++row) {
    for (int column = 16; column < 24; ++column) values->at(column, row) = 1;
  }
  values->at(35, 35) = 1;
  renderer_->update_raster(LayerId::stacking, values, {16, 17, 8, 6});
  const auto picture = draw();
  const auto uploads = renderer_->raster_uploads(LayerId::stacking);
  EXPECT_EQ(uploads.whole, 1U);
  EXPECT_EQ(uploads.windows, 1U);
  EXPECT_EQ(uploads.bytes, (40U * 40U + 8U * 6U) * 2U);
  const Rgb middle = colour_at(picture, 0.0F, 5.0F, 0.0F);
  EXPECT_GT(middle.blue, middle.red + 80);
  const Rgb beside = colour_at(picture, 10.0F, 5.0F, 0.0F);
  EXPECT_GT(beside.red, beside.blue + 80);
  const Rgb beyond = colour_at(picture, 15.5F, 20.5F, 0.0F);
  EXPECT_GT(beyond.red, beyond.blue + 80);
}

TEST_F(Scene, buildings_hide_fills) {
  auto list = std::make_shared<drawing::DrawList>();
  list->origin = box_town::kOrigin;
  const drawing::Colour blue{0, 0, 255, 255};
  list->fills.push_back({.positions = {{-100, 25, 0}, {100, 25, 0}, {100, 95, 0}, {-100, 95, 0}},
                         .colours = {blue, blue, blue, blue},
                         .triangles = {0, 1, 2, 0, 2, 3}});
  renderer_->set_draw_list(LayerId::footprints, list);
  const auto picture = draw();
  EXPECT_LT(colour_at(picture, 0.0F, 30.0F, 0.0F).red, 20);    // in front of the northern block
  EXPECT_GT(colour_at(picture, 0.0F, 50.0F, 18.0F).red, 220);  // its roof
}

TEST_F(Scene, a_fill_fades_with_the_alpha_of_its_corners_and_with_its_layer) {
  auto list = std::make_shared<drawing::DrawList>();
  list->origin = box_town::kOrigin;
  const drawing::Colour black{0, 0, 0, 128};
  list->fills.push_back({.positions = {{-10, -5, 0}, {10, -5, 0}, {10, 15, 0}, {-10, 15, 0}},
                         .colours = {black, black, black, black},
                         .triangles = {0, 1, 2, 0, 2, 3}});
  const int bare = colour_at(draw(), 0.0F, 5.0F, 0.0F).red;
  renderer_->set_draw_list(LayerId::footprints, list);
  EXPECT_NEAR(colour_at(draw(), 0.0F, 5.0F, 0.0F).red, bare * (127.0 / 255.0), 3.0);
  renderer_->set_opacity(LayerId::footprints, 0.5);
  EXPECT_NEAR(colour_at(draw(), 0.0F, 5.0F, 0.0F).red, bare * (1.0 - 64.0 / 255.0), 3.0);
}

TEST_F(Scene, finds_the_pin_under_a_pixel_and_nothing_beside_it) {
  show_pins({box_town::pin(0.0F, 5.0F, 4.0F, 7)});
  draw();
  const auto lens = drawing::project(box_town::pose(), box_town::kViewport, box_town::kOrigin.to_map({0, 5, 4}));
  // A disc of 13 px stands 7 px above the lens.
  const auto found = renderer_->symbol_at(lens->x_px, lens->y_px - 20.0);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->index, 7U);
  EXPECT_FALSE(renderer_->symbol_at(lens->x_px + 20.0, lens->y_px - 20.0));
  renderer_->set_visible(LayerId::sensors, false);
  draw();
  EXPECT_FALSE(renderer_->symbol_at(lens->x_px, lens->y_px - 20.0));
}

TEST_F(Scene, a_pin_behind_a_building_is_fainter) {
  const auto yellowness = [&](float east, float north, float up) {
    show_pins({box_town::pin(east, north, up, 1)});
    const auto picture = draw();
    const auto lens =
        drawing::project(box_town::pose(), box_town::kViewport, box_town::kOrigin.to_map({east, north, up}));
    const auto x = static_cast<std::size_t>(lens->x_px + 8.0);  // beside the letter
    const auto y = static_cast<std::size_t>(lens->y_px - 20.0);
    const std::size_t i = (y * 320U + x) * 3U;
    return picture.rgb[i] - picture.rgb[i + 2];
  };
  EXPECT_GT(yellowness(0.0F, 5.0F, 4.0F), 230);   // #ffdd00 in full
  EXPECT_LT(yellowness(0.0F, 72.0F, 2.0F), 160);  // behind the northern block
}

TEST_F(Scene, another_origin_gives_the_same_picture) {
  const auto here = draw();
  renderer_ = new_renderer({{83500.0, 448700.0, 3.0}});
  const auto there = draw();
  const golden::Picture a{here.width_px, here.height_px, here.rgb};
  const golden::Picture b{there.width_px, there.height_px, there.rgb};
  EXPECT_LT(golden::compare(a, b).other_ratio, 0.001);
}

TEST_F(Scene, the_dark_theme_is_dark_and_contrast_white) {
  renderer_->set_theme(Theme::dark);
  EXPECT_LT(brightness(colour_at(draw(), 0.0F, 5.0F, 0.0F)), 250);
  renderer_->set_theme(Theme::contrast);
  EXPECT_GT(brightness(colour_at(draw(), 0.0F, 5.0F, 0.0F)), 690);
}

TEST_F(Scene, a_translucent_layer_shows_what_is_behind_it) {
  renderer_->set_raster(LayerId::stacking, box_town::raster());
  const int opaque = brightness(colour_at(draw(), 0.0F, -26.0F, 6.0F));
  renderer_->set_opacity(LayerId::buildings, 0.0);
  const int open = brightness(colour_at(draw(), 0.0F, -26.0F, 6.0F));
  renderer_->set_opacity(LayerId::buildings, 0.5);
  EXPECT_NEAR(brightness(colour_at(draw(), 0.0F, -26.0F, 6.0F)), (opaque + open) / 2, 40);
}

TEST_F(Scene, follows_the_size_of_the_viewport) {
  for (const auto& [width, height] : {std::pair{320, 240}, {200, 300}, {1, 1}, {320, 240}}) {
    renderer_->render(box_town::pose(), {.width_px = width, .height_px = height}, Quality::still);
    const auto picture = renderer_->read_picture();
    EXPECT_EQ(picture.width_px, width);
    EXPECT_EQ(picture.rgb.size(), static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3U);
  }
}

TEST_F(Scene, draws_a_plan_straight_from_above) {
  drawing::CameraPose plan = box_town::pose();
  plan.tilt = base::Angle::from_degrees(90.0);
  plan.orthographic = true;
  renderer_->render(plan, box_town::kViewport, Quality::still);
  const auto picture = renderer_->read_picture();
  // The middle of the picture is the square; 40 m north of it (distance 220 m, lens 35 degrees: 138.7 m for 240 px,
  // so 69 px up) is the northern roof.
  const auto red = [&](std::size_t x, std::size_t y) { return picture.rgb[(y * 320U + x) * 3U]; };
  EXPECT_NEAR(red(160, 120), 231, 12);
  EXPECT_GT(red(160, 120 - 69), 236);
}

TEST_F(Scene, says_which_file_is_missing_or_wrong) {
  SceneOptions options = box_town::options();
  options.bold_font_file = "no-such-font.otf";
  auto renderer = SceneRenderer::create(options);
  ASSERT_FALSE(renderer);
  EXPECT_EQ(renderer.diagnostics().front().code, "SCN-102");

  const auto folder = std::filesystem::path(testing::TempDir()) / "schouw_broken_shaders";
  std::filesystem::remove_all(folder);
  options = box_town::options();
  std::filesystem::copy(options.shader_folder, folder, std::filesystem::copy_options::recursive);
  options.shader_folder = folder;
  std::ofstream(folder / "fill.frag") << "#version 330 compatibility\nvoid main() { no such thing }\n";
  renderer = SceneRenderer::create(options);
  ASSERT_FALSE(renderer);
  EXPECT_EQ(renderer.diagnostics().front().code, "SCN-101");
  EXPECT_NE(renderer.diagnostics().front().where.file.find("fill.frag"), std::string::npos);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace schouw::scene
