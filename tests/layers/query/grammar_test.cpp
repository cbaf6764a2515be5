// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "query_example.h"

namespace schouw::query {
namespace {

std::string kept(const std::string& text) { return example::query(text).text(); }

TEST(Grammar, and_binds_more_than_or_and_not_more_than_both) {
  EXPECT_EQ(example::query("id = a or id = b and not id = c or id = d"),
            example::query("(id = a) or ((id = b) and (not (id = c))) or (id = d)"));
  EXPECT_FALSE(example::query("(id = a or id = b) and id = c") == example::query("id = a or id = b and id = c"));
  EXPECT_FALSE(example::query("not (id = a and id = b)") == example::query("not id = a and id = b"));
}

TEST(Grammar, only_parentheses_that_change_something_are_kept) {
  EXPECT_EQ(kept("((kind = camera)) and (status = active and (id = a or id = b))"),
            "kind = camera and status = active and (id = 'a' or id = 'b')");
  EXPECT_EQ(kept("not (id = a or id = b)"), "not (id = 'a' or id = 'b')");
  EXPECT_EQ(kept("not (not (id = a))"), "not not id = 'a'");
}

TEST(Grammar, words_of_the_language_fields_and_choices_are_read_in_any_case) {
  EXPECT_EQ(kept("KIND In (Camera, ANPR) AND Not Status IS Missing"),
            "kind in (camera, anpr) and not status is missing");
  EXPECT_EQ(kept("name STARTS  With 'x' Or name CONTAINS y"), "name starts with 'x' or name contains 'y'");
}

TEST(Grammar, blanks_may_be_left_out_or_be_of_any_kind) {
  EXPECT_EQ(kept("kind=camera and(id=a)"), "kind = camera and id = 'a'");
  EXPECT_EQ(kept("\t kind\n!=\r\ncamera\xc2\xa0"), "kind != camera");
  EXPECT_EQ(kept("not(id in(a,b))"), "not id in ('a', 'b')");
}

TEST(Grammar, a_text_stands_between_either_quotes_and_holds_them_doubled) {
  EXPECT_EQ(kept(R"(name = "Van 't Hoff")"), "name = 'Van ''t Hoff'");
  EXPECT_EQ(kept(R"(name = 'Van ''t Hoff')"), "name = 'Van ''t Hoff'");
  EXPECT_EQ(kept(R"(name = "zij ""zeiden"" het")"), R"(name = 'zij "zeiden" het')");
  EXPECT_EQ(kept("name = 'and'"), "name = 'and'");
  EXPECT_EQ(kept("name in (not-yet, 'is')"), "name in ('not-yet', 'is')");
}

TEST(Grammar, numbers_take_a_unit_of_their_kind_and_a_decimal_comma) {
  EXPECT_EQ(kept("range_max_m > 40 m"), "range_max_m > 40");
  EXPECT_EQ(kept("range_max_m > 4000 mm"), "range_max_m > 4");
  EXPECT_EQ(kept("sensor_width_mm < 5.5mm and range_max_m >= 0,5 km"),
            "sensor_width_mm < 5.5 and range_max_m >= 500");
  EXPECT_EQ(kept("height_nap_m in (1.5 m, 150 cm, -2)"), "height_nap_m in (1.5, 1.5, -2)");
  EXPECT_EQ(kept("tilt_deg <= 12,5\xc2\xb0"), "tilt_deg <= 12.5");
  EXPECT_EQ(kept("range_max_m > 0"), "range_max_m > 0") << "an order may be asked beyond what the field holds";
  EXPECT_EQ(kept("azimuth_deg = -90"), "azimuth_deg = 270") << "as the field keeps it";
}

TEST(Grammar, dates_yes_and_no_and_durations_are_read_as_registers_write_them) {
  EXPECT_EQ(kept("active_until < 5-11-2026"), "active_until < 2026-11-05");
  EXPECT_EQ(kept("sign_present = ja or counts = nee"), "sign_present = yes or counts = no");
  EXPECT_EQ(kept("retention > p28d or retention = '4 weken'"), "retention > P28D or retention = '4 weken'");
  EXPECT_EQ(kept("retention in ('P4W', 'none')"), "retention in (P4W, none)");
  EXPECT_EQ(kept("retention <= PT1,5H"), "retention <= PT1.5H");
}

TEST(Grammar, two_hundred_levels_are_read) {
  const std::string levels(200, '(');
  EXPECT_EQ(kept(levels + "id = a" + std::string(200, ')')), "id = 'a'");
  std::string wide = "id = a";
  for (int i = 0; i < 2000; ++i) wide += " or (id = b)";
  EXPECT_EQ(kept(wide).substr(0, 24), "id = 'a' or id = 'b' or ") << "side by side is not within";
}

}  // namespace
}  // namespace schouw::query
