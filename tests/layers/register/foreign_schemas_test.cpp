// SPDX-License-Identifier: EUPL-1.2
#include "layers/register/foreign_schemas.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <set>

#include "geo/base/json.h"
#include "geo/base/read_file.h"
#include "layers/register/field.h"

namespace schouw::registers {
namespace {

using base::Json;

Sensor camera() {
  Sensor sensor{.id = "cam-12", .name = "Markt", .kind = SensorKind::camera, .sources = {{"native", "cam-12", ""}}};
  sensor.position = crs::MapPosition{155000.0, 463000.0, 0.0};
  for (const auto& [field, value] :
       std::vector<std::pair<const char*, const char*>>{{"publication", "public"},
                                                        {"status", "active"},
                                                        {"mobility", "fixed"},
                                                        {"purpose", "openbare orde|drukte"},
                                                        {"theme", "Safety|milieu"},
                                                        {"goal", "rust op straat"},
                                                        {"personal_data", "identifiable"},
                                                        {"owner", "Gemeente Voorbeeld"},
                                                        {"responsible_officer", "teamleider toezicht"},
                                                        {"contact", "cameratoezicht@voorbeeld.example"},
                                                        {"legal_basis", "artikel 151c Gemeentewet"},
                                                        {"active_until", "2027-01-31"},
                                                        {"height_above_ground_m", "4.5"},
                                                        {"sign_present", "true"},
                                                        {"description_nl", "Camera op de hoek."}}) {
    EXPECT_TRUE(field_named(field)->set(sensor, value)) << field;
  }
  return sensor;
}

Json written(const char* schema, const SensorList& sensors) {
  const auto made = foreign_schema(schema)->write(sensors, *crs::project_crs_from_text("EPSG:7415"));
  EXPECT_TRUE(made);
  return Json::parse(made->text, nullptr, false);
}

// The words of SensRNet's device schema; the place is that of rfc7946_test.cpp.
TEST(SensRNet, a_device_has_its_place_its_sensor_and_its_stream) {
  const Json devices = written("sensrnet", {camera()});
  ASSERT_EQ(devices.size(), 1U);
  const Json& device = devices[0];
  EXPECT_EQ(device["name"], "Markt");
  EXPECT_EQ(device["category"], "Camera");
  EXPECT_EQ(device["location"]["type"], "Point");
  EXPECT_NEAR(device["location"]["coordinates"][0].get<double>(), 5.38720621, 1.1e-5);
  EXPECT_NEAR(device["location"]["coordinates"][1].get<double>(), 52.15517440, 0.7e-5);
  EXPECT_EQ(device["sensors"][0]["type"], "SecurityCamera");
  const Json& stream = device["datastreams"][0];
  EXPECT_EQ(stream["sensorId"], device["sensors"][0]["_id"]);
  EXPECT_EQ(stream["theme"], Json::array({"Safety"})) << "milieu is no theme of theirs";
  EXPECT_EQ(stream["containsPersonalInfoData"], true);
  EXPECT_EQ(stream["isActive"], true);
  EXPECT_EQ(stream["observationGoals"][0]["name"], "openbare orde");
  EXPECT_EQ(stream["observationGoals"][0]["legalGround"], "artikel 151c Gemeentewet");
  EXPECT_EQ(stream["observationGoalIds"][1], stream["observationGoals"][1]["_id"]);
}

TEST(SensRNet, what_is_not_known_is_left_out_and_never_false) {
  Sensor sensor = camera();
  field_named("personal_data")->set(sensor, "unknown");
  field_named("status")->clear(sensor, MissingReason::not_stated);
  const Json stream = written("sensrnet", {sensor})[0]["datastreams"][0];
  EXPECT_FALSE(stream.contains("containsPersonalInfoData"));
  EXPECT_FALSE(stream.contains("isActive"));
}

TEST(SensRNet, long_texts_are_cut_between_characters_and_counted) {
  Sensor sensor = camera();
  std::string name;
  for (int i = 0; i < 300; ++i) name += "\xc3\xa9";
  sensor.name = name;
  const auto made = sensrnet_register({sensor}, *crs::project_crs_from_text("EPSG:7415"));
  ASSERT_TRUE(made);
  EXPECT_GT(made->shortened, 0);
  const Json device = Json::parse(made->text)[0];
  EXPECT_EQ(device["name"], name.substr(0, 2 * 254) + "\xe2\x80\xa6") << "254 letters and the ellipsis are 255";
}

TEST(SensRNet, a_sensor_without_a_place_is_left_out_and_counted) {
  Sensor sensor = camera();
  sensor.position.reset();
  const auto made = sensrnet_register({sensor}, *crs::project_crs_from_text("EPSG:7415"));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->rows, 0);
  EXPECT_EQ(made->without_place, 1);
}

TEST(WeCity, a_registration_has_the_words_of_the_schema) {
  const Json json = written("wecity", {camera()})[0];
  EXPECT_EQ(json["naam"], "Markt");
  EXPECT_EQ(json["doel"], "openbare orde; drukte");
  EXPECT_EQ(json["type"], "camera/optisch");
  EXPECT_EQ(json["thema"], "milieu");
  EXPECT_EQ(json["geldig tot"], "31-01-2027");
  EXPECT_EQ(json["verwerkt persoonsgegevens"], true);
  EXPECT_EQ(json["mobiele sensor"], false);
  EXPECT_EQ(json["organisatie"], "Gemeente Voorbeeld");
  EXPECT_EQ(json["contactpersoon"], "teamleider toezicht");
  EXPECT_EQ(json["e-mail"], "cameratoezicht@voorbeeld.example");
  EXPECT_FALSE(json.contains("bewaartermijn")) << "that of the registration is not that of the data";
}

// The published schema, read in place: its names, types, lists and patterns.
TEST(WeCity, is_valid_by_the_published_schema) {
  const char* given = std::getenv("SCHOUW_SHARED");
  const std::string file = std::string(given != nullptr ? given : SCHOUW_SOURCE_DIR "/../shared") +
                           "/data/registers/algoritmeregister/sensoren/wecity/"
                           "sensorregister-publicatiestandaard.schema.json";
  const auto text = base::read_file(file);
  if (!text) GTEST_SKIP() << "the published schema is not here";
  // A template of a website: its first lines are no JSON.
  const std::size_t from = text->find("\"properties\"");
  const Json schema = Json::parse("{" + text->substr(from), nullptr, false);
  ASSERT_TRUE(schema.is_object());
  for (const char* kind : {"camera", "wifi", "water", "weather", "parking", "light", "other"}) {
    Sensor sensor = camera();
    field_named("kind")->set(sensor, kind);
    const Json registration = written("wecity", {sensor})[0];
    for (const auto& [name, value] : registration.items()) {
      ASSERT_TRUE(schema["properties"].contains(name)) << name;
      const Json& rule = schema["properties"][name];
      if (rule.contains("enum")) {
        EXPECT_NE(std::find(rule["enum"].begin(), rule["enum"].end(), value), rule["enum"].end()) << name << value;
        continue;
      }
      EXPECT_EQ(rule["type"] == "string", value.is_string()) << name;
      EXPECT_EQ(rule["type"] == "boolean", value.is_boolean()) << name;
      EXPECT_EQ(rule["type"] == "number", value.is_number()) << name;
      if (rule.contains("pattern")) {
        EXPECT_TRUE(std::regex_match(value.get<std::string>(), std::regex(rule["pattern"].get<std::string>())));
      }
    }
    for (const auto& required : schema["required"]) EXPECT_TRUE(registration.contains(required.get<std::string>()));
  }
}

// OGC 18-088, tables 5 to 21: the properties that are mandatory.
TEST(SensorThings, every_entity_has_what_the_standard_asks) {
  Sensor second = camera();
  second.id = "cam-13";
  second.sources = {{"native", "cam-13", ""}};
  const Json answer = written("sensorthings", {camera(), second});
  EXPECT_EQ(answer["@iot.count"], 2);
  std::set<std::string> ids;
  const auto asked = [&](const Json& entity, std::initializer_list<const char*> names) {
    for (const char* name : names) EXPECT_TRUE(entity.contains(name)) << name << " of " << entity;
    ids.insert(entity["@iot.id"].get<std::string>());
  };
  for (const Json& thing : answer["value"]) {
    asked(thing, {"@iot.id", "name", "description", "properties"});
    asked(thing["Locations"][0], {"@iot.id", "name", "description", "encodingType", "location"});
    const Json& stream = thing["Datastreams"][0];
    asked(stream, {"@iot.id", "name", "description", "unitOfMeasurement", "observationType"});
    asked(stream["Sensor"], {"@iot.id", "name", "description", "encodingType", "metadata"});
    asked(stream["ObservedProperty"], {"@iot.id", "name", "definition", "description"});
  }
  EXPECT_EQ(ids.size(), 2U * 4U + 1U) << "every entity its own id, but the property that both observe";
  const Json& properties = answer["value"][0]["properties"];
  EXPECT_EQ(properties["height_above_ground_m"], 4.5);
  EXPECT_EQ(properties["sign_present"], true);
}

}  // namespace
}  // namespace schouw::registers
