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

TEST(RasterClasses, a_class_holds_from_its_count_to_the_next_and_each_set_has_its_own) {
  const std::vector<drawing::CountClasses> classes = {{{1, {10, 0, 0, 255}, false}, {3, {30, 0, 0, 255}, true}},
                                                      {{2, {20, 0, 0, 255}, true}}};
  RasterSlot slot;
  slot.classes = &classes;
  const ClassTable table = class_table({slot});
  ASSERT_EQ(table.columns, 4);  // 0, 1, 2, and 3 for all above
  ASSERT_EQ(table.rows, 4);
  const auto at = [&](std::size_t row, std::size_t count) { return &table.rgba[(row * 4 + count) * 4]; };
  EXPECT_EQ(at(0, 0)[3], 0);
  EXPECT_EQ(at(0, 1)[0], 10);
  EXPECT_EQ(at(0, 2)[0], 10);
  EXPECT_EQ(at(1, 2)[0], 0);
  EXPECT_EQ(at(0, 3)[0], 30);
  EXPECT_EQ(at(1, 3)[0], 255);
  EXPECT_EQ(at(2, 1)[3], 0);
  EXPECT_EQ(at(2, 2)[0], 20);
  EXPECT_EQ(at(3, 3)[0], 255);
}

TEST(RasterClasses, the_table_of_one_raster_stands_below_that_of_the_other) {
  const std::vector<drawing::CountClasses> one = {{{1, {10, 0, 0, 255}, false}}, {{1, {11, 0, 0, 255}, false}}};
  const std::vector<drawing::CountClasses> two = {{{1, {20, 0, 0, 255}, false}}};
  std::vector<RasterSlot> slots(2);
  slots[0].classes = &one;
  slots[1].classes = &two;
  const ClassTable table = class_table(slots);
  EXPECT_EQ(table.first_row, (std::array<int, 2>{0, 4}));
  EXPECT_EQ(table.sets, (std::array<int, 2>{2, 1}));
  EXPECT_EQ(table.rgba[(4 * 2 + 1) * 4], 20);
}

TEST(RasterTexture, a_grid_that_is_too_wide_keeps_the_cell_of_the_highest_class_of_a_block) {
  const raster::GridFrame frame{.west_m = 100.0, .south_m = 200.0, .cell_m = 0.5, .columns = 5, .rows = 2};
  auto values = std::make_shared<raster::Grid<std::uint16_t>>(frame, 0);
  auto sets = std::make_shared<raster::Grid<std::uint8_t>>(frame, 0);
  values->at(4, 1) = 9;
  values->at(0, 0) = 5;
  values->at(1, 1) = 2;  // a lower count, but where less is allowed
  sets->at(1, 1) = 1;
  drawing::RasterLayer layer;
  layer.origin = {{90.0, 190.0, 0.0}};
  layer.values = values;
  layer.sets = sets;
  layer.classes = {{{1, {}, false}, {8, {}, true}}, {{1, {}, false}, {2, {}, true}}};
  const auto made = raster_texture(layer, 3);  // blocks of 2 x 2: 3 columns, 1 row
  EXPECT_EQ(made.block, 2);
  EXPECT_EQ(made.counts->grid()->values(), (std::vector<std::uint16_t>{2, 0, 9}));
  EXPECT_EQ(made.sets->grid()->values(), (std::vector<std::uint8_t>{1, 0, 0}));
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
