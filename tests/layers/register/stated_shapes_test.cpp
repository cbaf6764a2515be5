// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include "layers/register/field.h"
#include "layers/register/import_register.h"
#include "layers/register/polygon_text.h"
#include "layers/register/preset.h"

// Expected values by hand, from the notation of OGC 06-103r4 (WKT) and docs/register-schemas.md (presets).
namespace schouw::registers {
namespace {

double area_of(const std::vector<std::array<double, 2>>& ring) {
  double twice = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const auto& a = ring[i];
    const auto& b = ring[(i + 1) % ring.size()];
    twice += a[0] * b[1] - b[0] * a[1];
  }
  return twice / 2.0;
}

TEST(PolygonText, turns_outer_rings_anticlockwise_and_holes_clockwise) {
  const auto read =
      polygons_from_text("Polygon((0 0, 0 10, 10 10, 10 0, 0 0),(2 2, 4 2, 4 4, 2 4, 2 2))", PolygonFrame::map);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1U);
  ASSERT_EQ((*read)[0].rings.size(), 2U);
  EXPECT_DOUBLE_EQ(area_of((*read)[0].rings[0]), 100.0);
  EXPECT_DOUBLE_EQ(area_of((*read)[0].rings[1]), -4.0);
}

TEST(PolygonText, reads_several_polygons_a_third_ordinate_and_an_open_ring) {
  const auto read = polygons_from_text("MULTIPOLYGON Z (((0 0 1, 2 0 1, 2 2 1)), ((5 5 0, 6 5 0, 6 6 0, 5 5 0)))",
                                       PolygonFrame::map);
  ASSERT_TRUE(read) << read.diagnostics().front().message;
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ((*read)[0].rings[0].size(), 3U);
  EXPECT_DOUBLE_EQ(area_of((*read)[1].rings[0]), 0.5);
}

TEST(PolygonText, says_what_is_wrong_with_each_broken_one) {
  const std::pair<const char*, const char*> broken[] = {{"", "expected POLYGON"},
                                                        {"POINT (1 2)", "expected POLYGON"},
                                                        {"POLYGON ((0 0, 1 0, 1 1", "expected ')'"},
                                                        {"POLYGON (0 0, 1 0, 1 1)", "expected '('"},
                                                        {"POLYGON ((0 0, 1 0, 0 0))", "fewer than three"},
                                                        {"POLYGON ((0 0, 1 0, 2 0, 0 0))", "without area"},
                                                        {"POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))", "sides cross"},
                                                        {"POLYGON ((0 0, nan 1, 1 1, 0 0))", "expected metres"},
                                                        {"POLYGON ((0 0, 1e300 1, 1 1, 0 0))", "expected metres"},
                                                        {"POLYGON ((0 0, een 1, 1 1, 0 0))", "two numbers"},
                                                        {"POLYGON ((0 0, 1 0, 1 1, 0 0)) and more", "after its end"}};
  for (const auto& [text, problem] : broken) {
    const auto read = polygons_from_text(text, PolygonFrame::map);
    ASSERT_FALSE(read) << text;
    EXPECT_NE(read.diagnostics().front().message.find(problem), std::string::npos)
        << text << ": " << read.diagnostics().front().message;
  }
}

TEST(PolygonText, of_an_image_lies_within_it) {
  EXPECT_TRUE(polygons_from_text("POLYGON ((0 0, 0.5 0, 0.5 1, 0 1, 0 0))", PolygonFrame::image));
  EXPECT_FALSE(polygons_from_text("POLYGON ((0 0, 960 0, 960 1080, 0 1080, 0 0))", PolygonFrame::image));
}

TEST(PolygonText, an_observed_area_may_be_a_radius) {
  EXPECT_DOUBLE_EQ(*area_from_text("25")->radius_m, 25.0);
  EXPECT_DOUBLE_EQ(*area_from_text("12,5 m")->radius_m, 12.5);
  EXPECT_FALSE(area_from_text("-25"));
  EXPECT_FALSE(area_from_text("1000000"));
  EXPECT_EQ(area_from_text("POLYGON ((0 0, 9 0, 9 9, 0 0))")->polygons.size(), 1U);
}

TEST(Presets, read_names_with_spaces_and_an_optional_width) {
  const auto read = presets_from_text("hoofd ingang: -90, 20, 30; plein:180,-5.5 ;");
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, (std::vector<Preset>{{"hoofd ingang", 270.0, 20.0, 30.0}, {"plein", 180.0, -5.5, {}}}));
}

TEST(Presets, name_the_one_that_cannot_be_read) {
  for (const char* text :
       {"", ";", "plein", ": 1,2", "plein: noord, 2", "plein: 90", "plein: 90, 100", "plein: 400, 1",
        "plein: 90, 1, 0", "plein: 90, 1, 175", "plein: 90, 1, 30, 4", "plein: nan, 1", "a: 1, 2; a: 3, 4"}) {
    EXPECT_FALSE(presets_from_text(text)) << text;
  }
  const auto read = presets_from_text("goed: 1, 2; fout: x, 2");
  ASSERT_FALSE(read);
  EXPECT_NE(read.diagnostics().front().message.find("fout"), std::string::npos);
}

TEST(StatedShapes, that_cannot_be_read_are_named_by_row_and_field_and_cost_no_sensor) {
  const auto native = load_schema(SCHOUW_SOURCE_DIR "/data/registers/native.json");
  ASSERT_TRUE(native);
  model::Feature row{.row = 7, .geometry = model::Coordinate{121687.0, 487484.0, {}}};
  row.fields = {{"id", "c1"},
                {"kind", "camera"},
                {"azimuth_deg", 90.0},
                {"camera_type", "ptz"},
                {"ptz_pan_from_deg", "veel"},
                {"ptz_tilt_max_deg", 400.0},
                {"ptz_presets", "plein: 90"},
                {"privacy_masks", "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"},
                {"privacy_masks_image", "POLYGON ((0 0, 960 0, 960 1080, 0 0))"},
                {"observed_area", "-5"},
                {"mobility_region", "hier"}};
  model::FeatureTable table{.name = "t", .crs = *crs::crs_from_text("EPSG:28992"), .features = {row}};
  const auto read = import_register(std::span(&table, 1), *native,
                                    {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "t"});
  ASSERT_TRUE(read);
  ASSERT_EQ(read->sensors.size(), 1U);
  EXPECT_DOUBLE_EQ(*read->sensors[0].azimuth_deg, 90.0);
  for (const char* field : {"ptz_pan_from_deg", "ptz_tilt_max_deg", "ptz_presets", "privacy_masks",
                            "privacy_masks_image", "observed_area", "mobility_region"}) {
    const bool named = std::any_of(read.diagnostics().begin(), read.diagnostics().end(), [&](const auto& d) {
      return d.code == "REG-104" && d.where.field == field && d.where.row == 7;
    });
    EXPECT_TRUE(named) << field;
    EXPECT_FALSE(field_named(field)->get(read->sensors[0])) << field;
    EXPECT_EQ(field_named(field)->missing(read->sensors[0]), MissingReason::unreadable) << field;
  }
}

// domain.md 3, "Not a tool to watch more": a public copy holds no masks and no presets.
TEST(StatedShapes, of_masks_and_presets_are_never_public) {
  Sensor sensor{.id = "c1", .name = "Markt", .kind = SensorKind::camera};
  sensor.position = crs::MapPosition{121687.0, 487484.0, 0.0};
  sensor.publication.value = Publication::published;
  ASSERT_TRUE(field_named("ptz_presets")->set(sensor, "plein: 180, 10"));
  ASSERT_TRUE(field_named("privacy_masks")->set(sensor, "POLYGON ((0 0, 9 0, 9 9, 0 0))"));
  ASSERT_TRUE(field_named("privacy_masks_image")->set(sensor, "POLYGON ((0 0, 1 0, 1 1, 0 0))"));
  ASSERT_TRUE(field_named("ptz_pan_from_deg")->set(sensor, "10"));
  ASSERT_TRUE(field_named("observed_area")->set(sensor, "POLYGON ((0 0, 9 0, 9 9, 0 0))"));
  const SensorList open = redacted({sensor});
  ASSERT_EQ(open.size(), 1U);
  EXPECT_FALSE(open[0].ptz_presets);
  EXPECT_FALSE(open[0].privacy_masks);
  EXPECT_FALSE(open[0].privacy_masks_image);
  EXPECT_TRUE(open[0].ptz_pan_from_deg);
  sensor.publication.value = Publication::generalised;
  const SensorList coarse = redacted({sensor});
  EXPECT_FALSE(coarse[0].ptz_pan_from_deg) << "a generalised position has no cone";
  EXPECT_FALSE(coarse[0].observed_area) << "an area would give the place away";
}

}  // namespace
}  // namespace schouw::registers
