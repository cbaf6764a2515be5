// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/calendar.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <time.h>

namespace schouw::base {
namespace {

// The zone of the machine, and the moment that stands for now, for one test. Rules of zones are written out as POSIX
// has them, so that no table of zones need be installed.
class Calendar : public testing::Test {
 protected:
  void TearDown() override {
    ::unsetenv("SOURCE_DATE_EPOCH");
    zone(nullptr);
  }
  static void zone(const char* rule) {
    rule == nullptr ? ::unsetenv("TZ") : ::setenv("TZ", rule, 1);
    ::tzset();
  }
  static void now(const char* seconds) { ::setenv("SOURCE_DATE_EPOCH", seconds, 1); }
};

// `date -u -d @1785277800` is 2026-07-28T22:30:00Z: half past midnight of the 29th in Amsterdam's summer.
TEST_F(Calendar, today_is_the_date_on_the_wall_and_moments_are_in_utc) {
  now("1785277800");
  zone("CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_EQ(today_iso(), "2026-07-29");
  EXPECT_EQ(now_utc_iso(), "2026-07-28T22:30:00Z");
  zone("UTC0");
  EXPECT_EQ(today_iso(), "2026-07-28");
  zone("EST5");
  EXPECT_EQ(today_iso(), "2026-07-28");
}

TEST_F(Calendar, today_is_asked_anew_so_that_midnight_passes) {
  zone("CET-1CEST,M3.5.0,M10.5.0/3");
  now("1785275999");
  EXPECT_EQ(today_iso(), "2026-07-28");
  now("1785276000");
  EXPECT_EQ(today_iso(), "2026-07-29");
}

TEST_F(Calendar, a_moment_of_the_past_has_the_date_that_the_wall_had) {
  zone("CET-1CEST,M3.5.0,M10.5.0/3");
  EXPECT_EQ(local_date_iso("2026-07-28T22:30:00Z"), "2026-07-29");
  EXPECT_EQ(local_date_iso("2026-12-31T23:30:00Z"), "2027-01-01");
  EXPECT_EQ(local_date_iso("2026-12-31T22:30:00Z"), "2026-12-31");
  EXPECT_EQ(local_date_iso("2026-12-31"), "2026-12-31");
  EXPECT_EQ(local_date_iso(""), "");
}

}  // namespace
}  // namespace schouw::base
