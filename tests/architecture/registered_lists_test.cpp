// SPDX-License-Identifier: EUPL-1.2
// Walks each list in which something is registered: an entry without a sentence, a unit, words in both languages or a
// citation is not whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "geo/formats/probe.h"
#include "layers/findings/rule.h"
#include "layers/register/field.h"
#include "layers/register/foreign_schemas.h"
#include "viewer/app/command.h"
#include "viewer/text/text.h"

namespace schouw {
namespace {

// Checks words in both languages. A label of one word is fine; <key> in angle brackets is what text gives for none.
void expect_words(const std::string& key) {
  for (const text::Language language : {text::Language::nl, text::Language::en}) {
    static const auto kDutch = text::Texts::load(SCHOUW_SOURCE_DIR "/data/text", text::Language::nl);
    static const auto kEnglish = text::Texts::load(SCHOUW_SOURCE_DIR "/data/text", text::Language::en);
    const auto& texts = language == text::Language::nl ? kDutch : kEnglish;
    ASSERT_TRUE(texts);
    EXPECT_TRUE(texts->has(key)) << key << " in " << (language == text::Language::nl ? "nl" : "en");
  }
}

// A sentence of documentation: begins with a capital or a quotation, is longer than a name.
void expect_sentence(std::string_view doc, std::string_view owner) {
  EXPECT_GE(doc.size(), 10U) << owner;
  EXPECT_NE(doc.find(' '), std::string_view::npos) << owner;
}

template <class Entries, class Name>
void expect_unique(const Entries& entries, Name name_of) {
  std::set<std::string_view> names;
  for (const auto& entry : entries) EXPECT_TRUE(names.insert(name_of(entry)).second) << name_of(entry) << " twice";
  EXPECT_FALSE(names.empty());
}

TEST(RegisteredFormats, each_has_a_name_a_sentence_and_a_probe) {
  expect_unique(formats::registered_formats(), [](const formats::Format& f) { return f.id; });
  for (const formats::Format& format : formats::registered_formats()) {
    EXPECT_FALSE(format.name.empty()) << format.id;
    EXPECT_NE(format.probe, nullptr) << format.id;
    expect_sentence(format.doc, format.id);
  }
}

TEST(RegisteredFormats, none_claims_bytes_that_mean_nothing) {
  for (const formats::Format& format : formats::registered_formats()) {
    EXPECT_FALSE(format.probe("", "nothing")) << format.id << " claims an empty file";
    EXPECT_FALSE(format.probe(std::string_view("\x01\x02\x03\x04\x05\x06\x07\x08", 8), "noise.bin")) << format.id;
  }
}

TEST(RegisteredFields, each_has_a_label_in_both_languages_and_a_way_in_and_out) {
  expect_unique(registers::registered_fields(), [](const registers::Field& f) { return f.name; });
  for (const registers::Field& field : registers::registered_fields()) {
    expect_words("field." + std::string(field.name));
    EXPECT_NE(field.get, nullptr) << field.name;
    EXPECT_NE(field.set, nullptr) << field.name;
  }
}

TEST(RegisteredFields, a_number_that_ends_in_a_unit_states_that_unit_and_a_range) {
  static const std::regex kUnit(".*_(m|deg|mm)(_min|_max)?");
  for (const registers::Field& field : registers::registered_fields()) {
    if (field.type != registers::FieldType::number) continue;
    EXPECT_LT(field.minimum, field.maximum) << field.name;
    std::smatch match;
    const std::string name(field.name);
    if (!std::regex_match(name, match, kUnit)) continue;
    EXPECT_EQ(field.unit, match[1].str()) << field.name;
  }
}

TEST(RegisteredFields, each_word_of_a_choice_is_accepted_and_given_back) {
  for (const registers::Field& field : registers::registered_fields()) {
    if (field.type != registers::FieldType::choice) continue;
    std::istringstream choices{std::string(field.choices)};
    int count = 0;
    for (std::string choice; choices >> choice; ++count) {
      registers::Sensor sensor;
      EXPECT_TRUE(field.set(sensor, choice)) << field.name << " " << choice;
      EXPECT_EQ(field.get(sensor), choice) << field.name;
    }
    EXPECT_GE(count, 2) << field.name;
    registers::Sensor untouched;
    EXPECT_FALSE(field.set(untouched, "no such choice")) << field.name;
    EXPECT_EQ(untouched, registers::Sensor{}) << field.name;
  }
}

TEST(RegisteredFields, each_kind_of_sensor_has_words_in_both_languages) {
  const registers::Field* kind = registers::field_named("kind");
  ASSERT_NE(kind, nullptr);
  std::istringstream kinds{std::string(kind->choices)};
  for (std::string name; kinds >> name;) expect_words("kind." + name);
}

TEST(RegisteredForeignSchemas, each_has_a_name_a_sentence_and_a_writer) {
  expect_unique(registers::registered_foreign_schemas(), [](const registers::ForeignSchema& s) { return s.id; });
  for (const registers::ForeignSchema& schema : registers::registered_foreign_schemas()) {
    EXPECT_FALSE(schema.doc.empty()) << schema.id;
    EXPECT_TRUE(schema.write != nullptr) << schema.id;
    EXPECT_EQ(registers::foreign_schema(schema.id), &schema);
  }
}

TEST(RegisteredCommands, each_has_a_sentence_a_label_and_documented_parameters) {
  expect_unique(app::registered_commands(), [](const app::Command& c) { return c.name; });
  for (const app::Command& command : app::registered_commands()) {
    expect_words("command." + std::string(command.name));
    expect_sentence(command.doc, command.name);
    EXPECT_NE(command.run, nullptr) << command.name;
    for (const app::Parameter& parameter : command.parameters) {
      const std::string called = std::string(command.name) + " " + std::string(parameter.name);
      EXPECT_GE(parameter.doc.size(), 3U) << called;
      EXPECT_EQ(parameter.choices.empty(), parameter.type != app::ParameterType::choice) << called;
      EXPECT_LT(parameter.minimum, parameter.maximum) << called;
      EXPECT_FALSE(parameter.required && !parameter.fallback.empty())
          << called << ": what holds where it is left out?";
      EXPECT_TRUE(parameter.fallback.empty() || app::fits(parameter, parameter.fallback)) << called;
    }
  }
}

// Two commands may share a key, because each mode chooses which it obeys; one command names each of its keys once.
TEST(RegisteredCommands, each_names_its_keys_once) {
  for (const app::Command& command : app::registered_commands()) {
    const std::set<std::string_view> keys(command.keys.begin(), command.keys.end());
    EXPECT_EQ(keys.size(), command.keys.size()) << command.name;
    EXPECT_FALSE(keys.contains("")) << command.name;
  }
}

TEST(RegisteredRules, each_has_a_sentence_and_a_citation_in_both_languages) {
  expect_unique(findings::registered_rules(), [](const findings::Rule& r) { return r.id; });
  for (const findings::Rule& rule : findings::registered_rules()) {
    EXPECT_NE(rule.of_sensor == nullptr, rule.of_plan == nullptr) << rule.id;
    expect_sentence(rule.doc, rule.id);
    EXPECT_FALSE(rule.data.empty()) << rule.id;
    expect_words("citation." + std::string(rule.id));
    expect_words("ask." + std::string(rule.id));
  }
}

TEST(RegisteredRules, the_letter_of_a_rule_names_its_family) {
  for (const findings::Rule& rule : findings::registered_rules()) {
    const findings::Family expected = rule.id.starts_with('L')                      ? findings::Family::law
                                      : rule.id.starts_with('P') || rule.id == "W1" ? findings::Family::principle
                                                                                    : findings::Family::policy;
    EXPECT_EQ(rule.family, expected) << rule.id;
  }
}

}  // namespace
}  // namespace schouw
