// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/geometry_blob.h"

#include <gtest/gtest.h>

#include <limits>

namespace schouw::tables {
namespace {

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4U];
    out += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  return out;
}

// Written out by hand from OGC 12-128r17 clause 2.1.3 and OGC 06-103r4 clause 8: "GP", version 0, flags 01, srs 4326,
// then little-endian, type 1, x = 1.0, y = 2.0.
TEST(GeometryBlob, of_a_point_is_as_the_standard_says) {
  EXPECT_EQ(hex(*geometry_blob(model::Coordinate{1.0, 2.0, {}}, 4326)),
            "47500001e6100000"
            "0101000000"
            "000000000000f03f"
            "0000000000000040");
  EXPECT_EQ(hex(*geometry_blob(model::Coordinate{1.0, 2.0, 3.0}, 4326)),
            "47500001e6100000"
            "01e9030000"
            "000000000000f03f"
            "0000000000000040"
            "0000000000000840");
}

TEST(GeometryBlob, of_an_area_holds_its_envelope_and_closes_its_rings) {
  const model::Geometry area = std::vector<model::PolygonWithHoles>{{{{{0, 0, {}}, {4, 0, {}}, {4, 2, {}}}}}};
  const std::string blob = *geometry_blob(area, 7415);
  // Flags 03: little-endian and an envelope of four doubles, min x, max x, min y, max y.
  EXPECT_EQ(hex(blob.substr(0, 40)),
            "47500003f71c0000"
            "0000000000000000"
            "0000000000001040"
            "0000000000000000"
            "0000000000000040");
  const auto again = geometry_from_blob(blob);
  const auto& ring = std::get<std::vector<model::PolygonWithHoles>>(*again).at(0).rings.at(0);
  ASSERT_EQ(ring.size(), 4U);
  EXPECT_EQ(ring.back().x, 0.0);
}

TEST(GeometryBlob, reads_big_endian_bytes_and_single_polygons_of_other_programs) {
  const std::string big("GP\0\0\0\0\x10\xe6\0\0\0\0\x01\x3f\xf0\0\0\0\0\0\0\x40\0\0\0\0\0\0\0", 29);
  const auto point = geometry_from_blob(big);
  ASSERT_TRUE(point);
  EXPECT_EQ(std::get<model::Coordinate>(*point).y, 2.0);
}

TEST(GeometryBlob, takes_neither_lines_nor_numbers_that_are_none) {
  EXPECT_FALSE(geometry_blob(std::vector<model::Ring>{{{0, 0, {}}, {1, 1, {}}}}, 0));
  EXPECT_FALSE(geometry_blob(model::Coordinate{std::numeric_limits<double>::quiet_NaN(), 0, {}}, 0));
  EXPECT_FALSE(geometry_blob(model::Geometry{}, 0));
}

TEST(GeometryBlob, cut_off_or_lying_about_its_size_gives_nothing) {
  const model::Geometry area =
      std::vector<model::PolygonWithHoles>{{{{{0, 0, {}}, {4, 0, {}}, {4, 2, {}}, {0, 0, {}}}}}};
  const std::string blob = *geometry_blob(area, 7415);
  for (std::size_t length = 0; length < blob.size(); ++length) {
    EXPECT_FALSE(geometry_from_blob(blob.substr(0, length))) << length;
  }
  std::string lying = blob;
  for (std::size_t i = 45; i < 49; ++i) lying[i] = static_cast<char>(0xff);  // the number of polygons
  EXPECT_FALSE(geometry_from_blob(lying));
}

}  // namespace
}  // namespace schouw::tables
