// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/camera_moves.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace schouw::app {

namespace {

using Vector = std::array<double, 3>;

struct Basis {
  Vector right;
  Vector up;
  Vector forward;
};

Basis basis_of(const drawing::CameraPose& pose) {
  const double azimuth = pose.azimuth.radians();
  const double tilt = pose.tilt.radians();
  const double flat = std::cos(tilt);
  return {.right = {std::cos(azimuth), -std::sin(azimuth), 0.0},
          .up = {std::sin(azimuth) * std::sin(tilt), std::cos(azimuth) * std::sin(tilt), flat},
          .forward = {std::sin(azimuth) * flat, std::cos(azimuth) * flat, -std::sin(tilt)}};
}

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

double bounded_distance_m(double distance_m) { return std::clamp(distance_m, 3.0, 100000.0); }

base::Angle bounded_tilt(base::Angle tilt) {
  return base::Angle::from_degrees(std::clamp(tilt.degrees(), kLowestTilt_deg, 90.0));
}

}  // namespace

drawing::CameraPose orbited(const drawing::CameraPose& pose, const crs::MapPosition& about, base::Angle azimuth,
                            base::Angle tilt) {
  const Basis before = basis_of(pose);
  const Vector offset = {pose.target.east_m - about.east_m, pose.target.north_m - about.north_m,
                         pose.target.up_m - about.up_m};
  const double right = dot(offset, before.right);
  const double up = dot(offset, before.up);
  const double forward = dot(offset, before.forward);
  drawing::CameraPose turned = pose;
  turned.azimuth = base::Angle::from_degrees(base::normalised_azimuth_deg((pose.azimuth + azimuth).degrees()));
  turned.tilt = bounded_tilt(pose.tilt + tilt);
  const Basis after = basis_of(turned);
  turned.target = {about.east_m + right * after.right[0] + up * after.up[0] + forward * after.forward[0],
                   about.north_m + right * after.right[1] + up * after.up[1] + forward * after.forward[1],
                   about.up_m + right * after.right[2] + up * after.up[2] + forward * after.forward[2]};
  return turned;
}

drawing::CameraPose panned(const drawing::CameraPose& pose, double east_m, double north_m) {
  drawing::CameraPose moved = pose;
  moved.target.east_m += east_m;
  moved.target.north_m += north_m;
  return moved;
}

drawing::CameraPose zoomed(const drawing::CameraPose& pose, const crs::MapPosition& about, double factor) {
  drawing::CameraPose nearer = pose;
  nearer.distance_m = bounded_distance_m(pose.distance_m / factor);
  const double share = nearer.distance_m / pose.distance_m;
  nearer.target = {about.east_m + (pose.target.east_m - about.east_m) * share,
                   about.north_m + (pose.target.north_m - about.north_m) * share,
                   about.up_m + (pose.target.up_m - about.up_m) * share};
  return nearer;
}

drawing::CameraPose as_map(const drawing::CameraPose& pose) {
  drawing::CameraPose map = pose;
  map.azimuth = base::Angle{};
  map.tilt = base::Angle::from_degrees(90.0);
  map.orthographic = true;
  return map;
}

drawing::CameraPose as_city(const drawing::CameraPose& pose) {
  drawing::CameraPose city = pose;
  city.tilt = base::Angle::from_degrees(40.0);
  city.orthographic = false;
  return city;
}

drawing::CameraPose shifted(const drawing::CameraPose& pose, double right_ratio, double up_ratio) {
  const double height_m = 2.0 * pose.distance_m * std::tan(pose.vertical_fov.radians() / 2.0);
  const double azimuth = pose.azimuth.radians();
  const double right_m = right_ratio * height_m;
  const double ahead_m = up_ratio * height_m;
  return panned(pose, right_m * std::cos(azimuth) + ahead_m * std::sin(azimuth),
                -right_m * std::sin(azimuth) + ahead_m * std::cos(azimuth));
}

drawing::CameraPose looking_at(const drawing::CameraPose& now, const crs::MapPosition& place, double distance_m) {
  drawing::CameraPose pose = now;
  pose.target = place;
  pose.distance_m = bounded_distance_m(std::min(now.distance_m, distance_m));
  return pose;
}

}  // namespace schouw::app
