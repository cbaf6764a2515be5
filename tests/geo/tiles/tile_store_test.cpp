// SPDX-License-Identifier: EUPL-1.2
// Writing and reading must be each other's opposite, and no bytes whatever may do harm.
#include "geo/tiles/tile_store.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <fstream>

#include "geo/base/content_hash.h"
#include "geo/base/read_file.h"
#include "geo/tiles/store_blocks.h"
#include "geo/tiles/store_values.h"

namespace schouw::tiles {
namespace {

std::filesystem::path test_path() {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  return std::filesystem::path(::testing::TempDir()) /
         (std::string(test->name()) + "_" + std::to_string(::getpid()) + ".store");
}

class TileStore : public ::testing::Test {
 protected:
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  void put(std::string_view bytes) const { std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes; }
  std::string code_of_reading() const {
    const auto result = read_city_store(path_);
    return result ? "" : result.diagnostics().front().code;
  }

  std::filesystem::path path_ = test_path();
};

model::CityModel small_city() {
  model::CityModel city;
  city.crs = {
      .id = "EPSG:7415", .name = "RD New + NAP", .wkt = "COMPOUNDCRS[...]", .metric = true, .has_vertical = true};
  city.origin = {85346.0, 446973.0, -2.0};
  city.vertices_mm = {{0, 0, 0}, {1000, -7, 0}, {0, 1000, 2147483647}, {-2147483647, 5, 5}};
  city.triangles = {{0, 1, 2}, {0, 2, 3}};
  city.kinds = {model::SurfaceKind::wall, model::SurfaceKind::interior};
  city.objects = {{.id = "NL.IMBAG.Pand.1",
                   .type_name = "Building",
                   .object_class = model::ObjectClass::building,
                   .lod = "2.2",
                   .attributes = R"({"naam":"caf\u00e9 é"})",
                   .first_triangle = 0,
                   .triangle_count = 2,
                   .bounds = {{1.5, 2.5, 3.5}, {4.5, 5.5, 6.5}}},
                  {.id = "empty", .type_name = "+Potato", .first_triangle = 2}};
  city.lods = {"0", "1.2", "2.2"};
  city.bounds = city.objects[0].bounds;
  return city;
}

TEST_F(TileStore, gives_back_the_city_that_was_written) {
  const auto city = small_city();
  ASSERT_TRUE(write_city_store(path_, city, "key of the sources"));
  const auto read = read_city_store(path_);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->crs, city.crs);
  EXPECT_EQ(read->crs.id, "EPSG:7415");
  EXPECT_TRUE(read->crs.metric && read->crs.has_vertical && !read->crs.geographic);
  EXPECT_EQ(read->origin, city.origin);
  EXPECT_EQ(read->vertices_mm, city.vertices_mm);
  EXPECT_EQ(read->triangles, city.triangles);
  EXPECT_EQ(read->kinds, city.kinds);
  EXPECT_EQ(read->lods, city.lods);
  EXPECT_EQ(read->bounds.max, city.bounds.max);
  ASSERT_EQ(read->objects.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(read->objects[i].id, city.objects[i].id);
    EXPECT_EQ(read->objects[i].type_name, city.objects[i].type_name);
    EXPECT_EQ(read->objects[i].object_class, city.objects[i].object_class);
    EXPECT_EQ(read->objects[i].lod, city.objects[i].lod);
    EXPECT_EQ(read->objects[i].attributes, city.objects[i].attributes);
    EXPECT_EQ(read->objects[i].first_triangle, city.objects[i].first_triangle);
    EXPECT_EQ(read->objects[i].triangle_count, city.objects[i].triangle_count);
    EXPECT_EQ(read->objects[i].bounds.min, city.objects[i].bounds.min);
  }
  EXPECT_TRUE(read->objects[1].bounds.empty());
  EXPECT_EQ(*read_store_key(path_), "key of the sources");
}

TEST_F(TileStore, keeps_an_empty_city) {
  ASSERT_TRUE(write_city_store(path_, {}, ""));
  const auto read = read_city_store(path_);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->objects.empty());
  EXPECT_EQ(*read_store_key(path_), "");
}

TEST_F(TileStore, holds_the_same_bytes_for_the_same_city) {
  ASSERT_TRUE(write_city_store(path_, small_city(), "k"));
  const auto first = *base::read_file(path_);
  ASSERT_TRUE(write_city_store(path_, small_city(), "k"));
  EXPECT_EQ(*base::read_file(path_), first);
}

TEST_F(TileStore, gives_back_the_terrain_that_was_written) {
  model::Terrain terrain;
  terrain.crs.id = "EPSG:7415";
  terrain.heights_m =
      raster::Grid<float>({.west_m = 84000.5, .south_m = 446000.0, .cell_m = 0.5, .columns = 3, .rows = 2}, 1.25F);
  terrain.heights_m.at(2, 1) = model::kNoHeight;
  terrain.heights_m.at(0, 1) = -2.5F;
  ASSERT_TRUE(write_terrain_store(path_, terrain, "dtm"));
  const auto read = read_terrain_store(path_);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->heights_m.frame(), terrain.heights_m.frame());
  EXPECT_EQ(read->heights_m.at(0, 1), -2.5F);
  EXPECT_EQ(read->heights_m.at(1, 0), 1.25F);
  EXPECT_TRUE(std::isnan(read->heights_m.at(2, 1)));
  EXPECT_EQ(*read_store_key(path_), "dtm");
  EXPECT_EQ(code_of_reading(), "TILE-101");  // a terrain is no city
}

TEST_F(TileStore, refuses_a_file_cut_off_at_any_byte) {
  ASSERT_TRUE(write_city_store(path_, small_city(), "k"));
  const std::string whole = *base::read_file(path_);
  for (std::size_t length = whole.size(); length-- > 0;) {
    std::filesystem::resize_file(path_, length);
    EXPECT_EQ(code_of_reading(), length < 8 ? "TILE-101" : "TILE-103") << length;
    EXPECT_FALSE(read_store_key(path_)) << length;
  }
  put(whole + "x");
  EXPECT_EQ(code_of_reading(), "TILE-103");
}

TEST_F(TileStore, refuses_every_flipped_bit) {
  ASSERT_TRUE(write_city_store(path_, small_city(), "k"));
  const std::string whole = *base::read_file(path_);
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
    const auto blocks = read_blocks(flipped, StoreKind::city, "f");
    ASSERT_FALSE(blocks) << "bit " << bit;
    EXPECT_EQ(blocks.diagnostics().front().code, bit < 64 ? "TILE-101" : "TILE-103") << "bit " << bit;
  }
}

TEST_F(TileStore, refuses_another_version_and_another_byte_order) {
  ASSERT_TRUE(write_city_store(path_, small_city(), "k"));
  const std::string whole = *base::read_file(path_);
  for (const std::size_t at : {std::size_t{8}, std::size_t{12}}) {
    std::string changed = whole;
    changed[at] = 9;
    const std::uint32_t checksum = base::crc32c(std::string_view(changed).substr(0, kHeaderBytes - 4));
    std::memcpy(changed.data() + kHeaderBytes - 4, &checksum, sizeof checksum);
    put(changed);
    EXPECT_EQ(code_of_reading(), "TILE-102");
  }
}

TEST_F(TileStore, refuses_a_file_of_another_kind) {
  put("PNG or so, in any case something else that is long enough to hold a header");
  EXPECT_EQ(code_of_reading(), "TILE-101");
  std::filesystem::remove(path_);
  EXPECT_EQ(code_of_reading(), "IO-101");
}

TEST_F(TileStore, gives_back_which_file_an_object_comes_from_and_what_lies_beneath) {
  auto city = small_city();
  city.sources = {"a.city.json", "b.city.json"};
  city.objects[0].source = 1;
  auto lower = small_city();
  lower.sources = city.sources;
  lower.objects.resize(1);
  lower.vertices_mm[0] = {7, 8, 9};
  city.beneath = std::make_shared<const model::CityModel>(lower);
  ASSERT_TRUE(write_city_store(path_, city, "key"));
  const auto read = read_city_store(path_);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->sources, city.sources);
  EXPECT_EQ(read->objects[0].source, 1U);
  EXPECT_EQ(read->objects[1].source, 0U);
  ASSERT_TRUE(read->beneath);
  EXPECT_EQ(read->beneath->objects.size(), 1U);
  EXPECT_EQ(read->beneath->vertices_mm, lower.vertices_mm);
  EXPECT_FALSE(read->beneath->beneath);
}

TEST_F(TileStore, of_a_source_that_is_not_there_is_out_of_range) {
  auto city = small_city();
  city.sources = {"a.city.json"};
  city.objects[1].source = 1;
  ASSERT_TRUE(write_city_store(path_, city, "key"));
  EXPECT_EQ(code_of_reading(), "TILE-104");
}

TEST_F(TileStore, whose_objects_do_not_tell_their_file_is_of_an_older_layout) {
  ASSERT_TRUE(write_city_store(path_, small_city(), "key"));
  const std::string whole = *base::read_file(path_);
  const auto blocks = read_blocks(whole, StoreKind::city, "f");
  StoreWriter writer(StoreKind::city);
  for (std::size_t i = 0; i < 6; ++i) writer.add_block((*blocks)[i]);
  put(writer.take());
  EXPECT_EQ(code_of_reading(), "TILE-102");
}

// Writes the blocks of small_city with one exchanged for another, all checksums right.
std::string with_block(const std::filesystem::path& path, std::size_t which, std::string_view payload) {
  const std::string whole = *base::read_file(path);
  const auto blocks = read_blocks(whole, StoreKind::city, "f");
  StoreWriter writer(StoreKind::city);
  for (std::size_t i = 0; i < blocks->size(); ++i) writer.add_block(i == which ? payload : (*blocks)[i]);
  return writer.take();
}

TEST_F(TileStore, refuses_counts_and_indices_that_checksums_cannot_see) {
  ASSERT_TRUE(write_city_store(path_, small_city(), "k"));
  const auto path = path_;
  const auto code_with = [&](std::size_t which, std::string_view payload) {
    EXPECT_TRUE(write_city_store(path, small_city(), "k"));
    put(with_block(path, which, payload));
    return code_of_reading();
  };
  ValueWriter huge;
  huge.put(std::uint64_t{1} << 60);
  const std::vector<std::array<std::uint32_t, 3>> beyond{{0, 1, 2}, {0, 2, 4}};
  const std::vector<std::array<std::uint32_t, 3>> too_few{{0, 1, 2}};
  EXPECT_EQ(code_with(1, huge.bytes()), "TILE-104");       // a text of 2^60 bytes
  EXPECT_EQ(code_with(2, huge.bytes()), "TILE-104");       // 2^60 objects
  EXPECT_EQ(code_with(3, "12345"), "TILE-104");            // no whole vertex
  EXPECT_EQ(code_with(4, bytes_of(beyond)), "TILE-104");   // vertex 4 of 4
  EXPECT_EQ(code_with(4, bytes_of(too_few)), "TILE-104");  // triangles 0..2 of 1
  EXPECT_EQ(code_with(5, "\x01\xff"), "TILE-104");         // surface kind 255
  EXPECT_EQ(code_with(5, "\x01"), "TILE-104");             // one kind for two triangles
}

TEST_F(TileStore, leaves_the_old_file_where_the_new_one_cannot_be_written) {
  const auto result = write_city_store("no/such/folder/city.store", small_city(), "k");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.diagnostics().front().code, "IO-105");
}

}  // namespace
}  // namespace schouw::tiles
