// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/occlusion/occlusion_model.h"

#include <gtest/gtest.h>

#include "layers/coverage/coverage.h"
#include "layers/coverage/observer/lens_place.h"
#include "tests/oracle/box_plan.h"

namespace schouw::coverage {
namespace {

using model::SurfaceKind;
using schouw::testing::Box;
using schouw::testing::canopy;
using schouw::testing::deck;
using schouw::testing::kEast_m;
using schouw::testing::kNorth_m;
using schouw::testing::over_arcade;
using schouw::testing::project_of;

std::vector<Span> spans_of(model::ObjectClass object_class, std::vector<Crossing> crossings, double foot_m = 0.0) {
  std::vector<Span> spans;
  add_spans({.index = 7, .object_class = object_class, .foot_m = foot_m}, crossings, spans);
  return spans;
}

Column column_of(std::vector<Span> spans, GroundBelow ground = {}) {
  Column column;
  stack_column(spans.data(), spans.data() + spans.size(), ground, column);
  return column;
}

Crossing up(double m, SurfaceKind kind = SurfaceKind::unknown) { return crossing_of(0, m, kind, true); }
Crossing down(double m, SurfaceKind kind = SurfaceKind::unknown) { return crossing_of(0, m, kind, false); }

const auto kBuilding = model::ObjectClass::building;
const auto kBridge = model::ObjectClass::bridge;

TEST(SolidSpans, of_a_building_without_a_floor_reach_down_to_the_ground) {
  const Column column = column_of(spans_of(kBuilding, {up(9.0)}));
  EXPECT_EQ(column.solid_m, 9.0F);
  EXPECT_TRUE(column.slabs.empty());
}

TEST(SolidSpans, of_a_building_whose_faces_turn_the_wrong_way_reach_down_to_the_ground) {
  const Column column = column_of(spans_of(kBuilding, {up(0.0), down(9.0)}));
  EXPECT_EQ(column.solid_m, 9.0F);
  EXPECT_TRUE(column.slabs.empty());
}

TEST(SolidSpans, of_upper_floors_over_a_passage_hang) {
  // A passage of 4 m under a house of 12 m: free from the ground to 4 m.
  const Column column = column_of(spans_of(kBuilding, {down(4.0), up(12.0)}));
  EXPECT_FALSE(column.solid_m);
  ASSERT_EQ(column.slabs.size(), 1U);
  EXPECT_EQ(column.slabs[0].bottom_m, 4.0F);
  EXPECT_EQ(column.slabs[0].top_m, 12.0F);
}

TEST(SolidSpans, that_a_file_calls_ground_stand_wherever_the_terrain_lies) {
  const Column column = column_of(spans_of(kBuilding, {down(4.0, SurfaceKind::ground), up(12.0)}));
  EXPECT_EQ(column.solid_m, 12.0F);
  EXPECT_TRUE(column.slabs.empty());
}

TEST(SolidSpans, at_the_foot_of_their_building_stand_where_the_ground_is_assumed) {
  EXPECT_EQ(column_of(spans_of(kBuilding, {down(4.0), up(12.0)}, 4.0), {0.0, true}).solid_m, 12.0F);
  EXPECT_FALSE(column_of(spans_of(kBuilding, {down(4.0), up(12.0)}, 0.0), {0.0, true}).solid_m);
}

TEST(SolidSpans, of_a_deck_without_an_underside_are_a_thin_slab) {
  const Column column = column_of(spans_of(kBridge, {up(6.0)}));
  EXPECT_FALSE(column.solid_m);
  ASSERT_EQ(column.slabs.size(), 1U);
  EXPECT_FLOAT_EQ(column.slabs[0].bottom_m, 5.8F);
  EXPECT_EQ(column.slabs[0].top_m, 6.0F);
}

TEST(SolidSpans, of_a_deck_on_its_pier_are_one_body) {
  auto spans = spans_of(kBridge, {down(0.0), up(5.0), down(5.0), up(6.0)});
  EXPECT_EQ(column_of(spans).solid_m, 6.0F);
}

TEST(SolidSpans, join_where_nobody_could_stand_between) {
  auto spans = spans_of(kBuilding, {down(0.0), up(3.0)});
  for (const Span& s : spans_of(kBridge, {down(4.9), up(5.5)})) spans.push_back(s);  // 1.9 m over the roof
  EXPECT_EQ(column_of(spans).solid_m, 5.5F);
  spans = spans_of(kBuilding, {down(0.0), up(3.0)});
  for (const Span& s : spans_of(kBridge, {down(5.1), up(5.5)})) spans.push_back(s);  // 2.1 m
  EXPECT_EQ(column_of(spans).solid_m, 3.0F);
  EXPECT_EQ(column_of(spans).slabs.size(), 1U);
}

TEST(SolidSpans, on_an_edge_that_two_faces_share_are_counted_once) {
  const Column column =
      column_of(spans_of(kBuilding, {down(4.0), down(4.0), up(8.0), up(8.0), down(11.0), up(12.0)}));
  EXPECT_FALSE(column.solid_m);
  ASSERT_EQ(column.slabs.size(), 2U);
  EXPECT_EQ(column.slabs[0].top_m, 8.0F);
  EXPECT_EQ(column.slabs[1].bottom_m, 11.0F);
}

TEST(SolidSpans, on_the_ground_hide_nothing) {
  EXPECT_FALSE(column_of(spans_of(kBridge, {up(0.3)})).solid_m);
  EXPECT_TRUE(column_of(spans_of(kBridge, {up(0.3)})).slabs.empty());
}

std::size_t cell_at(const OcclusionModel& s, const LocalSurface& l, double east_m, double north_m) {
  const raster::GridFrame frame = s.frame_of(l.cells);
  return l.heights.index(frame.column_of(kEast_m + east_m), frame.row_of(kNorth_m + north_m));
}

TEST(OcclusionModel, leave_the_ground_under_a_bridge_open_and_tell_its_deck_apart) {
  // A tower beside a deck 10 m wide and 5 to 6 m up. Cells of 0.5 m.
  const plan::Project project =
      project_of({{-60, 0, -50, 10, 0, 9}, deck({0, 0, 40, 10, 5, 6}), canopy({60, 0, 64, 4, 0, 3})}, {});
  const OcclusionModel occlusion(project, 0.5);
  const LocalSurface local = occlusion.local(occlusion.window_around(kEast_m, kNorth_m, 80.0));
  const auto flags = [&](double e, double n) { return local.flags[cell_at(occlusion, local, e, n)]; };
  EXPECT_EQ(flags(-55, 5) & (kCovered | kUnderSlab), kCovered);
  EXPECT_EQ(flags(20, 5) & (kCovered | kUnderSlab), kUnderSlab);
  EXPECT_EQ(flags(62, 2) & (kCovered | kUnderSlab), kUnderSlab);
  EXPECT_EQ(flags(20, 20) & (kCovered | kUnderSlab), 0);
  // By hand: 80 x 20 cells under the deck, 8 x 8 under the canopy.
  EXPECT_EQ(local.slabs.size(), 1600U + 64U);
  EXPECT_TRUE(std::is_sorted(local.slabs.begin(), local.slabs.end(),
                             [](const Slab& a, const Slab& b) { return a.cell < b.cell; }));
  for (const Slab& slab : local.slabs) {
    EXPECT_EQ(local.heights.solid_m[slab.cell], sight::kNothing);
    EXPECT_TRUE((slab.bottom_m == 5.0F && slab.top_m == 6.0F) || slab.top_m == 3.0F);
  }
}

TEST(OcclusionModel, give_the_same_window_whichever_blocks_were_made) {
  plan::Project project = project_of(
      {{-60, 0, -50, 10, 0, 9}, deck({0, 0, 40, 10, 5, 6}), over_arcade({3, 20, 30, 40, 4, 12, 20.0})}, {});
  project.terrain = std::make_shared<const model::Terrain>(testing::flat_terrain(60.0));
  const OcclusionModel bare(project, 0.5);
  OcclusionModel some(project, 0.5);
  const CellWindow window = bare.window_around(kEast_m + 7.0, kNorth_m + 3.0, 47.0);
  auto keys = some.blocks_of({window});
  ASSERT_GT(keys.size(), 4U);
  keys.erase(keys.begin() + 1);
  ASSERT_TRUE(some.prepare(keys, {}));
  const LocalSurface a = bare.local(window);
  const LocalSurface b = some.local(window);
  EXPECT_EQ(a.heights.solid_m, b.heights.solid_m);
  EXPECT_EQ(a.ground_m, b.ground_m);
  EXPECT_EQ(a.flags, b.flags);
  ASSERT_EQ(a.slabs.size(), b.slabs.size());
  EXPECT_GT(a.slabs.size(), 1000U);
  for (std::size_t i = 0; i < a.slabs.size(); ++i) {
    ASSERT_EQ(a.slabs[i].cell, b.slabs[i].cell);
    ASSERT_EQ(a.slabs[i].bottom_m, b.slabs[i].bottom_m);
  }
}

TEST(OcclusionModel, take_no_footprint_no_inner_surface_and_plants_only_where_the_policy_says_so) {
  auto city = testing::city_of({{0, 0, 10, 10, 0, 8}, {20, 0, 30, 10, 0, 8}, {40, 0, 50, 10, 0, 8}});
  city.objects[0].lod = "0";
  city.objects[1].object_class = model::ObjectClass::vegetation;
  std::fill_n(city.kinds.begin() + city.objects[2].first_triangle, 12, SurfaceKind::interior);
  plan::Project project = project_of({}, {});
  project.city = std::make_shared<const model::CityModel>(city);
  const auto heights = [&](const plan::Project& p) {
    const OcclusionModel s(p, 0.5);
    std::vector<bool> stands;
    for (const double east : {5.0, 25.0, 45.0})
      stands.push_back(s.top_at(kEast_m + east, kNorth_m + 5.0).has_value());
    for (const double east : {5.0, 25.0, 45.0}) {
      stands.push_back(s.triangles().first_hit({kEast_m + east, kNorth_m + 5.0, 20.0}, {0.0, 0.0, -1.0}).has_value());
    }
    return stands;
  };
  EXPECT_EQ(heights(project), (std::vector<bool>{false, false, false, false, false, false}));
  auto plan = std::make_shared<plan::Plan>(*project.plan);
  plan->policy.occlusion.vegetation = true;
  project.plan = plan;
  EXPECT_EQ(heights(project), (std::vector<bool>{false, true, false, false, true, false}));
}

}  // namespace
}  // namespace schouw::coverage
