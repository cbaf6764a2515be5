// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/neighbourhoods.h"

#include <gtest/gtest.h>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/exposure/exposure.h"
#include "tests/oracle/box_plan.h"

namespace schouw::exposure {
namespace {

using schouw::testing::Box;
using schouw::testing::camera_at;
using schouw::testing::kEast_m;
using schouw::testing::kNorth_m;
using schouw::testing::project_of;

areas::Area square(const std::string& name, double west, double south, double side_m) {
  areas::Area area{.id = name, .name = name, .type = "neighbourhood"};
  const double e = kEast_m + west, n = kNorth_m + south;
  area.polygons = {
      {{{{e, n, {}}, {e + side_m, n, {}}, {e + side_m, n + side_m, {}}, {e, n + side_m, {}}, {e, n, {}}}}}};
  return area;
}

// A city of 200 x 200 m with one house of 10 x 20 m, and the areas given.
plan::Project town(std::vector<areas::Area> areas, std::vector<registers::Sensor> sensors) {
  const std::vector<Box> boxes = {{-100, -100, -99, -99, 0, 3}, {99, 99, 100, 100, 0, 3}, {20, 20, 30, 40, 0, 8}};
  plan::Project project = project_of(boxes, std::move(sensors));
  auto plan = std::make_shared<plan::Plan>(*project.plan);
  plan->areas = areas::AreaList(std::move(areas));
  project.plan = plan;
  return project;
}

NeighbourhoodTable table_of(const plan::Project& project) {
  const auto occlusion = coverage::make_occlusion_model(project, {});
  EXPECT_TRUE(occlusion);
  const auto exposure = compute_exposure(project, **occlusion, {});
  EXPECT_TRUE(exposure);
  return exposure->neighbourhoods;
}

TEST(Neighbourhoods, public_space_is_the_ground_that_no_building_covers) {
  // By hand: 80 x 80 m less a house of 10 x 20 m.
  const NeighbourhoodTable table = table_of(town({square("Noord", 0, 0, 80)}, {}));
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_NEAR(*table.rows[0].public_space_m2, 6400.0 - 200.0, 1e-6);
  EXPECT_EQ(*table.rows[0].covered_m2, 0.0);
  EXPECT_NEAR(table.rows[0].hectares, 0.64, 1e-9);
  EXPECT_FALSE(table.rows[0].residents);
  EXPECT_FALSE(table.rows[0].street_km);
  EXPECT_FALSE(table.rows[0].partly_loaded);
}

TEST(Neighbourhoods, covered_is_what_the_sensors_see_of_it_each_place_once) {
  // Two cameras in one place, looking west, away from the house: each sees what one of them sees.
  const auto project =
      town({square("Alles", -90, -90, 180)}, {camera_at("one", 0, 0, 270), camera_at("two", 0, 0, 270)});
  const auto occlusion = coverage::make_occlusion_model(project, {});
  const auto coverage = coverage::compute_coverage(project, **occlusion, {});
  const NeighbourhoodTable table = table_of(project);
  EXPECT_NEAR(*table.rows[0].covered_m2, coverage->footprints[0].visible_area_m2, 1e-6);
  EXPECT_GT(*table.rows[0].covered_m2, 500.0);
  EXPECT_EQ(table.rows[0].sensors, 2);
}

TEST(Neighbourhoods, stand_by_name_whatever_their_figures) {
  const NeighbourhoodTable table = table_of(town({square("Zuid", -90, -90, 80), square("Noord", 0, 0, 80)}, {}));
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].area, 1U);
}

TEST(Neighbourhoods, no_ratio_under_a_thousand_residents_or_on_a_median_of_nothing) {
  auto small = square("A", -90, -90, 80);
  small.residents = 999;
  auto large = square("B", 0, 0, 80);
  large.residents = 2000;
  const auto camera = camera_at("one", 5, 5, 0);
  const NeighbourhoodTable table = table_of(town({small, large}, {camera}));
  EXPECT_FALSE(table.rows[0].sensors_per_1000_residents);
  ASSERT_TRUE(table.rows[1].sensors_per_1000_residents);
  EXPECT_DOUBLE_EQ(*table.rows[1].sensors_per_1000_residents, 0.5);
  small.residents = 5000;
  auto third = square("C", 0, -90, 80);
  third.residents = 5000;
  // Two of three have no sensor: the median is 0.
  for (const Neighbourhood& row : table_of(town({small, large, third}, {camera})).rows) {
    EXPECT_FALSE(row.sensors_per_1000_residents);
  }
}

TEST(Neighbourhoods, what_lies_beyond_the_loaded_city_is_not_counted_and_said) {
  const NeighbourhoodTable table = table_of(town({square("Rand", 60, 60, 80)}, {}));
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_TRUE(table.rows[0].partly_loaded);
  EXPECT_NEAR(*table.rows[0].public_space_m2, 40.0 * 40.0 - 1.0, 1e-6);
}

TEST(Neighbourhoods, without_a_city_public_space_is_unknown) {
  plan::Project project = town({square("Noord", 0, 0, 80)}, {});
  project.city = nullptr;
  const NeighbourhoodTable table = table_of(project);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_FALSE(table.rows[0].public_space_m2);
  EXPECT_FALSE(table.rows[0].covered_m2);
}

TEST(Exposure, tells_what_it_could_not_count) {
  const plan::Project empty = project_of({}, {});
  const auto occlusion = coverage::make_occlusion_model(empty, {});
  const auto exposure = compute_exposure(empty, **occlusion, {});
  ASSERT_TRUE(exposure);
  ASSERT_EQ(exposure.diagnostics().size(), 2U);
  EXPECT_EQ(exposure.diagnostics()[0].code, "EXPO-131");
  EXPECT_EQ(exposure.diagnostics()[1].code, "EXPO-130");
}

TEST(Exposure, a_cancelled_one_gives_nothing) {
  base::Progress progress;
  progress.cancel.cancel();
  const plan::Project project = town({}, {camera_at("one", 0, 0, 45)});
  const auto occlusion = coverage::make_occlusion_model(project, {});
  const auto exposure = compute_exposure(project, **occlusion, {}, progress);
  ASSERT_FALSE(exposure);
  EXPECT_EQ(exposure.diagnostics()[0].code, "EXPO-110");
}

}  // namespace
}  // namespace schouw::exposure
