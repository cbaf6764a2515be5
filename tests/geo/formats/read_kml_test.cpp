// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "geo/formats/probe.h"
#include "geo/formats/read_features_gdal.h"
#include "tests/geo/formats/temporary_folder.h"
#include "tests/geo/formats/zip_writer.h"

namespace schouw::formats {
namespace {

using Tables = base::Result<std::vector<model::FeatureTable>>;

std::string kml(std::string_view within) {
  return "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>" + std::string(within) +
         "</Document></kml>";
}

Tables read(std::string_view within) {
  const TemporaryFolder folder;
  return read_feature_file(folder.file("places.kml", kml(within)));
}

std::string text_of(const model::Feature& feature, std::string_view name) {
  const auto* value = feature.field(name);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
  return text == nullptr ? "(none)" : *text;
}

constexpr std::string_view kCamera =
    "<Folder><name>Camera's</name><Placemark id=\"p1\"><name>Dam "
    "1</name><description><![CDATA[<b>x</b>]]></description>"
    "<ExtendedData><Data name=\"nummer\"><displayName>Nr</displayName><value>007</value></Data>"
    "<SchemaData schemaUrl=\"#s\"><SimpleData name=\"ean\">871234567890123456789</SimpleData></SchemaData>"
    "</ExtendedData><Point><coordinates>\n 4.9,52.37,0\n</coordinates></Point></Placemark></Folder>";

TEST(Kml, reads_a_placemark_with_its_data_as_text) {
  const auto tables = read(kCamera);
  ASSERT_TRUE(tables) << describe(tables.diagnostics().front());
  ASSERT_EQ(tables->front().features.size(), 1U);
  const model::Feature& f = tables->front().features[0];
  EXPECT_EQ(f.id, "p1");
  EXPECT_EQ(std::get<model::Coordinate>(f.geometry), (model::Coordinate{4.9, 52.37, {}}))
      << "clamped to the ground: no height";
  EXPECT_EQ(text_of(f, "name"), "Dam 1");
  EXPECT_EQ(text_of(f, "description"), "<b>x</b>");
  EXPECT_EQ(text_of(f, "nummer"), "007");
  EXPECT_EQ(text_of(f, "ean"), "871234567890123456789");
  EXPECT_EQ(text_of(f, "folder"), "Camera's");
  EXPECT_EQ(tables->front().crs->id, "EPSG:4326");
}

TEST(Kml, reads_lines_and_polygons_with_holes) {
  const auto tables = read(
      "<Placemark><LineString><altitudeMode>absolute</altitudeMode><coordinates>4,52,1 5,52,2</coordinates>"
      "</LineString></Placemark><Placemark><Polygon><innerBoundaryIs><LinearRing><coordinates>4.1,52.1 4.2,52.1 "
      "4.1,52.2 4.1,52.1</coordinates></LinearRing></innerBoundaryIs><outerBoundaryIs><LinearRing><coordinates>4,52 "
      "5,52 "
      "4,53 4,52</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>");
  ASSERT_TRUE(tables);
  const auto& lines = std::get<std::vector<model::Ring>>(tables->front().features.at(0).geometry);
  EXPECT_EQ(lines.at(0).at(1), (model::Coordinate{5, 52, 2.0}));
  const auto& polygons = std::get<std::vector<model::PolygonWithHoles>>(tables->front().features.at(1).geometry);
  ASSERT_EQ(polygons.at(0).rings.size(), 2U);
  EXPECT_EQ(polygons.at(0).rings[0].front().x, 4.0) << "the outer one first";
}

TEST(Kml, leaves_out_what_has_no_numbers_and_tells_of_links) {
  const auto tables = read(
      "<NetworkLink><Link><href>http://example.org/more.kml</href></Link></NetworkLink>"
      "<Placemark><name>a</name><Point><coordinates>hier</coordinates></Point></Placemark>"
      "<Placemark><name>b</name></Placemark>");
  ASSERT_TRUE(tables);
  EXPECT_EQ(tables->front().left_out, 1);
  ASSERT_EQ(tables->front().features.size(), 1U);
  EXPECT_EQ(tables->front().features[0].row, 2);
  EXPECT_TRUE(std::any_of(tables.diagnostics().begin(), tables.diagnostics().end(),
                          [](const auto& d) { return d.code == "IO-153"; }));
}

TEST(Kml, is_known_plain_and_zipped_and_refused_with_a_document_type) {
  const TemporaryFolder folder;
  const auto zipped = folder.file("places.kmz", zip_of({{"doc.kml", kml(kCamera)}}));
  EXPECT_EQ((*probe_file(zipped))->id, "kml");
  EXPECT_EQ(read_feature_file(zipped)->front().features.size(), 1U);
  EXPECT_EQ(code_of(read_feature_file(folder.file("x.kml", "<!DOCTYPE kml [<!ENTITY a \"b\">]><kml></kml>"))),
            "IO-116");
  EXPECT_EQ(code_of(read_feature_file(folder.file("cut.kml", kml(kCamera).substr(0, 200)))), "IO-112");
}

}  // namespace
}  // namespace schouw::formats
