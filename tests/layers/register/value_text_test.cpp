// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/value_text.h"

#include <gtest/gtest.h>

#include "layers/register/mail_address.h"

namespace schouw::registers {
namespace {

TEST(ValueText, reads_dutch_and_plain_numbers) {
  EXPECT_EQ(number_from_text("12,5"), 12.5);
  EXPECT_EQ(number_from_text("1.234.567,8"), 1234567.8);
  EXPECT_EQ(number_from_text(" -0.25 "), -0.25);
  EXPECT_FALSE(number_from_text("3,5 m")) << "who wants a unit says which";
}

double value_of(const char* text, const char* unit) {
  const auto read = quantity_from_text(text, unit);
  return read ? read->value : -1.0;
}

TEST(ValueText, converts_units_of_one_kind_and_takes_none_of_another) {
  EXPECT_EQ(value_of("3,5 m", "m"), 3.5);
  EXPECT_EQ(value_of("900 mm", "m"), 0.9);
  EXPECT_EQ(value_of("40cm", "m"), 0.4);
  EXPECT_EQ(value_of("35 cm", "m"), 0.35) << "the very number, so that it is shown as it was written";
  EXPECT_EQ(value_of("15.7 mm", "mm"), 15.7);
  EXPECT_EQ(value_of("0,1 km", "m"), 100.0);
  EXPECT_DOUBLE_EQ(value_of("10 ft", "m"), 3.048);
  EXPECT_EQ(value_of("4,8 mm", "mm"), 4.8);
  EXPECT_DOUBLE_EQ(value_of("1 cm", "mm"), 10.0);
  EXPECT_EQ(value_of("45°", "deg"), 45.0);
  EXPECT_EQ(value_of("45 graden", "deg"), 45.0);
  EXPECT_EQ(value_of("1920 px", "px"), 1920.0);
  EXPECT_EQ(value_of("12", "m"), 12.0);
  EXPECT_FALSE(quantity_from_text("12", "m")->unit_stated);
  EXPECT_TRUE(quantity_from_text("12 m", "m")->unit_stated);
  for (const char* text : {"4 px", "4 deg", "4 m2", "4 lux", "m", "vier m", "4 m m"}) {
    EXPECT_FALSE(quantity_from_text(text, "m")) << text;
  }
  EXPECT_FALSE(quantity_from_text("4 m", "")) << "a count has no unit";
}

TEST(ValueText, of_a_unit_behind_a_point_that_may_stand_for_thousands_takes_nothing) {
  for (const char* text : {"1.000 mm", "12.000 mm", "1.500 m", "-2.500m", "+100.000 cm"}) {
    EXPECT_FALSE(quantity_from_text(text, "m")) << text;
  }
  EXPECT_FALSE(quantity_from_text("4.800 mm", "mm"));
  EXPECT_FALSE(quantity_from_text("1.920 px", "px"));
  EXPECT_EQ(value_of("0.500 m", "m"), 0.5) << "no thousands begin with 0";
  EXPECT_EQ(value_of("1.50 m", "m"), 1.5);
  EXPECT_EQ(value_of("1500.250 m", "m"), 1500.25) << "thousands would have a point of their own";
  EXPECT_EQ(value_of("1.500,0 m", "m"), 1500.0) << "the comma says what the point is";
  EXPECT_EQ(value_of("1,500 m", "m"), 1.5);
  EXPECT_EQ(value_of("45.125°", "deg"), 45.125) << "there are no thousands of degrees";
  EXPECT_EQ(value_of("1.500", "m"), 1.5) << "a number as a program writes it";
}

// The words that Excel and LibreOffice show, in English and Dutch.
TEST(ValueText, knows_what_spreadsheets_show_instead_of_a_value) {
  for (const char* text : {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#N/B", "#VERW!",
                           "#WAARDE!", "#DEEL/0!", "#NAAM?", "#GETAL!", "#LEEG!", " #n/a "}) {
    EXPECT_TRUE(is_spreadsheet_error(text)) << text;
  }
  EXPECT_FALSE(is_spreadsheet_error("# 12"));
  EXPECT_FALSE(is_spreadsheet_error("N/A"));
}

TEST(ValueText, reads_lists_that_json_left_in_a_cell) {
  EXPECT_EQ(text_of_json_cell("[]"), "");
  EXPECT_EQ(text_of_json_cell(" { } "), "");
  EXPECT_EQ(text_of_json_cell("[\"verkeer\", \"toezicht\"]"), "verkeer; toezicht");
  EXPECT_EQ(text_of_json_cell("[1, 2.5]"), "1; 2.5");
  for (const char* text : {"[ongeveer]", "{\"a\":1}", "[[1]]", "gewoon", "", "["}) {
    EXPECT_FALSE(text_of_json_cell(text)) << text;
  }
}

TEST(ValueText, refuses_mangled_numbers_nan_and_infinity) {
  for (const char* text : {"461.993.881", "1,2,3", "1.23,4", "nan", "inf", "-inf", "12 of 13", "", ",", "1e999"}) {
    EXPECT_FALSE(number_from_text(text)) << text;
  }
}

TEST(ValueText, reads_dates_that_exist) {
  EXPECT_EQ(date_from_text("2026-11-20"), "2026-11-20");
  EXPECT_EQ(date_from_text("20-11-2026"), "2026-11-20");
  EXPECT_EQ(date_from_text("2026-11-20T10:00:00Z"), "2026-11-20");
  EXPECT_EQ(date_from_text("29-02-2024"), "2024-02-29");
  EXPECT_EQ(date_from_text("5-11-2026"), "2026-11-05") << "as a Dutch spreadsheet writes it";
  EXPECT_EQ(date_from_text("15-1-2026"), "2026-01-15");
  EXPECT_EQ(date_from_text("1/2/2026 0:00:00"), "2026-02-01");
  EXPECT_EQ(date_from_text("2026-1-5"), "2026-01-05");
  EXPECT_EQ(date_from_text("20261105"), "2026-11-05");
  for (const char* text : {"5-11", "5-11-26", "2026-11-05 of later", "1-2/2026", "5--2026", "46000", "5-11-2026-1"}) {
    EXPECT_FALSE(date_from_text(text)) << text;
  }
  EXPECT_FALSE(date_from_text("2026-02")) << "no day";
  EXPECT_FALSE(date_from_text("29-02-2026"));
  EXPECT_FALSE(date_from_text("11-20-2026"));
}

TEST(MailAddress, masks_persons_and_keeps_functions) {
  std::string text = "info@example.nl, naam.de.achter@example.nl; verkeer.noord@example.nl";
  EXPECT_EQ(mask_private_addresses(text), 1);
  EXPECT_EQ(text, "info@example.nl, ***@example.nl; verkeer.noord@example.nl");
  EXPECT_EQ(mask_private_addresses(text), 0);
}

TEST(ValueText, a_month_and_a_year_are_the_days_that_they_have) {
  const auto days = [](const char* text) {
    const auto span = days_of_month_or_year(text);
    return span ? span->first + " " + span->last : std::string("none");
  };
  EXPECT_EQ(days("2019-05"), "2019-05-01 2019-05-31");
  EXPECT_EQ(days(" 2024-2 "), "2024-02-01 2024-02-29") << "a leap year";
  EXPECT_EQ(days("02-2026"), "2026-02-01 2026-02-28");
  EXPECT_EQ(days("11/2026"), "2026-11-01 2026-11-30");
  EXPECT_EQ(days("2019"), "2019-01-01 2019-12-31");
  for (const char* text : {"2019-13", "0-2019", "2019-", "-2019", "1899", "2200", "201", "20195", "2019-05-01",
                           "~2019", "mei 2019", "C20", "2010s", ""}) {
    EXPECT_EQ(days(text), "none") << text;
  }
}

}  // namespace
}  // namespace schouw::registers
