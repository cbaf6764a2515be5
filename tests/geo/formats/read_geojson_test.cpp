// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/read_features_gdal.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

using Tables = base::Result<std::vector<model::FeatureTable>>;

Tables read(std::string_view text, std::string_view name = "x.geojson") {
  const TemporaryFolder folder;
  return read_feature_file(folder.file(name, text));
}

std::string collection(std::string_view features, std::string_view members = "") {
  return "{\"type\":\"FeatureCollection\"," + std::string(members) + "\"features\":[" + std::string(features) + "]}";
}

std::string feature(std::string_view geometry, std::string_view properties = "{}") {
  return "{\"type\":\"Feature\",\"geometry\":" + std::string(geometry) +
         ",\"properties\":" + std::string(properties) + "}";
}

TEST(Geojson, keeps_the_kind_of_each_value_and_lists_as_their_text) {
  const auto tables = read(collection(feature(
      "null", R"({"text":"007","whole":7,"part":7.5,"yes":true,"none":null,"list":["a", 1],"deep":{"k": [true]}})")));
  ASSERT_TRUE(tables);
  const model::Feature& f = tables->front().features.at(0);
  EXPECT_EQ(std::get<std::string>(*f.field("text")), "007");
  EXPECT_EQ(std::get<std::int64_t>(*f.field("whole")), 7);
  EXPECT_EQ(std::get<double>(*f.field("part")), 7.5);
  EXPECT_EQ(std::get<bool>(*f.field("yes")), true);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(*f.field("none")));
  EXPECT_EQ(std::get<std::string>(*f.field("list")), R"(["a",1])");
  EXPECT_EQ(std::get<std::string>(*f.field("deep")), R"({"k":[true]})");
  EXPECT_TRUE(std::holds_alternative<std::monostate>(f.geometry));
  EXPECT_EQ(tables->front().field_names.size(), 7U);
}

TEST(Geojson, takes_the_id_of_a_feature_as_text) {
  const auto tables = read(collection(R"({"type":"Feature","id":"node/1","geometry":null,"properties":null},)"
                                      R"({"type":"Feature","id":42,"geometry":null,"properties":null},)"
                                      R"({"type":"Feature","geometry":null,"properties":null})"));
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().features.at(0).id, "node/1");
  EXPECT_EQ(tables->front().features.at(1).id, "42");
  EXPECT_EQ(tables->front().features.at(2).id, "");
  EXPECT_EQ(tables->front().features.at(2).row, 3);
}

TEST(Geojson, honours_the_crs_member_and_else_means_wgs84) {
  EXPECT_EQ(read(collection(""))->front().crs->id, "EPSG:4326");
  EXPECT_TRUE(read(collection(""))->front().crs_is_the_usual) << "nobody stated it";
  const auto rd =
      read(collection("", R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::28992"}},)"));
  EXPECT_EQ(rd->front().crs->id, "EPSG:28992");
  EXPECT_FALSE(rd->front().crs_is_the_usual);
  EXPECT_FALSE(read(collection("", R"("crs":null,)"))->front().crs.has_value());
  const auto unknown = read(collection("", R"("crs":{"type":"name","properties":{"name":"urn:nonsense"}},)"));
  ASSERT_TRUE(unknown);
  EXPECT_FALSE(unknown->front().crs.has_value());
  EXPECT_EQ(unknown.diagnostics().front().code, "CRS-101");
  EXPECT_EQ(unknown.diagnostics().front().severity, base::Severity::warning);
}

TEST(Geojson, reads_every_kind_of_geometry) {
  const auto tables = read(collection(
      feature(R"({"type":"Point","coordinates":[4.5,52,3]})") + "," +
      feature(R"({"type":"MultiPoint","coordinates":[[1,2],[3,4]]})") + "," +
      feature(R"({"type":"LineString","coordinates":[[1,2],[3,4]]})") + "," +
      feature(R"({"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]})") + "," +
      feature(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[9,0],[9,9],[0,0]]],[[[0,0],[9,0],[9,9],[0,0]]]]})") +
      "," + feature(R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]})")));
  ASSERT_TRUE(tables);
  const auto& f = tables->front().features;
  ASSERT_EQ(f.size(), 6U);
  EXPECT_EQ(std::get<model::Coordinate>(f[0].geometry).z, 3.0);
  EXPECT_EQ(std::get<std::vector<model::Coordinate>>(f[1].geometry).size(), 2U);
  EXPECT_EQ(std::get<std::vector<model::Ring>>(f[2].geometry).at(0).size(), 2U);
  EXPECT_EQ(std::get<std::vector<model::PolygonWithHoles>>(f[3].geometry).at(0).rings.size(), 2U);
  EXPECT_EQ(std::get<std::vector<model::PolygonWithHoles>>(f[4].geometry).size(), 2U);
  EXPECT_EQ(std::get<std::vector<model::Coordinate>>(f[5].geometry).at(0).y, 2.0);
}

TEST(Geojson, leaves_out_a_broken_feature_and_reads_the_others) {
  const auto tables = read(collection(feature(R"({"type":"Point","coordinates":["4.5",52]})") + ",7," +
                                      feature(R"({"type":"Circle","coordinates":[4.5,52]})") + "," +
                                      feature(R"({"type":"Point","coordinates":[4.5]})") + "," +
                                      feature(R"({"type":"Point","coordinates":[4.5,52]})")));
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().features.size(), 1U);
  ASSERT_EQ(tables.diagnostics().size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(tables.diagnostics()[i].code, "IO-113");
    EXPECT_EQ(tables.diagnostics()[i].where.row, static_cast<std::int64_t>(i) + 1);
  }
}

TEST(Geojson, of_half_a_file_is_no_file) {
  const std::string whole = collection(feature(R"({"type":"Point","coordinates":[4.5,52]})"));
  for (std::size_t length = 40; length < whole.size(); ++length) {
    EXPECT_EQ(code_of(read(whole.substr(0, length))), "IO-110") << length;
  }
  EXPECT_EQ(code_of(read(R"({"type":"FeatureCollection","features":[)" + std::string(100'000, '['))), "IO-110");
}

TEST(Overpass, reads_nodes_and_the_centres_of_ways) {
  const auto tables = read(R"({"version":0.6,"elements":[
    {"type":"node","id":12,"lat":52.5,"lon":4.5,"tags":{"man_made":"surveillance"}},
    {"type":"way","id":13,"center":{"lat":52,"lon":4},"tags":{"highway":"street_lamp"}},
    {"type":"relation","id":14,"bounds":{"minlat":52,"minlon":4,"maxlat":53,"maxlon":5},"tags":{"a":"b"}},
    {"type":"node","id":15,"lat":52.5,"lon":4.5},
    {"type":"way","id":16,"nodes":[12],"tags":{"a":"b"}}]})",
                           "x.json");
  ASSERT_TRUE(tables);
  const auto& table = tables->front();
  EXPECT_EQ(table.crs->id, "EPSG:4326");
  ASSERT_EQ(table.features.size(), 3U);
  EXPECT_EQ(table.features[0].id, "node/12");
  EXPECT_EQ(std::get<model::Coordinate>(table.features[0].geometry).x, 4.5);
  EXPECT_EQ(std::get<std::string>(*table.features[0].field("man_made")), "surveillance");
  EXPECT_EQ(table.features[1].id, "way/13");
  EXPECT_EQ(std::get<model::Coordinate>(table.features[2].geometry).y, 52.5);
  ASSERT_EQ(tables.diagnostics().size(), 1U);  // the way without a place; the node without tags is a corner
  EXPECT_EQ(tables.diagnostics().front().where.feature, "way/16");
}

TEST(Overpass, tells_when_the_server_stopped_early) {
  const auto tables = read(R"({"elements":[],"remark":"runtime error: Query timed out"})", "x.json");
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables.diagnostics().front().code, "IO-122");
  EXPECT_EQ(code_of(read_overpass_json("/nonexistent.json")), "IO-101");
}

TEST(Overpass, is_not_taken_by_the_reader_of_other_features) {
  const TemporaryFolder folder;
  EXPECT_EQ(code_of(read_features(folder.file("x.json", R"({"elements":[]})"))), "IO-106");
  EXPECT_EQ(code_of(read_feature_file(folder.file("y.json", R"({"type":"CityJSON"})"))), "IO-106");
}

}  // namespace
}  // namespace schouw::formats
