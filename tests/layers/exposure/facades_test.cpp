// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/facades.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/exposure/facade_cells.h"
#include "tests/oracle/box_plan.h"

namespace schouw::exposure {
namespace {

using registers::Sensor;
using schouw::testing::camera_at;
using schouw::testing::project_of;
using schouw::testing::stated;

// Level, 90 by 60 degrees, 1920 px, 4 m up at (0, 0), looking north.
Sensor level_camera(const std::string& id = "one") {
  Sensor sensor = camera_at(id, 0.0, 0.0, 0.0);
  sensor.tilt_deg = stated(0.0);
  sensor.vfov_deg = stated(60.0);
  return sensor;
}

struct Asked {
  plan::Project project;
  std::shared_ptr<const coverage::OcclusionModel> occlusion;
  std::vector<coverage::Observer> observers;
};

Asked asked(const plan::Project& project) {
  auto occlusion = coverage::make_occlusion_model(project, {});
  EXPECT_TRUE(occlusion);
  Asked out{project, *occlusion, {}};
  out.observers = *observers_of(project, *out.occlusion, {});
  return out;
}

FacadeExposure exposed(const Asked& asked, FacadeOptions options = {}) {
  auto result = facade_exposure(asked.project, *asked.occlusion, asked.observers, options);
  EXPECT_TRUE(result);
  return *std::move(result);
}

// A mask over the right half of every image.
std::vector<coverage::Observer> with_right_half_masked(const std::vector<coverage::Observer>& observers) {
  std::vector<coverage::Observer> masked;
  for (const coverage::Observer& observer : observers) {
    std::vector<coverage::SensorView> views = observer.views();
    for (coverage::SensorView& view : views) {
      view.masks.push_back({.in_image = true, .rings = {{{0.5, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.5, 1.0}}}});
    }
    masked.emplace_back(observer.sensor(), std::move(views), observer.optical());
  }
  return masked;
}

TEST(Facades, a_wall_before_a_camera_is_seen_as_wide_and_high_as_the_image_reaches) {
  // By hand: wall at 10 m of depth, 30 m wide, 12 m high. Seen: 2 * 10 tan 45 = 20 m of its width, and from its foot
  // to 4 + 10 tan 30 = 9.77 m: 195.5 m2, give or take a quarter of a metre along the upper edge (5 m2). 960 px / 10 m
  // = 96 px/m.
  const Asked one = asked(project_of({{-15, 10, 15, 20, 0, 12}}, {level_camera()}));
  const FacadeExposure exposure = exposed(one);
  ASSERT_EQ(exposure.buildings.size(), 1U);
  const BuildingFacades& building = exposure.buildings[0];
  EXPECT_NEAR(building.before_masks.seen_m2, 195.5, 5.0);
  EXPECT_NEAR(building.before_masks.at_limit_m2, building.before_masks.seen_m2, 1e-9);
  EXPECT_NEAR(building.before_masks.by_class_m2[2], building.before_masks.seen_m2, 1e-9);
  EXPECT_EQ(building.before_masks.by_class_m2[3], 0.0);  // 125 px/m
  EXPECT_NEAR(building.wall_m2, (30 + 10) * 2 * 12.0, 1e-3);
  EXPECT_EQ(building.sensors.size(), 1U);
  EXPECT_EQ(exposure.building_counts.before_masks, 1);
  EXPECT_EQ(exposure.building_counts.after_masks, 1);
}

TEST(Facades, only_the_part_that_is_dense_enough_counts_for_the_limit) {
  // By hand: 960 px / 62.5 px/m = 15.36 m of depth. A wall along the view, from 4 to 30 m north at 3 m east, 3 m
  // high, enters the image at 3 m of depth: 15.36 - 4 = 11.36 m of it at 62.5 px/m or better. Its lower edge is in
  // view from 4 / tan 30 = 6.93 m on; above that line the image cuts a triangle of 2.93 m by 2.93 tan 30 = 1.69
  // m: 2.48 m2.
  // Its south front, 4 m deep, shows 1 m of width above that same line: 3 - 1.69 = 1.31 m2 more.
  const Asked one = asked(project_of({{3, 4, 13, 30, 0, 3}}, {level_camera()}));
  const FacadeExposure exposure = exposed(one);
  ASSERT_EQ(exposure.buildings.size(), 1U);
  EXPECT_NEAR(exposure.buildings[0].before_masks.at_limit_m2, 11.36 * 3.0 - 2.48 + 1.31, 1.2);
  EXPECT_GT(exposure.buildings[0].before_masks.seen_m2, 26.0 * 3.0 - 5.0);
}

TEST(Facades, a_building_that_is_seen_from_afar_only_is_seen_but_not_counted) {
  // 960 px / 20 m = 48 px/m.
  const FacadeExposure exposure = exposed(asked(project_of({{-5, 20, 5, 30, 0, 6}}, {level_camera()})));
  ASSERT_EQ(exposure.buildings.size(), 1U);
  EXPECT_NEAR(exposure.buildings[0].before_masks.seen_m2, 60.0, 1e-3);
  EXPECT_EQ(exposure.buildings[0].before_masks.at_limit_m2, 0.0);
  EXPECT_EQ(exposure.building_counts.before_masks, 0);
  EXPECT_EQ(exposure.building_counts.total, 1);
}

TEST(Facades, what_stands_between_hides_a_facade) {
  // A tower whose west side lies on the axis of the image hides all that is east of it.
  const FacadeExposure exposure =
      exposed(asked(project_of({{-15, 10, 15, 20, 0, 8}, {0, 4, 9, 5, 0, 30}}, {level_camera()})));
  ASSERT_EQ(exposure.buildings.size(), 2U);
  EXPECT_NEAR(exposure.buildings[0].before_masks.seen_m2, 10.0 * 8.0, 0.5 * 8.0);
}

TEST(Facades, a_mask_over_half_of_the_image_takes_half_of_the_facade) {
  Asked one = asked(project_of({{-15, 10, 15, 20, 0, 8}}, {level_camera()}));
  one.observers = with_right_half_masked(one.observers);
  const FacadeExposure exposure = exposed(one, {.keep_pieces = true});
  ASSERT_EQ(exposure.buildings.size(), 1U);
  EXPECT_NEAR(exposure.buildings[0].before_masks.seen_m2, 160.0, 1.0);
  EXPECT_NEAR(exposure.buildings[0].after_masks.seen_m2, 80.0, 1.0);
  EXPECT_NEAR(exposure.buildings[0].sensors[0].after_masks_m2, 80.0, 1.0);
  double masked = 0.0;
  for (const FacadePiece& piece : exposure.pieces) masked += piece.masked_wholly ? 1.0 : 0.0;
  EXPECT_GT(masked, 0.0);
}

TEST(Facades, masks_can_take_a_building_out_of_the_count) {
  Asked one = asked(project_of({{2, 10, 9, 20, 0, 8}}, {level_camera()}));
  one.observers = with_right_half_masked(one.observers);
  const FacadeExposure exposure = exposed(one);
  EXPECT_EQ(exposure.building_counts.before_masks, 1);
  EXPECT_EQ(exposure.building_counts.after_masks, 0);
}

TEST(Facades, what_does_not_look_sees_no_facade) {
  Sensor wifi = camera_at("wifi", 0.0, 0.0, 0.0);
  wifi.kind = registers::SensorKind::wifi;
  EXPECT_TRUE(exposed(asked(project_of({{-5, 10, 5, 20, 0, 6}}, {wifi}))).buildings.empty());
}

TEST(Facades, addresses_are_counted_only_where_every_building_states_them) {
  const plan::Project none = project_of({{-5, 10, 5, 20, 0, 6}, {50, 10, 60, 20, 0, 6}}, {level_camera()});
  EXPECT_FALSE(exposed(asked(none)).address_counts);
  auto city = std::make_shared<model::CityModel>(*none.city);
  city->objects[0].attributes = R"({"identificatie":"a","aantal_verblijfsobjecten":12})";
  city->objects[1].attributes = R"({"aantal_verblijfsobjecten":30})";
  const plan::Project all{.plan = none.plan, .city = city};
  const auto counts = exposed(asked(all)).address_counts;
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->total, 42);
  EXPECT_EQ(counts->before_masks, 12);
}

TEST(Facades, a_number_of_addresses_that_is_none_is_not_stated) {
  model::CityObject object;
  for (const char* text :
       {R"({"addresses":-3})", R"({"addresses":2.5})", R"({"addresses":"7"})", R"({"addresses":)"}) {
    object.attributes = text;
    EXPECT_FALSE(stated_addresses(object)) << text;
  }
}

TEST(Facades, the_public_is_told_tens) {
  EXPECT_EQ(in_tens(9), 0);
  EXPECT_EQ(in_tens(10), 10);
  EXPECT_EQ(in_tens(127), 120);
}

TEST(Facades, no_result_depends_on_the_number_of_threads) {
  std::vector<Sensor> sensors;
  for (int i = 0; i < 6; ++i) sensors.push_back(camera_at(std::to_string(i), 3.0 + 33.0 * i, 3.0, 60.0 * i));
  const Asked town = asked(project_of(schouw::testing::random_boxes(7, 200.0), sensors));
  const FacadeExposure a = exposed(town, {.threads = 1});
  const FacadeExposure b = exposed(town, {.threads = 5});
  ASSERT_EQ(a.buildings.size(), b.buildings.size());
  ASSERT_GT(a.buildings.size(), 3U);
  for (std::size_t i = 0; i < a.buildings.size(); ++i) {
    EXPECT_EQ(a.buildings[i].before_masks.seen_m2, b.buildings[i].before_masks.seen_m2);
    EXPECT_EQ(a.buildings[i].sensors.size(), b.buildings[i].sensors.size());
  }
}

TEST(Facades, count_from_the_density_and_the_area_that_the_policy_states) {
  // The wall of the first test: 195 m2 at 96 px/m.
  const Asked one = asked(project_of({{-15, 10, 15, 20, 0, 12}}, {level_camera()}));
  const auto with = [&](double px_per_m, double least_m2) {
    auto plan = std::make_shared<plan::Plan>(*one.project.plan);
    plan->policy.figures.facade_px_per_m = px_per_m;
    plan->policy.figures.facade_m2 = least_m2;
    Asked other = one;
    other.project.plan = plan;
    return exposed(other);
  };
  EXPECT_EQ(with(97.0, 1.0).buildings[0].before_masks.at_limit_m2, 0.0);
  EXPECT_NEAR(with(95.0, 1.0).buildings[0].before_masks.at_limit_m2, 195.5, 5.0);
  EXPECT_EQ(with(95.0, 150.0).building_counts.before_masks, 1);
  EXPECT_EQ(with(95.0, 250.0).building_counts.before_masks, 0);
  EXPECT_EQ(with(95.0, 250.0).figures.facade_m2, 250.0);
}

TEST(Facades, a_corner_that_a_file_set_hundreds_of_kilometres_off_costs_no_more_than_what_is_in_view) {
  Asked one = asked(project_of({{-15, 10, 15, 20, 0, 12}}, {level_camera()}));
  auto city = std::make_shared<model::CityModel>(*one.project.city);
  // One triangle in the plane of the wall: 30 m of it on the ground, and a corner 300 km east and 300 km up.
  const auto at = [&](double east_m, double up_m) {
    const auto mm = [](double metres) { return static_cast<std::int32_t>(std::lround(metres * 1000.0)); };
    city->vertices_mm.push_back({mm(schouw::testing::kEast_m + east_m - city->origin.east_m),
                                 mm(schouw::testing::kNorth_m + 10.0 - city->origin.north_m),
                                 mm(up_m - city->origin.up_m)});
    return static_cast<std::uint32_t>(city->vertices_mm.size() - 1);
  };
  city->triangles = {{at(-15, 0), at(15, 0), at(300'000, 300'000)}};
  city->kinds = {model::SurfaceKind::wall};
  city->objects.resize(1);
  city->objects[0].first_triangle = 0;
  city->objects[0].triangle_count = 1;
  city->objects[0].bounds = {};
  for (const auto corner : city->triangles[0]) city->objects[0].bounds.include(city->position(corner));
  one.project.city = city;
  // 18 million cells, of which the image holds some 740. By hand: the wall leans 45 degrees, 30 m wide; of 20 m in
  // view it covers all up to 5 m, and 25 - z m from there to 9.77 m: 100 + 84 m2.
  const FacadeExposure exposure = exposed(one);
  ASSERT_EQ(exposure.buildings.size(), 1U);
  EXPECT_NEAR(exposure.buildings[0].before_masks.seen_m2, 184.1, 5.0);
}

TEST(FacadeCells, of_windows_are_those_of_the_whole_wall_that_a_window_holds) {
  const model::CityModel city = schouw::testing::city_of({{0.3, 0.2, 7.9, 5.1, 0.1, 6.7, 17.0}});
  for (std::uint32_t t = 0; t < city.triangles.size(); ++t) {
    const auto wall = wall_triangle(city, t);
    if (!wall) continue;
    const auto& [low, high] = wall->bounds;
    const crs::MapPosition middle{(low.east_m + high.east_m) / 2, (low.north_m + high.north_m) / 2, 3.0};
    const crs::MapBounds left{low, {middle.east_m, middle.north_m, 4.0}};
    const crs::MapBounds right{{middle.east_m - 1.0, middle.north_m - 1.0, 2.0}, high};
    const std::vector<CellWindow> windows = {window_on(*wall, city.origin, left),
                                             window_on(*wall, city.origin, right)};
    const auto holds = [](const crs::MapBounds& box, const crs::MapPosition& p) {
      return p.east_m >= box.min.east_m && p.east_m <= box.max.east_m && p.north_m >= box.min.north_m &&
             p.north_m <= box.max.north_m && p.up_m >= box.min.up_m && p.up_m <= box.max.up_m;
    };
    std::vector<std::pair<crs::MapPosition, std::vector<std::size_t>>> found;
    for_each_facade_cell(*wall, city.origin, windows, [&](const FacadeCell& cell, const auto& holding) {
      found.emplace_back(cell.middle, holding);
    });
    std::size_t next = 0;
    for (const FacadeCell& cell : facade_cells(*wall, city.origin)) {
      const bool listed = next < found.size() && found[next].first == cell.middle;
      const auto held_by = [&](std::size_t window) {
        return listed && std::count(found[next].second.begin(), found[next].second.end(), window) == 1;
      };
      EXPECT_TRUE(!holds(left, cell.middle) || held_by(0));
      EXPECT_TRUE(!holds(right, cell.middle) || held_by(1));
      next += static_cast<std::size_t>(listed);
    }
    EXPECT_EQ(next, found.size()) << "the same cells in the same order";
  }
}

TEST(Facades, without_a_city_there_are_none) {
  EXPECT_TRUE(exposed(asked(project_of({}, {level_camera()}))).buildings.empty());
}

TEST(FacadeCells, the_pieces_of_a_triangle_add_up_to_it_and_lie_in_its_plane) {
  const model::CityModel city = schouw::testing::city_of({{0.3, 0.2, 7.9, 5.1, 0.1, 6.7, 17.0}});
  int walls = 0;
  for (std::uint32_t t = 0; t < city.triangles.size(); ++t) {
    const auto wall = wall_triangle(city, t);
    if (!wall) continue;
    ++walls;
    double area_m2 = 0.0;
    for (const FacadeCell& cell : facade_cells(*wall, city.origin)) {
      area_m2 += cell.area_m2;
      EXPECT_LE(cell.area_m2, 0.25 + 1e-9);
      const double off = (cell.middle.east_m - wall->corners[0].east_m) * wall->normal[0] +
                         (cell.middle.north_m - wall->corners[0].north_m) * wall->normal[1];
      EXPECT_NEAR(off, 0.0, 1e-6);
    }
    EXPECT_NEAR(area_m2, wall->area_m2, 1e-3);
  }
  EXPECT_EQ(walls, 8);  // four sides of two triangles; floor and roof are none
}

}  // namespace
}  // namespace schouw::exposure
