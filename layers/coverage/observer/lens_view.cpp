// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/lens_view.h"

#include <cmath>

#include "layers/coverage/observer/assumed_values.h"

namespace schouw::coverage {

namespace {

using base::Angle;
using registers::Sensor;

constexpr double kWidestWithoutModel_deg = 120.0;
constexpr double kWholeCircle_deg = 360.0 - 1e-9;

// Height of view behind the same lens where the image is `ratio` times as high as wide. Source: pinhole model.
Angle height_of_view(Angle hfov, double ratio) {
  return Angle::from_radians(2.0 * std::atan(ratio * std::tan(hfov.radians() / 2.0)));
}

class LensReader {
 public:
  LensReader(const Sensor& sensor, const policy::KindDefault& defaults, SensorView& view)
      : sensor_(sensor), defaults_(defaults), view_(view) {}

  void read() {
    read_hfov();
    read_vfov();
    const double pixels = stated_or(view_, "pixels_w", sensor_.pixels_w, defaults_.pixels_w.value_or(0.0));
    const double tilt = fisheye() ? 90.0 : defaults_.tilt_deg.value_or(0.0);
    view_.tilt = Angle::from_degrees(stated_or(view_, "tilt_deg", sensor_.tilt_deg, tilt));
    view_.roll = Angle::from_degrees(sensor_.roll_deg.value_or(0.0));
    shape(pixels);
  }

 private:
  bool fisheye() const { return sensor_.lens.value_or("") == "fisheye"; }
  bool several() const { return sensor_.lens.value_or("") == "multi_imager"; }

  void read_hfov() {
    if (!sensor_.hfov_deg && sensor_.sensor_width_mm && sensor_.focal_length_min_mm) {
      view_.hfov = field_of_view(*sensor_.sensor_width_mm, *sensor_.focal_length_min_mm);
      return;
    }
    double fallback = defaults_.hfov_deg.value_or(90.0);
    if (fisheye()) fallback = 180.0;
    if (several()) fallback = 360.0;
    view_.hfov = Angle::from_degrees(stated_or(view_, "hfov_deg", sensor_.hfov_deg, fallback));
  }

  // Declared; else from the imager and focal length; else by the shape of the image; else the default of the kind.
  void read_vfov() {
    if (sensor_.vfov_deg) {
      view_.vfov = Angle::from_degrees(stated_or(view_, "vfov_deg", sensor_.vfov_deg, 0.0));
    } else if (sensor_.sensor_height_mm && sensor_.focal_length_min_mm) {
      view_.vfov = field_of_view(*sensor_.sensor_height_mm, *sensor_.focal_length_min_mm);
    } else if (sensor_.pixels_w && sensor_.pixels_h && view_.hfov.degrees() < 180.0) {
      view_.vfov = height_of_view(view_.hfov, *sensor_.pixels_h / *sensor_.pixels_w);
    } else {
      assume(view_, "vfov_deg");
      view_.vfov = assumed_vfov();
    }
  }

  // The default belongs to the default width; another width keeps an image of 16 by 9.
  Angle assumed_vfov() const {
    const bool default_width = !sensor_.hfov_deg && !sensor_.sensor_width_mm && !fisheye() && !several();
    if (default_width && defaults_.vfov_deg) return Angle::from_degrees(*defaults_.vfov_deg);
    if (view_.hfov.degrees() >= 179.0) return Angle::from_degrees(180.0);
    return height_of_view(view_.hfov, 9.0 / 16.0);
  }

  void shape(double pixels) {
    const bool rectilinear = sensor_.lens.value_or("") == "rectilinear" && view_.hfov.degrees() < 179.0;
    if (fisheye()) {
      view_.shape = ViewShape::fisheye;
      if (pixels > 0.0) view_.focal_px = pixels / view_.hfov.radians();
    } else if (several() || (view_.hfov.degrees() > kWidestWithoutModel_deg && !rectilinear)) {
      view_.shape = ViewShape::sector;
    } else {
      view_.shape = ViewShape::frustum;
      if (pixels > 0.0) view_.focal_px = focal_length_px(pixels, view_.hfov);
    }
  }

  const Sensor& sensor_;
  const policy::KindDefault& defaults_;
  SensorView& view_;
};

}  // namespace

void resolve_lens(const Sensor& sensor, const policy::KindDefault& defaults, SensorView& view) {
  LensReader(sensor, defaults, view).read();
}

void resolve_direction(const Sensor& sensor, SensorView& view) {
  const bool all_round = view.hfov.degrees() >= kWholeCircle_deg;
  const bool straight_down = view.shape == ViewShape::fisheye && view.tilt.degrees() >= 89.0;
  view.azimuth = Angle::from_degrees(base::normalised_azimuth_deg(sensor.azimuth_deg.value_or(0.0)));
  if (sensor.azimuth_deg) {
    if (sensor.azimuth_deg.basis == registers::Basis::assumed) assume(view, "azimuth_deg");
    return;
  }
  if (all_round || straight_down) return;
  assume(view, "azimuth_deg");
  view.shape = ViewShape::sector;
  view.hfov = Angle::from_degrees(360.0);
}

SensorView aimed(SensorView view, const Aim& aim) {
  view.azimuth = aim.azimuth;
  view.tilt = aim.tilt;
  if (!aim.hfov) return view;
  if (view.shape == ViewShape::frustum) {
    const double wide = std::tan(view.hfov.radians() / 2.0);
    const double zoomed = std::tan(aim.hfov->radians() / 2.0);
    view.vfov = height_of_view(*aim.hfov, std::tan(view.vfov.radians() / 2.0) / wide);
    if (view.focal_px) view.focal_px = *view.focal_px * wide / zoomed;
  }
  view.hfov = *aim.hfov;
  return view;
}

std::optional<double> focal_px_zoomed_in(const Sensor& sensor, const SensorView& view) {
  if (!view.focal_px || view.shape != ViewShape::frustum) return std::nullopt;
  std::optional<Angle> narrowest;
  if (sensor.hfov_min_deg) {
    narrowest = Angle::from_degrees(*sensor.hfov_min_deg);
  } else if (sensor.sensor_width_mm && sensor.focal_length_max_mm) {
    narrowest = field_of_view(*sensor.sensor_width_mm, *sensor.focal_length_max_mm);
  }
  if (narrowest) return *view.focal_px * std::tan(view.hfov.radians() / 2.0) / std::tan(narrowest->radians() / 2.0);
  if (sensor.focal_length_min_mm && sensor.focal_length_max_mm) {
    return *view.focal_px * *sensor.focal_length_max_mm / *sensor.focal_length_min_mm;
  }
  return std::nullopt;
}

std::vector<SensorView> imager_views(const Sensor& sensor, const SensorView& whole) {
  std::vector<SensorView> views;
  if (sensor.lens.value_or("") != "multi_imager" || !sensor.imagers || !sensor.azimuth_deg) return views;
  const int count = static_cast<int>(std::lround(*sensor.imagers));
  const Angle width = Angle::from_radians(whole.hfov.radians() / std::max(count, 1));
  if (count < 2 || width.degrees() > kWidestWithoutModel_deg) return views;
  SensorView one = whole;
  one.shape = ViewShape::frustum;
  one.hfov = width;
  if (!sensor.vfov_deg && !(sensor.sensor_height_mm && sensor.focal_length_min_mm)) {
    const bool stated = sensor.pixels_w && sensor.pixels_h;
    one.vfov = height_of_view(width, stated ? *sensor.pixels_h / *sensor.pixels_w : 9.0 / 16.0);
    if (stated) no_longer_assumed(one, "vfov_deg");
  }
  if (sensor.pixels_w) one.focal_px = focal_length_px(*sensor.pixels_w, width);
  for (int i = 0; i < count; ++i) {
    one.azimuth = whole.azimuth + width * (i + 0.5 - count / 2.0);
    views.push_back(one);
  }
  return views;
}

}  // namespace schouw::coverage
