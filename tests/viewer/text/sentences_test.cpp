// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cctype>
#include <set>

#include "viewer/text/text.h"

// Every sentence of data/text, said of none, one, two and many.
namespace schouw::text {
namespace {

constexpr std::int64_t kCounts[] = {0, 1, 2, 1234};

Texts texts_in(Language language) {
  auto texts = Texts::load(SCHOUW_SOURCE_DIR "/data/text", language);
  EXPECT_TRUE(texts) << texts.diagnostics().front().message;
  return *std::move(texts);
}

std::vector<std::string> places_in(const std::string& pattern) {
  std::vector<std::string> places;
  for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open + 1)) {
    const auto close = pattern.find('}', open);
    if (close == std::string::npos) break;
    places.push_back(pattern.substr(open + 1, close - open - 1));
  }
  return places;
}

base::Sentence said_of(const std::string& key, const std::string& pattern, std::int64_t count) {
  base::Sentence sentence{.key = key, .values = {}};
  for (const std::string& place : places_in(pattern)) sentence.values.emplace_back(place, count);
  // A singular may leave the number out.
  if (pattern.find("{count}") == std::string::npos) sentence.values.emplace_back("count", count);
  return sentence;
}

std::string filled(std::string pattern, const std::string& number) {
  for (const std::string& place : places_in(pattern)) {
    pattern.replace(pattern.find("{" + place + "}"), place.size() + 2, number);
  }
  return pattern;
}

// The word behind {count}; empty where none follows.
std::string counted_word(const std::string& pattern) {
  const std::string mark = "{count} ";
  const auto at = pattern.find(mark);
  if (at == std::string::npos) return "";
  std::string word;
  for (std::size_t i = at + mark.size(); i < pattern.size() && std::isalpha(static_cast<unsigned char>(pattern[i]));
       ++i)
    word += pattern[i];
  return word;
}

class EverySentence : public testing::TestWithParam<Language> {};

TEST_P(EverySentence, has_each_place_filled_in_and_thousands_as_the_language_parts_them) {
  const Texts texts = texts_in(GetParam());
  const std::string many = GetParam() == Language::nl ? "1.234" : "1,234";
  for (const auto& [key, pattern] : texts.entries()) {
    if (places_in(pattern).empty()) continue;
    for (const std::int64_t count : kCounts) {
      const std::string text = texts(said_of(key, pattern, count));
      EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << key << ": " << text;
      if (count < 1234) continue;
      EXPECT_NE(text.find(many), std::string::npos) << key << ": " << text;
    }
  }
}

TEST_P(EverySentence, takes_its_singular_for_one_and_for_nothing_else) {
  const Texts texts = texts_in(GetParam());
  for (const auto& [key, pattern] : texts.entries()) {
    if (!texts.has(key + ".one")) continue;
    const std::string singular = texts(key + ".one");
    EXPECT_EQ(texts(said_of(key, pattern, 1)), filled(singular, "1")) << key;
    for (const std::int64_t count : {0, 2}) {
      EXPECT_EQ(texts(said_of(key, pattern, count)), filled(pattern, std::to_string(count))) << key;
    }
  }
}

// "1 sensoren": words that are the same for one and for more need none.
TEST_P(EverySentence, that_counts_things_has_a_singular) {
  const Texts texts = texts_in(GetParam());
  const std::set<std::string> same_for_one = {"of",       "or", "is",      "samen",   "come",
                                              "tegelijk", "at", "eerdere", "earlier", "jaar"};
  for (const auto& [key, pattern] : texts.entries()) {
    const std::string word = counted_word(pattern);
    if (word.empty() || same_for_one.count(word) != 0) continue;
    const bool singular = key.size() > 4 && key.compare(key.size() - 4, 4, ".one") == 0;
    EXPECT_TRUE(singular || texts.has(key + ".one")) << key << ": " << pattern;
  }
}

// In law a processor works on behalf of whoever answers for the data (article 4, 7 and 8 AVG); a controller is never
// called so. Half of those who are responsible are no civil servants.
TEST(DutchWords, call_a_controller_no_processor_and_a_function_no_civil_servant) {
  const Texts texts = texts_in(Language::nl);
  const std::set<std::string> about_processors = {"field.controller.help", "record.agreement.help",
                                                  "record.processor_agreement", "record.processor_agreement.help"};
  for (const auto& [key, pattern] : texts.entries()) {
    if (about_processors.count(key) == 0) {
      EXPECT_EQ(pattern.find("erwerker"), std::string::npos) << key << ": " << pattern;
    }
    EXPECT_EQ(pattern.find("erwerkt door"), std::string::npos) << key << ": " << pattern;
    EXPECT_EQ(pattern.find("mbtenaar"), std::string::npos) << key << ": " << pattern;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, EverySentence, testing::Values(Language::nl, Language::en));

}  // namespace
}  // namespace schouw::text
