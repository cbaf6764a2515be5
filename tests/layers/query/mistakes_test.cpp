// SPDX-License-Identifier: EUPL-1.2
// Each mistake is told at its character; columns are counted by hand, from 1.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query_example.h"

namespace schouw::query {
namespace {

using testing::HasSubstr;

base::Diagnostic mistake(const std::string& text) {
  const auto parsed = Query::parse(text);
  EXPECT_FALSE(parsed) << text << " was read as " << (parsed ? parsed->text() : "");
  return parsed ? base::Diagnostic{} : parsed.diagnostics().front();
}

void expect_mistake(const std::string& text, const std::string& code, std::int64_t column) {
  const base::Diagnostic said = mistake(text);
  EXPECT_EQ(said.code, code) << text << ": " << said.message;
  EXPECT_EQ(said.where.column, column) << text << ": " << said.message;
  EXPECT_EQ(said.kind, base::DiagnosticKind::usage) << text;
  EXPECT_FALSE(said.hint.empty()) << text;
}

TEST(Mistakes, of_the_grammar_stand_where_something_else_was_expected) {
  expect_mistake("", "QRY-101", 1);
  expect_mistake("   ", "QRY-101", 4);
  expect_mistake("kind", "QRY-101", 5);
  expect_mistake("kind camera", "QRY-101", 6);
  expect_mistake("kind =", "QRY-101", 7);
  expect_mistake("kind == camera", "QRY-101", 7);
  expect_mistake("kind = camera status = active", "QRY-101", 15);
  expect_mistake("range_max_m > 40 status = active", "QRY-101", 18);
  expect_mistake("(kind = camera", "QRY-101", 15);
  expect_mistake("kind = camera)", "QRY-101", 14);
  expect_mistake("kind = camera and", "QRY-101", 18);
  expect_mistake("kind in camera", "QRY-101", 9);
  expect_mistake("kind in ()", "QRY-101", 10);
  expect_mistake("kind in (camera anpr)", "QRY-101", 17);
  expect_mistake("kind not in (camera)", "QRY-101", 6);
  expect_mistake("owner is not missing", "QRY-101", 10);
  expect_mistake("name starts 'x'", "QRY-101", 13);
  expect_mistake("name = and", "QRY-101", 8);
  expect_mistake("and = 3", "QRY-101", 1);
  expect_mistake(
      "name = \xe2\x80\x98"
      "Delft\xe2\x80\x99",
      "QRY-101", 8);
}

TEST(Mistakes, columns_count_characters_and_not_bytes) {
  expect_mistake("name = 'caf\xc3\xa9 \xf0\x9f\x98\x80' x", "QRY-101", 17);
  expect_mistake("name = caf\xc3\xa9 and foo = 1", "QRY-102", 17);
}

TEST(Mistakes, in_a_field_name_are_told_with_the_nearest_names) {
  expect_mistake("kind = camera and retentoin > P28D", "QRY-102", 19);
  EXPECT_EQ(mistake("retentoin > P28D").hint, "did you mean retention?");
  EXPECT_THAT(mistake("range = 3").hint, HasSubstr("range_max_m"));
  EXPECT_THAT(mistake("xyzzyq = 3").hint, HasSubstr("docs/query.md"));
}

TEST(Mistakes, in_a_value_are_told_with_what_the_field_can_hold) {
  expect_mistake("kind = camra", "QRY-103", 8);
  EXPECT_EQ(mistake("kind = camra").hint, "did you mean camera?");
  expect_mistake("kind in (camera, bus)", "QRY-103", 18);
  EXPECT_THAT(mistake("kind in (camera, bus)").message, HasSubstr("kind cannot be 'bus', expected one of: camera"));
  expect_mistake("range_max_m > 40 kg", "QRY-103", 15);
  expect_mistake("range_max_m > 40 px", "QRY-103", 15);
  expect_mistake("tilt_deg = 100", "QRY-103", 12);
  EXPECT_THAT(mistake("tilt_deg = 100").message, HasSubstr("a number from -90 to 90 deg"));
  expect_mistake("active_until > 30-02-2026", "QRY-103", 16);
  expect_mistake("sign_present = perhaps", "QRY-103", 16);
  expect_mistake("retention > 28D", "QRY-103", 13);
  expect_mistake("retention > 'four weeks'", "QRY-103", 13);
  expect_mistake("uuid = cam-1", "QRY-103", 8);
  expect_mistake("name = ''", "QRY-103", 8);
}

TEST(Mistakes, in_an_operator_stand_at_the_operator) {
  expect_mistake("kind < camera", "QRY-104", 6);
  expect_mistake("name >= 'x'", "QRY-104", 6);
  expect_mistake("counts > no", "QRY-104", 8);
  expect_mistake("kind contains cam", "QRY-104", 6);
  expect_mistake("range_max_m starts with 4", "QRY-104", 13);
}

TEST(Mistakes, a_quote_that_is_not_closed_is_shown_where_it_opens) {
  expect_mistake("name = 'Markt", "QRY-105", 8);
  expect_mistake("name = 'Markt\" and kind = camera", "QRY-105", 8);
  expect_mistake("kind = camera and name in (\"a\", \"b)", "QRY-105", 33);
}

TEST(Mistakes, what_is_too_deep_too_long_or_no_text_is_refused) {
  expect_mistake(std::string(201, '(') + "id = a" + std::string(201, ')'), "QRY-106", 201);
  std::string negations;
  for (int i = 0; i < 201; ++i) negations += "not ";
  expect_mistake(negations + "id = a", "QRY-106", 801);
  expect_mistake(std::string(60'000, '('), "QRY-106", 201);
  expect_mistake("id = " + std::string(65'536, 'a'), "QRY-107", 65'537);
  expect_mistake("name = a\x01", "QRY-108", 9);
  expect_mistake("name = \xff", "QRY-108", 8);
  expect_mistake(std::string("id\0= a", 6), "QRY-108", 3);
}

TEST(Mistakes, are_marked_by_a_caret_below_their_character) {
  EXPECT_EQ(marked("kind = camra", 8), "kind = camra\n       ^");
  EXPECT_EQ(marked("a\n= b", 3), "a = b\n  ^");
  EXPECT_EQ(marked("", 1), "\n^");
  const std::string line = marked(std::string(500, 'x') + "!" + std::string(500, 'y'), 501);
  const std::size_t end = line.find('\n');
  // The first two characters are U+2026, three bytes, and a blank.
  EXPECT_EQ(line.find('!'), line.find('^') - end - 1 + 2);
  EXPECT_LT(end, 140U);
}

}  // namespace
}  // namespace schouw::query
