// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/units.h"

#include <gtest/gtest.h>

namespace schouw::base {
namespace {

TEST(Angle, is_the_same_in_degrees_and_radians) {
  EXPECT_DOUBLE_EQ(Angle::from_degrees(180.0).radians(), std::numbers::pi);
  EXPECT_DOUBLE_EQ(Angle::from_radians(std::numbers::pi / 2.0).degrees(), 90.0);
  EXPECT_DOUBLE_EQ((Angle::from_degrees(30.0) + Angle::from_degrees(60.0)).degrees(), 90.0);
  EXPECT_DOUBLE_EQ((-Angle::from_degrees(30.0) * 2.0).degrees(), -60.0);
  EXPECT_LT(Angle::from_degrees(1.0), Angle::from_degrees(2.0));
}

TEST(Azimuth, is_normalised_to_one_turn) {
  EXPECT_EQ(normalised_azimuth_deg(0.0), 0.0);
  EXPECT_EQ(normalised_azimuth_deg(360.0), 0.0);
  EXPECT_EQ(normalised_azimuth_deg(-90.0), 270.0);
  EXPECT_EQ(normalised_azimuth_deg(725.0), 5.0);
}

}  // namespace
}  // namespace schouw::base
