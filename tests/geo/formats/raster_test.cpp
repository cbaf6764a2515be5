// SPDX-License-Identifier: EUPL-1.2
#include <cmath>
#include <cstring>

#include "geo/formats/read_geotiff_gdal.h"
#include "geo/formats/write_png_gdal.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

model::Terrain slope() {
  model::Terrain terrain{
      .crs = *crs::crs_from_text("EPSG:7415"),
      .heights_m = raster::Grid<float>({.west_m = 85000, .south_m = 446000, .cell_m = 0.5, .columns = 3, .rows = 2})};
  for (int row = 0; row < 2; ++row) {
    for (int column = 0; column < 3; ++column) {
      terrain.heights_m.at(column, row) = static_cast<float>(10 * row + column) + 0.25F;
    }
  }
  terrain.heights_m.at(2, 1) = model::kNoHeight;
  return terrain;
}

TEST(Geotiff, reads_back_what_it_wrote_south_row_first) {
  const TemporaryFolder folder;
  const model::Terrain terrain = slope();
  ASSERT_TRUE(write_geotiff(folder.file("a.tif"), terrain));
  const auto again = read_geotiff(folder.file("a.tif"), {});
  ASSERT_TRUE(again) << describe(again.diagnostics().front());
  EXPECT_EQ(again->crs.id, "EPSG:7415");
  EXPECT_EQ(again->heights_m.frame(), terrain.heights_m.frame());
  EXPECT_EQ(again->heights_m.at(0, 0), 0.25F);
  EXPECT_EQ(again->heights_m.at(1, 1), 11.25F);
  EXPECT_TRUE(std::isnan(again->heights_m.at(2, 1)));
}

TEST(Geotiff, is_the_same_bytes_each_time) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_geotiff(folder.file("a.tif"), slope()));
  ASSERT_TRUE(write_geotiff(folder.file("b.tif"), slope()));
  EXPECT_EQ(bytes_of(folder.file("a.tif")), bytes_of(folder.file("b.tif")));
}

std::string little(std::uint64_t number, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i));
  return out;
}

// A float TIFF of one strip by hand (TIFF 6.0, GeoTIFF 1.1), so that cells can be made that no program writes.
std::string tiff(int columns, int rows, double cell_x_m, double cell_y_m) {
  const std::string pixels(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows) * 4, '\0');
  std::string numbers;
  for (const double v : {cell_x_m, cell_y_m, 0.0, 0.0, 0.0, 0.0, 85000.0, 446000.0, 0.0}) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &v, sizeof bits);
    numbers += little(bits, 8);
  }
  const auto tag = [](int id, int type, std::uint64_t count, std::uint64_t value) {
    return little(static_cast<std::uint64_t>(id), 2) + little(static_cast<std::uint64_t>(type), 2) +
           little(count, 4) + little(value, 4);
  };
  const std::uint64_t pixels_at = 8 + numbers.size();
  std::string out = "II*" + std::string(1, '\0') + little(pixels_at + pixels.size(), 4) + numbers + pixels;
  out += little(12, 2) + tag(256, 3, 1, static_cast<std::uint64_t>(columns)) +
         tag(257, 3, 1, static_cast<std::uint64_t>(rows)) + tag(258, 3, 1, 32) + tag(259, 3, 1, 1) +
         tag(262, 3, 1, 1) + tag(273, 4, 1, pixels_at) + tag(277, 3, 1, 1) +
         tag(278, 3, 1, static_cast<std::uint64_t>(rows)) + tag(279, 4, 1, pixels.size()) + tag(339, 3, 1, 3) +
         tag(33550, 12, 3, 8) + tag(33922, 12, 6, 8 + 24);
  return out + little(0, 4);
}

TEST(Geotiff, takes_square_cells_only) {
  const TemporaryFolder folder;
  const auto rd = crs::crs_from_text("EPSG:7415");
  EXPECT_EQ(code_of(read_geotiff(folder.file("square.tif", tiff(4, 3, 2.0, 2.0)), *rd)), "ok");
  EXPECT_EQ(code_of(read_geotiff(folder.file("oblong.tif", tiff(4, 3, 2.0, 2.5)), *rd)), "TER-101");
}

TEST(Geotiff, without_a_system_needs_one_stated) {
  const TemporaryFolder folder;
  const auto path = folder.file("nowhere.tif", tiff(4, 3, 2.0, 2.0));
  EXPECT_EQ(code_of(read_geotiff(path, {})), "CRS-104");
  const auto terrain = read_geotiff(path, *crs::crs_from_text("EPSG:7415"));
  ASSERT_TRUE(terrain);
  // The tie point is the north-west corner: 446000 less 3 rows of 2 m.
  EXPECT_EQ(terrain->heights_m.frame().south_m, 445994.0);
}

TEST(Geotiff, missing_empty_cut_off_or_something_else_is_said) {
  const TemporaryFolder folder;
  EXPECT_EQ(code_of(read_geotiff(folder.file("none.tif"), {})), "IO-101");
  EXPECT_EQ(code_of(read_geotiff(folder.file("empty.tif", ""), {})), "IO-103");
  EXPECT_EQ(code_of(read_geotiff(folder.file("text.tif", "id,name\n"), {})), "IO-106");
  EXPECT_EQ(code_of(read_geotiff(folder.file("map.geojson", R"({"type":"FeatureCollection"})"), {})), "IO-106");
  ASSERT_TRUE(write_geotiff(folder.file("a.tif"), slope()));
  const std::string whole = bytes_of(folder.file("a.tif"));
  for (std::size_t length = 4; length < whole.size(); length += 61) {
    const auto cut = read_geotiff(folder.file("cut.tif", whole.substr(0, length)), *crs::crs_from_text("EPSG:7415"));
    EXPECT_FALSE(cut) << length;
  }
}

TEST(Png, reads_back_the_pixels_that_it_wrote) {
  const TemporaryFolder folder;
  std::vector<std::uint8_t> rgb;
  for (int i = 0; i < 5 * 3 * 3; ++i) rgb.push_back(static_cast<std::uint8_t>(i * 5));
  ASSERT_TRUE(write_png(folder.file("a.png"), 5, 3, rgb));
  ASSERT_TRUE(write_png(folder.file("b.png"), 5, 3, rgb));
  EXPECT_EQ(bytes_of(folder.file("a.png")), bytes_of(folder.file("b.png")));
  const auto again = read_png(folder.file("a.png"));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->width_px, 5);
  EXPECT_EQ(again->height_px, 3);
  EXPECT_EQ(again->rgb, rgb);
  // Nothing is left beside the two pictures.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.file("")), {}), 2);
}

TEST(Png, of_a_size_that_its_pixels_do_not_fill_is_refused) {
  const TemporaryFolder folder;
  const std::vector<std::uint8_t> rgb(12);
  EXPECT_EQ(code_of(write_png(folder.file("a.png"), 3, 3, rgb)), "IO-105");
  EXPECT_EQ(code_of(write_png(folder.file("a.png"), 0, 3, rgb)), "IO-105");
  EXPECT_EQ(code_of(write_png(folder.file("no/folder/a.png"), 2, 2, rgb)), "IO-105");
  EXPECT_EQ(code_of(read_png(folder.file("a.png"))), "IO-101");
  EXPECT_EQ(code_of(read_png(folder.file("text.png", "no picture"))), "IO-112");
}

}  // namespace
}  // namespace schouw::formats
