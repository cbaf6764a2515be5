// SPDX-License-Identifier: EUPL-1.2
#include "layers/city/draw_city.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/oracle/box_city.h"

namespace schouw::city {
namespace {

using drawing::Tone;

TEST(DrawCity, a_box_is_two_roof_two_floor_and_eight_wall_triangles_with_or_without_semantics) {
  model::CityModel city = testing::city_of({{0, 0, 10, 10, 0, 6}});
  for (const bool semantics : {true, false}) {
    if (!semantics) std::fill(city.kinds.begin(), city.kinds.end(), model::SurfaceKind::unknown);
    const auto mesh = draw_city(city, {city.origin});
    ASSERT_EQ(mesh.tones.size(), 12U);
    EXPECT_EQ(mesh.positions.size(), 36U);
    EXPECT_EQ(std::count(mesh.tones.begin(), mesh.tones.end(), Tone::roof), 2);
    EXPECT_EQ(std::count(mesh.tones.begin(), mesh.tones.end(), Tone::building_floor), 2);
    EXPECT_EQ(std::count(mesh.tones.begin(), mesh.tones.end(), Tone::wall), 8);
    EXPECT_EQ(std::count(mesh.ground.begin(), mesh.ground.end(), true), 0);
  }
}

TEST(DrawCity, roads_carry_rasters_and_keep_their_object) {
  model::CityModel city = testing::city_of({{0, 0, 10, 10, 0, 6}, {20, 0, 30, 10, 0, 0.1}});
  city.objects[1].object_class = model::ObjectClass::road;
  const auto mesh = draw_city(city, {city.origin});
  EXPECT_EQ(mesh.tones.back(), Tone::road);
  EXPECT_TRUE(mesh.ground.back());
  EXPECT_EQ(mesh.objects.back(), 1U);
  EXPECT_TRUE(covers_ground(city));
}

}  // namespace
}  // namespace schouw::city
