// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "geo/base/read_file.h"
#include "layers/plan/plan.h"
#include "layers/plan/plan_tables.h"
#include "layers/register/field.h"

namespace schouw::plan {
namespace {

namespace fs = std::filesystem;

class Store : public testing::Test {
 protected:
  void SetUp() override {
    ::setenv("SCHOUW_RESOURCES", SCHOUW_SOURCE_DIR, 1);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path project() const { return folder_ / "town.schouw.gpkg"; }
  fs::path write(const char* name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  fs::path folder_ = fs::path(testing::TempDir()) / ("schouw-store-" + std::to_string(::getpid()));
};

registers::Sensor full_sensor() {
  registers::Sensor sensor{.id = "c1", .name = "Markt 'noord' \"é\"", .kind = registers::SensorKind::anpr};
  sensor.position = crs::MapPosition{121687.123456789, 487484.987654321, 0.0};
  sensor.sources = {{"native", "c1", "CC0"}, {"osm", "node/1", "ODbL"}};
  sensor.azimuth_deg = {.value = 12.3456789012345, .basis = registers::Basis::measured};
  sensor.height_nap_m.missing = registers::MissingReason::placeholder;
  sensor.deployment.purposes = {{"a|b", "", "goal"}, {}};
  sensor.deployment.sign_present.value = false;
  sensor.deployment.active_until.value = "2027-01-31";
  sensor.data.personal_data.value = registers::PersonalData::biometric;
  sensor.unknown_fields = {{"contract", "=1+1"}, {"contract", "again"}, {"empty", ""}};
  return sensor;
}

Plan full_plan() {
  Plan plan{.title = "Town"};
  plan.project_crs = *crs::project_crs_from_text("EPSG:7415");
  plan.policy = *policy::load_policy(SCHOUW_SOURCE_DIR "/data/policy");
  registers::Sensor household{
      .id = "household-1", .scope = registers::Scope::household, .position_generalised = true};
  plan.sensors = {full_sensor(), household};
  plan.areas = {{.id = "a1",
                 .name = "Speeltuin",
                 .type = "playground",
                 .polygons = {{{{{0, 0, {}}, {10, 0, {}}, {10, 10, {}}, {0, 0, {}}}}}},
                 .residents = 1250}};
  plan.sources = {{.kind = "city",
                   .file = "t.city.json",
                   .content_hash = "00ff",
                   .format = "CityJSON 2.0",
                   .source_crs = "EPSG:7415",
                   .transformation = {.operation = "x", .accuracy_m = 0.25, .heights_kept = true},
                   .imported_at = "2026-11-22T00:00:00Z"}};
  plan.stories = {"{\"id\":\"first\"}"};
  plan.revision = revision_of(plan);
  return plan;
}

TEST_F(Store, saving_and_loading_is_the_identity) {
  const Plan plan = full_plan();
  ASSERT_TRUE(save_plan(project(), plan));
  auto loaded = load_project(project());
  ASSERT_TRUE(loaded) << loaded.diagnostics().front().message;
  const Plan& again = *loaded->plan;
  EXPECT_EQ(again.sensors, plan.sensors);
  EXPECT_EQ(again.revision, plan.revision);
  EXPECT_EQ(again.title, "Town");
  EXPECT_EQ(again.project_crs, plan.project_crs);
  EXPECT_EQ(*again.policy.source_text, *plan.policy.source_text);
  EXPECT_EQ(again.stories, plan.stories);
  ASSERT_EQ(again.areas.size(), 1U);
  EXPECT_EQ(again.areas[0].type, "playground");
  EXPECT_EQ(again.areas[0].residents, 1250.0);
  EXPECT_FALSE(again.areas[0].street_km);
  ASSERT_EQ(again.sources.size(), 1U);
  EXPECT_EQ(again.sources[0].transformation.accuracy_m, 0.25);
}

TEST_F(Store, opens_a_plan_whose_city_store_is_gone_with_a_warning) {
  ASSERT_TRUE(save_plan(project(), full_plan()));
  auto loaded = load_project(project());
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->city, nullptr);
  ASSERT_EQ(loaded.diagnostics().size(), 1U);
  EXPECT_EQ(loaded.diagnostics()[0].code, "PLAN-120");
  EXPECT_NE(loaded.diagnostics()[0].hint.find("t.city.json"), std::string::npos);
}

TEST_F(Store, refuses_a_newer_layout) {
  tables::Package package = package_of(full_plan());
  for (auto& row : package.tables.at(0).rows) {
    if (std::get<std::string>(row.cells[0]) == "schema_version") row.cells[1] = std::string("99");
  }
  const auto plan = plan_of(package, "town.schouw.gpkg");
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.diagnostics().front().code, "PLAN-104");
}

TEST_F(Store, revision_follows_the_content) {
  Plan plan = full_plan();
  const auto before = revision_of(plan);
  plan.sensors.change(0).deployment.owner.missing = registers::MissingReason::unreadable;
  EXPECT_NE(revision_of(plan), before);
}

TEST_F(Store, public_reading_leaves_out_what_is_not_published) {
  Plan plan = full_plan();
  plan.sensors.change(0).publication.value = registers::Publication::published;
  ASSERT_TRUE(save_plan(project(), plan));
  auto open = load_public(project());
  ASSERT_TRUE(open);
  ASSERT_EQ(open->plan->sensors.size(), 1U);
  EXPECT_TRUE(open->plan->sensors[0].unknown_fields.empty());
}

constexpr const char* kRegister = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"id":"c1","name":"A","kind":"camera"},"geometry":{"type":"Point","coordinates":[4.9,52.37]}},
 {"type":"Feature","properties":{"id":"c2","name":"B","kind":"camera"},"geometry":null}]})";

TEST_F(Store, takes_the_good_rows_of_a_register_and_counts_the_rest) {
  auto report = import_files(project(), {write("r.geojson", kRegister)}, {.now_iso = "2026-11-22T00:00:00Z"});
  ASSERT_TRUE(report) << report.diagnostics().front().message;
  EXPECT_EQ(report->added, 1);
  EXPECT_EQ(report->rejected, 1);
  ASSERT_TRUE(report->quality);
  EXPECT_THAT(report->diagnostics, testing::Contains(testing::Field(&base::Diagnostic::code, "REG-101")));
}

TEST_F(Store, a_file_that_fails_does_not_stop_the_others) {
  auto report = import_files(
      project(),
      {write("bad.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}"), write("r.geojson", kRegister)},
      {.now_iso = "2026-11-22T00:00:00Z"});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->added, 1);
  EXPECT_TRUE(base::has_error(report->diagnostics));
}

TEST_F(Store, nothing_is_written_where_nothing_could_be_taken) {
  const auto bad = write("broken.json", "{\"type\": \"CityJSON\"");
  auto report = import_files(project(), {bad}, {});
  ASSERT_FALSE(report);
  EXPECT_FALSE(fs::exists(project()));
  EXPECT_FALSE(fs::exists(tiles_folder(project())));
}

TEST_F(Store, importing_the_same_register_twice_gives_the_same_bytes) {
  const auto file = write("r.geojson", kRegister);
  ASSERT_TRUE(import_files(project(), {file}, {.now_iso = "2026-11-22T00:00:00Z"}));
  const auto first = *base::read_file(project());
  auto again = import_files(project(), {file}, {.now_iso = "2026-11-23T00:00:00Z"});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->unchanged, 1);
  EXPECT_EQ(*base::read_file(project()), first);
}

TEST_F(Store, takes_polygons_for_areas_and_their_type_from_words) {
  const auto file = write("areas.geojson", R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"id":"x","naam":"De Wip","soort":"Speeltuin"},
  "geometry":{"type":"Polygon","coordinates":[[[4.9,52.37],[4.901,52.37],[4.901,52.371],[4.9,52.37]]]}}]})");
  auto report = import_files(project(), {file}, {.now_iso = "2026-11-22T00:00:00Z"});
  ASSERT_TRUE(report) << report.diagnostics().front().message;
  auto loaded = load_project(project());
  ASSERT_TRUE(loaded);
  ASSERT_EQ(loaded->plan->areas.size(), 1U);
  EXPECT_EQ(loaded->plan->areas[0].name, "De Wip");
  EXPECT_EQ(loaded->plan->areas[0].type, "playground");
}

TEST_F(Store, a_project_keeps_its_coordinate_system) {
  ASSERT_TRUE(import_files(project(), {write("r.geojson", kRegister)}, {.project_crs = "EPSG:7415"}));
  auto again = import_files(project(), {write("r.geojson", kRegister)}, {.project_crs = "EPSG:25831"});
  ASSERT_FALSE(again);
  EXPECT_THAT(again.diagnostics(), testing::Contains(testing::Field(&base::Diagnostic::code, "PLAN-115")));
}

TEST(TilesFolder, lies_beside_the_project) {
  EXPECT_EQ(tiles_folder("a/delft.schouw.gpkg"), fs::path("a/delft.schouw.tiles"));
  EXPECT_EQ(tiles_folder("delft.gpkg"), fs::path("delft.schouw.tiles"));
}

}  // namespace
}  // namespace schouw::plan
