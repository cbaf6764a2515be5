// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/write_features_gdal.h"

#include <chrono>

#include "geo/formats/read_features_gdal.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

model::FeatureTable sensors() {
  model::FeatureTable table{.name = "sensors",
                            .crs = *crs::crs_from_text("EPSG:28992"),
                            .field_names = {"naam", "aantal", "hoogte", "actief"}};
  model::Feature a{.id = "s-1", .row = 1, .geometry = model::Coordinate{85000.125, 446000.5, 3.5}};
  a.fields = {{"naam", std::string("Caf\xc3\xa9 \"De Zon\", hoek")},
              {"aantal", std::int64_t{3}},
              {"hoogte", 4.25},
              {"actief", true}};
  model::Feature b{.id = "s-2", .row = 2, .geometry = model::Coordinate{85001.0, 446001.0, {}}};
  b.fields = {{"naam", std::string("007")}, {"aantal", {}}, {"hoogte", {}}, {"actief", false}};
  table.features = {a, b};
  return table;
}

model::FeatureTable read_one(const std::filesystem::path& path) {
  const auto tables = read_features(path);
  EXPECT_TRUE(tables) << describe(tables.diagnostics().front());
  return tables ? tables->front() : model::FeatureTable{};
}

TEST(WriteFeatures, as_geojson_is_read_back_the_same) {
  const TemporaryFolder folder;
  const auto table = sensors();
  ASSERT_TRUE(write_features(folder.file("a.geojson"), std::vector{table}));
  const auto again = read_one(folder.file("a.geojson"));
  EXPECT_EQ(again.name, "sensors");
  EXPECT_EQ(again.crs->id, "EPSG:28992");
  EXPECT_EQ(again.field_names, table.field_names);
  ASSERT_EQ(again.features.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(again.features[i].id, table.features[i].id);
    EXPECT_EQ(again.features[i].fields, table.features[i].fields);
    const auto& place = std::get<model::Coordinate>(again.features[i].geometry);
    EXPECT_EQ(place.x, std::get<model::Coordinate>(table.features[i].geometry).x);
    EXPECT_EQ(place.z, std::get<model::Coordinate>(table.features[i].geometry).z);
  }
}

TEST(WriteFeatures, as_a_geopackage_keeps_types_and_two_tables) {
  const TemporaryFolder folder;
  model::FeatureTable zones{.name = "zones", .crs = *crs::crs_from_text("EPSG:28992"), .field_names = {"id"}};
  zones.features.push_back(
      {.geometry = std::vector<model::PolygonWithHoles>{{{{{0, 0, {}}, {9, 0, {}}, {9, 9, {}}}}}},
       .fields = {{"id", std::string("z")}}});
  ASSERT_TRUE(write_features(folder.file("a.gpkg"), std::vector{sensors(), zones}));
  ASSERT_TRUE(write_features(folder.file("b.gpkg"), std::vector{sensors(), zones}));
  EXPECT_EQ(bytes_of(folder.file("a.gpkg")), bytes_of(folder.file("b.gpkg")));
  const auto tables = read_features(folder.file("a.gpkg"));
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  ASSERT_EQ(tables->size(), 2U);
  const auto& f = tables->at(0).features.at(0);
  EXPECT_EQ(std::get<std::int64_t>(*f.field("aantal")), 3);
  EXPECT_EQ(std::get<bool>(*f.field("actief")), true);
  const auto& ring = std::get<std::vector<model::PolygonWithHoles>>(tables->at(1).features.at(0).geometry).at(0);
  EXPECT_EQ(ring.rings.at(0).size(), 4U);
}

// sqlite3 in WAL mode leaves a log where it is killed, and a file that SQLite would like to open with files beside
// it.
TEST(WriteFeatures, reading_a_geopackage_writes_nothing_beside_it) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_features(folder.file("a.gpkg"), std::vector{sensors()}));
  const std::string file = folder.file("a.gpkg").string();
  if (std::system(("sqlite3 '" + file + "' 'PRAGMA journal_mode=WAL' >/dev/null 2>&1").c_str()) != 0) {
    GTEST_SKIP() << "no sqlite3 here";
  }
  const std::string before = bytes_of(file);
  ASSERT_TRUE(read_features(file));
  EXPECT_EQ(bytes_of(file), before);
  const auto names = [&] {
    return std::distance(std::filesystem::directory_iterator(folder.file("")), std::filesystem::directory_iterator());
  };
  EXPECT_EQ(names(), 1);
  folder.file("a.gpkg-wal", "what another program has not written yet");
  const auto waiting = read_features(file);
  ASSERT_FALSE(waiting);
  EXPECT_EQ(waiting.diagnostics().front().code, "IO-165");
  EXPECT_EQ(bytes_of(file), before);
  EXPECT_EQ(names(), 2);
}

TEST(WriteFeatures, as_csv_puts_the_place_last) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_features(folder.file("a.csv"), std::vector{sensors()}));
  EXPECT_EQ(bytes_of(folder.file("a.csv")),
            "naam,aantal,hoogte,actief,east,north\r\n"
            "\"Caf\xc3\xa9 \"\"De Zon\"\", hoek\",3,4.25,true,85000.125,446000.500\r\n"
            "007,,,false,85001.000,446001.000\r\n");
}

TEST(WriteFeatures, refuses_what_it_cannot_write_and_leaves_the_old_file) {
  const TemporaryFolder folder;
  const auto old = folder.file("a.csv", "old");
  EXPECT_EQ(code_of(write_features(folder.file("a.dwg"), std::vector{sensors()})), "IO-108");
  EXPECT_EQ(code_of(write_features(old, std::vector{sensors(), sensors()})), "IO-108");
  EXPECT_EQ(code_of(write_features(folder.file("no/folder.geojson"), std::vector{sensors()})), "IO-105");
  EXPECT_EQ(bytes_of(old), "old");
}

TEST(ReadWithGdal, leaves_out_views_and_virtual_tables) {
  if (std::system("command -v sqlite3 > /dev/null") != 0) GTEST_SKIP() << "no sqlite3 program here";
  const TemporaryFolder folder;
  const auto path = folder.file("a.gpkg");
  ASSERT_TRUE(write_features(path, std::vector{sensors()}));
  const std::string sql =
      "CREATE VIEW spy AS SELECT * FROM sensors; INSERT INTO gpkg_contents (table_name, data_type, identifier) "
      "VALUES ('spy', 'attributes', 'spy');";
  ASSERT_EQ(std::system(("sqlite3 '" + path.string() + "' \"" + sql + "\"").c_str()), 0);
  const auto tables = read_features(path);
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->size(), 1U);
  EXPECT_EQ(tables.diagnostics().front().code, "IO-117");
}

// OGC 12-128r18: srs_id 0 and -1 are the geographic and the Cartesian system that nobody knows.
TEST(ReadWithGdal, srs_id_0_and_minus_1_of_a_geopackage_state_nothing) {
  if (std::system("command -v sqlite3 > /dev/null") != 0) GTEST_SKIP() << "no sqlite3 program here";
  for (const std::string id : {"0", "-1"}) {
    const TemporaryFolder folder;
    const auto path = folder.file("a.gpkg");
    ASSERT_TRUE(write_features(path, std::vector{sensors()}));
    const std::string sql =
        "UPDATE gpkg_geometry_columns SET srs_id = " + id + "; UPDATE gpkg_contents SET srs_id = " + id + ";";
    ASSERT_EQ(std::system(("sqlite3 '" + path.string() + "' \"" + sql + "\"").c_str()), 0);
    const auto tables = read_features(path);
    ASSERT_TRUE(tables);
    EXPECT_FALSE(tables->front().crs.has_value()) << id << ": " << crs::label_of(*tables->front().crs);
    EXPECT_TRUE(tables.diagnostics().empty()) << describe(tables.diagnostics().front());
  }
}

// GDAL's GML driver would take class names, fields and the CRS from a .gfs beside the file.
TEST(ReadWithGdal, takes_no_schema_from_a_file_beside_a_gml) {
  const TemporaryFolder folder;
  const auto gml = folder.file(
      "a.gml",
      "<?xml version=\"1.0\"?><c:All xmlns:gml=\"http://www.opengis.net/gml\" xmlns:c=\"http://example.org/c\">"
      "<gml:featureMember><c:Lamp gml:id=\"L1\"><c:height>4.5</c:height><c:place>"
      "<gml:Point srsName=\"urn:ogc:def:crs:EPSG::28992\"><gml:pos>85000 446000</gml:pos></gml:Point></c:place>"
      "</c:Lamp></gml:featureMember></c:All>");
  std::ofstream(folder.file("a.gfs")) << "<GMLFeatureClassList><GMLFeatureClass><Name>Hijack</Name><ElementPath>Lamp"
                                         "</ElementPath></GMLFeatureClass></GMLFeatureClassList>";
  std::filesystem::last_write_time(folder.file("a.gfs"),
                                   std::filesystem::last_write_time(gml) + std::chrono::hours(1));
  const auto tables = read_features(gml);
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  EXPECT_EQ(tables->front().name, "Lamp");
  EXPECT_EQ(tables->front().crs->id, "EPSG:28992");
  EXPECT_EQ(tables->front().features.at(0).id, "L1");
  EXPECT_EQ(std::get<std::string>(*tables->front().features.at(0).field("height")), "4.5") << "as it is written";
  EXPECT_EQ(std::get<model::Coordinate>(tables->front().features.at(0).geometry).y, 446000.0);
}

TEST(ReadWithGdal, refuses_xml_with_a_document_type) {
  const TemporaryFolder folder;
  const std::string gml =
      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
      "<a xmlns:gml=\"http://www.opengis.net/gml\">&x;</a>";
  EXPECT_EQ(code_of(read_features(folder.file("a.gml", gml))), "IO-116");
}

TEST(ReadWithGdal, cut_off_databases_and_workbooks_are_said_to_be_so) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_features(folder.file("a.gpkg"), std::vector{sensors()}));
  const std::string whole = bytes_of(folder.file("a.gpkg"));
  for (std::size_t length = 100; length < whole.size(); length += 4096) {
    const auto tables = read_features(folder.file("cut.gpkg", whole.substr(0, length)));
    EXPECT_TRUE(!tables || !tables.diagnostics().empty()) << length;
  }
  EXPECT_FALSE(read_features(folder.file("cut.xlsx", "PK\x03\x04xl/")));
  EXPECT_FALSE(read_features(folder.file("cut.pbf", std::string("\0\0\0\x0d\x0a\x09OSMHeader", 15))));
}

}  // namespace
}  // namespace schouw::formats
