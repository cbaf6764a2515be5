// SPDX-License-Identifier: EUPL-1.2
#include "layers/drawing/camera.h"

#include <algorithm>
#include <cmath>

namespace schouw::drawing {
namespace {

using Vector = std::array<double, 3>;

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

struct Axes {
  Vector right, up, forward;
};

Axes axes_of(const CameraPose& pose) {
  const double sin_azimuth = std::sin(pose.azimuth.radians());
  const double cos_azimuth = std::cos(pose.azimuth.radians());
  const double sin_tilt = std::sin(pose.tilt.radians());
  const double cos_tilt = std::cos(pose.tilt.radians());
  return {.right = {cos_azimuth, -sin_azimuth, 0.0},
          .up = {sin_tilt * sin_azimuth, sin_tilt * cos_azimuth, cos_tilt},
          .forward = {cos_tilt * sin_azimuth, cos_tilt * cos_azimuth, -sin_tilt}};
}

Vector difference(const crs::MapPosition& a, const crs::MapPosition& b) {
  return {a.east_m - b.east_m, a.north_m - b.north_m, a.up_m - b.up_m};
}

crs::MapPosition moved(const crs::MapPosition& from, const Vector& direction, double by_m) {
  return {from.east_m + direction[0] * by_m, from.north_m + direction[1] * by_m, from.up_m + direction[2] * by_m};
}

// Half of the picture, in metres at one metre from the eye (perspective) or at the target (orthographic, per metre
// of distance); and where the target lies, -1 to 1 from the picture's middle.
struct Lens {
  double half_width, half_height;
  double shift_x, shift_y;
};

Lens lens_of(const CameraPose& pose, const Viewport& viewport) {
  const double width = std::max(1, viewport.width_px);
  const double height = std::max(1, viewport.height_px);
  const double half_height = std::tan(pose.vertical_fov.radians() / 2.0);
  return {.half_width = half_height * width / height,
          .half_height = half_height,
          .shift_x = (viewport.inset_left_px - viewport.inset_right_px) / width,
          .shift_y = (viewport.inset_bottom_px - viewport.inset_top_px) / height};
}

// The nearest thing that can be drawn: near enough to stand on a square, far enough for a 24 bit depth buffer to tell
// a kerb from the road at the far side of a city.
double near_of(const CameraPose& pose) { return std::max(0.3, pose.distance_m * 0.02); }
double far_of(const CameraPose& pose) { return 20000.0 + 20.0 * pose.distance_m; }

double lerp(double a, double b, double t) { return a + (b - a) * t; }

}  // namespace

crs::MapPosition eye_position(const CameraPose& pose) {
  return moved(pose.target, axes_of(pose).forward, -pose.distance_m);
}

Matrix view_matrix(const CameraPose& pose, const crs::SceneOrigin& origin) {
  const Axes axes = axes_of(pose);
  const Vector eye = difference(eye_position(pose), origin.at);
  return {axes.right[0],         axes.up[0],         -axes.forward[0],       0.0,
          axes.right[1],         axes.up[1],         -axes.forward[1],       0.0,
          axes.right[2],         axes.up[2],         -axes.forward[2],       0.0,
          -dot(axes.right, eye), -dot(axes.up, eye), dot(axes.forward, eye), 1.0};
}

Matrix projection_matrix(const CameraPose& pose, const Viewport& viewport) {
  const Lens lens = lens_of(pose, viewport);
  Matrix m{};
  if (pose.orthographic) {
    // Heights above the eye still show: a plan has no near side.
    const double near = -(2000.0 + 4.0 * pose.distance_m);
    const double far = 2000.0 + 6.0 * pose.distance_m;
    m[0] = 1.0 / (lens.half_width * pose.distance_m);
    m[5] = 1.0 / (lens.half_height * pose.distance_m);
    m[10] = -2.0 / (far - near);
    m[12] = lens.shift_x;
    m[13] = lens.shift_y;
    m[14] = -(far + near) / (far - near);
    m[15] = 1.0;
    return m;
  }
  const double near = near_of(pose);
  const double far = far_of(pose);
  m[0] = 1.0 / lens.half_width;
  m[5] = 1.0 / lens.half_height;
  m[8] = -lens.shift_x;
  m[9] = -lens.shift_y;
  m[10] = -(far + near) / (far - near);
  m[11] = -1.0;
  m[14] = -2.0 * far * near / (far - near);
  return m;
}

std::optional<ScreenPoint> project(const CameraPose& pose, const Viewport& viewport, const crs::MapPosition& point) {
  const Axes axes = axes_of(pose);
  const Lens lens = lens_of(pose, viewport);
  const Vector from_eye = difference(point, eye_position(pose));
  const double depth_m = dot(from_eye, axes.forward);
  if (!pose.orthographic && depth_m < near_of(pose)) return std::nullopt;
  const double scale_m = pose.orthographic ? pose.distance_m : depth_m;
  const double x = dot(from_eye, axes.right) / (lens.half_width * scale_m) + lens.shift_x;
  const double y = dot(from_eye, axes.up) / (lens.half_height * scale_m) + lens.shift_y;
  return ScreenPoint{
      .x_px = (x + 1.0) / 2.0 * viewport.width_px, .y_px = (1.0 - y) / 2.0 * viewport.height_px, .depth_m = depth_m};
}

ViewRay ray_through(const CameraPose& pose, const Viewport& viewport, double x_px, double y_px) {
  const Axes axes = axes_of(pose);
  const Lens lens = lens_of(pose, viewport);
  const double x = (2.0 * x_px / std::max(1, viewport.width_px) - 1.0 - lens.shift_x) * lens.half_width;
  const double y = (1.0 - 2.0 * y_px / std::max(1, viewport.height_px) - lens.shift_y) * lens.half_height;
  const crs::MapPosition eye = eye_position(pose);
  if (pose.orthographic) {
    const crs::MapPosition sideways = moved(eye, axes.right, x * pose.distance_m);
    // Starts behind everything that the plan shows, so that a tower taller than the eye is hit too.
    const crs::MapPosition from = moved(moved(sideways, axes.up, y * pose.distance_m), axes.forward, -2000.0);
    return {.from = from, .direction = axes.forward};
  }
  Vector direction{};
  for (std::size_t i = 0; i < 3; ++i) direction[i] = axes.forward[i] + x * axes.right[i] + y * axes.up[i];
  const double length = std::sqrt(dot(direction, direction));
  for (double& component : direction) component /= length;
  return {.from = eye, .direction = direction};
}

namespace {

std::array<crs::MapPosition, 8> corners_of(const crs::MapBounds& bounds) {
  std::array<crs::MapPosition, 8> corners;
  for (std::size_t i = 0; i < 8; ++i) {
    corners[i] = {(i & 1U) != 0U ? bounds.max.east_m : bounds.min.east_m,
                  (i & 2U) != 0U ? bounds.max.north_m : bounds.min.north_m,
                  (i & 4U) != 0U ? bounds.max.up_m : bounds.min.up_m};
  }
  return corners;
}

// Tangents of half the part that the insets leave free, less a margin.
std::array<double, 2> free_half(const CameraPose& pose, const Viewport& viewport) {
  constexpr double kFilled_ratio = 0.92;
  const Lens lens = lens_of(pose, viewport);
  const double free_x =
      1.0 - (viewport.inset_left_px + viewport.inset_right_px) / std::max(1.0, 1.0 * viewport.width_px);
  const double free_y =
      1.0 - (viewport.inset_top_px + viewport.inset_bottom_px) / std::max(1.0, 1.0 * viewport.height_px);
  return {lens.half_width * std::max(0.1, free_x) * kFilled_ratio,
          lens.half_height * std::max(0.1, free_y) * kFilled_ratio};
}

// Two planes through the eye, as steep as half to either side of the view direction, that have all corners between
// them: where they meet, across and along the view direction from the pose's target.
struct Meeting {
  double across_m, ahead_m;
};

Meeting meeting_of_planes(const std::array<crs::MapPosition, 8>& corners, const CameraPose& pose,
                          const Vector& across, double half) {
  const Vector forward = axes_of(pose).forward;
  double above_m = -1e300;
  double below_m = -1e300;
  for (const crs::MapPosition& corner : corners) {
    const Vector v = difference(corner, pose.target);
    above_m = std::max(above_m, dot(v, across) - half * dot(v, forward));
    below_m = std::max(below_m, -dot(v, across) - half * dot(v, forward));
  }
  return {.across_m = (above_m - below_m) / 2.0, .ahead_m = -(above_m + below_m) / (2.0 * half)};
}

}  // namespace

CameraPose framing(const crs::MapBounds& bounds, base::Angle azimuth, base::Angle tilt, const Viewport& viewport) {
  constexpr double kNearest_m = 20.0;
  CameraPose pose{.azimuth = azimuth, .tilt = tilt};
  if (bounds.empty()) return pose;
  pose.target = {(bounds.min.east_m + bounds.max.east_m) / 2.0, (bounds.min.north_m + bounds.max.north_m) / 2.0,
                 (bounds.min.up_m + bounds.max.up_m) / 2.0};
  const Axes axes = axes_of(pose);
  const auto corners = corners_of(bounds);
  const auto half = free_half(pose, viewport);
  const Meeting sides = meeting_of_planes(corners, pose, axes.right, half[0]);
  const Meeting ends = meeting_of_planes(corners, pose, axes.up, half[1]);
  const double away_m = std::max(kNearest_m, -std::min(sides.ahead_m, ends.ahead_m));
  // The same view with its target at half the height of what is shown, where the camera then turns about.
  const double ahead_m =
      ends.across_m * std::cos(pose.tilt.radians()) / std::max(0.25, std::sin(pose.tilt.radians()));
  const double shift_m = std::max(ahead_m, kNearest_m - away_m);
  pose.target =
      moved(moved(moved(pose.target, axes.right, sides.across_m), axes.up, ends.across_m), axes.forward, shift_m);
  pose.distance_m = away_m + shift_m;
  return pose;
}

namespace {

// How far along the ground (0 to 1) and how far from it a flight is, by J. J. van Wijk and W. A. A. Nuij, "Smooth and
// efficient zooming and panning", 2003: the path on which the picture changes at a constant pace.
struct FlightPoint {
  double along_ratio;
  double distance_m;
};

FlightPoint flight_point(double ground_m, double from_m, double to_m, double t) {
  constexpr double kRho = 1.2;  // less than the paper's 1.42: a council watches, and prefers less zooming
  if (ground_m < 0.01 * std::min(from_m, to_m)) return {t, from_m * std::pow(to_m / from_m, t)};
  const double rho2 = kRho * kRho;
  const double rho4_ground2 = rho2 * rho2 * ground_m * ground_m;
  const double b0 = (to_m * to_m - from_m * from_m + rho4_ground2) / (2.0 * from_m * rho2 * ground_m);
  const double b1 = (to_m * to_m - from_m * from_m - rho4_ground2) / (2.0 * to_m * rho2 * ground_m);
  const double r0 = -std::asinh(b0);
  const double r1 = -std::asinh(b1);
  const double r = lerp(r0, r1, t);
  const double along_m = from_m / rho2 * (std::cosh(r0) * std::tanh(r) - std::sinh(r0));
  return {along_m / ground_m, from_m * std::cosh(r0) / std::cosh(r)};
}

}  // namespace

CameraPose flight(const CameraPose& from, const CameraPose& to, double t) {
  if (t <= 0.0) return from;
  if (t >= 1.0) return to;
  const double eased = t * t * t * (t * (6.0 * t - 15.0) + 10.0);
  const double ground_m = std::hypot(to.target.east_m - from.target.east_m, to.target.north_m - from.target.north_m);
  const FlightPoint point = flight_point(ground_m, from.distance_m, to.distance_m, eased);
  CameraPose pose = to;
  pose.target = {lerp(from.target.east_m, to.target.east_m, point.along_ratio),
                 lerp(from.target.north_m, to.target.north_m, point.along_ratio),
                 lerp(from.target.up_m, to.target.up_m, eased)};
  pose.distance_m = point.distance_m;
  const double turn_deg = base::normalised_azimuth_deg(to.azimuth.degrees() - from.azimuth.degrees() + 180.0) - 180.0;
  pose.azimuth = base::Angle::from_degrees(base::normalised_azimuth_deg(from.azimuth.degrees() + turn_deg * eased));
  pose.tilt = from.tilt + (to.tilt - from.tilt) * eased;
  pose.vertical_fov = from.vertical_fov + (to.vertical_fov - from.vertical_fov) * eased;
  pose.orthographic = eased < 0.5 ? from.orthographic : to.orthographic;
  return pose;
}

}  // namespace schouw::drawing
