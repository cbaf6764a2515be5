// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/write_glb.h"

#include <cstring>

#include "geo/base/json.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

// A wall of 3 by 4 m that faces south, at 85,000 446,000 and 2 m above NAP, in two triangles; a triangle without
// area; and a square metre of road.
model::CityModel small_city() {
  model::CityModel city;
  city.crs = *crs::crs_from_text("EPSG:7415");
  city.origin = {85000.0, 446000.0, 0.0};
  city.vertices_mm = {{0, 0, 2000},     {3000, 0, 2000},     {3000, 0, 6000}, {0, 0, 6000},
                      {0, -5000, 1000}, {1000, -5000, 1000}, {0, -4000, 1000}};
  city.triangles = {{0, 1, 2}, {0, 2, 3}, {0, 1, 1}, {4, 5, 6}};
  city.kinds.resize(city.triangles.size());
  model::CityObject house{.id = "h", .object_class = model::ObjectClass::building, .triangle_count = 3};
  model::CityObject road{
      .id = "r", .object_class = model::ObjectClass::road, .first_triangle = 3, .triangle_count = 1};
  for (const std::uint32_t v : {0U, 1U, 2U, 3U}) house.bounds.include(city.position(v));
  for (const std::uint32_t v : {4U, 5U, 6U}) road.bounds.include(city.position(v));
  city.bounds.include(house.bounds);
  city.bounds.include(road.bounds);
  city.objects = {house, road};
  return city;
}

std::uint32_t word_at(const std::string& bytes, std::size_t at) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes.data() + at, 4);
  return word;
}
float float_at(const std::string& bytes, std::size_t at) {
  float value = 0.0F;
  std::memcpy(&value, bytes.data() + at, 4);
  return value;
}

// Chunks of a .glb, by section 4.4 of glTF 2.0.
struct Glb {
  base::Json json;
  std::string binary;
};
Glb opened(const std::string& bytes) {
  const std::uint32_t length = word_at(bytes, 12);
  return {base::Json::parse(bytes.substr(20, length), nullptr, false), bytes.substr(20 + length + 8)};
}

TEST(WriteGlb, header_and_chunks_are_those_of_the_standard) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_glb(folder.file("a.glb"), small_city()));
  const std::string bytes = bytes_of(folder.file("a.glb"));
  EXPECT_EQ(bytes.substr(0, 4), "glTF");
  EXPECT_EQ(word_at(bytes, 4), 2U);
  EXPECT_EQ(word_at(bytes, 8), bytes.size());
  const std::uint32_t json_length = word_at(bytes, 12);
  EXPECT_EQ(bytes.substr(16, 4), "JSON");
  EXPECT_EQ(json_length % 4, 0U);
  EXPECT_EQ(bytes.substr(20 + json_length + 4, 4), std::string("BIN\0", 4));
  EXPECT_EQ(word_at(bytes, 20 + json_length), bytes.size() - 28 - json_length);
}

TEST(WriteGlb, a_corner_comes_back_to_the_place_where_it_stands) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_glb(folder.file("a.glb"), small_city()));
  const Glb glb = opened(bytes_of(folder.file("a.glb")));
  const base::Json& root = glb.json["nodes"][0];
  EXPECT_EQ(root["extras"]["crs"], "EPSG:7415");
  ASSERT_EQ(root["children"].size(), 2U) << "a mesh a class";
  const base::Json& house = glb.json["nodes"][1];
  EXPECT_EQ(house["name"], "building");
  EXPECT_EQ(house["extras"]["triangles"], 2) << "one has no area";
  const base::Json& primitive = glb.json["meshes"][house["mesh"].get<int>()]["primitives"][0];
  const base::Json& positions = glb.json["accessors"][primitive["attributes"]["POSITION"].get<int>()];
  EXPECT_EQ(positions["count"], 4) << "corners in one plane are shared";
  const base::Json& view = glb.json["bufferViews"][positions["bufferView"].get<int>()];
  double low_x = 1e9, high_y = -1e9;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t at = view["byteOffset"].get<std::size_t>() + 12 * i;
    const double east = root["extras"]["origin"][0].get<double>() + house["translation"][0].get<double>() +
                        static_cast<double>(float_at(glb.binary, at));
    const double up = root["extras"]["origin"][2].get<double>() + static_cast<double>(float_at(glb.binary, at + 4));
    const double north = root["extras"]["origin"][1].get<double>() - house["translation"][2].get<double>() -
                         static_cast<double>(float_at(glb.binary, at + 8));
    low_x = std::min(low_x, east);
    high_y = std::max(high_y, up);
    EXPECT_EQ(north, 446000.0);
  }
  EXPECT_EQ(low_x, 85000.0);
  EXPECT_EQ(high_y, 6.0);
}

TEST(WriteGlb, a_wall_that_faces_south_faces_z) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_glb(folder.file("a.glb"), small_city()));
  const Glb glb = opened(bytes_of(folder.file("a.glb")));
  const base::Json& normals = glb.json["accessors"][1];
  const std::size_t at = glb.json["bufferViews"][normals["bufferView"].get<int>()]["byteOffset"].get<std::size_t>();
  EXPECT_EQ(float_at(glb.binary, at), 0.0F);
  EXPECT_EQ(float_at(glb.binary, at + 4), 0.0F);
  EXPECT_EQ(float_at(glb.binary, at + 8), 1.0F);
}

TEST(WriteGlb, the_same_city_gives_the_same_bytes_and_an_empty_one_none) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_glb(folder.file("a.glb"), small_city()));
  ASSERT_TRUE(write_glb(folder.file("b.glb"), small_city()));
  EXPECT_EQ(bytes_of(folder.file("a.glb")), bytes_of(folder.file("b.glb")));
  EXPECT_EQ(code_of(write_glb(folder.file("c.glb"), {})), "IO-164");
  EXPECT_EQ(code_of(write_glb(folder.file("no/a.glb"), small_city())), "IO-105");
}

}  // namespace
}  // namespace schouw::formats
