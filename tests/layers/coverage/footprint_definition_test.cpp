// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <random>

#include "layers/coverage/footprint/trace_footprint.h"
#include "layers/coverage/observer/view_bounds.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "tests/oracle/box_plan.h"

// Footprints of every shape of view against the definitions, cell by cell: in_view, masked and density_px_per_m of
// optics.h, each asked of one point at a time. On open ground nothing hides anything, so the two must be equal.
namespace schouw::coverage {
namespace {

using base::Angle;
using schouw::testing::kEast_m;
using schouw::testing::kNorth_m;

class Rng {
 public:
  explicit Rng(std::uint64_t seed) : random_(seed) {}
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(random_() >> 11) / 9007199254740992.0;
  }

 private:
  std::mt19937_64 random_;
};

SensorView random_view(ViewShape shape, Rng& rng) {
  SensorView view{
      .shape = shape,
      .lens = {kEast_m + rng.between(-40.0, 40.0), kNorth_m + rng.between(-40.0, 40.0), rng.between(1.0, 12.0)},
      .azimuth = Angle::from_degrees(rng.between(0.0, 360.0)),
      .tilt = Angle::from_degrees(rng.between(-20.0, 90.0)),
      .roll = Angle::from_degrees(rng.between(-60.0, 60.0)),
      .hfov = Angle::from_degrees(rng.between(5.0, shape == ViewShape::frustum ? 150.0 : 359.0)),
      .vfov = Angle::from_degrees(rng.between(5.0, 120.0)),
      .range_min_m = rng.between(0.0, 4.0),
      .range_max_m = rng.between(8.0, 45.0)};
  view.upper_tilt = Angle::from_degrees(rng.between(-10.0, 20.0));
  view.lower_tilt = Angle::from_degrees(rng.between(30.0, 90.0));
  if (rng.between(0.0, 1.0) < 0.8) view.focal_px = rng.between(200.0, 3000.0);
  if (shape == ViewShape::area) {
    const double e = view.lens.east_m, n = view.lens.north_m;
    view.area = {{{e - 9.3, n + 4.2}, {e + 20.1, n - 3.3}, {e + 6.0, n + 30.4}}};
  }
  if (rng.between(0.0, 1.0) < 0.3) {
    const double e = view.lens.east_m, n = view.lens.north_m;
    view.masks.push_back({.rings = {{{e - 5.0, n - 6.0}, {e + 12.0, n + 1.0}, {e + 3.0, n + 14.0}}}});
    view.masks.push_back({.in_image = true, .rings = {{{0.0, 0.0}, {0.5, 0.0}, {0.4, 0.6}}}});
  }
  return view;
}

std::uint8_t by_definition(const SensorView& view, const crs::MapPosition& point, const std::vector<double>& limits) {
  const double east = point.east_m - view.lens.east_m, north = point.north_m - view.lens.north_m,
               up = point.up_m - view.lens.up_m;
  if (!in_view(view, point) || ViewTest(view).masked(east, north, up)) return 0;
  std::uint8_t value = 1;
  const double density = density_px_per_m(view, point).value_or(0.0);
  for (const double limit : limits)
    value = static_cast<std::uint8_t>(value + (density * (1 + 1e-12) >= limit ? 1 : 0));
  return value;
}

TEST(FootprintDefinition, every_shape_of_view_marks_the_cells_that_the_definition_holds) {
  const plan::Project project = testing::project_of({}, {});
  const OcclusionModel occlusion(project, 0.5);
  const std::vector<double> limits = density_limits_px_per_m(project.plan->policy);
  std::int64_t in_view_cells = 0;
  for (const ViewShape shape : {ViewShape::frustum, ViewShape::sector, ViewShape::fisheye, ViewShape::disc,
                                ViewShape::swept, ViewShape::area}) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      Rng rng(seed * 100 + static_cast<std::uint64_t>(shape));
      LensPlace place{.view = random_view(shape, rng)};
      const double height_m = seed % 2 == 0 ? 1.7 : 0.0;
      if (seed % 4 == 0) {
        SensorView other = random_view(ViewShape::frustum, rng);
        other.lens = place.view.lens;
        place.further_views = {other};
      }
      const Footprint footprint = trace_footprint(
          place, occlusion, {.target_height_m = height_m, .policy = &project.plan->policy, .outline = false});
      const CellWindow around = occlusion.window_around(place.view.lens.east_m, place.view.lens.north_m, 50.0);
      const raster::GridFrame frame = occlusion.frame_of(around);
      for (int row = 0; row < frame.rows; ++row) {
        for (int column = 0; column < frame.columns; ++column) {
          const crs::MapPosition point{frame.east_of(column), frame.north_of(row), height_m};
          std::uint8_t expected = by_definition(place.view, point, limits);
          for (const SensorView& view : place.further_views) {
            expected = std::max(expected, by_definition(view, point, limits));
          }
          in_view_cells += expected != 0 ? 1 : 0;
          ASSERT_EQ(footprint.density_at(column + around.first_column, row + around.first_row), expected)
              << "shape " << static_cast<int>(shape) << " seed " << seed << " at " << point.east_m - kEast_m << ' '
              << point.north_m - kNorth_m;
        }
      }
      EXPECT_EQ(footprint.blocked_ratio, 0.0);
    }
  }
  std::cout << in_view_cells << " cells in view\n";
  EXPECT_GT(in_view_cells, 100'000);
}

TEST(FootprintDefinition, coverage_grows_with_range_and_with_opening_angle) {
  const plan::Project project = testing::project_of(testing::random_boxes(5, 120.0), {});
  const OcclusionModel occlusion(project, 0.5);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Rng rng(seed);
    LensPlace small{.view = random_view(ViewShape::frustum, rng)};
    small.view.lens = {kEast_m + rng.between(0.0, 4.0), kNorth_m + rng.between(10.0, 110.0), 5.0};
    small.view.masks.clear();
    LensPlace farther = small;
    farther.view.range_max_m *= 1.3;
    LensPlace wider = small;
    wider.view.hfov = Angle::from_degrees(small.view.hfov.degrees() + 8.0);
    const auto cells = [&](const LensPlace& place) {
      return trace_footprint(place, occlusion, {.policy = &project.plan->policy, .outline = false}).seen;
    };
    const CellSet seen = cells(small);
    const CellSet with_range = cells(farther);
    const CellSet with_angle = cells(wider);
    for_each_cell(seen, [&](int column, int row) {
      EXPECT_TRUE(with_range.contains(column, row));
      EXPECT_TRUE(with_angle.contains(column, row));
    });
  }
}

// A barrier of a single upright sheet, 3 m high, 10 m north of the camera, from 20 m west to 3.3 m east of it.
plan::Project with_barrier() {
  model::CityModel city;
  city.origin = {kEast_m, kNorth_m, 0.0};
  city.vertices_mm = {{-20'000, 10'000, 0}, {3'300, 10'000, 0}, {3'300, 10'000, 3'000}, {-20'000, 10'000, 3'000}};
  city.triangles = {{0, 1, 2}, {0, 2, 3}};
  city.kinds.assign(2, model::SurfaceKind::unknown);
  city.objects.push_back(
      {.id = "barrier", .object_class = model::ObjectClass::other_construction, .lod = "2.2", .triangle_count = 2});
  for (std::uint32_t v = 0; v < 4; ++v) city.bounds.include(city.position(v));
  city.objects.front().bounds = city.bounds;
  plan::Project project = testing::project_of({}, {});
  project.city = std::make_shared<const model::CityModel>(std::move(city));
  return project;
}

TEST(FootprintDefinition, a_barrier_that_covers_no_cell_hides_what_lies_behind_it) {
  // By hand: the lens at 4 m sees over 3 m at 10 m from 40 m on; nearer than that, behind the barrier, it sees
  // nothing.
  const plan::Project project = with_barrier();
  const OcclusionModel occlusion(project, 0.5);
  LensPlace place{.view = {.lens = {kEast_m, kNorth_m, 4.0},
                           .azimuth = Angle::from_degrees(0.0),
                           .tilt = Angle::from_degrees(10.0),
                           .hfov = Angle::from_degrees(90.0),
                           .vfov = Angle::from_degrees(90.0),
                           .range_max_m = 60.0}};
  const Footprint seen = trace_footprint(place, occlusion, {.policy = &project.plan->policy});
  const auto sees = [&](double east_m, double north_m) {
    return seen.sees(static_cast<int>(std::floor((kEast_m + east_m) / 0.5)),
                     static_cast<int>(std::floor((kNorth_m + north_m) / 0.5)));
  };
  EXPECT_TRUE(sees(0.3, 9.6)) << "before it";
  EXPECT_FALSE(sees(0.3, 10.6)) << "right behind it";
  EXPECT_FALSE(sees(0.3, 39.6));
  EXPECT_TRUE(sees(0.3, 40.6)) << "over it";
  EXPECT_TRUE(sees(9.6, 20.3)) << "past its end, which hides up to 6.6 m east at 20 m";
  EXPECT_FALSE(sees(6.3, 20.3));
}

TEST(ViewBounds, a_tilted_image_spans_more_of_the_compass_at_its_lower_edge) {
  // domain.md 2: 90 by 58.7 degrees, tilted 45, spans 54.7 degrees to either side at mid-image and 72.8 at its lower
  // edge: tan 54.74 = tan 45 / cos 45; the lower corners: tan 72.8 = tan 45 / (cos 45 - tan 29.35 sin 45).
  SensorView view{.azimuth = Angle::from_degrees(0.0),
                  .tilt = Angle::from_degrees(45.0),
                  .hfov = Angle::from_degrees(90.0),
                  .vfov = Angle::from_degrees(58.7),
                  .range_max_m = 30.0};
  const ViewBounds bounds = view_bounds(view);
  EXPECT_NEAR(bounds.width_rad / 2.0 * 180.0 / M_PI, 72.8, 0.05);
  EXPECT_NEAR((bounds.from_rad + bounds.width_rad / 2.0) * 180.0 / M_PI, 90.0, 1e-9) << "about due north";
  view.tilt = Angle::from_degrees(70.0);
  EXPECT_NEAR(view_bounds(view).width_rad, 2.0 * M_PI, 1e-9)
      << "70 + 29.35 degrees: what lies straight below is seen";
}

}  // namespace
}  // namespace schouw::coverage
