// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/json_schema.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "geo/base/read_file.h"

// data/schemas is made from the list of fields; whoever changes that list gets the new file beside the tests' own.
namespace schouw::registers {
namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> texts_of(const std::string& language) {
  std::map<std::string, std::string> texts;
  for (const auto& entry : fs::directory_iterator(fs::path(SCHOUW_SOURCE_DIR "/data/text") / language)) {
    const auto json = base::read_json_file(entry.path());
    if (!json) continue;
    for (const auto& [key, text] : json->items()) texts[key] = text.get<std::string>();
  }
  return texts;
}

WordsOf words() {
  return [nl = texts_of("nl"), en = texts_of("en")](const std::string& language, const std::string& key) {
    const auto& texts = language == "nl" ? nl : en;
    const auto found = texts.find(key);
    return found == texts.end() ? std::string() : found->second;
  };
}

void expect_kept(const std::string& name, const base::Json& schema) {
  const std::string text = schema.dump(2) + "\n";
  const auto kept = base::read_file(fs::path(SCHOUW_SOURCE_DIR "/data/schemas") / name, 1 << 20);
  if (kept && *kept == text) return;
  const fs::path actual = fs::path(SCHOUW_BINARY_DIR) / name;
  std::ofstream(actual, std::ios::binary) << text;
  ADD_FAILURE() << "data/schemas/" << name << " is not what the list of fields gives; that is now in "
                << actual.string();
}

TEST(JsonSchema, of_the_records_is_the_one_that_is_kept) {
  expect_kept("sensor.schema.json", sensor_json_schema(words()));
  for (const RecordType type : kRecordTypes) {
    expect_kept(std::string(record_type_name(type)) + ".schema.json", record_json_schema(type, words()));
  }
}

TEST(JsonSchema, states_type_bounds_unit_choices_and_publicity_of_a_field) {
  const base::Json schema = sensor_json_schema(words());
  const base::Json& tilt = schema["properties"]["tilt_deg"];
  EXPECT_EQ(tilt["type"], "number");
  EXPECT_EQ(tilt["minimum"], -90.0);
  EXPECT_EQ(tilt["x-unit"], "deg");
  EXPECT_EQ(tilt["x-publicity"], "public");
  EXPECT_EQ(schema["properties"]["schedule"]["x-publicity"], "internal");
  EXPECT_EQ(schema["properties"]["status"]["enum"].size(), 6U);
}

TEST(JsonSchema, every_field_has_words_in_both_languages) {
  const auto say = words();
  for (const Field& field : registered_fields()) {
    for (const char* language : {"nl", "en"}) {
      EXPECT_NE(say(language, "field." + std::string(field.name)), "") << language << " " << field.name;
    }
  }
  for (const RecordType type : kRecordTypes) {
    const base::Json schema = record_json_schema(type, say);
    for (const auto& [name, property] : schema["properties"].items()) EXPECT_NE(property["title"], "") << name;
  }
}

}  // namespace
}  // namespace schouw::registers
