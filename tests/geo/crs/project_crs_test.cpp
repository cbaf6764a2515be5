// SPDX-License-Identifier: EUPL-1.2
#include "geo/crs/project_crs.h"

#include <gtest/gtest.h>

namespace schouw::crs {
namespace {

std::string id_of(std::string_view text) {
  const auto crs = crs_from_text(text);
  return crs ? crs->id : crs.diagnostics().front().code;
}

// Every way in which files name the national system; the codes are those of the EPSG register.
TEST(Crs, knows_the_ways_in_which_files_name_a_system) {
  EXPECT_EQ(id_of("EPSG:28992"), "EPSG:28992");
  EXPECT_EQ(id_of(" epsg:28992\n"), "EPSG:28992");
  EXPECT_EQ(id_of("EPSG::28992"), "EPSG:28992");
  EXPECT_EQ(id_of("urn:ogc:def:crs:EPSG::7415"), "EPSG:7415");
  EXPECT_EQ(id_of("urn:ogc:def:crs:EPSG:9.8:7415"), "EPSG:7415");
  EXPECT_EQ(id_of("urn:ogc:def:crs,crs:EPSG::28992,crs:EPSG::5709"), "EPSG:7415");
  EXPECT_EQ(id_of("EPSG:28992+5709"), "EPSG:7415");
  EXPECT_EQ(id_of("https://www.opengis.net/def/crs/EPSG/0/7415"), "EPSG:7415");
  EXPECT_EQ(id_of("http://www.opengis.net/def/crs/EPSG/0/28992"), "EPSG:28992");
  EXPECT_EQ(id_of("http://www.opengis.net/gml/srs/epsg.xml#28992"), "EPSG:28992");
  EXPECT_EQ(id_of("CRS84"), "OGC:CRS84");
  EXPECT_EQ(id_of("urn:ogc:def:crs:OGC:1.3:CRS84"), "OGC:CRS84");
  EXPECT_EQ(id_of("EPSG:25831"), "EPSG:25831");
  EXPECT_EQ(id_of("EPSG:7931"), "EPSG:7931");
}

TEST(Crs, finds_the_code_of_a_definition_that_states_none) {
  // The definition that ESRI software writes in .prj files for the Dutch system.
  EXPECT_EQ(id_of(R"(PROJCS["RD_New",GEOGCS["GCS_Amersfoort",DATUM["D_Amersfoort",SPHEROID["Bessel_1841",)"
                  R"(6377397.155,299.1528128]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],)"
                  R"(PROJECTION["Double_Stereographic"],PARAMETER["False_Easting",155000.0],)"
                  R"(PARAMETER["False_Northing",463000.0],PARAMETER["Central_Meridian",5.38763888888889],)"
                  R"(PARAMETER["Scale_Factor",0.9999079],PARAMETER["Latitude_Of_Origin",52.15616055555555],)"
                  R"(UNIT["Meter",1.0]])"),
            "EPSG:28992");
}

TEST(Crs, refuses_what_it_does_not_know_and_what_could_name_a_file) {
  for (const char* text : {"", "   ", "garbage", "EPSG:", "EPSG:99999999", "EPSG:28992; DROP", "WGS 84", "EPSG:5709",
                           "+proj=longlat +nadgrids=/etc/passwd", "PROJCS[", "{\"type\":\"GeographicCRS\"}",
                           "http://example.org/crs", "file:///etc/passwd", "urn:ogc:def:crs:EPSG::"}) {
    EXPECT_EQ(id_of(text), "CRS-101") << text;
  }
  EXPECT_EQ(id_of(std::string(100'000, 'x')), "CRS-101");
}

TEST(Crs, tells_what_kind_of_system_it_is) {
  const auto rd = crs_from_text("EPSG:7415");
  ASSERT_TRUE(rd);
  EXPECT_TRUE(rd->metric);
  EXPECT_TRUE(rd->has_vertical);
  EXPECT_FALSE(rd->geographic);
  // The area of use of EPSG:7415 in the EPSG register.
  EXPECT_DOUBLE_EQ(rd->area.west_deg, 3.2);
  EXPECT_DOUBLE_EQ(rd->area.north_deg, 53.7);
  EXPECT_EQ(rd->wkt.find('\n'), std::string::npos);
  const auto etrs89_3d = crs_from_text("EPSG:4937");
  ASSERT_TRUE(etrs89_3d);
  EXPECT_TRUE(etrs89_3d->geographic);
  EXPECT_TRUE(etrs89_3d->ellipsoidal_heights);
  EXPECT_FALSE(etrs89_3d->has_vertical);
}

TEST(Crs, reads_its_own_definition_back) {
  const auto rd = crs_from_text("EPSG:7415");
  const auto again = crs_from_text(rd->wkt);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, "EPSG:7415");
  EXPECT_TRUE(*again == *rd);
}

TEST(ProjectCrs, is_projected_and_in_true_metres) {
  EXPECT_EQ(project_crs_from_text("EPSG:28992")->id, "EPSG:7415");
  EXPECT_EQ(project_crs_from_text("EPSG:7415")->id, "EPSG:7415");
  EXPECT_EQ(project_crs_from_text("EPSG:25832")->id, "EPSG:25832");
  // Degrees; metres of the equator (Web Mercator); feet.
  for (const char* text : {"EPSG:4326", "EPSG:4258", "EPSG:3857", "EPSG:3395", "EPSG:2263"}) {
    const auto crs = project_crs_from_text(text);
    ASSERT_FALSE(crs) << text;
    EXPECT_EQ(crs.diagnostics().front().code, "CRS-102") << text;
  }
  EXPECT_EQ(project_crs_from_text("nonsense").diagnostics().front().code, "CRS-101");
}

TEST(Crs, writes_wkt_1_for_programs_that_read_no_other) {
  const std::string wkt = wkt1_of(*crs_from_text("EPSG:7415"));
  EXPECT_EQ(wkt.rfind("COMPD_CS[\"Amersfoort / RD New + NAP height\"", 0), 0U);
}

}  // namespace
}  // namespace schouw::crs
