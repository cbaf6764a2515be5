// SPDX-License-Identifier: EUPL-1.2
#include "layers/fieldwork/population.h"

#include <gtest/gtest.h>

namespace schouw::fieldwork {
namespace {

// Numbers below are worked by hand from the formulas in the header.
TEST(Chapman, of_a_small_count_is_the_textbook_s) {
  // Ten turtles marked, fifteen caught later of which five are marked: 11 * 16 / 6 - 1 (the example of Wikipedia's
  // article on mark and recapture). The interval was worked by another program, in Python.
  const auto turtles = chapman({.first = 10, .second = 15, .both = 5});
  ASSERT_TRUE(turtles);
  EXPECT_NEAR(turtles->number, 176.0 / 6.0 - 1.0, 1e-12);
  EXPECT_EQ(turtles->seen, 20);
  EXPECT_EQ(turtles->low, 21);
  EXPECT_EQ(turtles->high, 73);
  EXPECT_TRUE(turtles->few);
}

TEST(Chapman, of_trout_in_a_lake_is_337) {
  // Dahl's trout (Krebs, Ecological Methodology): 109 marked, 177 caught of which 57 marked. 110 * 178 / 58 - 1.
  const auto trout = chapman({.first = 109, .second = 177, .both = 57});
  ASSERT_TRUE(trout);
  EXPECT_NEAR(trout->number, 19580.0 / 58.0 - 1.0, 1e-9);
  EXPECT_NEAR(trout->number, 336.586, 0.001);
  // 110 * 178 * 52 * 120 / (58 * 58 * 59) = 122,179,200 / 198,476
  EXPECT_NEAR(trout->variance, 615.587, 0.001);
  EXPECT_EQ(trout->low, 295) << "by the same other program";
  EXPECT_EQ(trout->high, 403);
  EXPECT_FALSE(trout->few);
}

TEST(Chapman, where_each_round_saw_the_same_has_an_interval_all_the_same) {
  const auto same = chapman({.first = 8, .second = 8, .both = 8});
  ASSERT_TRUE(same);
  EXPECT_DOUBLE_EQ(same->number, 8.0);
  EXPECT_DOUBLE_EQ(same->variance, 0.0);
  EXPECT_EQ(same->low, 8) << "never fewer than were seen";
  // Of nine things the same eight are seen again with a chance of 1 in 9, of ten with 1 in 45, which is below 2.5 %.
  EXPECT_EQ(same->high, 9);
}

TEST(Chapman, of_one_in_common_fits_very_many) {
  const auto one = chapman({.first = 5, .second = 5, .both = 1});
  ASSERT_TRUE(one);
  EXPECT_EQ(one->low, 9) << "of nine: 5 ways in 126 share one, 4 %";
  // None in common: (N-5)/N (N-6)/(N-1) ... five times.
  const auto none_in_common = [](double number) {
    double chance = 1.0;
    for (int i = 0; i < 5; ++i) chance *= (number - 5.0 - i) / (number - i);
    return chance;
  };
  EXPECT_GT(1.0 - none_in_common(one->high), 0.025);
  EXPECT_LE(1.0 - none_in_common(one->high + 1.0), 0.025);
}

TEST(Chapman, of_rounds_that_share_nothing_or_cannot_be_is_none) {
  EXPECT_FALSE(chapman({.first = 10, .second = 12, .both = 0}));
  EXPECT_FALSE(chapman({.first = 3, .second = 12, .both = 4}));
  EXPECT_FALSE(chapman({.first = 12, .second = 3, .both = 4}));
  EXPECT_FALSE(chapman({.first = -1, .second = 3, .both = -1}));
}

}  // namespace
}  // namespace schouw::fieldwork
