// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/schedule.h"

#include <gtest/gtest.h>

namespace schouw::registers {
namespace {

// Hours by hand: day * 24 + hour, Monday first.
std::size_t hours_in(const char* text) {
  const auto hours = schedule_from_text(text);
  return hours ? hours->count() : 999;
}

TEST(Schedule, reads_days_and_hours_as_registers_write_them) {
  EXPECT_EQ(hours_in("mo-fr 08:00-18:00"), 50U);
  EXPECT_EQ(hours_in("Mo-Fr 08:00-12:00,13:00-18:00"), 45U);
  EXPECT_EQ(hours_in("Mo,We,Fr 08:00-18:00"), 30U);
  EXPECT_EQ(hours_in("ma-vr 8:00-18:00; za 10:00 - 17:00"), 57U);
  EXPECT_EQ(hours_in("ma t/m vr 8.00 tot 18.00 uur"), 50U);
  EXPECT_EQ(hours_in("maandag en woensdag 08:00-09:00"), 2U);
  EXPECT_EQ(hours_in("werkdagen 9-17"), 40U);
  EXPECT_EQ(hours_in("weekend"), 48U);
  EXPECT_EQ(hours_in("24/7"), 168U);
  EXPECT_EQ(hours_in("dagelijks 8u30-9u15"), 14U) << "parts of two hours a day";
  EXPECT_EQ(hours_in("08:00-18:00"), 70U) << "hours without days are of every day";
  EXPECT_EQ(hours_in("fr-sa 22:00-04:00"), 12U) << "the nights run on";
}

TEST(Schedule, runs_past_midnight_and_past_the_end_of_the_week) {
  const auto hours = schedule_from_text("su 23:00-01:00");
  ASSERT_TRUE(hours);
  EXPECT_TRUE(hours->test(6 * 24 + 23));
  EXPECT_TRUE(hours->test(0)) << "Monday, the first hour";
  EXPECT_EQ(hours->count(), 2U);
}

TEST(Schedule, names_the_word_that_it_cannot_read) {
  for (const char* text : {"werkdagen overdag", "PH off", "mo-fr sunrise-sunset", "always", "", ";", "mo 25:00-26:00",
                           "mo 08:00", "mo-fr 08:00-18:60", "8", "m"}) {
    EXPECT_FALSE(schedule_from_text(text)) << text;
  }
  const auto refused = schedule_from_text("werkdagen overdag");
  EXPECT_EQ(refused.diagnostics().front().code, "REG-133");
  EXPECT_NE(refused.diagnostics().front().message.find("overdag"), std::string::npos);
}

}  // namespace
}  // namespace schouw::registers
