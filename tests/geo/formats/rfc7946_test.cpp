// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/rfc7946.h"

#include <cmath>

#include "geo/formats/write_tables.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

model::FeatureTable table_in(const char* crs, model::Geometry geometry) {
  model::FeatureTable table{.name = "t", .crs = *crs::crs_from_text(crs)};
  table.features.push_back({.id = "a", .geometry = std::move(geometry)});
  return table;
}

// Amersfoort's church tower is the origin of RD, 155,000 463,000: 5.38720621 E 52.15517440 N in WGS 84 (Schreutelkamp
// and Strang van Hees, 2001); without its grid PROJ is within 0.25 m, and that formula within 0.5 m.
TEST(Rfc7946, places_are_longitude_and_latitude) {
  const auto table = as_rfc7946(table_in("EPSG:7415", model::Coordinate{155000.0, 463000.0, 2.0}));
  ASSERT_TRUE(table);
  const auto& place = std::get<model::Coordinate>(table->features.front().geometry);
  EXPECT_NEAR(place.x, 5.38720621, 0.75 / 68'000.0);
  EXPECT_NEAR(place.y, 52.15517440, 0.75 / 111'000.0);
  EXPECT_FALSE(place.z) << "a height above NAP is none above the ellipsoid";
  EXPECT_EQ(geojson_text(*table).find("\"crs\""), std::string::npos);
}

TEST(Rfc7946, what_is_read_again_lies_where_it_lay) {
  const auto degrees = as_rfc7946(table_in("EPSG:7415", model::Coordinate{85012.345, 446098.765, {}}));
  ASSERT_TRUE(degrees);
  const auto back = crs::Transformation::between(*crs::crs_from_text("EPSG:4326"), *crs::crs_from_text("EPSG:7415"));
  ASSERT_TRUE(back);
  const auto& place = std::get<model::Coordinate>(degrees->features.front().geometry);
  const auto again = back->forward({std::round(place.x * 1e8) / 1e8, std::round(place.y * 1e8) / 1e8, {}});
  ASSERT_TRUE(again);
  EXPECT_NEAR(again->x, 85012.345, 0.001);
  EXPECT_NEAR(again->y, 446098.765, 0.001);
}

double twice_area(const model::Ring& ring) {
  double twice = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& b = ring[(i + 1) % ring.size()];
    twice += ring[i].x * b.y - b.x * ring[i].y;
  }
  return twice;
}

// RFC 7946, 3.1.6: outer rings counter-clockwise, holes clockwise, whichever way they came.
TEST(Rfc7946, rings_follow_the_right_hand_rule) {
  const model::Ring outer = {{0, 0, {}}, {0, 1, {}}, {1, 1, {}}, {1, 0, {}}};  // clockwise
  const model::Ring hole = {{0.2, 0.2, {}}, {0.4, 0.2, {}}, {0.4, 0.4, {}}};   // counter-clockwise
  const auto table = as_rfc7946(table_in("EPSG:4326", std::vector<model::PolygonWithHoles>{{{outer, hole}}}));
  ASSERT_TRUE(table);
  const auto& polygons = std::get<std::vector<model::PolygonWithHoles>>(table->features.front().geometry);
  EXPECT_GT(twice_area(polygons.front().rings[0]), 0.0);
  EXPECT_LT(twice_area(polygons.front().rings[1]), 0.0);
}

TEST(Rfc7946, a_place_that_has_no_degrees_is_told) {
  const auto table = as_rfc7946(table_in("EPSG:7415", model::Coordinate{9e9, 9e9, {}}));
  ASSERT_TRUE(table);
  EXPECT_EQ(table.diagnostics().front().code, "IO-162");
  EXPECT_TRUE(std::holds_alternative<std::monostate>(table->features.front().geometry));
}

}  // namespace
}  // namespace schouw::formats
