// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "layers/plan/plan.h"

// The real run of the Delft campus, at the level of the library. Expected values: counted in the files themselves
// with a JSON reader (51 nodes, 8 of them surveillance=private doorbells, 432 CityObjects of type Building) and, for
// the position, `cs2cs EPSG:4326 EPSG:28992`.
namespace schouw::plan {
namespace {

namespace fs = std::filesystem;

fs::path shared_data() {
  const char* stated = std::getenv("SCHOUW_SHARED");
  return (stated != nullptr ? fs::path(stated) : fs::path(SCHOUW_SOURCE_DIR "/../shared")) / "data";
}

class DelftImport : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(city())) GTEST_SKIP() << "the shared data of the Delft campus is absent";
    ::setenv("SCHOUW_RESOURCES", SCHOUW_SOURCE_DIR, 1);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  static fs::path city() { return shared_data() / "delft-campus/tudelft_3dbag_5910_all_lods.city.json"; }
  static fs::path overpass() { return shared_data() / "delft-campus/overpass_surveillance_2025.json"; }
  static fs::path geojson() { return shared_data() / "delft-campus/cameras_2025.geojson"; }
  fs::path project() const { return folder_ / "delft.schouw.gpkg"; }

  static constexpr const char* kNow = "2026-11-22T00:00:00Z";
  fs::path folder_ = fs::path(testing::TempDir()) / ("schouw-delft-" + std::to_string(::getpid()));
};

std::string told(const base::Diagnostics& diagnostics) {
  std::string out;
  for (const auto& diagnostic : diagnostics) out += base::describe(diagnostic) + "\n";
  return out;
}

TEST_F(DelftImport, takes_city_and_register_one_after_the_other) {
  const ImportOptions options{.now_iso = kNow};
  auto first = import_files(project(), {city()}, options);
  ASSERT_TRUE(first) << told(first.diagnostics());
  EXPECT_EQ(first->added, 432);
  auto second = import_files(project(), {overpass()}, options);
  ASSERT_TRUE(second) << told(second.diagnostics());
  EXPECT_EQ(second->added, 51);
  EXPECT_EQ(second->rejected, 0) << told(second->diagnostics);

  auto loaded = load_project(project());
  ASSERT_TRUE(loaded) << told(loaded.diagnostics());
  EXPECT_TRUE(loaded.diagnostics().empty()) << told(loaded.diagnostics());
  EXPECT_EQ(loaded->plan->project_crs.id, "EPSG:7415");
  ASSERT_NE(loaded->city, nullptr);
  EXPECT_EQ(loaded->city->objects.size(), 432U);
  const auto& sensors = loaded->plan->sensors;
  EXPECT_EQ(std::count_if(sensors.begin(), sensors.end(),
                          [](const auto& s) { return s.scope == registers::Scope::household; }),
            8);
  // Of the 51, 23 state a direction; the doorbells among them lose theirs.
  const auto directed =
      std::count_if(sensors.begin(), sensors.end(), [](const auto& s) { return s.azimuth_deg.value.has_value(); });
  EXPECT_GT(directed, 0);
  EXPECT_LE(directed, 23);
}

TEST_F(DelftImport, places_a_camera_where_cs2cs_places_it) {
  ASSERT_TRUE(import_files(project(), {overpass()}, {.now_iso = kNow}));
  auto loaded = load_project(project());
  ASSERT_TRUE(loaded);
  const auto& sensors = loaded->plan->sensors;
  const auto camera =
      std::find_if(sensors.begin(), sensors.end(), [](const auto& s) { return s.id == "node/851372350"; });
  ASSERT_NE(camera, sensors.end());
  // echo 51.9967933 4.3754429 | cs2cs EPSG:4258 EPSG:28992
  EXPECT_NEAR(camera->position->east_m, 85517.003, 0.01);
  EXPECT_NEAR(camera->position->north_m, 445862.719, 0.01);
  // camera:direction=0 is true north; grid north lies 0.8 degrees to the west of it here, so the azimuth is above 0.
  EXPECT_NEAR(*camera->azimuth_deg, 0.8, 0.1);
  EXPECT_EQ(camera->azimuth_deg.basis, registers::Basis::assumed);
}

TEST_F(DelftImport, the_same_cameras_as_geojson_change_nothing) {
  ASSERT_TRUE(import_files(project(), {overpass()}, {.now_iso = kNow}));
  auto again = import_files(project(), {geojson()}, {.now_iso = kNow});
  ASSERT_TRUE(again) << told(again.diagnostics());
  EXPECT_EQ(again->added, 0);
  EXPECT_EQ(again->unchanged, 51);
  EXPECT_EQ(again->gone, 0);
}

TEST_F(DelftImport, importing_the_city_again_finds_every_object_unchanged) {
  ASSERT_TRUE(import_files(project(), {city()}, {.now_iso = kNow}));
  auto again = import_files(project(), {city()}, {.now_iso = "2026-11-23T00:00:00Z"});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->unchanged, 432);
  EXPECT_EQ(again->added + again->changed + again->gone, 0);
}

TEST_F(DelftImport, the_public_reading_holds_no_household_device_and_nothing_restricted) {
  ASSERT_TRUE(import_files(project(), {overpass()}, {.now_iso = kNow}));
  auto open = load_public(project());
  ASSERT_TRUE(open);
  EXPECT_EQ(open->plan->sensors.size(), 43U);
  EXPECT_FALSE(registers::holds_restricted(open->plan->sensors));
}

TEST_F(DelftImport, a_missing_file_beside_a_good_one_leaves_no_project) {
  auto result = import_files(project(), {overpass(), folder_ / "not-there.json"}, {.now_iso = kNow});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.diagnostics().front().code, "IO-101");
  EXPECT_FALSE(fs::exists(project()));
}

TEST_F(DelftImport, city_and_register_that_lie_apart_are_warned_of) {
  const fs::path hague = shared_data() / "delft-north/scene_v2.0.city.json";
  if (!fs::exists(hague)) GTEST_SKIP() << "delft-north is absent";
  auto result = import_files(project(), {hague, overpass()}, {.now_iso = kNow});
  ASSERT_TRUE(result) << told(result.diagnostics());
  EXPECT_TRUE(std::any_of(result->diagnostics.begin(), result->diagnostics.end(), [](const auto& d) {
    return d.code == "PLAN-111";
  })) << told(result->diagnostics);
}

}  // namespace
}  // namespace schouw::plan
