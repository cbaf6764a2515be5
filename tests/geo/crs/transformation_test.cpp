// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "geo/crs/project_crs.h"

namespace schouw::crs {
namespace {

Transformation between(std::string_view from, std::string_view to) {
  auto made = Transformation::between(*crs_from_text(from), *crs_from_text(to));
  EXPECT_TRUE(made) << from << " to " << to;
  return *std::move(made);
}

// Schreutelkamp and Strang van Hees (2001), the series that Dutch software used before PROJ: about 0.25 m.
std::array<double, 2> series_rd(double longitude_deg, double latitude_deg) {
  const double p = 0.36 * (latitude_deg - 52.15517440);
  const double q = 0.36 * (longitude_deg - 5.38720621);
  const double x = 190094.945 * q - 11832.228 * p * q - 114.221 * p * p * q - 32.391 * q * q * q - 0.705 * p -
                   2.340 * p * p * p * q - 0.608 * p * q * q * q - 0.008 * q * q + 0.148 * p * p * q * q * q;
  const double y = 309056.544 * p + 3638.893 * q * q + 73.077 * p * p - 157.984 * p * q * q + 59.788 * p * p * p +
                   0.433 * q - 6.439 * p * p * q * q - 0.032 * p * q + 0.092 * q * q * q * q -
                   0.054 * p * q * q * q * q;
  return {155000.0 + x, 463000.0 + y};
}

TEST(Transformation, agrees_with_the_classic_series_all_over_the_country) {
  const auto to_rd = between("EPSG:4258", "EPSG:7415");
  for (double latitude_deg = 50.8; latitude_deg < 53.5; latitude_deg += 0.3) {
    for (double longitude_deg = 3.6; longitude_deg < 7.1; longitude_deg += 0.5) {
      const auto point = to_rd.forward({longitude_deg, latitude_deg, {}});
      ASSERT_TRUE(point);
      const auto series = series_rd(longitude_deg, latitude_deg);
      EXPECT_LT(std::hypot(point->x - series[0], point->y - series[1]), 0.7) << longitude_deg << " " << latitude_deg;
    }
  }
}

TEST(Transformation, comes_back_to_where_it_started) {
  const auto to_rd = between("EPSG:4326", "EPSG:7415");
  for (double east_m = 20'000; east_m < 280'000; east_m += 40'000) {
    const auto there = to_rd.inverse({east_m, 450'000, {}});
    ASSERT_TRUE(there);
    const auto back = to_rd.forward(*there);
    ASSERT_TRUE(back);
    EXPECT_NEAR(back->x, east_m, 0.001);
    EXPECT_NEAR(back->y, 450'000, 0.001);
  }
}

TEST(Transformation, records_that_wgs84_was_read_as_etrs89) {
  const auto to_rd = between("EPSG:4326", "EPSG:7415");
  EXPECT_EQ(to_rd.record().datum_choice, "WGS 84 read as ETRS89");
  // projinfo 9.1.1 -s EPSG:4258 -t EPSG:7415: "Amersfoort to ETRS89 (8)", 0.25 m; a better one lacks its grid.
  EXPECT_NE(to_rd.record().operation.find("Amersfoort to ETRS89 (8)"), std::string::npos);
  EXPECT_DOUBLE_EQ(to_rd.record().accuracy_m.value_or(0.0), 0.25);
  EXPECT_TRUE(to_rd.record().grids_missing);
  EXPECT_TRUE(between("EPSG:4258", "EPSG:7415").record().datum_choice.empty());
  EXPECT_TRUE(between("EPSG:4326", "EPSG:4979").record().datum_choice.empty());
}

TEST(Transformation, never_takes_an_ellipsoidal_height_for_nap) {
  for (const char* source : {"EPSG:4937", "EPSG:7931", "EPSG:4979"}) {
    const auto to_rd = between(source, "EPSG:7415");
    const auto point = to_rd.forward({4.895168, 52.370216, 45.0});
    ASSERT_TRUE(point);
    EXPECT_FALSE(to_rd.record().heights_kept);
    EXPECT_FALSE(point->z.has_value()) << source;
    EXPECT_NE(to_rd.record().heights_missing_reason.find("ellipsoidal"), std::string::npos);
  }
}

TEST(Transformation, keeps_heights_of_the_same_datum_and_of_no_other) {
  EXPECT_EQ(between("EPSG:7415", "EPSG:7415").forward({85000, 446000, 3.25})->z, 3.25);
  // EPSG:9286 is ETRS89 with NAP height.
  EXPECT_EQ(between("EPSG:9286", "EPSG:7415").forward({4.9, 52.3, 3.25})->z, 3.25);
  const auto unknown = between("EPSG:28992", "EPSG:7415");
  EXPECT_FALSE(unknown.forward({85000, 446000, 3.25})->z.has_value());
  EXPECT_EQ(unknown.record().heights_missing_reason, "the source names no vertical datum");
}

TEST(Transformation, carries_heights_over_where_the_two_datums_are_known) {
  // German heights (DHHN92) and Belgian ones (Ostend). Source: cs2cs 9.1.1 -d 4 EPSG:5554 (EPSG:6190) EPSG:7415.
  const auto to_rd = between("EPSG:5554", "EPSG:7415");
  const auto point = to_rd.forward({700'000, 5'730'000, 3.25});
  ASSERT_TRUE(point);
  EXPECT_TRUE(to_rd.record().heights_kept);
  EXPECT_NEAR(point->z.value_or(0.0), 3.2687, 0.001);
  const auto belgian = between("EPSG:6190", "EPSG:7415").forward({160'000, 230'000, 3.25});
  ASSERT_TRUE(belgian);
  EXPECT_NEAR(belgian->z.value_or(0.0), 0.9383, 0.001);
}

TEST(Transformation, refuses_numbers_that_are_no_numbers) {
  const auto to_rd = between("EPSG:4258", "EPSG:7415");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(to_rd.forward({nan, 52.0, {}}));
  EXPECT_FALSE(to_rd.forward({5.0, infinity, {}}));
  EXPECT_FALSE(to_rd.forward({5.0, 52.0, nan}));
  EXPECT_FALSE(to_rd.inverse({1e300, 1e300, {}}));
}

TEST(Transformation, keeps_a_place_just_across_the_border) {
  // Antwerp cathedral, some 20 km outside the area of use of RD New.
  const auto point = between("EPSG:4326", "EPSG:7415").forward({4.4014, 51.2203, {}});
  ASSERT_TRUE(point);
  EXPECT_NEAR(point->x, series_rd(4.4014, 51.2203)[0], 1.0);
}

TEST(Transformation, says_so_where_there_is_no_way) {
  // Feet of New York and geocentric coordinates.
  for (const char* source : {"EPSG:2263", "EPSG:4978"}) {
    const auto none = Transformation::between(*crs_from_text(source), *crs_from_text("EPSG:7415"));
    ASSERT_FALSE(none) << source;
    EXPECT_EQ(none.diagnostics().front().code, "CRS-103");
  }
}

TEST(MeridianConvergence, is_positive_where_grid_north_lies_east_of_true_north) {
  const Crs rd = *crs_from_text("EPSG:7415");
  // East of Amersfoort the meridians lean towards it, so grid north lies east of true north.
  EXPECT_GT(meridian_convergence(rd, {250'000, 463'000, 0})->degrees(), 1.0);
  EXPECT_LT(meridian_convergence(rd, {60'000, 463'000, 0})->degrees(), -1.0);
  EXPECT_FALSE(meridian_convergence(*crs_from_text("EPSG:4326"), {5, 52, 0}));
  EXPECT_FALSE(meridian_convergence(rd, {1e7, 1e7, 0}));
}

}  // namespace
}  // namespace schouw::crs
