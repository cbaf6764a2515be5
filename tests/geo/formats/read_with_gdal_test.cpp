// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cstdlib>

#include "geo/formats/read_features_gdal.h"
#include "tests/geo/formats/temporary_folder.h"

namespace schouw::formats {
namespace {

model::FieldValue words(std::string_view value) { return std::string(value); }

model::FieldValue value_of(const model::Feature& feature, std::string_view name) {
  const auto* value = feature.field(name);
  return value == nullptr ? words("(no field)") : *value;
}

// What sqlite3 stores, as sqlite3 shows it: SELECT *, typeof(...).
TEST(Sqlite, gives_what_is_stored_whatever_the_kind_of_its_column) {
  if (std::system("command -v sqlite3 > /dev/null") != 0) GTEST_SKIP() << "no sqlite3 program here";
  const TemporaryFolder folder;
  const auto script = folder.file(
      "make.sql",
      "CREATE TABLE t (id INTEGER PRIMARY KEY, code TEXT, n INTEGER, x, d DATE, m DATETIME, yes BOOLEAN, h REAL);\n"
      "INSERT INTO t VALUES (1, '12345678901234567890', 9007199254740993, 5, '2024-05-06', '2024-05-06T07:08:09Z', "
      "1, 0.1);\n"
      "INSERT INTO t VALUES (2, '007', 'A12', 'vijf', '06-05-2024', 'gisteren', 'ja', 'n.v.t.');\n");
  const auto path = folder.file("t.sqlite");
  ASSERT_EQ(std::system(("sqlite3 '" + path.string() + "' < '" + script.string() + "'").c_str()), 0);
  const auto tables = read_feature_file(path);
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  ASSERT_EQ(tables->front().features.size(), 2U);
  const model::Feature& first = tables->front().features[0];
  const model::Feature& second = tables->front().features[1];
  EXPECT_EQ(value_of(first, "code"), words("12345678901234567890"));
  EXPECT_EQ(value_of(first, "n"), model::FieldValue(std::int64_t{9007199254740993}));
  EXPECT_EQ(value_of(first, "d"), words("2024-05-06"));
  EXPECT_EQ(value_of(first, "m"), words("2024-05-06T07:08:09Z"));
  EXPECT_EQ(value_of(first, "h"), model::FieldValue(0.1));
  EXPECT_EQ(value_of(second, "code"), words("007"));
  EXPECT_EQ(value_of(second, "n"), words("A12"));
  EXPECT_EQ(value_of(second, "x"), words("vijf"));
  EXPECT_EQ(value_of(second, "d"), words("06-05-2024"));
  EXPECT_EQ(value_of(second, "m"), words("gisteren"));
  EXPECT_EQ(value_of(second, "yes"), words("ja"));
  EXPECT_EQ(value_of(second, "h"), words("n.v.t."));
  for (const char* beside : {"t.sqlite-journal", "t.sqlite-wal", "t.sqlite-shm"}) {
    EXPECT_FALSE(std::filesystem::exists(folder.file(beside))) << beside;
  }
}

constexpr std::string_view kOsm = R"(<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="52" lon="4" version="3" timestamp="2024-01-01T00:00:00Z" changeset="9" uid="5" user="somebody">
 <tag k="man_made" v="surveillance"/><tag k="note" v="a &quot;b&quot; \ c"/><tag k="source" v="survey"/>
 <tag k="ele" v="1.5"/><tag k="fixme" v="check"/><tag k="camera:direction" v="090"/></node>
<node id="2" lat="52" lon="5"/><node id="3" lat="53" lon="5"/><node id="4" lat="53" lon="4"/>
<way id="10"><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="2"/><tag k="leisure" v="park"/><tag k="area" v="yes"/></way>
<way id="11"><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="2"/><tag k="barrier" v="fence"/><tag k="note" v="x"/></way>
</osm>)";

TEST(OpenStreetMap, keeps_every_tag_under_its_own_name_and_nothing_about_the_edit) {
  const TemporaryFolder folder;
  const auto tables = read_feature_file(folder.file("x.osm", kOsm));
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  const model::Feature& node = tables->front().features.at(0);
  EXPECT_EQ(node.id, "node/1");
  EXPECT_EQ(value_of(node, "note"), words("a \"b\" \\ c"));
  EXPECT_EQ(value_of(node, "source"), words("survey"));
  EXPECT_EQ(value_of(node, "ele"), words("1.5"));
  EXPECT_EQ(value_of(node, "fixme"), words("check"));
  EXPECT_EQ(value_of(node, "camera:direction"), words("090"));
  for (const char* name : {"version", "timestamp", "changeset", "user", "uid", "osm_version", "other_tags"}) {
    EXPECT_EQ(node.field(name), nullptr) << name;
  }
  const auto& names = tables->front().field_names;
  EXPECT_NE(std::find(names.begin(), names.end(), "camera:direction"), names.end());
}

TEST(OpenStreetMap, makes_areas_and_lines_of_closed_ways_by_their_tags) {
  const TemporaryFolder folder;
  const auto tables = read_feature_file(folder.file("x.osm", kOsm));
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->size(), 3U);
  EXPECT_EQ((*tables)[1].name, "lines");
  EXPECT_EQ((*tables)[1].features.at(0).id, "way/11");
  EXPECT_EQ((*tables)[2].name, "multipolygons");
  EXPECT_EQ((*tables)[2].features.at(0).id, "way/10");
  EXPECT_EQ(value_of((*tables)[2].features[0], "leisure"), words("park")) << "area=yes is GDAL's own";
}

TEST(OpenStreetMap, of_geojson_has_the_ids_and_tags_of_its_objects) {
  const TemporaryFolder folder;
  const auto tables = read_feature_file(folder.file("x.geojson", R"({"type":"FeatureCollection","features":[
    {"type":"Feature","id":"node/1","geometry":null,"properties":{"@id":"node/1","@version":2,"@user":"a","ref":"007"}},
    {"type":"Feature","geometry":null,"properties":{"@id":"way/2","ref":"8"}},
    {"type":"Feature","geometry":null,"properties":{"@type":"node","@id":3,"ref":"9"}},
    {"type":"Feature","geometry":null,"properties":{"type":"node","id":4,"tags":{"ref":"10"},"relations":[],"meta":{}}},
    {"type":"Feature","geometry":null,"properties":{"id":"way","@version":1}}]})"));
  ASSERT_TRUE(tables);
  const auto& features = tables->front().features;
  EXPECT_EQ(features[0].id, "node/1");
  EXPECT_EQ(features[0].field("@version"), nullptr);
  EXPECT_EQ(features[0].field("@user"), nullptr);
  EXPECT_EQ(value_of(features[0], "ref"), words("007"));
  EXPECT_EQ(features[1].id, "way/2");
  EXPECT_EQ(features[2].id, "node/3");
  EXPECT_EQ(features[3].id, "node/4");
  EXPECT_EQ(value_of(features[3], "ref"), words("10"));
  EXPECT_EQ(features[4].id, "");
  EXPECT_NE(features[4].field("@version"), nullptr) << "no object of OpenStreetMap";
}

TEST(Overpass, reads_the_list_alone_and_finds_ways_by_their_nodes_and_corners) {
  const TemporaryFolder folder;
  const auto tables = read_feature_file(folder.file("x.json", R"([
    {"type":"node","id":1,"lat":52,"lon":4,"version":2,"user":"a","tags":{"a":"1"}},
    {"type":"node","id":2,"lat":53,"lon":5},
    {"type":"way","id":3,"nodes":[1,2],"tags":{"a":"2"}},
    {"type":"way","id":4,"geometry":[{"lat":52,"lon":4},null,{"lat":52,"lon":6}],"tags":{"a":"3"}},
    {"type":"relation","id":5,"members":[{"type":"way","ref":3,"role":"outer"},{"type":"node","ref":2}],"tags":{"a":"4"}},
    {"type":"relation","id":6,"members":[{"type":"way","geometry":[{"lat":50,"lon":4},{"lat":52,"lon":4}]}],
     "tags":{"a":"5"}}])"));
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  const auto& features = tables->front().features;
  ASSERT_EQ(features.size(), 5U);
  const auto at = [&](std::size_t i) { return std::get<model::Coordinate>(features[i].geometry); };
  EXPECT_EQ(at(1), (model::Coordinate{4.5, 52.5, {}}));
  EXPECT_EQ(at(2), (model::Coordinate{5, 52, {}}));
  EXPECT_EQ(at(3), (model::Coordinate{4.5, 52.5, {}}));
  EXPECT_EQ(at(4), (model::Coordinate{4, 51, {}}));
  EXPECT_EQ(tables->front().field_names, (std::vector<std::string>{"a"}));
}

TEST(Gml, gives_texts_as_they_stand_and_lists_as_json) {
  const TemporaryFolder folder;
  const auto path = folder.file("x.gml", R"(<?xml version="1.0"?>
<f:C xmlns:gml="http://www.opengis.net/gml" xmlns:f="http://example.org/f">
<gml:featureMember><f:Sensor gml:id="s1"><f:code>007</f:code><f:ean>12345678901234567890</f:ean><f:doel>a</f:doel>
<f:doel>b</f:doel><f:plaats><gml:Point srsName="EPSG:28992"><gml:pos>84000 447000</gml:pos></gml:Point></f:plaats>
</f:Sensor></gml:featureMember></f:C>)");
  const auto tables = read_feature_file(path);
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  const model::Feature& f = tables->front().features.at(0);
  EXPECT_EQ(f.id, "s1");
  EXPECT_EQ(value_of(f, "code"), words("007"));
  EXPECT_EQ(value_of(f, "ean"), words("12345678901234567890"));
  EXPECT_EQ(value_of(f, "doel"), words(R"([ "a", "b" ])"));
  EXPECT_FALSE(std::filesystem::exists(folder.file("x.gfs")));
}

// The form by the "MapInfo data interchange format" of MapInfo's user guide, appendix J.
TEST(MapInfo, reads_the_interchange_form_with_its_mid) {
  const TemporaryFolder folder;
  const auto path =
      folder.file("c.mif",
                  "Version 300\nCharset \"WindowsLatin1\"\nDelimiter \",\"\nCoordSys Earth Projection 1, 104\n"
                  "Columns 3\n  code Char(10)\n  gezien Date\n  hoogte Float\nData\n\nPoint 4.3 52.1\n"
                  "Point 4.4 52.2\n");
  folder.file("c.mid", "\"007\",20240506,3.5\n\"Caf\xe9\",,4\n");
  const auto tables = read_feature_file(path);
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  ASSERT_EQ(tables->front().features.size(), 2U);
  const auto& features = tables->front().features;
  EXPECT_EQ(value_of(features[0], "code"), words("007"));
  EXPECT_EQ(value_of(features[0], "gezien"), words("2024-05-06"));
  EXPECT_EQ(value_of(features[1], "code"), words("Caf\xc3\xa9"));
  EXPECT_EQ(std::get<model::Coordinate>(features[1].geometry).x, 4.4);
}

}  // namespace
}  // namespace schouw::formats
