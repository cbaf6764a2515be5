// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "layers/register/field.h"
#include "layers/register/import_register.h"
#include "tests/layers/register/example_register.h"

// Expected values: interface.md "Native register" and domain.md 1, by hand; RD positions by
// `echo 52.15517 5.38721 | cs2cs EPSG:4258 EPSG:28992`.
namespace schouw::registers {
namespace {

using example::csv;
using example::schema;
using model::Coordinate;
using model::Feature;
using model::FeatureTable;
using testing::Contains;
using testing::Field;

RegisterOptions options() {
  return {
      .project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "t.geojson", .today_iso = "2026-11-22"};
}

using Fields = std::vector<std::pair<std::string, model::FieldValue>>;

Feature feature(std::int64_t row, Fields fields, double x = 121687.0, double y = 487484.0) {
  return {.row = row, .geometry = Coordinate{x, y, {}}, .fields = std::move(fields)};
}

FeatureTable rd_table(std::vector<Feature> features) {
  return {.name = "t", .crs = *crs::crs_from_text("EPSG:28992"), .features = std::move(features)};
}

base::Result<RegisterImport> import_native(const FeatureTable& table) {
  return import_register(std::span(&table, 1), schema("native"), options());
}

auto code_and_field(const char* code, const char* field, std::int64_t row) {
  return testing::AllOf(Field(&base::Diagnostic::code, code),
                        Field(&base::Diagnostic::where,
                              testing::AllOf(Field(&base::Place::field, field), Field(&base::Place::row, row))));
}

TEST(NativeRegister, keeps_values_in_canonical_form) {
  const auto table = rd_table({feature(1, {{"id", "c1"},
                                           {"name", "Markt"},
                                           {"kind", "camera"},
                                           {"status", "Actief"},
                                           {"azimuth_deg", std::int64_t{-90}},
                                           {"hfov_deg", 62.5},
                                           {"active_until", "31-12-2027"},
                                           {"sign_present", "ja"}})});
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  const Sensor& sensor = result->sensors.at(0);
  EXPECT_EQ(sensor.kind, SensorKind::camera);
  EXPECT_EQ(*sensor.status, Status::active);
  EXPECT_DOUBLE_EQ(*sensor.azimuth_deg, 270.0);
  EXPECT_DOUBLE_EQ(*sensor.hfov_deg, 62.5);
  EXPECT_EQ(sensor.hfov_deg.basis, Basis::declared);
  EXPECT_EQ(*sensor.deployment.active_until, "2027-12-31");
  EXPECT_TRUE(*sensor.deployment.sign_present);
  EXPECT_DOUBLE_EQ(sensor.position->east_m, 121687.0);
}

TEST(NativeRegister, splits_purposes_and_takes_more_from_further_rows) {
  const auto table =
      rd_table({feature(1, {{"id", "c1"}, {"kind", "camera"}, {"purpose", "safety|traffic"}, {"goal", "a|b"}}),
                feature(2, {{"id", "c1"}, {"purpose", "crowds"}})});
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->sensors.size(), 1U);
  const auto& purposes = result->sensors[0].deployment.purposes;
  ASSERT_EQ(purposes.size(), 3U);
  EXPECT_EQ(purposes[1], (Purpose{"traffic", "", "b"}));
  EXPECT_EQ(purposes[2].purpose, "crowds");
}

TEST(NativeRegister, reads_a_dutch_csv_with_rd_columns_and_decimal_commas) {
  const auto table = csv({"ID", "name", "kind", "X", "Y", "height_above_ground_m", "review_by"},
                         {{"c1", "Brug", "camera", "121687,25", "487.484,5", "4,5", ""}});
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  const Sensor& sensor = result->sensors.at(0);
  EXPECT_DOUBLE_EQ(sensor.position->east_m, 121687.25);
  EXPECT_DOUBLE_EQ(sensor.position->north_m, 487484.5);
  EXPECT_DOUBLE_EQ(*sensor.height_above_ground_m, 4.5);
  EXPECT_EQ(result->quality.placeholders, 0) << "an empty cell of a CSV states nothing";
}

TEST(NativeRegister, reads_longitude_and_misspelt_longtitude_columns) {
  const auto table = csv({"id", "kind", "Longtitude", "Latitude"}, {{"c1", "camera", "5.38721", "52.15517"}});
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  EXPECT_NEAR(result->sensors.at(0).position->east_m, 155000.0, 5.0);
  EXPECT_NEAR(result->sensors.at(0).position->north_m, 463000.0, 5.0);
}

// `echo 52.15517 5.38721 | cs2cs EPSG:4258 EPSG:28992`: 155000.0 463000.0.
TEST(NativeRegister, a_schemas_columns_say_their_own_system_whatever_is_asked_for) {
  const auto table = csv({"id", "kind", "longitude", "latitude"},
                         {{"c1", "camera", "5.38721", "52.15517"}, {"c2", "camera", "5.38721", "52.15517"}});
  RegisterOptions asked = options();
  asked.assumed_crs = *crs::crs_from_text("EPSG:28992");
  const auto result = import_register(std::span(&table, 1), schema("native"), asked);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->sensors.size(), 2U);
  EXPECT_NEAR(result->sensors[0].position->east_m, 155000.0, 5.0);
  EXPECT_NEAR(result->sensors[0].position->north_m, 463000.0, 5.0);
  EXPECT_EQ(result->source_crs, "EPSG:4326");
  const auto differs = std::count_if(result.diagnostics().begin(), result.diagnostics().end(),
                                     [](const auto& said) { return said.code == "CRS-105"; });
  EXPECT_EQ(differs, 1) << "once, not once a row";
  asked.assumed_crs = *crs::crs_from_text("EPSG:4326");
  const auto agrees = import_register(std::span(&table, 1), schema("native"), asked);
  EXPECT_THAT(agrees.diagnostics(), testing::Not(Contains(Field(&base::Diagnostic::code, "CRS-105"))));
}

TEST(NativeRegister, rows_that_take_turns_between_systems_are_each_read_in_their_own) {
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 200; ++i) {
    rows.push_back({"d" + std::to_string(i), "camera", "5.38721", "52.15517", "", ""});
    rows.push_back({"m" + std::to_string(i), "camera", "", "", "155000", "463000"});
  }
  const auto result = import_native(csv({"id", "kind", "longitude", "latitude", "x", "y"}, rows));
  ASSERT_TRUE(result);
  ASSERT_EQ(result->sensors.size(), 400U);
  for (const Sensor& sensor : result->sensors) ASSERT_NEAR(sensor.position->east_m, 155000.0, 5.0) << sensor.id;
}

TEST(NativeRegister, a_table_that_nobody_states_a_system_for_is_refused_as_a_whole) {
  FeatureTable table = rd_table({feature(1, {{"id", "c1"}, {"kind", "camera"}}), feature(2, {{"id", "c2"}})});
  table.crs.reset();
  const auto result = import_native(table);
  ASSERT_FALSE(result);
  EXPECT_THAT(result.diagnostics(), Contains(Field(&base::Diagnostic::code, "CRS-104")));
}

TEST(NativeRegister, leaves_out_rows_without_a_readable_position_and_says_where) {
  auto table = csv({"id", "kind", "x", "y"}, {{"ok", "camera", "121687", "487484"},
                                              {"mangled", "camera", "461.993.881", "487484"},
                                              {"nothing", "camera", "", ""},
                                              {"far", "camera", "461.99", "372.8"}});
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->sensors.size(), 1U);
  EXPECT_EQ(result->rejected, 3);
  EXPECT_THAT(result.diagnostics(), Contains(code_and_field("REG-102", "x", 3)));
  EXPECT_THAT(result.diagnostics(), Contains(code_and_field("REG-101", "geometry", 4)));
  EXPECT_THAT(result.diagnostics(), Contains(code_and_field("REG-103", "x", 5)));
  EXPECT_FALSE(base::has_error(result.diagnostics()));
}

TEST(NativeRegister, drops_impossible_values_but_keeps_the_sensor) {
  const auto table =
      rd_table({feature(7, {{"id", "c1"},
                            {"kind", "camera"},
                            {"hfov_deg", std::int64_t{400}},
                            {"range_max_m", -5.0},
                            {"tilt_deg", std::nan("")}}),
                feature(8, {{"id", "c2"}, {"kind", "camera"}, {"hfov_deg", std::int64_t{0}}}, 121700.0)});
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->sensors.size(), 2U);
  EXPECT_FALSE(result->sensors[0].hfov_deg);
  EXPECT_EQ(result->sensors[0].hfov_deg.missing, MissingReason::unreadable);
  EXPECT_THAT(result.diagnostics(), Contains(code_and_field("REG-104", "hfov_deg", 7)));
  EXPECT_THAT(result.diagnostics(), Contains(code_and_field("REG-104", "range_max_m", 7)));
  EXPECT_THAT(result.diagnostics(), Contains(code_and_field("REG-104", "tilt_deg", 7)));
  EXPECT_THAT(result.diagnostics(), Contains(code_and_field("REG-104", "hfov_deg", 8)));
}

TEST(NativeRegister, takes_placeholders_for_missing_and_counts_them) {
  const auto table = rd_table({feature(1, {{"id", "c1"},
                                           {"kind", "camera"},
                                           {"active_until", "2050-01-01"},
                                           {"height_nap_m", 999.99},
                                           {"owner", ""},
                                           {"operator", "onbekend"},
                                           {"controller", "n.v.t."},
                                           {"contact", "-"}})});
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->quality.placeholders, 6);
  EXPECT_EQ(result->sensors[0].deployment.active_until.missing, MissingReason::placeholder);
  EXPECT_FALSE(result->sensors[0].height_nap_m);
  EXPECT_FALSE(result->sensors[0].deployment.contact);
}

TEST(NativeRegister, masks_private_addresses_and_leaves_functional_ones) {
  const auto table =
      rd_table({feature(1, {{"id", "c1"}, {"kind", "camera"}, {"contact", "cameratoezicht@example.nl"}}),
                feature(2, {{"id", "c2"}, {"kind", "light"}, {"contact", "voor.achter@example.nl"}}),
                feature(3, {{"id", "c3"}, {"kind", "radar"}, {"beheer", "mail bloem12@gmail.com"}})});
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->quality.masked_addresses, 2);
  EXPECT_EQ(*result->sensors[0].deployment.contact, "cameratoezicht@example.nl");
  EXPECT_EQ(*result->sensors[1].deployment.contact, "***@example.nl");
  EXPECT_EQ(result->sensors[2].unknown_fields.at(0).second, "mail ***@gmail.com");
}

TEST(NativeRegister, reports_contradictions_expired_and_duplicates) {
  const auto table = rd_table(
      {feature(1, {{"id", "c1"}, {"kind", "camera"}, {"personal_data", "none"}, {"purpose", "p"}}),
       feature(2, {{"id", "c2"}, {"kind", "camera"}, {"purpose", "p"}, {"active_until", "2026-11-21"}}, 121687.3),
       feature(3, {{"id", "c3"}, {"kind", "camera"}, {"purpose", "other"}}, 121687.3)});
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->quality.contradictions, 1);
  EXPECT_EQ(result->quality.expired, 1);
  EXPECT_EQ(result->quality.duplicates, 1);
}

TEST(NativeRegister, keeps_unknown_properties_and_takes_unknown_kinds_for_other) {
  const auto table = rd_table({feature(1, {{"id", "c1"}, {"kind", "periscope"}, {"kleur", "42"}})});
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->sensors[0].kind, SensorKind::other);
  EXPECT_THAT(result->sensors[0].unknown_fields,
              testing::UnorderedElementsAre(testing::Pair("kind", "periscope"), testing::Pair("kleur", "42")));
  EXPECT_THAT(result.diagnostics(), Contains(code_and_field("REG-106", "kind", 1)));
}

TEST(NativeRegister, ignores_z_with_a_note) {
  auto table = rd_table({feature(1, {{"id", "c1"}, {"kind", "camera"}})});
  table.features[0].geometry = Coordinate{121687.0, 487484.0, 12.0};
  const auto result = import_native(table);
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->sensors[0].height_nap_m);
  EXPECT_THAT(result.diagnostics(), Contains(Field(&base::Diagnostic::code, "REG-113")));
}

TEST(NativeRegister, fails_where_nothing_could_be_taken) {
  const auto result = import_native(csv({"id", "kind", "x", "y"}, {{"c1", "camera", "", ""}}));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.diagnostics().back().code, "REG-110");
}

TEST(NativeRegister, is_told_from_openstreetmap_by_content) {
  const std::vector<Schema> schemas = {schema("native"), schema("osm")};
  const auto native = rd_table({feature(1, {{"id", "c1"}, {"name", "n"}, {"kind", "camera"}})});
  const auto osm = rd_table({feature(1, {{"man_made", "surveillance"}})});
  const auto other = rd_table({feature(1, {{"naam", "Boom"}})});
  EXPECT_EQ(recognise(schemas, std::span(&native, 1))->id, "native");
  EXPECT_EQ(recognise(schemas, std::span(&osm, 1))->id, "osm");
  EXPECT_EQ(recognise(schemas, std::span(&other, 1)), nullptr);
}

}  // namespace
}  // namespace schouw::registers
