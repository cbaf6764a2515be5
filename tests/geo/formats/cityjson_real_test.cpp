// SPDX-License-Identifier: EUPL-1.2
// Real files, read in place. Objects, levels and areas were computed apart from this code, with Python's json module:
// parents followed to the top, the highest level of a family taken, Newell areas of its faces summed with holes off.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <set>

#include "geo/formats/read_cityjson.h"
#include "geo/mesh/triangulate.h"

namespace schouw::formats {
namespace {

std::filesystem::path shared(const std::string& name) {
  const char* chosen = std::getenv("SCHOUW_SHARED");
  const std::filesystem::path root = chosen != nullptr ? chosen : SCHOUW_SOURCE_DIR "/../shared";
  return root / "data" / name;
}

double area_m2(const model::CityModel& city) {
  double area = 0.0;
  for (const auto& triangle : city.triangles) {
    const auto a = city.position(triangle[0]);
    const auto b = city.position(triangle[1]);
    const auto c = city.position(triangle[2]);
    const double ux = b.east_m - a.east_m, uy = b.north_m - a.north_m, uz = b.up_m - a.up_m;
    const double vx = c.east_m - a.east_m, vy = c.north_m - a.north_m, vz = c.up_m - a.up_m;
    const double nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
    area += std::sqrt(nx * nx + ny * ny + nz * nz) / 2.0;
  }
  return area;
}

struct Expected {
  std::string file;
  std::string version;
  std::string crs;
  bool sequence = false;
  std::size_t objects = 0;
  std::size_t footprints = 0;
  double area_m2 = 0.0;
  bool crs_stated = true;
};
void PrintTo(const Expected& expected, std::ostream* out) { *out << expected.file; }

class CityjsonFile : public ::testing::TestWithParam<Expected> {};

TEST_P(CityjsonFile, has_the_objects_levels_and_areas_that_python_finds) {
  const Expected& expected = GetParam();
  const auto path = shared(expected.file);
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared data: " << expected.file;
  CityJsonOptions options;
  if (!expected.crs_stated) options.assumed_crs = *crs::crs_from_text(expected.crs);
  auto file = read_cityjson(path, options);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->version, expected.version);
  EXPECT_EQ(file->sequence, expected.sequence);
  EXPECT_EQ(file->surfaces.crs.id, expected.crs);
  EXPECT_EQ(file->crs_assumed, !expected.crs_stated);
  EXPECT_EQ(file->surfaces.objects.size(), expected.objects);
  std::size_t footprints = 0;
  for (const auto& object : file->surfaces.objects) footprints += object.lod == "0" ? 1 : 0;
  EXPECT_EQ(footprints, expected.footprints);
  const auto city = mesh::triangulate(std::move(file->surfaces));
  ASSERT_TRUE(city);
  // Faces of real files are flat to about a centimetre: triangles of a bent face have a little more area than its
  // plan.
  EXPECT_NEAR(area_m2(*city), expected.area_m2, 5e-4 + 2e-7 * expected.area_m2);
}

INSTANTIATE_TEST_SUITE_P(
    SharedData, CityjsonFile,
    ::testing::Values(
        Expected{"delft-campus/tudelft_3dbag_5910_all_lods.city.json", "1.1", "EPSG:7415", false, 432, 3, 331290.905},
        Expected{"delft-north/scene_v1.0.city.json", "1.0", "EPSG:7415", false, 570, 0, 99956.419},
        Expected{"delft-north/scene_v2.0.city.json", "2.0", "EPSG:7415", false, 570, 0, 77526.088},
        Expected{"delfshaven/3-20-DELFSHAVEN_v2.0.city.json", "2.0", "EPSG:28992", false, 853, 0, 627077.073},
        Expected{"small-3dbag/3dbag_901_trimmed.city.jsonl", "1.1", "EPSG:7415", true, 52, 0, 26954.899},
        Expected{"small-3dbag/3dbag_b2.city.json", "2.0", "EPSG:7415", false, 2, 0, 1527.177},
        Expected{"small-3dbag/3dbag_b2.city.jsonl", "2.0", "EPSG:7415", true, 2, 0, 1527.177},
        Expected{"small-3dbag/3dbag_v20240420_small.city.jsonl", "2.0", "EPSG:7415", true, 3, 0, 601.295},
        Expected{"small-3dbag/rijswijk_3dbag_5870_ext.city.jsonl", "1.1", "EPSG:7415", true, 55, 1, 15913.369},
        Expected{"small-3dbag/multi_lod.json", "2.0", "EPSG:7415", false, 10, 0, 2622.118, false},
        Expected{"citygml/lod2_buildings_v2.json", "2.0", "EPSG:3068", false, 100, 0, 30842.438},
        Expected{"citygml/lod2_buildings_as_CityJSON_features.jsonl", "2.0", "EPSG:3068", true, 100, 0, 30842.438,
                 false}));

std::set<std::string> ids_of(const CityJsonFile& file) {
  std::set<std::string> ids;
  for (const auto& object : file.surfaces.objects) ids.insert(object.id);
  return ids;
}

TEST(CityjsonFiles, of_delft_north_hold_the_same_objects_in_both_versions) {
  const auto old_path = shared("delft-north/scene_v1.0.city.json");
  const auto new_path = shared("delft-north/scene_v2.0.city.json");
  if (!std::filesystem::exists(old_path) || !std::filesystem::exists(new_path)) GTEST_SKIP() << "no shared data";
  const auto first = read_cityjson(old_path, {});
  const auto second = read_cityjson(new_path, {});
  ASSERT_TRUE(first && second);
  std::multiset<model::ObjectClass> first_classes;
  std::multiset<model::ObjectClass> second_classes;
  for (const auto& object : first->surfaces.objects) first_classes.insert(object.object_class);
  for (const auto& object : second->surfaces.objects) second_classes.insert(object.object_class);
  EXPECT_EQ(first_classes.count(model::ObjectClass::building), 160U);
  EXPECT_EQ(first_classes, second_classes);
  EXPECT_EQ(ids_of(*first).size(), ids_of(*second).size());
}

TEST(CityjsonFiles, of_delft_campus_can_be_read_at_another_level) {
  const auto path = shared("delft-campus/tudelft_3dbag_5910_all_lods.city.json");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared data";
  const auto file = read_cityjson(path, {.assumed_crs = {}, .preferred_lod = "1.2"});
  ASSERT_TRUE(file);
  std::size_t blocks = 0;
  for (const auto& object : file->surfaces.objects) blocks += object.lod == "1.2" ? 1 : 0;
  EXPECT_EQ(blocks, 429U);
  EXPECT_EQ(file->surfaces.lods, (std::vector<std::string>{"0", "1.2", "1.3", "2.2"}));
}

TEST(CityjsonFiles, without_a_header_are_placed_by_their_own_coordinates) {
  const auto path = shared("small-3dbag/503100000000296.city.jsonl");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared data";
  const auto file = read_cityjson(path, {.assumed_crs = *crs::crs_from_text("EPSG:7415"), .preferred_lod = {}});
  ASSERT_TRUE(file);
  ASSERT_EQ(file->surfaces.objects.size(), 1U);
  EXPECT_NEAR(static_cast<double>(file->surfaces.vertices[0][0]), 85'360'000.0, 30'000.0);
}

}  // namespace
}  // namespace schouw::formats
