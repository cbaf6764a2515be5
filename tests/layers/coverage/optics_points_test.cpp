// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "layers/coverage/observer/optics.h"
#include "tests/geo/crs/points_file.h"

namespace schouw::coverage {
namespace {

double degrees(const crs::PointCase& c, std::size_t word) { return std::stod(c.operation[word]); }

SensorView tilted(double tilt_deg, double vfov_deg, double hfov_deg = 90.0) {
  SensorView view;
  view.tilt = base::Angle::from_degrees(tilt_deg);
  view.vfov = base::Angle::from_degrees(vfov_deg);
  view.hfov = base::Angle::from_degrees(hfov_deg);
  view.range_max_m = 1000.0;
  return view;
}

// The widest azimuth that is still in view along the line on the image at `share` of the way to the lower edge: found
// by asking in_view, so that the bound and the test are both tried.
double right_rim_deg(const SensorView& view, double share) {
  const double down = view.tilt.radians();
  const double below = share * std::tan(view.vfov.radians() / 2.0) * (1.0 - 1e-9);
  double last = 0.0;
  for (double right = 0.0; right < 1.2; right += 1e-4) {
    // A point one metre deep, `right` aside and `below` down in the image; the axis looks north.
    const crs::MapPosition p{right, std::cos(down) - below * std::sin(down),
                             -std::sin(down) - below * std::cos(down)};
    if (!in_view(view, p)) break;
    last = std::atan2(p.east_m, p.north_m) * 180.0 / std::numbers::pi;
  }
  return last;
}

SensorView swept(const crs::PointCase& c) {
  SensorView view = tilted(0.0, 30.0, degrees(c, 1));
  view.shape = ViewShape::swept;
  view.upper_tilt = base::Angle::from_degrees(degrees(c, 2));
  view.lower_tilt = base::Angle::from_degrees(degrees(c, 3));
  return view;
}

// The operations that accept a point by its offset from the lens; nothing for another operation.
std::optional<std::optional<double>> answer_at_a_point(const crs::PointCase& c) {
  const std::string& what = c.operation[0];
  if (what == "swept_density") {
    SensorView view = tilted(0.0, 30.0, degrees(c, 2));
    view.focal_px = focal_length_px(degrees(c, 1), view.hfov);
    view.shape = ViewShape::swept;
    return density_px_per_m(view, {0.0, c.accept[0] * 0.6, -c.accept[0] * 0.8});
  }
  if (c.accept.size() != 3) return std::nullopt;
  const crs::MapPosition at{c.accept[0], c.accept[1], c.accept[2]};
  if (what == "density_at") {
    SensorView view = tilted(degrees(c, 1), 170.0, degrees(c, 2));
    view.focal_px = focal_length_px(degrees(c, 3), view.hfov);
    return density_px_per_m(view, at);
  }
  if (what == "in_image") return in_view(tilted(degrees(c, 1), degrees(c, 3), degrees(c, 2)), at) ? 1.0 : 0.0;
  if (what == "swept_in_view") return in_view(swept(c), at) ? 1.0 : 0.0;
  if (what == "fisheye_in_view") {
    SensorView view = tilted(90.0, 180.0, degrees(c, 1));
    view.shape = ViewShape::fisheye;
    return in_view(view, at) ? 1.0 : 0.0;
  }
  return std::nullopt;
}

std::optional<double> answer(const crs::PointCase& c) {
  const std::string& what = c.operation[0];
  if (what == "depth_at_density") {
    SensorView view = tilted(0.0, 60.0, degrees(c, 2));
    view.focal_px = focal_length_px(degrees(c, 1), view.hfov);
    const double depth = *view.focal_px / c.accept[0];
    // Anywhere on the plane at that depth, not only on the axis.
    EXPECT_NEAR(*density_px_per_m(view, {0.9 * depth, depth, 0.0}), c.accept[0], 1e-9);
    return depth;
  }
  if (what == "field_of_view") return field_of_view(c.accept[0], c.accept[1]).degrees();
  if (what == "focal_px") return focal_length_px(c.accept[0], base::Angle::from_degrees(c.accept[1]));
  if (what == "near_edge") return near_edge_m(tilted(degrees(c, 1), degrees(c, 2)), c.accept[0]);
  if (what == "far_edge") return far_edge_m(tilted(degrees(c, 1), degrees(c, 2)), c.accept[0]);
  if (what == "azimuth_edge") return right_rim_deg(tilted(degrees(c, 3), degrees(c, 2), degrees(c, 1)), c.accept[0]);
  if (what == "fisheye_density") {
    SensorView view = tilted(90.0, 180.0, degrees(c, 2));
    view.shape = ViewShape::fisheye;
    view.focal_px = degrees(c, 1) / view.hfov.radians();
    return density_px_per_m(view, {c.accept[0] * 0.6, 0.0, -c.accept[0] * 0.8});
  }
  if (const auto asked = answer_at_a_point(c)) return *asked;
  ADD_FAILURE() << "unknown operation " << what;
  return std::nullopt;
}

TEST(OpticsPoints, every_number_of_the_table_comes_out) {
  const auto cases = crs::read_points(SCHOUW_SOURCE_DIR "/tests/points/optics.points");
  ASSERT_GE(cases.size(), 70U);
  for (const crs::PointCase& c : cases) {
    SCOPED_TRACE("optics.points:" + std::to_string(c.line) + " " + c.source);
    const auto found = answer(c);
    ASSERT_EQ(found.has_value(), !c.expect.empty());
    if (found) {
      EXPECT_NEAR(*found, c.expect[0], c.tolerance);
    }
  }
}

TEST(Optics, range_is_a_sphere_and_the_dead_zone_lies_below_the_image) {
  // By hand: lens at 4 m, 45 degrees down, 58.7 high: the image meets the ground from 1.12 to 14.28 m.
  SensorView view = tilted(45.0, 58.7);
  view.lens = {0.0, 0.0, 4.0};
  EXPECT_FALSE(in_view(view, {0.0, 1.11, 0.0}));
  EXPECT_TRUE(in_view(view, {0.0, 1.13, 0.0}));
  EXPECT_TRUE(in_view(view, {0.0, 14.27, 0.0}));
  EXPECT_FALSE(in_view(view, {0.0, 14.29, 0.0}));
  view.range_max_m = 5.0;  // 3 m along the ground, 4 m down
  EXPECT_TRUE(in_view(view, {0.0, 2.999, 0.0}));
  EXPECT_FALSE(in_view(view, {0.0, 3.001, 0.0}));
}

TEST(Optics, a_roll_of_a_quarter_turn_swaps_width_and_height) {
  SensorView view = tilted(0.0, 20.0, 90.0);
  view.roll = base::Angle::from_degrees(90.0);
  EXPECT_TRUE(in_view(view, {0.0, 10.0, 9.0}));
  EXPECT_FALSE(in_view(view, {9.0, 10.0, 0.0}));
}

TEST(Optics, roll_turns_the_camera_clockwise_seen_from_behind) {
  // The right rim then dips: a point right and below comes in, right and above goes out.
  SensorView view = tilted(0.0, 20.0, 90.0);
  view.roll = base::Angle::from_degrees(20.0);
  EXPECT_TRUE(in_view(view, {8.0, 10.0, -3.0}));
  EXPECT_FALSE(in_view(view, {8.0, 10.0, 3.0}));
}

}  // namespace
}  // namespace schouw::coverage
