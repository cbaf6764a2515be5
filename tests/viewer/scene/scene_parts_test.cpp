// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/viewer/scene/box_town.h"
#include "viewer/scene/city_geometry.h"
#include "viewer/scene/overlay_geometry.h"
#include "viewer/scene/palette.h"
#include "viewer/scene/raster_slots.h"
#include "viewer/scene/shader_programs.h"

namespace schouw::scene {
namespace {

TEST(ShaderText, an_included_file_comes_once) {
  const auto text = load_shader(box_town::options().shader_folder, "composite.frag");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->find("#include"), std::string::npos);
  const std::size_t first = text->find("float distance_of(");
  ASSERT_NE(first, std::string::npos);
  EXPECT_EQ(text->find("float distance_of(", first + 1), std::string::npos);
}

TEST(ShaderText, a_missing_file_is_named) {
  const auto text = load_shader(box_town::options().shader_folder, "no_such.frag");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.diagnostics().front().code, "SCN-102");
  EXPECT_NE(text.diagnostics().front().where.file.find("no_such.frag"), std::string::npos);
}

TEST(CityGeometry, is_cut_into_chunks_of_250_m_and_never_one_a_building) {
  box_town::MeshBuilder builder(box_town::kOrigin);
  // 100 boxes in 250 m, and one 600 m to the east: two chunks.
  for (int i = 0; i < 100; ++i) {
    const auto x = static_cast<float>(i % 10) * 20.0F + 5.0F;
    const auto y = static_cast<float>(i / 10) * 20.0F + 5.0F;
    builder.box({x, y, x + 8.0F, y + 8.0F, 9.0F}, static_cast<std::uint32_t>(i));
  }
  builder.box({600.0F, 5.0F, 610.0F, 15.0F, 9.0F}, 100);
  EXPECT_EQ(city_geometry(*builder.done(), false)->getNumChildren(), 2U);
  EXPECT_EQ(city_geometry(*builder.done(), true)->getNumChildren(), 0U);
}

TEST(CityGeometry, leaves_out_triangles_without_area) {
  drawing::SurfaceMesh mesh;
  mesh.positions = {{0, 0, 0}, {1, 0, 0}, {2, 0, 0}};
  mesh.tones = {drawing::Tone::roof};
  mesh.objects = {0};
  mesh.ground = {false};
  EXPECT_EQ(city_geometry(mesh, false)->getNumChildren(), 0U);
}

TEST(LineGeometry, has_four_corners_a_piece) {
  const drawing::Line line{.positions = {{0, 0, 0}, {1, 0, 0}, {1, 1, 0}}};
  const auto geometry = line_geometry({line});
  ASSERT_TRUE(geometry);
  EXPECT_EQ(geometry->getVertexArray()->getNumElements(), 8U);
  EXPECT_FALSE(line_geometry({drawing::Line{.positions = {{0, 0, 0}}}}));
}

TEST(RasterClasses, a_class_holds_from_its_count_to_the_next) {
  const std::vector<drawing::CountClass> classes = {{1, {10, 0, 0, 255}, false}, {3, {30, 0, 0, 255}, true}};
  RasterSlot slot;
  slot.classes = &classes;
  const auto rows = class_rows({slot});
  const auto red = [&](std::size_t count) { return rows[count * 4]; };
  const auto alpha = [&](std::size_t count) { return rows[count * 4 + 3]; };
  const auto hatched = [&](std::size_t count) { return rows[(kLargestCount + 1 + count) * 4]; };
  EXPECT_EQ(alpha(0), 0);
  EXPECT_EQ(red(1), 10);
  EXPECT_EQ(red(2), 10);
  EXPECT_EQ(hatched(2), 0);
  EXPECT_EQ(red(3), 30);
  EXPECT_EQ(hatched(3), 255);
  EXPECT_EQ(red(kLargestCount), 30);
}

TEST(RasterTexture, a_grid_that_is_too_wide_keeps_the_greatest_count_of_a_block) {
  auto values = std::make_shared<raster::Grid<std::uint16_t>>(
      raster::GridFrame{.west_m = 100.0, .south_m = 200.0, .cell_m = 0.5, .columns = 5, .rows = 2}, 0);
  values->at(4, 1) = 9;
  values->at(0, 0) = 2;
  drawing::RasterLayer layer;
  layer.origin = {{90.0, 190.0, 0.0}};
  layer.values = values;
  const auto made = raster_texture(layer, 3);  // blocks of 2 x 2: 3 columns, 1 row
  EXPECT_EQ(made.texture->getImage()->s(), 3);
  EXPECT_EQ(made.texture->getImage()->t(), 1);
  const auto* counts = reinterpret_cast<const std::uint16_t*>(made.texture->getImage()->data());
  EXPECT_EQ(counts[0], 2);
  EXPECT_EQ(counts[1], 0);
  EXPECT_EQ(counts[2], 9);
  EXPECT_DOUBLE_EQ(made.cells_per_m, 1.0);
  EXPECT_DOUBLE_EQ(made.west_m, 10.0);
  EXPECT_DOUBLE_EQ(made.south_m, 10.0);
}

// Relative luminance of WCAG 2.1.
double luminance(const drawing::Colour& c) {
  const auto linear = [](std::uint8_t channel) {
    const double s = channel / 255.0;
    return s <= 0.03928 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

TEST(Palette, labels_are_read_on_their_halo_in_every_theme) {
  for (const Theme theme : {Theme::light, Theme::dark, Theme::contrast}) {
    const Palette palette = palette_of(theme);
    const double ink = luminance(palette.label_ink);
    const double halo = luminance(palette.halo);
    const double contrast = (std::max(ink, halo) + 0.05) / (std::min(ink, halo) + 0.05);
    EXPECT_GE(contrast, 4.5);
  }
}

}  // namespace
}  // namespace schouw::scene
