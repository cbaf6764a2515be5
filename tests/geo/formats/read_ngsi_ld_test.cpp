// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "geo/formats/probe.h"
#include "geo/formats/read_features_gdal.h"

// The samples follow ETSI GS CIM 009 (clauses 4.5, 4.7 and its examples); no file of a real broker is at hand.
namespace schouw::formats {
namespace {

class NgsiLd : public testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(path_); }
  base::Result<std::vector<model::FeatureTable>> read(const std::string& text) const {
    std::ofstream(path_) << text;
    return read_feature_file(path_);
  }
  std::string format() const {
    const auto found = probe_file(path_);
    return found ? std::string((*found)->id) : "";
  }
  std::filesystem::path path_ =
      std::filesystem::path(testing::TempDir()) / ("schouw-ngsi-" + std::to_string(::getpid()) + ".json");
};

std::string text(const model::Feature& feature, std::string_view name) {
  const auto* value = feature.field(name);
  return value != nullptr && std::holds_alternative<std::string>(*value) ? std::get<std::string>(*value) : "";
}

TEST_F(NgsiLd, normalised_and_simplified_entities_say_the_same) {
  const auto tables = read(R"([
    {"id": "urn:ngsi-ld:Camera:1", "type": "Camera", "cameraName": {"type": "Property", "value": "Plein"},
     "location": {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [4.36, 52.0]}},
     "owner": {"type": "Relationship", "object": "urn:ngsi-ld:Organization:a"}},
    {"id": "urn:ngsi-ld:Camera:2", "type": "Camera", "cameraName": "Plein",
     "location": {"type": "Point", "coordinates": [4.36, 52.0]}, "owner": "urn:ngsi-ld:Organization:a"}])");
  ASSERT_TRUE(tables);
  EXPECT_EQ(format(), "ngsi_ld");
  const auto& features = tables->at(0).features;
  ASSERT_EQ(features.size(), 2U);
  EXPECT_EQ(features[0].id, "urn:ngsi-ld:Camera:1");
  for (const model::Feature& feature : features) {
    EXPECT_EQ(text(feature, "cameraName"), "Plein");
    EXPECT_EQ(text(feature, "owner"), "urn:ngsi-ld:Organization:a");
    EXPECT_EQ(std::get<model::Coordinate>(feature.geometry).x, 4.36);
  }
}

TEST_F(NgsiLd, units_languages_datasets_and_long_names_are_read) {
  const auto tables = read(R"({"@context": "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld",
    "id": "urn:ngsi-ld:Device:1", "type": ["Device", "Thing"],
    "height": {"type": "Property", "value": 4.5, "unitCode": "MTR"},
    "title": {"type": "LanguageProperty", "languageMap": {"fr": "place", "nl": "plein"}},
    "https://example.org/model/brandName": {"type": "Property", "value": "x"},
    "speed": [{"type": "Property", "value": 1, "datasetId": "urn:a"}, {"type": "Property", "value": 2}]})");
  ASSERT_TRUE(tables);
  const model::Feature& one = tables->at(0).features.at(0);
  EXPECT_EQ(text(one, "type"), "Device");
  EXPECT_EQ(text(one, "height"), "4.5 m");
  EXPECT_EQ(text(one, "title"), "plein");
  EXPECT_EQ(text(one, "brandName"), "x");
  EXPECT_EQ(std::get<std::int64_t>(*one.field("speed")), 2);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(one.geometry));
}

TEST_F(NgsiLd, what_is_no_entity_is_left_out_and_named) {
  const auto tables = read(R"([{"type": "Camera"}, 7, "urn:ngsi-ld:", {"id": "urn:ngsi-ld:Camera:3", "type": "Camera",
    "location": {"type": "Point", "coordinates": ["a"]}}, {"id": "urn:ngsi-ld:Camera:4", "type": "Camera"}])");
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->at(0).features.size(), 1U);
  EXPECT_EQ(tables->at(0).left_out, 4);
  EXPECT_EQ(tables.diagnostics().size(), 4U);
  EXPECT_EQ(tables.diagnostics().front().code, "IO-113");
}

TEST_F(NgsiLd, geojson_with_such_ids_stays_geojson) {
  const auto tables = read(R"({"type": "FeatureCollection", "features": [{"type": "Feature",
    "id": "urn:ngsi-ld:Camera:1", "geometry": null, "properties": {"type": "Camera"}}]})");
  ASSERT_TRUE(tables);
  EXPECT_EQ(format(), "geojson");
}

}  // namespace
}  // namespace schouw::formats
