// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/probe.h"

#include <algorithm>
#include <set>

#include "geo/formats/gdal_environment.h"
#include "geo/formats/read_features_gdal.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

std::string probed(const TemporaryFolder& folder, std::string_view name, std::string_view bytes) {
  const auto format = probe_file(folder.file(name, bytes));
  return format ? std::string((*format)->id) : format.diagnostics().front().code;
}

TEST(Probe, goes_by_content_and_not_by_name) {
  const TemporaryFolder folder;
  EXPECT_EQ(probed(folder, "a.txt", R"({"type": "CityJSON", "version": "2.0"})"), "cityjson");
  EXPECT_EQ(probed(folder, "b.json", "{\"type\":\"CityJSON\"}\n{\"type\":\"CityJSONFeature\"}\n"), "cityjsonseq");
  EXPECT_EQ(probed(folder, "c.json", "{\n \"features\": [],\n \"type\" : \"FeatureCollection\"}"), "geojson");
  EXPECT_EQ(probed(folder, "d.json", "{\"type\":\"Feature\"}\n{\"type\":\"Feature\"}\n"), "geojsonseq");
  EXPECT_EQ(probed(folder, "e.json", R"({"version":0.6,"elements":[]})"), "overpass");
  EXPECT_EQ(probed(folder, "f.csv", "\xef\xbb\xbfid;name\n1;x\n"), "csv");
  EXPECT_EQ(probed(folder, "g.bin", std::string_view("II*\0\x08\0\0\0", 8)), "geotiff");
  EXPECT_EQ(probed(folder, "h.xml", "<?xml?><a xmlns:gml=\"http://www.opengis.net/gml\"/>"), "gml");
  EXPECT_EQ(probed(folder, "i.fgb", "fgb\x03xxxx"), "flatgeobuf");
}

TEST(Probe, says_what_is_wrong_with_a_file_that_it_does_not_take) {
  const TemporaryFolder folder;
  EXPECT_EQ(code_of(probe_file(folder.file("missing.csv"))), "IO-101");
  EXPECT_EQ(code_of(probe_file(::testing::TempDir())), "IO-102");
  EXPECT_EQ(probed(folder, "empty.geojson", ""), "IO-103");
  EXPECT_EQ(probed(folder, "picture.gif", "GIF89a"), "IO-106");
  EXPECT_EQ(probed(folder, "words.json", "[1, 2, 3]"), "IO-106");
  EXPECT_EQ(probed(folder, "buildings.gml",
                   "<CityModel xmlns:gml=\"http://www.opengis.net/gml\" "
                   "xmlns:bldg=\"http://www.opengis.net/citygml/building/2.0\"/>"),
            "IO-106");
}

TEST(Probe, refuses_names_that_would_open_something_else) {
  for (const char* name :
       {"/vsicurl/http://example.org/a.gpkg", "/vsizip/a.zip/b.csv", "http://example.org/a.geojson", "<VRTDataset/>",
        "{\"type\":\"FeatureCollection\"}", "PG://host"}) {
    EXPECT_EQ(code_of(probe_file(name)), "IO-107") << name;
    EXPECT_EQ(code_of(read_features(name)), "IO-107") << name;
  }
}

TEST(Probe, warns_where_the_name_says_something_else) {
  const TemporaryFolder folder;
  const auto format = probe_file(folder.file("areas.gpkg", R"({"type":"FeatureCollection","features":[]})"));
  ASSERT_TRUE(format);
  ASSERT_EQ(format.diagnostics().size(), 1U);
  EXPECT_EQ(format.diagnostics().front().code, "IO-111");
}

TEST(Formats, each_have_a_name_of_their_own_and_a_sentence) {
  std::set<std::string_view> ids;
  for (const Format& format : registered_formats()) {
    EXPECT_TRUE(ids.insert(format.id).second) << format.id;
    EXPECT_FALSE(format.name.empty());
    EXPECT_EQ(format.doc.back(), '.') << format.id;
    EXPECT_NE(format.probe, nullptr);
  }
}

// A virtual raster or table is a text that names other files and addresses; GDAL reads it whatever the name.
TEST(Hostile, a_virtual_file_under_an_innocent_name_is_refused) {
  const TemporaryFolder folder;
  const auto secret = folder.file("secret.csv", "id,name\n1,secret\n");
  const std::string vrt = "<OGRVRTDataSource><OGRVRTLayer name=\"secret\"><SrcDataSource>" + secret.string() +
                          "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
  for (const char* name : {"x.gpkg", "x.geojson", "x.csv", "x.gml", "x.shp", "x.sqlite", "x.xlsx", "x.tif"}) {
    EXPECT_EQ(code_of(read_feature_file(folder.file(name, vrt))), "IO-106") << name;
  }
}

TEST(GdalEnvironment, forgets_what_someone_set_outside) {
  ::setenv("GDAL_DRIVER_PATH", "/nowhere", 1);
  ::setenv("OGR_ENABLE_PARTIAL_REPROJECTION", "YES", 1);
  ::setenv("CPL_DEBUG", "ON", 1);
  ::setenv("PROJ_NETWORK", "ON", 1);
  ::setenv("SCHOUW_TEST_KEPT", "kept", 1);
  prepare_gdal();
  for (const char* name : {"GDAL_DRIVER_PATH", "OGR_ENABLE_PARTIAL_REPROJECTION", "CPL_DEBUG", "PROJ_NETWORK"}) {
    EXPECT_EQ(std::getenv(name), nullptr) << name;
  }
  EXPECT_STREQ(std::getenv("SCHOUW_TEST_KEPT"), "kept");
  EXPECT_EQ(gdal_version().find("3."), 0U);
  EXPECT_FALSE(simdjson_version().empty());
}

}  // namespace
}  // namespace schouw::formats
