// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "layers/register/import_register.h"
#include "tests/layers/register/example_register.h"

// Which rows are sensors of the plan: whose cells say so in one of the many words for yes, and which have an id.
namespace schouw::registers {
namespace {

using example::csv;
using example::schema;
using model::Feature;
using model::FeatureTable;

base::Result<RegisterImport> import(const FeatureTable& table) {
  const RegisterOptions options{
      .project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "t.csv", .today_iso = "2026-11-22"};
  return import_register(std::span(&table, 1), schema("native"), options);
}

// The rows that were told of with a code.
std::vector<std::int64_t> rows_with(const base::Diagnostics& said, const std::string& code) {
  std::vector<std::int64_t> rows;
  for (const base::Diagnostic& diagnostic : said) {
    if (diagnostic.code == code) rows.push_back(diagnostic.where.row.value_or(-1));
  }
  return rows;
}

// A row for each word, 50 m apart, and one ordinary row behind them.
FeatureTable rows_of(const std::string& column, const std::vector<std::string>& words) {
  std::vector<std::vector<std::string>> rows;
  for (const std::string& word : words) {
    rows.push_back({"d" + std::to_string(rows.size()), "camera", std::to_string(84500 + 50 * rows.size()), "446500",
                    "Jan Jansen", word});
  }
  rows.push_back({"plain", "camera", "90000", "446500", "Gemeente", ""});
  return csv({"id", "kind", "x", "y", "owner", column}, rows);
}

bool none_is_in_the_plan(const RegisterImport& import) {
  return std::all_of(import.sensors.begin(), import.sensors.end(), [](const Sensor& sensor) {
    return sensor.id == "plain" || (sensor.scope == Scope::household && !sensor.deployment.owner);
  });
}

const std::vector<std::string> kYes = {"true", "TRUE", "yes",  "Ja", "ja ", "j",   "J",
                                       "y",    "Y",    "waar", "1",  "1.0", "1,0", "WAAR"};
const std::vector<std::string> kUnclear = {"x", "on", "particulier", "T", "onbekend", "?", "2", "[\"true\"]", "#N/B"};
const std::vector<std::string> kNo = {"false", "Nee", "no", "n", "ONWAAR", "0", "0.0", "", " ", "-", "n.v.t.", "[]"};

TEST(RowRules, a_household_device_is_one_in_every_word_for_yes) {
  const auto result = import(rows_of("household", kYes));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->sensors.size(), kYes.size() + 1);
  EXPECT_TRUE(none_is_in_the_plan(*result));
  EXPECT_THAT(rows_with(result.diagnostics(), "REG-149"), testing::IsEmpty());
}

TEST(RowRules, what_is_neither_yes_nor_no_counts_as_a_household_and_is_told) {
  const auto result = import(rows_of("Household", kUnclear));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->sensors.size(), kUnclear.size() + 1);
  EXPECT_TRUE(none_is_in_the_plan(*result));
  EXPECT_EQ(rows_with(result.diagnostics(), "REG-149").size(), kUnclear.size());
}

TEST(RowRules, what_says_no_or_nothing_is_an_ordinary_sensor) {
  for (const char* column : {"household", "covert"}) {
    const auto result = import(rows_of(column, kNo));
    ASSERT_TRUE(result);
    EXPECT_EQ(result->sensors.size(), kNo.size() + 1) << column;
    EXPECT_TRUE(std::all_of(result->sensors.begin(), result->sensors.end(), [](const Sensor& sensor) {
      return sensor.scope == Scope::in_plan;
    })) << column;
    EXPECT_THAT(rows_with(result.diagnostics(), "REG-149"), testing::IsEmpty()) << column;
  }
}

TEST(RowRules, a_covert_device_stays_out_in_every_word_and_where_the_word_is_unclear) {
  for (const auto* words : {&kYes, &kUnclear}) {
    const auto result = import(rows_of("covert", *words));
    ASSERT_TRUE(result);
    ASSERT_EQ(result->sensors.size(), 1U);
    EXPECT_EQ(result->sensors.front().id, "plain");
    EXPECT_EQ(rows_with(result.diagnostics(), "REG-109").size(), words->size());
  }
}

TEST(RowRules, a_covert_device_at_a_house_is_no_household_device) {
  const auto result =
      import(csv({"id", "kind", "x", "y", "household", "covert"},
                 {{"a", "camera", "84500", "446500", "ja", "WAAR"}, {"b", "camera", "84600", "446500", "", ""}}));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->sensors.size(), 1U);
}

TEST(RowRules, of_two_columns_of_one_name_the_one_that_states_something_counts) {
  const auto result =
      import(csv({"id", "kind", "x", "y", "household", "Household"}, {{"a", "camera", "84500", "446500", "", "ja"}}));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->sensors.front().scope, Scope::household);
}

TEST(RowRules, booleans_and_numbers_of_json_say_yes_and_no) {
  FeatureTable table{.name = "t", .field_names = {"id", "kind", "x", "y", "household"}};
  const std::vector<model::FieldValue> values = {true, std::int64_t{1}, 1.0, false, std::int64_t{0}, 0.0, {}};
  for (std::size_t i = 0; i < values.size(); ++i) {
    Feature feature{.row = static_cast<std::int64_t>(i) + 1};
    feature.fields = {{"id", "j" + std::to_string(i)},
                      {"kind", std::string("camera")},
                      {"x", 84500.0 + 200.0 * static_cast<double>(i)},
                      {"y", 446500.0},
                      {"household", values[i]}};
    table.features.push_back(std::move(feature));
  }
  const auto result = import(table);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->sensors.size(), 7U);
  for (std::size_t i = 0; i < 7; ++i) {
    EXPECT_EQ(result->sensors[i].scope, i < 3 ? Scope::household : Scope::in_plan) << i;
  }
}

TEST(RowRules, what_stands_for_not_known_is_no_id_and_two_of_it_are_not_one_device) {
  const std::vector<std::string> words = {"-",  "-",  "onbekend", "n.v.t.", "?",    "NULL",
                                          "[]", "{}", "N/A",      "[null]", "#N/B", "tbd"};
  std::vector<std::vector<std::string>> rows;
  for (const std::string& word : words) rows.push_back({word, "camera", "84500", "446500"});
  for (const char* id : {"9999", "2050-01-01", "-7", "onbekend-1"}) rows.push_back({id, "camera", "84700", "446500"});
  const auto result = import(csv({"id", "kind", "x", "y"}, rows));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->merged, 0);
  EXPECT_EQ(result->rejected, static_cast<int>(words.size()));
  EXPECT_EQ(rows_with(result.diagnostics(), "REG-105").size(), words.size());
  ASSERT_EQ(result->sensors.size(), 4U);
  EXPECT_EQ(result->sensors[0].id, "9999") << "numbers and days are ids";
}

TEST(RowRules, the_end_that_a_row_does_not_know_does_not_remove_it) {
  const FeatureTable table =
      csv({"id", "kind", "x", "y", "einde"}, {{"a", "camera", "84500", "446500", "-"},
                                              {"b", "camera", "84600", "446500", "n.v.t."},
                                              {"c", "camera", "84700", "446500", "2020-01-01"}});
  Schema own{.id = "own", .rules = base::Json::parse(R"({"id": "own", "same_names": true, "id_from": ["id"],
      "positions": [{"east": ["x"], "north": ["y"], "crs": "EPSG:28992"}],
      "rows": [{"column": "einde", "stated": true, "then": "removed"}]})")};
  const RegisterOptions options{
      .project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "t.csv", .today_iso = "2026-11-22"};
  const auto result = import_register(std::span(&table, 1), own, options);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->sensors.size(), 3U);
  EXPECT_FALSE(result->sensors[0].status.value == Status::removed);
  EXPECT_FALSE(result->sensors[1].status.value == Status::removed);
  EXPECT_TRUE(result->sensors[2].status.value == Status::removed);
}

}  // namespace
}  // namespace schouw::registers
