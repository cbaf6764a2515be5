// SPDX-License-Identifier: EUPL-1.2
#include "viewer/text/text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <set>

namespace schouw::text {
namespace {

const std::filesystem::path kTexts = SCHOUW_SOURCE_DIR "/data/text";

Texts texts_in(Language language) {
  auto texts = Texts::load(kTexts, language);
  EXPECT_TRUE(texts) << texts.diagnostics().front().message;
  return *std::move(texts);
}

std::set<std::string> places_in(const std::string& pattern) {
  std::set<std::string> places;
  for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open + 1)) {
    places.insert(pattern.substr(open, pattern.find('}', open) - open + 1));
  }
  return places;
}

TEST(Texts, have_the_same_keys_and_places_in_both_languages) {
  const auto nl = texts_in(Language::nl);
  const auto en = texts_in(Language::en);
  for (const auto& [key, pattern] : nl.entries()) {
    ASSERT_TRUE(en.has(key)) << key;
    EXPECT_EQ(places_in(pattern), places_in(en(key))) << key;
  }
  EXPECT_EQ(nl.entries().size(), en.entries().size());
}

// Expected: the Taalunie's "Leidraad" for Dutch (point for thousands, comma for decimals), the reverse in English.
TEST(Texts, write_numbers_as_each_language_does) {
  const auto nl = texts_in(Language::nl);
  const auto en = texts_in(Language::en);
  EXPECT_EQ(nl.number(1234567.891, 2), "1.234.567,89");
  EXPECT_EQ(en.number(1234567.891, 2), "1,234,567.89");
  EXPECT_EQ(nl.number(999.0, 0), "999");
  EXPECT_EQ(nl.number(-0.62, 1), "\u22120,6");
  EXPECT_EQ(nl.number(-0.04, 1), "0,0");
  EXPECT_EQ(nl.number(std::numeric_limits<double>::quiet_NaN(), 0), "onbekend");
}

// Weekdays from `date -d 2026-11-20 +%a` and `date -d 2024-02-29 +%a`.
TEST(Texts, write_dates_with_the_right_day_of_the_week) {
  const auto nl = texts_in(Language::nl);
  EXPECT_EQ(nl.short_date("2026-11-20"), "vr 20 nov 2026");
  EXPECT_EQ(nl.date("2026-11-20"), "20 november 2026");
  EXPECT_EQ(texts_in(Language::en).short_date("2024-02-29"), "Thu 29 Feb 2024");
}

TEST(Texts, leave_what_is_no_date_as_it_is) {
  const auto nl = texts_in(Language::nl);
  EXPECT_EQ(nl.date("2026-02-30"), "2026-02-30");
  EXPECT_EQ(nl.date("binnenkort"), "binnenkort");
}

TEST(Texts, take_the_singular_where_the_count_is_one) {
  const auto nl = texts_in(Language::nl);
  const auto counted = [&](std::int64_t count) {
    return nl(base::Sentence{.key = "spot.count", .values = {{"count", count}}});
  };
  EXPECT_EQ(counted(1), "Op deze plek meet ten minste \u00e9\u00e9n sensor.");
  EXPECT_EQ(counted(4), "Op deze plek meten ten minste 4 sensoren.");
}

TEST(Texts, join_lists_as_people_write_them) {
  const auto nl = texts_in(Language::nl);
  const base::Sentence sentence{
      .key = "kiosk.why.purposes",
      .values = {{"purposes", base::Sentence::List{{"verkeer", "veiligheid", "onderzoek"}}}}};
  EXPECT_EQ(nl(sentence), "Het register noemt als doel: verkeer, veiligheid en onderzoek.");
}

TEST(Texts, show_an_unknown_key_and_a_place_without_a_value) {
  const auto nl = texts_in(Language::nl);
  EXPECT_EQ(nl("no.such.key"), "<no.such.key>");
  EXPECT_EQ(nl(base::Sentence{.key = "zone.title"}), "Zone {zone}");
}

TEST(Texts, fail_with_a_code_where_the_folder_is_missing_or_a_key_stands_twice) {
  const auto missing = Texts::load("no-such-folder", Language::nl);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.diagnostics().front().code, "TXT-101");
  const auto folder = std::filesystem::path(::testing::TempDir()) / "schouw-texts-twice";
  std::filesystem::create_directories(folder / "nl");
  std::ofstream(folder / "nl" / "a.json") << R"({"one": "1"})";
  std::ofstream(folder / "nl" / "b.json") << R"({"one": "2"})";
  const auto twice = Texts::load(folder, Language::nl);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.diagnostics().front().code, "TXT-102");
  EXPECT_EQ(twice.diagnostics().front().where.field, "one");
  std::filesystem::remove_all(folder);
}

TEST(Texts, show_terms_of_a_vocabulary_in_their_words_wherever_a_value_stands) {
  auto texts = texts_in(Language::nl);
  texts.add_term("purpose__health", "gezondheid");
  texts.add_term("purpose__mobility", "verkeer en vervoer");
  EXPECT_EQ(texts.value("purpose__health"), "gezondheid");
  EXPECT_EQ(texts.value("purpose__health|orde; purpose__mobility"), "gezondheid|orde; verkeer en vervoer");
  EXPECT_EQ(texts.value("orde, rust; netheid "), "orde, rust; netheid ");
  EXPECT_EQ(texts.value("health"), "health") << "only ids are terms";
  EXPECT_EQ(texts.value(""), "");
  const base::Sentence sentence{
      .key = "kiosk.why.purposes",
      .values = {{"purposes", base::Sentence::List{{"purpose__health", "purpose__mobility"}}}}};
  EXPECT_NE(texts(sentence).find("gezondheid en verkeer en vervoer"), std::string::npos) << texts(sentence);
}

}  // namespace
}  // namespace schouw::text
