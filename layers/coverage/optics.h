// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/units.h"
#include "geo/crs/position.h"

namespace schouw::coverage {

// How a sensor's field of view is bounded.
enum class ViewShape : std::uint8_t {
  frustum,  // rectilinear lens: pyramid
  sector,   // direction and range only (hfov over 120 degrees without a lens model): density unknown
  fisheye,  // equidistant: density = pixels_w / (hfov_rad * distance)
  disc      // declared radius; not blocked by walls unless the kind says so
};

// A sensor's geometry after defaults: what coverage is computed with. Which values were assumed stands beside it.
struct SensorView {
  ViewShape shape = ViewShape::frustum;
  crs::MapPosition lens;
  base::Angle azimuth;  // clockwise from grid north
  base::Angle tilt;     // below the horizon
  base::Angle roll;
  base::Angle hfov;
  base::Angle vfov;
  double range_min_m = 0.0;  // 3D, from the lens
  double range_max_m = 0.0;
  std::optional<double> focal_px;  // focal length in pixels; nothing: density unknown
  bool blocked_by_buildings = true;
  std::vector<std::string> assumed;  // names of register fields
};

// Focal length in pixels of a rectilinear lens: pixels_w / (2 tan(hfov / 2)). Source: pinhole model.
double focal_length_px(double pixels_w, base::Angle hfov);
// hfov of a sensor of width w behind a lens of focal length f: 2 atan(w / 2f).
base::Angle field_of_view(double sensor_size_mm, double focal_length_mm);
// Depth along the optical axis of a point, metres: (P - C) . axis.
double axial_depth_m(const SensorView& view, const crs::MapPosition& point);
// Pixels per metre on a target facing the lens at a point; a ceiling. Nothing where unknown or behind the lens.
std::optional<double> density_px_per_m(const SensorView& view, const crs::MapPosition& point);
// Whether a point projects inside the image and lies between range_min and range_max. Says nothing of what stands
// between.
bool in_view(const SensorView& view, const crs::MapPosition& point);

}  // namespace schouw::coverage
