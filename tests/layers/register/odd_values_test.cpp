// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "layers/register/import_register.h"
#include "tests/layers/register/example_register.h"

// Registers as they come: what looks like a value and is none, rows that say one thing twice, names that were cut,
// places that nobody can have meant. Expected values by hand.
namespace schouw::registers {
namespace {

using example::csv;
using example::schema;
using model::Coordinate;
using model::Feature;
using model::FeatureTable;

RegisterOptions options() {
  return {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "t.csv", .today_iso = "2026-11-22"};
}

base::Result<RegisterImport> import(const FeatureTable& table, const RegisterOptions& how = options()) {
  return import_register(std::span(&table, 1), schema("native"), how);
}

// The codes that a row was told with.
std::vector<std::string> codes_of(const base::Diagnostics& said, std::int64_t row) {
  std::vector<std::string> codes;
  for (const base::Diagnostic& diagnostic : said) {
    if (diagnostic.where.row == row) codes.push_back(diagnostic.code);
  }
  return codes;
}

TEST(OddValues, units_are_converted_or_refused_by_name) {
  const auto result = import(csv({"id", "kind", "x", "y", "height_above_ground_m", "focal_length_min_mm"},
                                 {{"a", "camera", "84500", "446500", "900 mm", "4,8 mm"},
                                  {"b", "camera", "84510", "446500", "4 px", "1 cm"},
                                  {"c", "camera", "84520", "446500", "3,5 m", "5"}}));
  ASSERT_TRUE(result);
  EXPECT_EQ(*result->sensors[0].height_above_ground_m, 0.9);
  EXPECT_EQ(*result->sensors[0].focal_length_min_mm, 4.8);
  EXPECT_FALSE(result->sensors[1].height_above_ground_m);
  EXPECT_EQ(result->sensors[1].height_above_ground_m.missing, MissingReason::unreadable);
  EXPECT_THAT(codes_of(result.diagnostics(), 3), testing::Contains("REG-104"));
  EXPECT_DOUBLE_EQ(*result->sensors[1].focal_length_min_mm, 10.0);
  EXPECT_EQ(*result->sensors[2].height_above_ground_m, 3.5);
}

TEST(OddValues, geen_is_what_the_source_says_where_there_may_be_none) {
  const auto result = import(csv({"id", "kind", "x", "y", "responsible_officer", "contact", "owner"},
                                 {{"a", "camera", "84500", "446500", "Geen", "", "geen"},
                                  {"b", "camera", "84510", "446500", "niemand van de gemeente", "none", ""}}));
  ASSERT_TRUE(result);
  const auto& nobody = result->sensors[0].deployment;
  EXPECT_FALSE(nobody.responsible_officer);
  EXPECT_EQ(nobody.responsible_officer.missing, MissingReason::source_says_none);
  EXPECT_NE(nobody.contact.missing, MissingReason::source_says_none);
  EXPECT_NE(nobody.owner.missing, MissingReason::source_says_none) << "every sensor has an owner";
  EXPECT_EQ(*result->sensors[1].deployment.responsible_officer, "niemand van de gemeente");
  EXPECT_EQ(result->sensors[1].deployment.contact.missing, MissingReason::source_says_none);
}

TEST(OddValues, what_a_spreadsheet_could_not_compute_is_missing_with_its_reason) {
  const auto result = import(csv({"id", "kind", "x", "y", "owner", "tilt_deg", "active_until"},
                                 {{"a", "camera", "84500", "446500", "#N/B", "#DEEL/0!", "#VERW!"}}));
  ASSERT_TRUE(result);
  const Sensor& sensor = result->sensors[0];
  EXPECT_FALSE(sensor.deployment.owner);
  EXPECT_EQ(sensor.deployment.owner.missing, MissingReason::unreadable);
  EXPECT_FALSE(sensor.tilt_deg);
  EXPECT_FALSE(sensor.deployment.active_until);
  EXPECT_EQ(codes_of(result.diagnostics(), 2).size(), 3U);
}

TEST(OddValues, an_id_that_is_a_spreadsheet_error_is_no_id) {
  const auto result = import(
      csv({"id", "kind", "x", "y"}, {{"#N/A", "camera", "84500", "446500"}, {"b", "camera", "84510", "446500"}}));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->sensors.size(), 1U);
  EXPECT_EQ(result->rejected, 1);
  EXPECT_THAT(codes_of(result.diagnostics(), 2), testing::Contains("REG-105"));
}

TEST(OddValues, lists_and_nothing_in_json_are_read_and_objects_are_not_taken_for_text) {
  const auto result =
      import(csv({"id", "kind", "x", "y", "owner", "legal_basis", "observed_data", "controller"},
                 {{"a", "camera", "84500", "446500", "[]", "{}", "[\"beeld\",\"geluid\"]", "{\"naam\":\"x\"}"}}));
  ASSERT_TRUE(result);
  const Sensor& sensor = result->sensors[0];
  EXPECT_FALSE(sensor.deployment.owner);
  EXPECT_EQ(sensor.deployment.owner.missing, MissingReason::placeholder);
  EXPECT_FALSE(sensor.deployment.legal_basis);
  EXPECT_EQ(*sensor.data.observed_data, "beeld; geluid");
  EXPECT_FALSE(sensor.deployment.controller);
  EXPECT_EQ(sensor.deployment.controller.missing, MissingReason::unreadable);
  const auto& kept = sensor.unknown_fields;
  EXPECT_TRUE(std::any_of(kept.begin(), kept.end(), [](const auto& f) { return f.second == "{\"naam\":\"x\"}"; }))
      << "what cannot be taken is not thrown away";
  EXPECT_EQ(result->quality.placeholders, 2);
}

TEST(OddValues, hours_that_cannot_be_read_are_told_and_kept) {
  const auto result = import(csv({"id", "kind", "x", "y", "schedule"},
                                 {{"a", "camera", "84500", "446500", "werkdagen overdag"},
                                  {"b", "camera", "84510", "446500", "ma t/m vr 8.00 tot 18.00 uur"}}));
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->sensors[0].deployment.schedule);
  EXPECT_THAT(codes_of(result.diagnostics(), 2), testing::ElementsAre("REG-104"));
  EXPECT_EQ(*result->sensors[1].deployment.schedule, "ma t/m vr 8.00 tot 18.00 uur") << "as it was stated";
}

TEST(OddValues, every_row_is_a_sensor_or_merged_into_one_or_rejected) {
  FeatureTable table =
      csv({"id", "kind", "x", "y", "purpose", "Project"}, {{"a", "camera", "84500", "446500", "veiligheid", "A"},
                                                           {"a", "camera", "84500", "446500", "verkeer", "B"},
                                                           {"a", "camera", "84540", "446500", "verkeer", "C"},
                                                           {"", "camera", "84500", "446500", "", ""},
                                                           {"d", "camera", "niet", "446500", "", ""}});
  table.left_out = 2;  // by the reader of the file
  const auto result = import(table);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->read, 7);
  EXPECT_EQ(result->sensors.size(), 2U);
  EXPECT_EQ(result->merged, 1);
  EXPECT_EQ(result->rejected, 4);
  EXPECT_THAT(codes_of(result.diagnostics(), 3), testing::ElementsAre("REG-134"));
  const auto& kept = result->sensors[0].unknown_fields;
  EXPECT_TRUE(std::find(kept.begin(), kept.end(), std::pair<std::string, std::string>("Project", "B")) != kept.end());
  EXPECT_EQ(result->sensors[0].deployment.purposes.size(), 2U);
}

// Whatever form the field has.
TEST(OddValues, the_text_of_what_cannot_be_read_is_kept) {
  const auto result = import(csv(
      {"id", "kind", "x", "y", "azimuth_deg", "height_above_ground_m", "active_from", "publication", "sign_present"},
      {{"a", "camera", "84500", "446500", "rond", "hoog", "2025-02-30", "vertrouwelijk", "soms"}}));
  ASSERT_TRUE(result);
  const Sensor& sensor = result->sensors[0];
  EXPECT_FALSE(sensor.azimuth_deg || sensor.height_above_ground_m || sensor.publication);
  using testing::Pair;
  EXPECT_THAT(sensor.unknown_fields,
              testing::UnorderedElementsAre(Pair("azimuth_deg", "rond"), Pair("height_above_ground_m", "hoog"),
                                            Pair("active_from", "2025-02-30"), Pair("publication", "vertrouwelijk"),
                                            Pair("sign_present", "soms")));
}

TEST(OddValues, a_word_for_not_known_is_no_text_to_keep) {
  const auto result = import(csv({"id", "kind", "x", "y", "height_above_ground_m", "publication"},
                                 {{"a", "camera", "84500", "446500", "onbekend", "-"}}));
  ASSERT_TRUE(result);
  EXPECT_TRUE(result->sensors[0].unknown_fields.empty());
}

TEST(OddValues, what_a_further_row_says_otherwise_is_told_with_its_value_and_kept) {
  const auto result = import(csv({"id", "kind", "Name", "x", "y", "owner", "height_above_ground_m"},
                                 {{"a", "camera", "Markt", "84500", "446500", "Gemeente", "4"},
                                  {"a", "anpr", "Beurs", "84500", "446500", "Provincie", "4"},
                                  {"a", "", "", "84500", "446500", "", "9"},
                                  {"b", "camera", "", "84600", "446500", "", ""},
                                  {"b", "camera", "Brug", "84600", "446500", "", ""},
                                  {"b", "camera", "Sluis", "84600", "446500", "", ""}}));
  ASSERT_TRUE(result);
  ASSERT_EQ(result->sensors.size(), 2U);
  const Sensor& a = result->sensors[0];
  EXPECT_EQ(a.name, "Markt");
  EXPECT_EQ(a.kind, SensorKind::camera);
  using testing::Pair;
  EXPECT_THAT(a.unknown_fields,
              testing::UnorderedElementsAre(Pair("Name", "Beurs"), Pair("kind", "anpr"), Pair("owner", "Provincie"),
                                            Pair("height_above_ground_m", "9")));
  EXPECT_EQ(result->sensors[1].name, "Brug") << "the first name that is stated";
  EXPECT_THAT(result->sensors[1].unknown_fields, testing::ElementsAre(Pair("Name", "Sluis")));
  for (const std::int64_t row : {3, 4, 7}) {
    EXPECT_THAT(codes_of(result.diagnostics(), row), testing::Contains("REG-112")) << row;
  }
  EXPECT_THAT(codes_of(result.diagnostics(), 6), testing::ElementsAre("REG-134"));
  for (const auto& said : result.diagnostics()) {
    if (said.where.row != 3) continue;
    EXPECT_THAT(said.message, testing::HasSubstr("name ('Beurs')"));
    EXPECT_THAT(said.message, testing::HasSubstr("owner ('Provincie')"));
  }
}

// dBASE keeps ten characters; GDAL numbers the second of two that are alike.
TEST(OddValues, names_that_a_shapefile_cut_off_are_found_where_only_one_begins_so) {
  FeatureTable table =
      csv({"id", "kind", "x", "y", "height_abo", "publicatio", "personal_d", "ptz_tilt_m", "processing"},
          {{"a", "camera", "84500", "446500", "4", "secret", "identifiable", "-10", "telt"}});
  table.longest_name = 10;
  const auto result = import(table);
  ASSERT_TRUE(result);
  const Sensor& sensor = result->sensors[0];
  EXPECT_EQ(*sensor.height_above_ground_m, 4.0);
  EXPECT_FALSE(sensor.publication) << "it may be publication_reason";
  EXPECT_FALSE(is_published(sensor)) << "what may be secret is shown to nobody";
  EXPECT_THAT(sensor.unknown_fields, testing::Contains(testing::Pair("publicatio", "secret")));
  EXPECT_EQ(sensor.data.processing.value, "telt") << "its whole name";
  EXPECT_EQ(*sensor.data.personal_data, PersonalData::identifiable);
  EXPECT_FALSE(sensor.ptz_tilt_min_deg) << "it may be the lowest or the highest";
  std::vector<std::string> codes;
  std::string warned;
  for (const auto& said : result.diagnostics()) {
    codes.push_back(said.code);
    if (said.code == "REG-136") warned += said.message;
  }
  EXPECT_THAT(codes, testing::IsSupersetOf({"REG-135", "REG-136"}));
  for (const char* other : {"publication_reason", "ptz_tilt_min_deg", "ptz_tilt_max_deg", "processing_regime",
                            "processing_register_url"}) {
    EXPECT_THAT(warned, testing::HasSubstr(other));
  }
}

TEST(OddValues, a_feature_that_states_its_id_beside_its_properties_has_one) {
  FeatureTable table{.name = "t", .field_names = {"kind"}};
  table.features.push_back(
      {.id = "CAM-1", .row = 1, .geometry = Coordinate{84500, 446500, {}}, .fields = {{"kind", "camera"}}});
  const std::vector<Schema> schemas = {schema("native"), schema("osm")};
  const Schema* found = recognise(schemas, std::span(&table, 1));
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->id, "native");
  table.ids_are_row_numbers = true;
  EXPECT_EQ(recognise(schemas, std::span(&table, 1)), nullptr) << "a row number is no id of a register";
}

TEST(OddValues, a_sensor_far_from_the_plan_is_told_with_its_distance_and_what_would_help) {
  RegisterOptions how = options();
  how.plan_bounds.include(crs::MapPosition{84000, 446000, 0});
  how.plan_bounds.include(crs::MapPosition{85000, 447000, 0});
  const auto result = import(csv({"id", "kind", "x", "y"}, {{"near", "camera", "84500", "456500"},
                                                            {"far", "camera", "233000", "582000"},
                                                            {"swapped", "camera", "446500", "84500"}}),
                             how);
  ASSERT_TRUE(result);
  EXPECT_THAT(codes_of(result.diagnostics(), 2), testing::IsEmpty()) << "9.5 km north is the next village";
  ASSERT_THAT(codes_of(result.diagnostics(), 3), testing::ElementsAre("REG-137"));
  for (const auto& said : result.diagnostics()) {
    if (said.where.row == 3) {
      EXPECT_THAT(said.message, testing::HasSubstr("200 km"));  // hypot(148, 135) km
    }
    if (said.where.row == 4 && said.code == "REG-137") {
      EXPECT_THAT(said.message, testing::HasSubstr("exchanged"));
    }
  }
}

TEST(OddValues, without_a_plan_one_that_is_far_from_the_others_is_told) {
  const auto result = import(csv({"id", "kind", "x", "y"}, {{"a", "camera", "84500", "446500"},
                                                            {"b", "camera", "84600", "446500"},
                                                            {"c", "camera", "84700", "446500"},
                                                            {"far", "camera", "233000", "582000"}}));
  ASSERT_TRUE(result);
  EXPECT_THAT(codes_of(result.diagnostics(), 5), testing::ElementsAre("REG-137"));
  EXPECT_THAT(codes_of(result.diagnostics(), 2), testing::IsEmpty());
}

TEST(OddValues, one_out_of_the_country_is_told_where_exchanging_its_coordinates_would_help) {
  const auto result = import(csv({"id", "kind", "longitude", "latitude"}, {{"delft", "camera", "4.3571", "52.0116"},
                                                                           {"swapped", "camera", "52.0116", "4.3571"},
                                                                           {"rome", "camera", "12.48", "41.89"}}));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->rejected, 2);
  ASSERT_THAT(codes_of(result.diagnostics(), 3), testing::ElementsAre("REG-103"));
  ASSERT_THAT(codes_of(result.diagnostics(), 4), testing::ElementsAre("REG-103"));
  for (const auto& said : result.diagnostics()) {
    if (said.code != "REG-103") continue;
    EXPECT_EQ(said.message.find("exchanged") != std::string::npos, said.where.row == 3) << said.message;
    EXPECT_EQ(said.hint.find("exchange") != std::string::npos, said.where.row == 3) << said.hint;
  }
}

TEST(OddValues, a_first_and_a_last_day_may_be_known_to_the_month_or_the_year) {
  const auto result = import(csv({"id", "kind", "x", "y", "active_from", "active_until", "dpia_date"},
                                 {{"a", "camera", "84500", "446500", "05-2019", "2031", "2024-02-03"},
                                  {"b", "camera", "84510", "446500", "mei 2019", "2019-13", "2024"}}));
  ASSERT_TRUE(result);
  const Deployment& a = result->sensors[0].deployment;
  EXPECT_EQ(a.active_from.value, "2019-05-01");
  EXPECT_EQ(a.active_until.value, "2031-12-31");
  EXPECT_EQ(a.active_from.basis, Basis::assumed);
  EXPECT_EQ(a.active_until.basis, Basis::assumed);
  EXPECT_NE(a.dpia_date.basis, Basis::assumed);
  EXPECT_THAT(codes_of(result.diagnostics(), 2), testing::ElementsAre("REG-147", "REG-147"));
  EXPECT_THAT(result->sensors[0].unknown_fields, testing::Contains(testing::Pair("active_from", "05-2019")));
  EXPECT_FALSE(result->sensors[1].deployment.active_from);
  EXPECT_FALSE(result->sensors[1].deployment.dpia_date) << "a moment has one day";
  EXPECT_THAT(codes_of(result.diagnostics(), 3), testing::ElementsAre("REG-104", "REG-104", "REG-104"));
}

TEST(OddValues, a_comma_between_directions_is_no_decimal_sign) {
  FeatureTable table{.name = "t", .field_names = {"man_made", "direction"}};
  table.crs = *crs::crs_from_text("EPSG:4326");
  table.features.push_back({.id = "node/5",
                            .row = 1,
                            .geometry = Coordinate{4.361, 52.0, {}},
                            .fields = {{"man_made", "surveillance"}, {"camera:direction", "180,270"}}});
  const auto result = import_register(std::span(&table, 1), schema("osm"), options());
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->sensors[0].azimuth_deg);
  EXPECT_THAT(codes_of(result.diagnostics(), 1), testing::Contains("REG-114"));
}

}  // namespace
}  // namespace schouw::registers
