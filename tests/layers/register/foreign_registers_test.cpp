// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "geo/base/uuid.h"
#include "geo/formats/read_features_gdal.h"
#include "layers/register/field.h"
#include "layers/register/foreign_schemas.h"
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

TEST_F(AmsterdamRegister, as_its_map_gets_it_is_read_with_places_themes_and_last_days) {
  const auto api = read(folder() / "sensors_mock.json");
  EXPECT_EQ(api.schema, "amsterdam_api");
  ASSERT_TRUE(api.import) << api.import.diagnostics().front().message;
  ASSERT_EQ(api.import->sensors.size(), 8U);
  EXPECT_EQ(api.import->rejected, 0);
  const Sensor& sound = api.import->sensors[7];
  EXPECT_EQ(sound.kind, SensorKind::sound_level);
  EXPECT_EQ(value(sound, "theme"),
            "Mobiliteit: railverkeer|Mobiliteit: auto|Mobiliteit: fiets|Mobiliteit: voetganger");
  EXPECT_EQ(value(api.import->sensors[0], "active_until"), "2032-01-01");
  EXPECT_EQ(value(api.import->sensors[1], "active_until"), "") << "31-12-3000 stands for no end";
  EXPECT_EQ(api.import->sensors[0].id, "8151-9408.0");
  // gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:28992 of 4.918636621413656 52.35667668983825: 123079.00 485523.00.
  ASSERT_TRUE(api.import->sensors[0].position);
  EXPECT_NEAR(api.import->sensors[0].position->east_m, 123079.00, 0.5);
}

TEST(BgtRegister, takes_each_object_once_and_those_that_ended_as_removed) {
  const fs::path file = shared_data() / "denhaag-centre/bgt_sensor.gml";
  if (!fs::exists(file)) GTEST_SKIP() << "the shared data of The Hague are absent";
  const auto bgt = read(file);
  EXPECT_EQ(bgt.schema, "bgt");
  ASSERT_TRUE(bgt.import) << bgt.import.diagnostics().front().message;
  EXPECT_EQ(bgt.import->read, 104);
  EXPECT_EQ(bgt.import->merged, 15);
  ASSERT_EQ(bgt.import->sensors.size(), 89U);
  const auto removed = [](const Sensor& sensor) { return sensor.status.value == Status::removed; };
  EXPECT_EQ(std::count_if(bgt.import->sensors.begin(), bgt.import->sensors.end(), removed), 15);
  const Sensor& first = bgt.import->sensors[0];
  EXPECT_EQ(first.id, "G0518.092c6e0588154f429b9fe2b511d5c0aa");
  EXPECT_EQ(first.kind, SensorKind::camera);
  EXPECT_EQ(value(first, "active_from"), "2016-10-12");
  EXPECT_NEAR(first.position->east_m, 81731.132, 0.001);
}

// Samples of our own that follow what was published; docs/register-schemas.md names the sources.
class PublishedSchema : public testing::Test {
 protected:
  ~PublishedSchema() override { fs::remove_all(folder_); }
  Read read_text(const char* name, const std::string& text) {
    fs::create_directories(folder_);
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return read(folder_ / name);
  }
  fs::path folder_ = fs::path(testing::TempDir()) /
                     (std::string("published-") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(PublishedSchema, of_wecity_is_read_with_its_own_words) {
  const auto wecity = read_text("wecity.json", R"([{"id": "0191", "naam": "Telcamera Markt", "doel": "drukte meten",
    "type": "camera/optisch", "thema": "verkeersveiligheid", "latitude": 51.44, "longitude": 5.47,
    "geldig tot": "31-12-2027", "verwerkt persoonsgegevens": true, "mobiele sensor": false,
    "organisatie": "Gemeente Voorbeeld", "niet tonen na": "01-02-2028", "bewaartermijn": 120}])");
  EXPECT_EQ(wecity.schema, "wecity");
  ASSERT_TRUE(wecity.import) << wecity.import.diagnostics().front().message;
  const Sensor& sensor = wecity.import->sensors.at(0);
  EXPECT_EQ(sensor.kind, SensorKind::camera);
  EXPECT_EQ(value(sensor, "active_until"), "2027-12-31");
  EXPECT_EQ(value(sensor, "hide_after"), "2028-02-01");
  EXPECT_EQ(value(sensor, "mobility"), "fixed");
  EXPECT_EQ(sensor.data.personal_data.value, PersonalData::unknown) << "which level, the schema does not ask";
}

TEST_F(PublishedSchema, of_sensrnet_is_read_as_device_and_as_csv) {
  const auto device = read_text("device.json", R"([{"_id": "5f1", "name": "Mast 12", "category": "Camera",
    "connectivity": "5G", "location": {"type": "Point", "coordinates": [5.47, 51.44]},
    "sensors": [{"_id": "s1", "name": "camera", "type": "SecurityCamera", "supplier": "Leverancier"}],
    "datastreams": [{"_id": "d1", "sensorId": "s1", "name": "beeld", "isActive": true,
      "containsPersonalInfoData": true, "observationGoals": [{"_id": "g", "name": "openbare orde",
      "legalGround": "Gemeentewet 151c"}]}]}])");
  EXPECT_EQ(device.schema, "sensrnet");
  ASSERT_TRUE(device.import) << device.import.diagnostics().front().message;
  const Sensor& sensor = device.import->sensors.at(0);
  EXPECT_EQ(sensor.id, "5f1");
  EXPECT_EQ(sensor.kind, SensorKind::camera);
  EXPECT_EQ(value(sensor, "purpose"), "openbare orde");
  EXPECT_EQ(value(sensor, "legal_basis"), "Gemeentewet 151c");
  EXPECT_EQ(sensor.status.value, Status::active);
  ASSERT_TRUE(sensor.position);
  const auto csv = read_text("devices.csv",
                             "Category;Name;Description;Latitude;Longitude;Height\n"
                             "Beacon;Baken 1;Navigatie;51.44;5.47;5\n");
  EXPECT_EQ(csv.schema, "sensrnet");
  ASSERT_TRUE(csv.import) << csv.import.diagnostics().front().message;
  EXPECT_EQ(csv.import->sensors.at(0).kind, SensorKind::beacon);
  EXPECT_EQ(value(csv.import->sensors[0], "height_above_ground_m"), "5");
}

TEST_F(PublishedSchema, of_sensorthings_is_read_by_thing) {
  const auto things = read_text("things.json", R"({"value": [{"@iot.id": 7, "name": "Meetpunt Plein",
    "description": "luchtkwaliteit", "Locations": [{"@iot.id": 1, "name": "Plein", "encodingType": "application/geo+json",
      "location": {"type": "Point", "coordinates": [5.47, 51.44]}}],
    "Datastreams": [{"@iot.id": 3, "name": "NO2", "ObservedProperty": {"name": "NO2"}}]}]})");
  EXPECT_EQ(things.schema, "sensorthings");
  ASSERT_TRUE(things.import) << things.import.diagnostics().front().message;
  const Sensor& sensor = things.import->sensors.at(0);
  EXPECT_EQ(sensor.id, "7");
  EXPECT_EQ(sensor.kind, SensorKind::air_quality);
  EXPECT_TRUE(sensor.position);
}

// Out in the form of another register and in again: the same sensors, and none of what that form cannot say.
TEST_F(PublishedSchema, an_export_in_another_form_is_recognised_and_adds_no_sensor_again) {
  Sensor sensor{.id = "cam-12", .kind = SensorKind::anpr, .sources = {{"gemeente", "cam-12", ""}}};
  sensor.uuid = base::named_uuid("gemeente", "cam-12");
  sensor.position = crs::MapPosition{155000.0, 463000.0, 0.0};
  sensor.publication.value = Publication::internal;
  SensorList plan = {sensor};
  for (const char* form : {"wecity", "sensrnet", "sensorthings"}) {
    const auto made = foreign_schema(form)->write(plan, *crs::project_crs_from_text("EPSG:7415"));
    ASSERT_TRUE(made);
    auto again = read_text((std::string(form) + ".json").c_str(), made->text);
    EXPECT_EQ(again.schema, form);
    ASSERT_TRUE(again.import) << again.import.diagnostics().front().message;
    ASSERT_EQ(again.import->sensors.size(), 1U) << form;
    const auto counts = merge_register(plan, again.import->sensors);
    EXPECT_EQ(counts.added, 0) << form;
    EXPECT_EQ(counts.gone, 0) << form;
    EXPECT_EQ(counts.unchanged, 1) << form;
    ASSERT_EQ(counts.diagnostics.size(), 1U) << form;
    EXPECT_EQ(counts.diagnostics[0].code, "REG-173");
    ASSERT_EQ(plan.size(), 1U);
    EXPECT_EQ(plan[0], sensor) << form;
    SensorList other;
    EXPECT_EQ(merge_register(other, again.import->sensors).added, 1) << "another plan does not have it";
  }
}

// The standard asks for texts that a record may not have: what fills them up is no value.
TEST_F(PublishedSchema, what_fills_an_export_to_sensorthings_up_is_not_read_back) {
  Sensor bare{.id = "cam-12", .name = "cam-12", .kind = SensorKind::camera};
  bare.uuid = base::named_uuid("gemeente", "cam-12");
  bare.position = crs::MapPosition{155000.0, 463000.0, 0.0};
  Sensor full = bare;
  full.id = full.name = "cam-13";
  full.uuid = base::named_uuid("gemeente", "cam-13");
  for (const auto& [field, text] :
       {std::pair{"model", "cam-13"}, std::pair{"observed_data", "camera"}, std::pair{"description_en", "Square."}}) {
    ASSERT_TRUE(field_named(field)->set(full, text));
  }
  const auto made = sensorthings_register({bare, full}, *crs::project_crs_from_text("EPSG:7415"));
  ASSERT_TRUE(made);
  const auto again = read_text("filled.json", made->text);
  ASSERT_TRUE(again.import);
  ASSERT_EQ(again.import->sensors.size(), 2U);
  for (const char* field : {"model", "observed_data", "description_nl", "description_en"}) {
    EXPECT_EQ(value(again.import->sensors[0], field), "") << field;
  }
  EXPECT_EQ(value(again.import->sensors[1], "model"), "cam-13") << "it is stated";
  EXPECT_EQ(value(again.import->sensors[1], "observed_data"), "camera");
  EXPECT_EQ(value(again.import->sensors[1], "description_nl"), "");
  EXPECT_EQ(value(again.import->sensors[1], "description_en"), "Square.");
}

TEST_F(PublishedSchema, of_noord_brabant_is_read_by_its_registration) {
  const auto brabant = read_text("pnb.json", R"({"id": "b-1", "identificatie": "Merk X200", "type": "vloeistof",
    "latitude": 51.69, "longitude": 5.3, "referentie": "bij de sluis", "verwerkt persoonsgegevens": false,
    "mobiele sensor": true, "firmware": "2.1"})");
  EXPECT_EQ(brabant.schema, "noord_brabant");
  ASSERT_TRUE(brabant.import) << brabant.import.diagnostics().front().message;
  const Sensor& sensor = brabant.import->sensors.at(0);
  EXPECT_EQ(sensor.kind, SensorKind::water);
  EXPECT_EQ(sensor.name, "bij de sluis");
  EXPECT_EQ(value(sensor, "firmware"), "2.1");
  EXPECT_EQ(value(sensor, "mobility"), "movable");
  EXPECT_EQ(sensor.data.personal_data.value, PersonalData::none);
}

}  // namespace
}  // namespace schouw::registers
