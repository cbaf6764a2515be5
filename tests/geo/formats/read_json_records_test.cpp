// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "geo/formats/probe.h"
#include "geo/formats/read_features_gdal.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

using Tables = base::Result<std::vector<model::FeatureTable>>;

Tables read(std::string_view text) {
  const TemporaryFolder folder;
  return read_feature_file(folder.file("register.json", text));
}

const model::Feature& first(const Tables& tables) { return tables->front().features.at(0); }

std::string text_of(const model::Feature& feature, std::string_view name) {
  const auto* value = feature.field(name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "(none)" : *text;
}

const base::Diagnostic* said(const base::Diagnostics& diagnostics, std::string_view code) {
  const auto found =
      std::find_if(diagnostics.begin(), diagnostics.end(), [&](const auto& d) { return d.code == code; });
  return found == diagnostics.end() ? nullptr : &*found;
}

TEST(JsonRecords, are_the_objects_of_a_list) {
  const auto tables = read(R"([{"id":"007","hoogte":3.5,"actief":true,"leeg":null,"aantal":7},{"id":"8"}])");
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  ASSERT_EQ(tables->front().features.size(), 2U);
  const model::Feature& f = first(tables);
  EXPECT_EQ(f.id, "007");
  EXPECT_EQ(text_of(f, "id"), "007");
  EXPECT_EQ(*f.field("hoogte"), model::FieldValue(3.5));
  EXPECT_EQ(*f.field("actief"), model::FieldValue(true));
  EXPECT_EQ(*f.field("leeg"), model::FieldValue());
  EXPECT_EQ(*f.field("aantal"), model::FieldValue(std::int64_t{7}));
  EXPECT_EQ(tables->front().features[1].row, 2);
}

TEST(JsonRecords, name_what_lies_within_by_the_whole_way) {
  const auto tables = read(R"([{"location":{"latitude":52.1,"longitude":4.3,"adres":{"straat":"Dam"}},
                                "themes":["a",1],"empty":{},"grid":[[1,2],[3]]}])");
  ASSERT_TRUE(tables);
  const model::Feature& f = first(tables);
  EXPECT_EQ(*f.field("location.latitude"), model::FieldValue(52.1));
  EXPECT_EQ(text_of(f, "location.adres.straat"), "Dam");
  EXPECT_EQ(text_of(f, "themes"), R"(["a",1])");
  EXPECT_EQ(text_of(f, "empty"), "{}");
  EXPECT_EQ(text_of(f, "grid"), "[[1,2],[3]]");
  EXPECT_EQ(tables->front().field_names.front(), "location.latitude");
}

TEST(JsonRecords, number_the_objects_of_a_list_within) {
  const auto tables = read(R"([{"doelen":[{"naam":"verkeer"},{"naam":"veiligheid"}]}])");
  ASSERT_TRUE(tables);
  EXPECT_EQ(text_of(first(tables), "doelen.0.naam"), "verkeer");
  EXPECT_EQ(text_of(first(tables), "doelen.1.naam"), "veiligheid");
  EXPECT_EQ(text_of(first(tables), "doelen"), R"([{"naam":"verkeer"},{"naam":"veiligheid"}])");
}

TEST(JsonRecords, take_the_feature_within_for_their_place) {
  const auto tables = read(R"([{"sensorType":"camera","feature":{"type":"Feature",
      "geometry":{"type":"Point","coordinates":[4.9,52.3]},
      "properties":{"originalData":{"reference":"8151-9408.0"}}}}])");
  ASSERT_TRUE(tables);
  const model::Feature& f = first(tables);
  EXPECT_EQ(std::get<model::Coordinate>(f.geometry), (model::Coordinate{4.9, 52.3, {}}));
  EXPECT_EQ(text_of(f, "feature.properties.originalData.reference"), "8151-9408.0");
  EXPECT_EQ(f.field("feature.geometry"), nullptr);
  EXPECT_EQ(tables->front().crs->id, "EPSG:4326");
}

// The form of an answer by OGC 18-088, SensorThings API 1.1, sections 8 and 9.
TEST(JsonRecords, of_sensor_things_have_the_place_of_their_location) {
  const auto tables = read(R"({"@iot.count":2,"value":[{"@iot.id":17,"name":"meter",
      "Datastreams":[{"name":"NO2","observedArea":{"type":"Polygon","coordinates":[[[4,52],[5,52],[5,53],[4,52]]]}}],
      "Locations":[{"name":"hier","location":{"type":"Point","coordinates":[4.3,52.1]}}]}],
      "@iot.nextLink":"https://example.org/Things?$skip=1"})");
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->front().features.size(), 1U);
  const model::Feature& f = first(tables);
  EXPECT_EQ(f.id, "17");
  EXPECT_EQ(std::get<model::Coordinate>(f.geometry).x, 4.3);
  EXPECT_EQ(text_of(f, "Datastreams.0.name"), "NO2");
  EXPECT_EQ(text_of(f, "Locations.0.name"), "hier");
  ASSERT_NE(said(tables.diagnostics(), "IO-152"), nullptr) << "a page of several";
}

TEST(JsonRecords, are_found_in_the_member_that_holds_them) {
  for (const char* text : {R"({"naam":"register","items":[{"id":1}]})", R"({"sensors":[{"id":1}],"total":1})",
                           R"({"data":{"results":[{"id":1}]}})", R"({"_embedded":{"meetpunten":[{"id":1}]}})",
                           R"({"meetpunten":[{"id":1}],"versie":2})", R"({"id":1,"doelen":[{"id":2}]})"}) {
    const auto tables = read(text);
    ASSERT_TRUE(tables) << text;
    ASSERT_EQ(tables->front().features.size(), 1U);
    EXPECT_EQ(first(tables).id, "1") << text;
  }
}

TEST(JsonRecords, keep_every_digit_of_a_number_that_no_computer_counts_to) {
  const auto tables = read(R"([{"id":12345678901234567890123,"note":"a \" 99999999999999999999","n":-5,"e":1.5e3}])");
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  EXPECT_EQ(text_of(first(tables), "id"), "12345678901234567890123");
  EXPECT_EQ(text_of(first(tables), "note"), "a \" 99999999999999999999");
  EXPECT_EQ(*first(tables).field("e"), model::FieldValue(1500.0));
}

TEST(JsonRecords, leave_out_what_is_no_object_and_count_it) {
  const auto tables = read(R"([{"id":1},"two",{"id":3}])");
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().features.size(), 2U);
  EXPECT_EQ(tables->front().left_out, 1);
  EXPECT_EQ(said(tables.diagnostics(), "IO-113")->where.row, 2);
}

TEST(JsonRecords, keep_a_geometry_that_is_none_as_text) {
  const auto tables = read(R"([{"id":1,"geometry":{"type":"Point","coordinates":["4",52]}}])");
  ASSERT_TRUE(tables);
  EXPECT_NE(text_of(first(tables), "geometry"), "(none)");
  ASSERT_NE(said(tables.diagnostics(), "IO-143"), nullptr);
  EXPECT_EQ(said(tables.diagnostics(), "IO-143")->where.field, "geometry");
}

TEST(JsonRecords, come_last_of_what_is_json) {
  const TemporaryFolder folder;
  const auto probed = [&](std::string_view text) {
    const auto format = probe_file(folder.file("a.json", text));
    return format ? std::string((*format)->id) : format.diagnostics().front().code;
  };
  EXPECT_EQ(probed(R"([{"id":1}])"), "json_records");
  EXPECT_EQ(probed(R"({"value":[{"feature":{"type":"Feature"}}]})"), "json_records");
  EXPECT_EQ(probed(R"({"features":[{"type":"Feature"}],"type":"FeatureCollection"})"), "geojson");
  EXPECT_EQ(probed(R"([{"type":"node","id":1,"lat":52,"lon":4}])"), "overpass");
  EXPECT_EQ(probed(R"([{"id":"urn:ngsi-ld:Camera:1","type":"Camera"}])"), "ngsi_ld");
  EXPECT_EQ(probed(R"({"CityObjects":{},"type":"CityJSON"})"), "cityjson");
  EXPECT_EQ(probed("[1, 2]"), "IO-106");
  EXPECT_EQ(probed("[]"), "IO-106");
}

TEST(JsonRecords, of_the_shared_register_have_their_places_and_references) {
  const auto path = shared_file("registers/amsterdam/sensors_mock.json");
  if (path.empty()) GTEST_SKIP() << "the shared real data is not here";
  const auto tables = read_feature_file(path);
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().features.size(), 8U);  // python3: len(json.load(open(...)))
  EXPECT_EQ(std::get<model::Coordinate>(first(tables).geometry).x, 4.918636621413656);
  EXPECT_EQ(text_of(first(tables), "feature.properties.originalData.reference"), "8151-9408.0");
}

}  // namespace
}  // namespace schouw::formats
