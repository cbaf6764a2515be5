// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "layers/register/field.h"
#include "tests/layers/register/example_register.h"

// Expected values by hand, from docs/register-schemas.md.
namespace schouw::registers {
namespace {

using example::csv;
using testing::Contains;
using testing::Field;
using testing::Pair;

base::Result<RegisterImport> import_by(const char* mapping, std::vector<model::FeatureTable> tables,
                                       const char* today = "2026-11-27") {
  const auto json = base::parse_json(mapping, "mapping");
  EXPECT_TRUE(json);
  const auto schema = schema_from_json(*json, "mapping");
  EXPECT_TRUE(schema) << (schema ? "" : schema.diagnostics().front().message);
  return import_register(
      tables, *schema,
      {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "r.csv", .today_iso = today});
}

TEST(MappingLanguage, joins_several_columns_and_splits_one_of_several_values) {
  const auto read = import_by(
      R"({"id": "m", "id_from": "nr", "positions": [{"east": "x", "north": "y", "crs": "EPSG:28992"}],
      "fields": {"theme": {"from": ["t1", "t2", "t3"], "join": "|"}, "purpose": {"from": "doel", "split": ";/"},
                 "name": {"from": ["straat", "nummer"], "join": " "}}})",
      {csv({"nr", "x", "y", "t1", "t2", "t3", "doel", "straat", "nummer"},
           {{"1", "84971", "446812", "Veiligheid", "", "Lucht", "orde; verkeer/ ", "Markt", "12"}})});
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  const Sensor& sensor = read->sensors.at(0);
  EXPECT_EQ(field_named("theme")->get(sensor), "Veiligheid|Lucht");
  EXPECT_EQ(field_named("purpose")->get(sensor), "orde|verkeer");
  EXPECT_EQ(sensor.name, "Markt 12");
}

TEST(MappingLanguage, looks_values_up_in_another_sheet_and_in_a_sheet_of_pairs) {
  auto register_sheet =
      csv({"nr", "x", "y", "org"}, {{"1", "84971", "446812", "O2"}, {"2", "84980", "446812", "O9"}});
  register_sheet.name = "Sensoren";
  auto organisations = csv({"code", "naam"}, {{"O1", "Provincie"}, {"O2", "Waterschap"}});
  organisations.name = "Organisaties";
  // The reader takes the first pair for the header.
  auto about = csv({"Naam organisatie", "Gemeente Voorbeeld"}, {{"Plaats", "Voorbeeld"}});
  about.name = "Gegevens";
  const auto read =
      import_by(R"({"id": "m", "id_from": "nr", "positions": [{"east": "x", "north": "y", "crs": "EPSG:28992"}],
      "fields": {"owner": {"lookup": {"table": "Organisaties", "where": "code", "is": "org", "take": "naam"}},
                 "controller": {"lookup": {"table": "Gegevens", "take": "naam organisatie", "transposed": true}}}})",
                {about, register_sheet, organisations});
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  ASSERT_EQ(read->read, 2) << "the other sheets are no register";
  EXPECT_EQ(read->sensors[0].deployment.owner.value, "Waterschap");
  EXPECT_FALSE(read->sensors[1].deployment.owner);
  EXPECT_EQ(read->sensors[1].deployment.controller.value, "Gemeente Voorbeeld");
}

TEST(MappingLanguage, a_sheet_that_explains_is_no_register_and_is_told_of) {
  auto sheet = csv({"id", "kind", "x", "y"}, {{"cam-1", "camera", "84971", "446812"}});
  sheet.name = "Sensoren";
  auto explains = csv({"Kolom", "Uitleg"}, {{"id", "het kenmerk"}, {"kind", "de soort"}});
  explains.name = "Toelichting";
  const auto read = import_register(std::vector{explains, sheet}, example::schema("native"),
                                    {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "r.xlsx"});
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  EXPECT_EQ(read->read, 1);
  EXPECT_EQ(read->rejected, 0);
  EXPECT_THAT(read.diagnostics(), Contains(Field(&base::Diagnostic::code, "REG-142")));
}

constexpr const char* kRemovedByDate =
    R"({"id": "m", "id_from": "nr", "positions": [{"east": "x", "north": "y", "crs": "EPSG:28992"}],
        "fields": {"name": {"from": "naam"}}, "rows": [{"column": "weg per", "stated": true, "then": "removed"}]})";

TEST(MappingLanguage, a_date_that_is_there_means_removed_unless_it_is_still_to_come) {
  const auto read = import_by(kRemovedByDate,
                              {csv({"nr", "x", "y", "naam", "weg per"}, {{"1", "84971", "446812", "a", "01-03-2024"},
                                                                         {"2", "84972", "446812", "b", "01-03-2031"},
                                                                         {"3", "84973", "446812", "c", ""},
                                                                         {"4", "84974", "446812", "d", "ooit"}})});
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  EXPECT_EQ(read->sensors[0].status.value, Status::removed);
  EXPECT_EQ(read->sensors[0].deployment.active_until.value, "2024-03-01");
  EXPECT_FALSE(read->sensors[1].status);
  EXPECT_EQ(read->sensors[1].deployment.active_until.value, "2031-03-01");
  EXPECT_FALSE(read->sensors[2].status);
  EXPECT_EQ(read->sensors[3].status.value, Status::removed) << "something is stated, if not when";
  EXPECT_THAT(read->sensors[3].unknown_fields, Contains(Pair("weg per", "ooit")));
}

TEST(MappingLanguage, several_sensors_of_one_row_stand_apart) {
  const auto read = import_by(
      R"({"id": "m", "id_from": "melding", "fields": {"kind": {"from": "soort"}, "goal": {"from": "waarom"}},
          "positions": [{"pair": "plek", "order": "north east", "crs": "EPSG:4326"}],
          "repeat": {"present": "soort", "most": 3, "id": "{id}.{n}", "columns": {"soort": 1, "waarom": 1, "plek": 1}}})",
      {csv({"melding", "soort", "plek", "waarom", "soort #2", "plek #2", "waarom #2", "soort #3", "plek #3",
            "waarom #3"},
           {{"M7", "camera", "52.0116, 4.3571", "orde", "wifi", "52.0117 4.3572", "drukte", "", "", ""},
            {"M8", "", "", "", "", "", "", "", "", ""}})});
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  EXPECT_EQ(read->read, 3);
  EXPECT_EQ(read->rejected, 1) << "a row of none is told of";
  ASSERT_EQ(read->sensors.size(), 2U);
  EXPECT_EQ(read->sensors[0].id, "M7.0");
  EXPECT_EQ(read->sensors[1].id, "M7.1");
  EXPECT_EQ(read->sensors[1].kind, SensorKind::wifi);
  EXPECT_EQ(read->sensors[1].deployment.purposes.at(0).goal, "drukte");
  // gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:28992 of 4.3572 52.0117: 84287.74 447538.69 (some 0.3 m without
  // grids).
  EXPECT_NEAR(read->sensors[1].position->east_m, 84287.74, 0.5);
  EXPECT_NEAR(read->sensors[1].position->north_m, 447538.69, 0.5);
}

TEST(MappingLanguage, an_address_without_coordinates_is_a_sensor_of_which_only_the_area_is_known) {
  const auto read = import_by(
      R"({"id": "m", "id_from": "nr", "positions": [{"east": "x", "north": "y", "crs": "EPSG:28992"}],
          "placeless": "postcode", "fields": {"name": {"from": "naam"}}})",
      {csv({"nr", "x", "y", "naam", "postcode"}, {{"1", "", "", "a", "2611 AA"}, {"2", "", "", "b", ""}})});
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  ASSERT_EQ(read->sensors.size(), 1U);
  EXPECT_FALSE(read->sensors[0].position);
  EXPECT_EQ(read->sensors[0].position_quality.value, "area");
  EXPECT_THAT(read->sensors[0].unknown_fields, Contains(Pair("postcode", "2611 AA")));
  EXPECT_EQ(read->rejected, 1);
}

TEST(MappingLanguage, a_value_that_names_several_kinds_is_the_one_that_says_more) {
  const auto read =
      import_by(R"({"id": "m", "id_from": "nr", "positions": [{"east": "x", "north": "y", "crs": "EPSG:28992"}],
      "fields": {"kind": {"from": "soort", "values": {"ALPR": "anpr"}}}})",
                {csv({"nr", "x", "y", "soort"}, {{"1", "84971", "446812", "camera;ALPR"},
                                                 {"2", "84972", "446812", "camera;camera"},
                                                 {"3", "84973", "446812", "camera;koffie"}})});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->sensors[0].kind, SensorKind::anpr);
  EXPECT_THAT(read->sensors[0].unknown_fields, Contains(Pair("soort", "camera;ALPR")));
  EXPECT_EQ(read->sensors[1].kind, SensorKind::camera);
  EXPECT_EQ(read->sensors[2].kind, SensorKind::other) << "one that is no kind makes the value unreadable";
  EXPECT_THAT(read.diagnostics(), Contains(Field(&base::Diagnostic::code, "REG-144")));
}

TEST(MappingLanguage, what_is_wrong_in_a_mapping_is_named_by_its_key) {
  const std::pair<const char*, const char*> broken[] = {
      {R"({"id": "m", "fields": {"name": {"from": "n", "split": ";"}}})", "'split' is for lists"},
      {R"({"id": "m", "fields": {"name": {"lookup": {"table": "t"}}}})", "'lookup' expects"},
      {R"({"id": "m", "fields": {"name": {}}, "positions": [{"east": "x"}]})", "expected 'east' and 'north'"},
      {R"({"id": "m", "fields": {"name": {}}, "positions": [{"pair": "xy"}]})", "expects 'order'"},
      {R"({"id": "m", "fields": {"name": {}}, "rows": [{"column": "c", "then": "removed"}]})",
       "'is', 'yes' or 'stated'"},
      {R"({"id": "m", "fields": {"name": {}}, "repeat": {"columns": {"a": 1}, "present": "a", "most": 3, "id": "x"}})",
       "{id} and {n}"}};
  for (const auto& [text, says] : broken) {
    const auto schema = schema_from_json(*base::parse_json(text, "m"), "m.json");
    ASSERT_FALSE(schema) << text;
    EXPECT_NE(schema.diagnostics().front().message.find(says), std::string::npos)
        << schema.diagnostics().front().message;
  }
}

}  // namespace
}  // namespace schouw::registers
