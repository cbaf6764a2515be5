// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/optics.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/base/ring.h"

namespace schouw::coverage {

namespace {

constexpr double kRightAngle_rad = std::numbers::pi / 2.0;
constexpr double kWholeCircle_deg = 360.0;
// A rim that lies exactly on a cell's centre counts as in view, whatever the last bit says.
constexpr double kRim = 1e-9;

base::Angle within_a_right_angle(base::Angle tilt) {
  return base::Angle::from_radians(std::clamp(tilt.radians(), -kRightAngle_rad, kRightAngle_rad));
}

}  // namespace

std::string_view shape_name(ViewShape shape) {
  constexpr std::array<std::string_view, 6> kNames = {"frustum", "sector", "fisheye", "disc", "swept", "area"};
  return kNames[static_cast<std::size_t>(shape)];
}

double focal_length_px(double pixels_w, base::Angle hfov) {
  return pixels_w / (2.0 * std::tan(hfov.radians() / 2.0));
}

base::Angle field_of_view(double sensor_size_mm, double focal_length_mm) {
  return base::Angle::from_radians(2.0 * std::atan(sensor_size_mm / (2.0 * focal_length_mm)));
}

ViewTest::ViewTest(const SensorView& view)
    : shape_(view.shape),
      half_hfov_rad_(view.hfov.radians() / 2.0),
      tan_half_hfov_(std::tan(std::min(view.hfov.radians() / 2.0, kRightAngle_rad - 1e-6))),
      tan_half_vfov_(std::tan(std::min(view.vfov.radians() / 2.0, kRightAngle_rad - 1e-6))),
      cos_half_hfov_(std::cos(std::min(view.hfov.radians() / 2.0, std::numbers::pi))),
      sin_azimuth_(std::sin(view.azimuth.radians())),
      cos_azimuth_(std::cos(view.azimuth.radians())),
      whole_circle_(view.hfov.degrees() >= kWholeCircle_deg - 1e-9),
      nearest_m2_(view.range_min_m * view.range_min_m * (1.0 - kRim)),
      farthest_m2_(view.range_max_m * view.range_max_m * (1.0 + kRim)),
      focal_px_(view.focal_px),
      sin_upper_tilt_(std::sin(within_a_right_angle(view.upper_tilt).radians())),
      sin_lower_tilt_(std::sin(within_a_right_angle(view.lower_tilt).radians())),
      east_m_(view.lens.east_m),
      north_m_(view.lens.north_m),
      area_(view.area),
      masks_(view.masks) {
  const double sin_tilt = std::sin(view.tilt.radians());
  const double cos_tilt = std::cos(view.tilt.radians());
  forward_ = {sin_azimuth_ * cos_tilt, cos_azimuth_ * cos_tilt, -sin_tilt};
  const Axis level{cos_azimuth_, -sin_azimuth_, 0.0};
  const Axis upright{sin_azimuth_ * sin_tilt, cos_azimuth_ * sin_tilt, cos_tilt};
  const double s = std::sin(view.roll.radians());
  const double c = std::cos(view.roll.radians());
  right_ = {level.east * c - upright.east * s, level.north * c - upright.north * s, level.up * c - upright.up * s};
  upward_ = {upright.east * c + level.east * s, upright.north * c + level.north * s, upright.up * c + level.up * s};
}

ViewTest::Numbers ViewTest::numbers() const {
  return {.forward = forward_,
          .right = right_,
          .upward = upward_,
          .tan_half_hfov = tan_half_hfov_,
          .tan_half_vfov = tan_half_vfov_,
          .nearest_m2 = nearest_m2_,
          .farthest_m2 = farthest_m2_,
          .focal_px = focal_px_.value_or(0.0),
          .rim = kRim};
}

double ViewTest::axial_depth_m(double east_m, double north_m, double up_m) const {
  return forward_.along(east_m, north_m, up_m);
}

bool ViewTest::in_view(double east_m, double north_m, double up_m) const {
  const double distance_m2 = east_m * east_m + north_m * north_m + up_m * up_m;
  // Written so that a place that is no number is never in view.
  if (shape_ != ViewShape::area && !(distance_m2 <= farthest_m2_ && distance_m2 >= nearest_m2_)) return false;
  switch (shape_) {
    case ViewShape::disc: return true;
    case ViewShape::sector: {
      if (whole_circle_) return true;
      const double ahead = east_m * sin_azimuth_ + north_m * cos_azimuth_;
      return ahead >= cos_half_hfov_ * std::hypot(east_m, north_m) - kRim;
    }
    case ViewShape::swept: {
      if (distance_m2 == 0.0) return false;
      const double sin_down = -up_m / std::sqrt(distance_m2);
      if (sin_down < sin_upper_tilt_ - kRim || sin_down > sin_lower_tilt_ + kRim) return false;
      return whole_circle_ ||
             east_m * sin_azimuth_ + north_m * cos_azimuth_ >= cos_half_hfov_ * std::hypot(east_m, north_m) - kRim;
    }
    case ViewShape::area: return base::inside_nonzero(area_, east_m_ + east_m, north_m_ + north_m);
    case ViewShape::fisheye:
      return whole_circle_ || forward_.along(east_m, north_m, up_m) >= cos_half_hfov_ * std::sqrt(distance_m2) - kRim;
    case ViewShape::frustum: break;
  }
  const double depth_m = forward_.along(east_m, north_m, up_m);
  if (depth_m <= 0.0) return false;
  return std::abs(right_.along(east_m, north_m, up_m)) <= depth_m * tan_half_hfov_ + kRim &&
         std::abs(upward_.along(east_m, north_m, up_m)) <= depth_m * tan_half_vfov_ + kRim;
}

std::optional<double> ViewTest::density_px_per_m(double east_m, double north_m, double up_m) const {
  if (!focal_px_) return std::nullopt;
  if (shape_ == ViewShape::disc || shape_ == ViewShape::area) return std::nullopt;
  const double depth_m = shape_ == ViewShape::frustum ? forward_.along(east_m, north_m, up_m)
                                                      : std::sqrt(east_m * east_m + north_m * north_m + up_m * up_m);
  if (depth_m <= 0.0) return std::nullopt;
  return *focal_px_ / depth_m;
}

std::optional<std::array<double, 2>> ViewTest::in_image(double east_m, double north_m, double up_m) const {
  const double depth_m = forward_.along(east_m, north_m, up_m);
  double right = right_.along(east_m, north_m, up_m);
  double upward = upward_.along(east_m, north_m, up_m);
  if (shape_ == ViewShape::frustum && depth_m > 0.0) {
    right /= depth_m * tan_half_hfov_;
    upward /= depth_m * tan_half_vfov_;
  } else if (shape_ == ViewShape::fisheye) {
    // Equidistant: the distance from the middle of the image grows with the angle off the axis.
    const double aside_m = std::hypot(right, upward);
    const double share = aside_m == 0.0 ? 0.0 : std::atan2(aside_m, depth_m) / half_hfov_rad_ / aside_m;
    right *= share;
    upward *= share;
  } else {
    return std::nullopt;
  }
  return std::array{(1.0 + right) / 2.0, (1.0 - upward) / 2.0};
}

bool ViewTest::masked(double east_m, double north_m, double up_m) const {
  if (masks_.empty()) return false;
  const auto image = in_image(east_m, north_m, up_m);
  return std::any_of(masks_.begin(), masks_.end(), [&](const PrivacyMask& mask) {
    if (!mask.in_image) return base::inside_nonzero(mask.rings, east_m_ + east_m, north_m_ + north_m);
    return image && base::inside_nonzero(mask.rings, (*image)[0], (*image)[1]);
  });
}

double axial_depth_m(const SensorView& view, const crs::MapPosition& point) {
  return ViewTest(view).axial_depth_m(point.east_m - view.lens.east_m, point.north_m - view.lens.north_m,
                                      point.up_m - view.lens.up_m);
}

std::optional<double> density_px_per_m(const SensorView& view, const crs::MapPosition& point) {
  return ViewTest(view).density_px_per_m(point.east_m - view.lens.east_m, point.north_m - view.lens.north_m,
                                         point.up_m - view.lens.up_m);
}

bool in_view(const SensorView& view, const crs::MapPosition& point) {
  return ViewTest(view).in_view(point.east_m - view.lens.east_m, point.north_m - view.lens.north_m,
                                point.up_m - view.lens.up_m);
}

double near_edge_m(const SensorView& view, double drop_m) {
  const double steepest = view.tilt.radians() + view.vfov.radians() / 2.0;
  return steepest >= kRightAngle_rad - 1e-12 ? 0.0 : drop_m / std::tan(steepest);
}

std::optional<double> far_edge_m(const SensorView& view, double drop_m) {
  const double flattest = view.tilt.radians() - view.vfov.radians() / 2.0;
  if (flattest <= 0.0) return std::nullopt;
  return drop_m / std::tan(flattest);
}

}  // namespace schouw::coverage
