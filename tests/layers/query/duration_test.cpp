// SPDX-License-Identifier: EUPL-1.2
#include "layers/query/duration.h"

#include <gtest/gtest.h>

#include <string>

namespace schouw::query {
namespace {

constexpr double kDay_s = 86'400.0;

Longer longer(const char* one, const char* other) {
  const auto a = duration_from_text(one);
  const auto b = duration_from_text(other);
  EXPECT_TRUE(a) << one;
  EXPECT_TRUE(b) << other;
  return longer_by(a.value_or(Duration{}), b.value_or(Duration{}));
}

void expect_days(const char* one, const char* other, double shortest, double longest) {
  const Longer difference = longer(one, other);
  EXPECT_DOUBLE_EQ(difference.shortest_s / kDay_s, shortest) << one << " and " << other;
  EXPECT_DOUBLE_EQ(difference.longest_s / kDay_s, longest) << one << " and " << other;
}

TEST(Duration, reads_the_parts_of_iso_8601_in_their_order) {
  EXPECT_EQ(duration_from_text("P28D"), (Duration{.rest_s = 28 * kDay_s}));
  EXPECT_EQ(duration_from_text("P4W"), (Duration{.rest_s = 28 * kDay_s}));
  EXPECT_EQ(duration_from_text("p6m"), (Duration{.months = 6}));
  EXPECT_EQ(duration_from_text("P1Y2M10DT2H30M"), (Duration{.months = 14, .rest_s = 10 * kDay_s + 9000}));
  EXPECT_EQ(duration_from_text("PT48H"), (Duration{.rest_s = 2 * kDay_s}));
  EXPECT_EQ(duration_from_text("PT1,5H"), (Duration{.rest_s = 5400}));
  EXPECT_EQ(duration_from_text("PT0.5S"), (Duration{.rest_s = 0.5}));
}

TEST(Duration, of_another_text_is_none) {
  for (const char* text :
       {"",     "P",      "PT",   "P1",      "28D",   "P28",          "P1D2M",    "P1M1M",     "PT1D",
        "P1H",  "P-1D",   "-P1D", "P1DT",    "P0.5M", "P1.5Y",        "P1.5DT1H", "P1.5D1D",   "P.5D",
        "P1.D", "P1..5D", "P1 D", "4 weken", "none",  "P1234567890D", "P28D ",    "P2\xc3\xa9"}) {
    EXPECT_FALSE(duration_from_text(text)) << text;
  }
}

// By hand from the lengths of the months: February 28 or 29, the 31 days of July and August side by side.
TEST(Duration, of_months_is_a_range_of_days) {
  expect_days("P1M", "P0D", 28, 31);
  expect_days("P2M", "P0D", 59, 62);
  expect_days("P6M", "P0D", 181, 184);
  expect_days("P11M", "P0D", 334, 337);
  expect_days("P1Y", "P0D", 365, 366);
  expect_days("P13M", "P0D", 393, 397);
}

// 1900 and 2100 are no leap years, 2000 is: four years hold one leap day or none, a hundred 24 or 25, 400 always 97.
TEST(Duration, of_years_counts_the_leap_days_of_the_gregorian_calendar) {
  expect_days("P4Y", "P0D", 1460, 1461);
  expect_days("P100Y", "P0D", 36524, 36525);
  expect_days("P400Y", "P0D", 146097, 146097);
  expect_days("P401Y", "P0D", 146462, 146463);
}

TEST(Duration, two_that_begin_together_differ_by_what_they_do_not_share) {
  expect_days("P18M", "P1Y6M", 0, 0);
  expect_days("P1Y1D", "P12M", 1, 1);
  expect_days("P13M", "P1Y", 28, 31);
  expect_days("P1M", "P30D", -2, 1);
  expect_days("P30D", "P1M", -1, 2);
}

}  // namespace
}  // namespace schouw::query
