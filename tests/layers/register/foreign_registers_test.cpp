// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "geo/formats/read_features_gdal.h"
#include "layers/register/field.h"
#include "layers/register/import_records.h"
#include "layers/register/import_register.h"

// Registers as they are, in place; counts by hand from the files, and by ogrinfo and python's csv.
namespace schouw::registers {
namespace {

namespace fs = std::filesystem;

fs::path shared_data() {
  const char* stated = std::getenv("SCHOUW_SHARED");
  return (stated != nullptr ? fs::path(stated) : fs::path(SCHOUW_SOURCE_DIR "/../shared")) / "data";
}

struct Read {
  std::string schema;
  base::Result<RegisterImport> import = base::Diagnostic{};
};

Read read(const fs::path& file) {
  const auto tables = formats::read_feature_file(file);
  EXPECT_TRUE(tables) << (tables ? "" : tables.diagnostics().front().message);
  const auto schemas = load_schemas(SCHOUW_SOURCE_DIR "/data/registers");
  EXPECT_TRUE(schemas);
  const Schema* schema = recognise(*schemas, *tables);
  EXPECT_NE(schema, nullptr) << file;
  if (schema == nullptr) return {};
  return {schema->id, import_register(*tables, *schema,
                                      {.project_crs = *crs::project_crs_from_text("EPSG:7415"),
                                       .file_name = file.filename().string(),
                                       .today_iso = "2026-11-27"})};
}

std::string value(const Sensor& sensor, const char* field) { return field_named(field)->get(sensor).value_or(""); }

class AmsterdamRegister : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(folder())) GTEST_SKIP() << "the shared samples of the Amsterdam register are absent";
  }
  static fs::path folder() { return shared_data() / "registers/amsterdam"; }
};

TEST_F(AmsterdamRegister, of_many_sensors_keeps_themes_and_the_region_of_mobile_ones) {
  const auto bulk = read(folder() / "iot-api/bulk/Sensorregistratie.csv");
  EXPECT_EQ(bulk.schema, "amsterdam_bulk");
  ASSERT_TRUE(bulk.import) << bulk.import.diagnostics().front().message;
  ASSERT_EQ(bulk.import->sensors.size(), 2U);
  const Sensor& chemical = bulk.import->sensors[1];
  EXPECT_EQ(chemical.id, "7079-2297");
  EXPECT_EQ(chemical.kind, SensorKind::air_quality);
  EXPECT_EQ(value(chemical, "theme"), "Veiligheid|Lucht");
  EXPECT_EQ(value(chemical, "mobility"), "mobile");
  EXPECT_FALSE(chemical.deployment.active_until) << "2050-01-01 stands for not known";
  EXPECT_EQ(bulk.import->sensors[0].data.personal_data.value, PersonalData::none);
  EXPECT_EQ(value(bulk.import->sensors[0], "active_until"), "2021-07-06");
}

TEST_F(AmsterdamRegister, rows_that_state_one_reference_twice_are_merged_and_counted) {
  const auto twice = read(folder() / "iot-api/bulk_duplicate_references/Sensorregistratie.csv");
  ASSERT_TRUE(twice.import);
  EXPECT_EQ(twice.import->read, 5);
  EXPECT_EQ(static_cast<int>(twice.import->sensors.size()) + twice.import->merged + twice.import->rejected, 5);
  EXPECT_EQ(twice.import->merged, 2);
}

TEST_F(AmsterdamRegister, a_form_of_five_sensors_is_five_and_their_address_is_an_area) {
  const auto five = read(folder() / "iot-api/iprox_five_sensors/Sensorregistratie.csv");
  EXPECT_EQ(five.schema, "amsterdam_form");
  ASSERT_TRUE(five.import) << five.import.diagnostics().front().message;
  ASSERT_EQ(five.import->sensors.size(), 5U);
  EXPECT_EQ(five.import->sensors[0].id, "7079-2296.0");
  EXPECT_EQ(five.import->sensors[4].id, "7079-2296.4");
  for (const Sensor& sensor : five.import->sensors) {
    EXPECT_FALSE(sensor.position);
    EXPECT_EQ(value(sensor, "position_quality"), "area");
    EXPECT_EQ(value(sensor, "theme"), "Veiligheid");
    EXPECT_THAT(sensor.unknown_fields, testing::Contains(testing::Pair("Postcode #2", "1011 PN")));
  }
}

TEST_F(AmsterdamRegister, a_form_of_one_or_two_is_as_many) {
  const auto two = read(folder() / "iot-api/iprox_single/Sensorregistratie.csv");
  ASSERT_TRUE(two.import);
  ASSERT_EQ(two.import->sensors.size(), 2U) << "the single form of the sample names a second sensor";
  EXPECT_EQ(value(two.import->sensors[1], "theme"), "Veiligheid|Lucht");
}

}  // namespace
}  // namespace schouw::registers
