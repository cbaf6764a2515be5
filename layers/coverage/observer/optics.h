// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/units.h"
#include "geo/crs/position.h"

namespace schouw::coverage {

// How a sensor's field of view is bounded.
enum class ViewShape : std::uint8_t {
  frustum,  // rectilinear lens: pyramid
  sector,   // direction and range only: hfov over 120 degrees without a lens model (density unknown), or everything
            // that a camera of unknown direction could look at (density as if it looked there)
  fisheye,  // equidistant: density = pixels_w / (hfov_rad * distance)
  disc,     // a radius all round; not blocked by walls unless the kind says so
  swept,    // what a head that turns and tilts can look at: hfov about the azimuth, upper_tilt to lower_tilt,
            // with what the image adds; density as if it looked there, zoomed in
  area      // a declared area: SensorView::area, whatever stands between
};

std::string_view shape_name(ViewShape shape);  // as above

// A privacy mask: what the camera blacks out. On the map: every target whose place lies in it. In the image: in
// shares of its width and height from the upper left corner; of a fisheye, of the square around its circle. Masks of
// an image black nothing out where there is no image: in a sector, a disc, an area or what a head sweeps.
struct PrivacyMask {
  bool in_image = false;
  // (east, north) or (right, down): an outer ring anticlockwise, holes clockwise, as axes of a graph; nonzero rule.
  std::vector<std::vector<std::array<double, 2>>> rings;
};

// A sensor's geometry after defaults: what coverage is computed with. Which values were assumed stands beside it.
struct SensorView {
  ViewShape shape = ViewShape::frustum;
  crs::MapPosition lens;
  base::Angle azimuth;  // clockwise from grid north
  base::Angle tilt;     // below the horizon
  base::Angle roll;     // positive: the camera turned clockwise, seen from behind it
  base::Angle hfov;
  base::Angle vfov;
  double range_min_m = 0.0;  // 3D, from the lens
  double range_max_m = 0.0;
  // Focal length in pixels; of a fisheye: pixels per radian. Nothing: density unknown.
  std::optional<double> focal_px;
  // swept: tilt below the horizon at the upper and at the lower edge of all that the head reaches.
  base::Angle upper_tilt;
  base::Angle lower_tilt;
  // area: rings of east and north, outer ones anticlockwise and holes clockwise; nonzero rule, so that areas that
  // overlap add up.
  std::vector<std::vector<std::array<double, 2>>> area;
  std::vector<PrivacyMask> masks;
  bool blocked_by_buildings = true;
  std::vector<std::string> assumed;  // names of register fields
};

// Focal length in pixels of a rectilinear lens: pixels_w / (2 tan(hfov / 2)). Source: pinhole model.
double focal_length_px(double pixels_w, base::Angle hfov);
// hfov of a sensor of width w behind a lens of focal length f: 2 atan(w / 2f).
base::Angle field_of_view(double sensor_size_mm, double focal_length_mm);
// Depth along the optical axis of a point, metres: (P - C) . axis.
double axial_depth_m(const SensorView& view, const crs::MapPosition& point);
// Pixels per metre on a target facing the lens at a point; a ceiling: focal_px / depth in a frustum, focal_px /
// distance in a fisheye or sector. Nothing where unknown or behind the lens.
std::optional<double> density_px_per_m(const SensorView& view, const crs::MapPosition& point);
// Whether a point projects inside the image and lies between range_min and range_max. Says nothing of what stands
// between, nor of privacy masks.
bool in_view(const SensorView& view, const crs::MapPosition& point);

// The same questions for very many points of one view: axes and tangents are worked out once.
class ViewTest {
 public:
  explicit ViewTest(const SensorView& view);
  // A point by its offset from the lens, metres.
  bool in_view(double east_m, double north_m, double up_m) const;
  double axial_depth_m(double east_m, double north_m, double up_m) const;
  std::optional<double> density_px_per_m(double east_m, double north_m, double up_m) const;
  // Whether a privacy mask blacks a point out.
  bool masked(double east_m, double north_m, double up_m) const;

  struct Axis {
    double east, north, up;
    double along(double e, double n, double u) const { return e * east + n * north + u * up; }
  };
  // What in_view and density_px_per_m compare with, for code that asks them of whole rows.
  struct Numbers {
    Axis forward, right, upward;
    double tan_half_hfov, tan_half_vfov, nearest_m2, farthest_m2;
    double focal_px;  // 0: density unknown
    double rim;       // a rim that lies exactly on a cell's centre counts as in view
  };
  Numbers numbers() const;

 private:
  ViewShape shape_;
  Axis forward_{};
  Axis right_{};
  Axis upward_{};
  double half_hfov_rad_;
  double tan_half_hfov_;
  double tan_half_vfov_;
  double cos_half_hfov_;
  double sin_azimuth_;
  double cos_azimuth_;
  bool whole_circle_;
  double nearest_m2_;
  double farthest_m2_;
  std::optional<double> focal_px_;
  double sin_upper_tilt_;
  double sin_lower_tilt_;
  double east_m_;
  double north_m_;
  std::vector<std::vector<std::array<double, 2>>> area_;
  std::vector<PrivacyMask> masks_;

  // Place in the image, (right, down) in shares; nothing where it has none.
  std::optional<std::array<double, 2>> in_image(double east_m, double north_m, double up_m) const;
};

// Where the image's lower and upper edges meet a level `drop_m` below the lens, along the view direction: the near
// edge at drop / tan(tilt + vfov/2), none (0) from 90 degrees on; the far edge at drop / tan(tilt - vfov/2) where
// tilt > vfov/2, else nothing: the range bounds it. For a camera without roll.
double near_edge_m(const SensorView& view, double drop_m);
std::optional<double> far_edge_m(const SensorView& view, double drop_m);

}  // namespace schouw::coverage
