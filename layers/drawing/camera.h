// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>

#include "geo/base/units.h"
#include "geo/crs/position.h"

namespace schouw::drawing {

// A view of the scene: the camera looks at target from distance_m away, along azimuth (clockwise from grid north),
// tilt below the horizon (90 degrees: straight down, north or azimuth up).
struct CameraPose {
  crs::MapPosition target;
  base::Angle azimuth;
  base::Angle tilt = base::Angle::from_degrees(40.0);
  double distance_m = 500.0;
  base::Angle vertical_fov = base::Angle::from_degrees(35.0);
  bool orthographic = false;  // the 2D map; distance_m then sets the height of the picture
  bool operator==(const CameraPose&) const = default;
};

// The part of the framebuffer that shows the scene. left_px and bottom_px shift the middle of the view away from
// panels: the target appears at the centre of what the insets leave free.
struct Viewport {
  int width_px = 1280;
  int height_px = 800;
  int inset_left_px = 0;
  int inset_right_px = 0;
  int inset_top_px = 0;
  int inset_bottom_px = 0;
  bool operator==(const Viewport&) const = default;
};

using Matrix = std::array<double, 16>;  // column-major, as OpenGL takes it

// World (metres from the origin, east north up) to eye, and eye to clip space. near and far fit the pose.
Matrix view_matrix(const CameraPose& pose, const crs::SceneOrigin& origin);
Matrix projection_matrix(const CameraPose& pose, const Viewport& viewport);

crs::MapPosition eye_position(const CameraPose& pose);

struct ScreenPoint {
  double x_px = 0.0;     // from the left
  double y_px = 0.0;     // from the top
  double depth_m = 0.0;  // along the view direction
};
// Nothing for a point behind the camera. It may lie outside the viewport.
std::optional<ScreenPoint> project(const CameraPose& pose, const Viewport& viewport, const crs::MapPosition& point);

struct ViewRay {
  crs::MapPosition from;
  std::array<double, 3> direction;  // unit length: east, north, up
};
// The ray through a pixel, x from the left and y from the top.
ViewRay ray_through(const CameraPose& pose, const Viewport& viewport, double x_px, double y_px);

// The pose that shows all corners of bounds within the insets' free part and fills 92 % of its width or height.
CameraPose framing(const crs::MapBounds& bounds, base::Angle azimuth, base::Angle tilt, const Viewport& viewport);

// Between two poses for 0 <= t <= 1, eased; zooms out on the way when they lie far apart, so that it never dives
// through a city. The way round is the shorter one.
CameraPose flight(const CameraPose& from, const CameraPose& to, double t);

}  // namespace schouw::drawing
