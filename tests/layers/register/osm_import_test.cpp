// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "layers/register/direction.h"
#include "layers/register/import_register.h"

// Expected values: the OpenStreetMap wiki on surveillance and direction; domain.md 1 "OSM traps"; the convergence by
// hand: at longitude 4.3667 the grid of RD turns by (4.3667 - 5.3876) * sin(52.0) = -0.80 degrees.
namespace schouw::registers {
namespace {

using Tags = std::vector<std::pair<std::string, std::string>>;

base::Result<RegisterImport> import_osm(std::vector<Tags> rows) {
  model::FeatureTable table{.name = "osm", .crs = *crs::crs_from_text("EPSG:4326")};
  std::int64_t row = 1;
  for (const Tags& tags : rows) {
    model::Feature feature{.id = "node/" + std::to_string(row), .row = row};
    feature.geometry = model::Coordinate{4.3667 + 0.001 * static_cast<double>(row - 1), 52.0, {}};
    feature.fields.emplace_back("man_made", "surveillance");
    for (const auto& [key, value] : tags) feature.fields.emplace_back(key, value);
    table.features.push_back(std::move(feature));
    ++row;
  }
  const auto schema = load_schema(SCHOUW_SOURCE_DIR "/data/registers/osm.json");
  return import_register(std::span(&table, 1), *schema,
                         {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "o.json"});
}

TEST(OsmRegister, turns_true_north_into_grid_north_and_marks_it_assumed) {
  const auto result = import_osm({{{"camera:direction", "90"}}});
  ASSERT_TRUE(result);
  EXPECT_NEAR(*result->sensors.at(0).azimuth_deg, 90.80, 0.02);
  EXPECT_EQ(result->sensors[0].azimuth_deg.basis, Basis::assumed);
}

TEST(OsmRegister, reads_a_range_as_middle_and_width) {
  const auto result = import_osm({{{"camera:direction", "239-284"}}});
  ASSERT_TRUE(result);
  EXPECT_NEAR(*result->sensors.at(0).azimuth_deg, 261.5 + 0.80, 0.02);
  EXPECT_DOUBLE_EQ(*result->sensors[0].hfov_deg, 45.0);
}

TEST(OsmRegister, takes_no_direction_from_a_list_and_says_so) {
  const auto result = import_osm({{{"camera:direction", "90;180"}}});
  ASSERT_TRUE(result);
  const Sensor& sensor = result->sensors.at(0);
  EXPECT_FALSE(sensor.azimuth_deg);
  EXPECT_EQ(*sensor.lens, "multi_imager");
  EXPECT_THAT(sensor.unknown_fields, testing::Contains(testing::Pair("camera:direction", "90;180")));
  EXPECT_THAT(result.diagnostics(), testing::Contains(testing::Field(&base::Diagnostic::code, "REG-114")));
}

TEST(OsmRegister, keeps_camera_angle_raw) {
  const auto result = import_osm({{{"camera:angle", "15"}}});
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->sensors.at(0).tilt_deg);
  EXPECT_FALSE(result->sensors[0].hfov_deg);
  EXPECT_THAT(result->sensors[0].unknown_fields, testing::Contains(testing::Pair("camera:angle", "15")));
}

TEST(OsmRegister, keeps_a_doorbell_without_anything_that_leads_to_a_house) {
  const auto result = import_osm({{{"surveillance", "private"},
                                   {"camera:mount", "doorbell"},
                                   {"operator", "someone"},
                                   {"camera:direction", "0"}}});
  ASSERT_TRUE(result);
  const Sensor& sensor = result->sensors.at(0);
  EXPECT_EQ(sensor.scope, Scope::household);
  EXPECT_FALSE(counts(sensor));
  EXPECT_TRUE(sensor.name.empty());
  EXPECT_FALSE(sensor.deployment.operator_name);
  EXPECT_FALSE(sensor.azimuth_deg);
  EXPECT_EQ(sensor.id.find("node/"), std::string::npos);
  EXPECT_EQ(std::fmod(sensor.position->east_m, 100.0), 50.0);
  EXPECT_EQ(std::fmod(sensor.position->north_m, 100.0), 50.0);
  EXPECT_TRUE(redacted(SensorList(result->sensors)).empty());
}

TEST(OsmRegister, leaves_guards_out_and_tells_kinds_apart) {
  const auto result = import_osm({{{"surveillance:type", "guard"}},
                                  {{"surveillance:type", "ALPR"}},
                                  {{"camera:type", "panning"}, {"height", "3 m"}}});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->rejected, 1);
  ASSERT_EQ(result->sensors.size(), 2U);
  EXPECT_EQ(result->sensors[0].kind, SensorKind::anpr);
  EXPECT_EQ(*result->sensors[1].camera_type, "panning");
  EXPECT_DOUBLE_EQ(*result->sensors[1].height_above_ground_m, 3.0);
}

TEST(OsmDirection, reads_cardinals_and_wraps_ranges) {
  EXPECT_DOUBLE_EQ(direction_from_text("NNW")->azimuth_deg, 337.5);
  EXPECT_DOUBLE_EQ(direction_from_text("ZW")->azimuth_deg, 225.0);
  EXPECT_DOUBLE_EQ(direction_from_text("350-10")->azimuth_deg, 0.0);
  EXPECT_DOUBLE_EQ(*direction_from_text("350-10")->width_deg, 20.0);
  EXPECT_DOUBLE_EQ(direction_from_text("-90")->azimuth_deg, 270.0);
  EXPECT_DOUBLE_EQ(direction_from_text("90°")->azimuth_deg, 90.0);
  EXPECT_TRUE(direction_from_text("180,270")->several);
  EXPECT_FALSE(direction_from_text("forward"));
  EXPECT_FALSE(direction_from_text("400"));
}

// A year that is not over removes nothing: it may be its last day that is meant.
TEST(OsmRegister, takes_a_start_and_an_end_that_are_known_to_the_month) {
  model::FeatureTable table{.name = "osm", .crs = *crs::crs_from_text("EPSG:4326")};
  for (const auto& [start, end] :
       {std::pair("2019-05", "2021-02"), std::pair("2019", "2026"), std::pair("2020-01-02", "2025")}) {
    const auto row = static_cast<std::int64_t>(table.features.size()) + 1;
    table.features.push_back({.id = "node/" + std::to_string(row),
                              .row = row,
                              .geometry = model::Coordinate{4.3667 + 0.001 * static_cast<double>(row), 52.0, {}},
                              .fields = {{"man_made", "surveillance"}, {"start_date", start}, {"end_date", end}}});
  }
  const auto result = import_register(
      std::span(&table, 1), *load_schema(SCHOUW_SOURCE_DIR "/data/registers/osm.json"),
      {.project_crs = *crs::project_crs_from_text("EPSG:7415"), .file_name = "o.json", .today_iso = "2026-11-27"});
  ASSERT_TRUE(result);
  const auto& sensors = result->sensors;
  EXPECT_EQ(sensors.at(0).deployment.active_from.value, "2019-05-01");
  EXPECT_EQ(sensors[0].deployment.active_until.value, "2021-02-28");
  EXPECT_EQ(sensors[0].status.value, Status::removed);
  EXPECT_EQ(sensors[1].deployment.active_from.value, "2019-01-01");
  EXPECT_EQ(sensors[1].deployment.active_until.value, "2026-12-31");
  EXPECT_NE(sensors[1].status.value, Status::removed);
  EXPECT_EQ(sensors[2].deployment.active_from.value, "2020-01-02");
  EXPECT_EQ(sensors[2].status.value, Status::removed);
  EXPECT_THAT(sensors[0].unknown_fields, testing::Contains(testing::Pair("start_date", "2019-05")));
  const auto told = std::count_if(result.diagnostics().begin(), result.diagnostics().end(),
                                  [](const auto& said) { return said.code == "REG-147"; });
  EXPECT_EQ(told, 5);
  EXPECT_THAT(result.diagnostics(),
              testing::Not(testing::Contains(testing::Field(&base::Diagnostic::code, "REG-104"))));
}

}  // namespace
}  // namespace schouw::registers
