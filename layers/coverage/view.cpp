// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace schouw::coverage {

namespace {

using base::Angle;
using registers::Sensor;
using registers::Stated;

base::Diagnostic unknown(const char* code, const Sensor& sensor, const char* field, std::string message,
                         std::string hint) {
  return {.code = code,
          .severity = base::Severity::warning,
          .message = "coverage unknown: " + std::move(message),
          .where = {.feature = sensor.id, .field = field},
          .hint = std::move(hint)};
}

// Result's contract wants an error where there is no value; the list of unknown coverages shows it as a warning.
base::Result<SensorView> refuse(base::Diagnostic reason) {
  reason.severity = base::Severity::error;
  return reason;
}

struct Bounded {
  const char* field;
  const Stated<double>& value;
  double least;
  double most;
};

// The first stated number that cannot be true of any sensor.
std::optional<base::Diagnostic> impossible_value(const Sensor& s) {
  constexpr double kFar_m = 100'000.0;
  constexpr double kPositive = 1e-6;
  const Bounded all[] = {
      {"hfov_deg", s.hfov_deg, kPositive, 360.0},
      {"vfov_deg", s.vfov_deg, kPositive, 180.0},
      {"azimuth_deg", s.azimuth_deg, -360.0, 720.0},
      {"tilt_deg", s.tilt_deg, -90.0, 90.0},
      {"roll_deg", s.roll_deg, -360.0, 360.0},
      {"range_max_m", s.range_max_m, kPositive, kFar_m},
      {"range_min_m", s.range_min_m, 0.0, kFar_m},
      {"pixels_w", s.pixels_w, 1.0, 1e6},
      {"pixels_h", s.pixels_h, 1.0, 1e6},
      {"sensor_width_mm", s.sensor_width_mm, kPositive, 1000.0},
      {"sensor_height_mm", s.sensor_height_mm, kPositive, 1000.0},
      {"focal_length_min_mm", s.focal_length_min_mm, kPositive, 100'000.0},
      {"height_above_ground_m", s.height_above_ground_m, -1000.0, 1000.0},
      {"height_nap_m", s.height_nap_m, -1000.0, 10'000.0},
  };
  for (const Bounded& b : all) {
    if (!b.value || (*b.value >= b.least && *b.value <= b.most)) continue;
    return unknown("COV-101", s, b.field,
                   fmt::format("found {} = {}, expected {:g} to {:g}", b.field, *b.value, b.least, b.most),
                   "correct the value in the register, or leave it empty so that the default of the kind is taken");
  }
  if (s.range_max_m && s.range_min_m && *s.range_min_m >= *s.range_max_m) {
    return unknown(
        "COV-101", s, "range_min_m",
        fmt::format("found range_min_m = {}, expected less than range_max_m = {}", *s.range_min_m, *s.range_max_m),
        "correct one of the two in the register");
  }
  return std::nullopt;
}

// Takes a value from the record or the default, and remembers which.
class Resolver {
 public:
  Resolver(const Sensor& sensor, const policy::KindDefault& defaults, SensorView& view)
      : sensor_(sensor), defaults_(defaults), view_(view) {}

  double stated_or(const char* field, const Stated<double>& value, double fallback) {
    if (value && value.basis == registers::Basis::assumed) assume(field);
    if (value) return *value;
    assume(field);
    return fallback;
  }

  void range(RangeVariant variant) {
    const double fallback = variant == RangeVariant::low    ? defaults_.range_low_m
                            : variant == RangeVariant::high ? defaults_.range_high_m
                                                            : defaults_.range_m;
    view_.range_max_m = stated_or("range_max_m", sensor_.range_max_m, fallback);
    view_.range_min_m = std::min(sensor_.range_min_m.value_or(0.0), view_.range_max_m);
  }

  void optics() {
    const bool fisheye = sensor_.lens.value_or("") == "fisheye";
    const bool several = sensor_.lens.value_or("") == "multi_imager";
    hfov(fisheye || several);
    vfov();
    const double pixels = stated_or("pixels_w", sensor_.pixels_w, defaults_.pixels_w.value_or(0.0));
    const double tilt = fisheye ? 90.0 : defaults_.tilt_deg.value_or(0.0);
    view_.tilt = Angle::from_degrees(stated_or("tilt_deg", sensor_.tilt_deg, tilt));
    view_.roll = Angle::from_degrees(sensor_.roll_deg.value_or(0.0));
    shape(fisheye, several, pixels);
    direction();
  }

 private:
  void assume(const char* field) {
    if (std::find(view_.assumed.begin(), view_.assumed.end(), field) == view_.assumed.end()) {
      view_.assumed.emplace_back(field);
    }
  }

  void hfov(bool all_round) {
    if (!sensor_.hfov_deg && sensor_.sensor_width_mm && sensor_.focal_length_min_mm) {
      view_.hfov = field_of_view(*sensor_.sensor_width_mm, *sensor_.focal_length_min_mm);
      return;
    }
    const double fallback = sensor_.lens.value_or("") == "fisheye" ? 180.0 : defaults_.hfov_deg.value_or(90.0);
    const double taken = sensor_.lens.value_or("") == "multi_imager" ? 360.0 : fallback;
    view_.hfov = Angle::from_degrees(stated_or("hfov_deg", sensor_.hfov_deg, all_round ? taken : fallback));
  }

  // Declared; else from the imager and focal length; else by the shape of the image; else the default of the kind.
  void vfov() {
    if (sensor_.vfov_deg) {
      view_.vfov = Angle::from_degrees(stated_or("vfov_deg", sensor_.vfov_deg, 0.0));
    } else if (sensor_.sensor_height_mm && sensor_.focal_length_min_mm) {
      view_.vfov = field_of_view(*sensor_.sensor_height_mm, *sensor_.focal_length_min_mm);
    } else if (sensor_.pixels_w && sensor_.pixels_h && view_.hfov.degrees() < 180.0) {
      const double ratio = *sensor_.pixels_h / *sensor_.pixels_w;
      view_.vfov = Angle::from_radians(2.0 * std::atan(ratio * std::tan(view_.hfov.radians() / 2.0)));
    } else {
      assume("vfov_deg");
      view_.vfov = assumed_vfov();
    }
  }

  // The default belongs to the default width; another width keeps an image of 16 by 9.
  Angle assumed_vfov() const {
    if (!sensor_.hfov_deg && !sensor_.sensor_width_mm && defaults_.vfov_deg) {
      return Angle::from_degrees(*defaults_.vfov_deg);
    }
    if (view_.hfov.degrees() >= 179.0) return Angle::from_degrees(180.0);
    return Angle::from_radians(2.0 * std::atan(9.0 / 16.0 * std::tan(view_.hfov.radians() / 2.0)));
  }

  void shape(bool fisheye, bool several, double pixels) {
    constexpr double kWidestWithoutModel_deg = 120.0;
    const bool rectilinear = sensor_.lens.value_or("") == "rectilinear" && view_.hfov.degrees() < 179.0;
    if (fisheye) {
      view_.shape = ViewShape::fisheye;
      if (pixels > 0.0) view_.focal_px = pixels / view_.hfov.radians();
    } else if (several || (view_.hfov.degrees() > kWidestWithoutModel_deg && !rectilinear)) {
      view_.shape = ViewShape::sector;
    } else {
      view_.shape = ViewShape::frustum;
      if (pixels > 0.0) view_.focal_px = focal_length_px(pixels, view_.hfov);
    }
  }

  void direction() {
    const bool all_round = view_.hfov.degrees() >= 360.0 - 1e-9;
    const bool straight_down = view_.shape == ViewShape::fisheye && view_.tilt.degrees() >= 89.0;
    view_.azimuth = Angle::from_degrees(base::normalised_azimuth_deg(sensor_.azimuth_deg.value_or(0.0)));
    if (sensor_.azimuth_deg) {
      if (sensor_.azimuth_deg.basis == registers::Basis::assumed) assume("azimuth_deg");
      return;
    }
    if (all_round || straight_down) return;
    assume("azimuth_deg");
    view_.shape = ViewShape::sector;
    view_.hfov = Angle::from_degrees(360.0);
  }

  const Sensor& sensor_;
  const policy::KindDefault& defaults_;
  SensorView& view_;
};

base::Result<base::Done> place_lens(const Sensor& sensor, const policy::KindDefault& defaults,
                                    const terrain::GroundModel& ground, SensorView& view) {
  const crs::MapPosition& at = *sensor.position;
  const terrain::GroundHeight under = ground.at(at.east_m, at.north_m);
  double height_m = sensor.height_above_ground_m.value_or(defaults.height_above_ground_m);
  if (sensor.height_nap_m) {
    height_m = *sensor.height_nap_m - under.height_m;
  } else if (!sensor.height_above_ground_m || sensor.height_above_ground_m.basis == registers::Basis::assumed) {
    view.assumed.emplace_back("height_above_ground_m");
  }
  if (under.assumed) view.assumed.emplace_back("ground");
  // Assumed ground says too little to call a lens buried that a NAP height places just below it.
  if (height_m < (under.assumed && sensor.height_nap_m ? -5.0 : -0.05)) {
    return base::Diagnostic(unknown(
        "COV-105", sensor, sensor.height_nap_m ? "height_nap_m" : "height_above_ground_m",
        fmt::format("the lens lies {:.2f} m below the ground, expected above it", -height_m), "correct the height"));
  }
  view.lens = {at.east_m, at.north_m, under.height_m + height_m};
  return base::Done{};
}

std::optional<base::Diagnostic> no_place(const Sensor& sensor) {
  if (sensor.position_generalised) {
    return unknown("COV-106", sensor, "position",
                   "the position was generalised for publication, expected the exact one",
                   "nothing to do in a public copy");
  }
  if (!sensor.position) {
    return unknown("COV-102", sensor, "position", "found no position, expected one in the project's CRS",
                   "place the sensor on the map");
  }
  constexpr double kFarthest_m = 1e8;
  if (!std::isfinite(sensor.position->east_m) || !std::isfinite(sensor.position->north_m) ||
      std::abs(sensor.position->east_m) > kFarthest_m || std::abs(sensor.position->north_m) > kFarthest_m) {
    return unknown("COV-102", sensor, "position", "found a position that is not a place on a map",
                   "place the sensor on the map");
  }
  if (sensor.mobility.value_or("") == "mobile") {
    return unknown("COV-104", sensor, "mobility", "the sensor moves about, expected a fixed place",
                   "record the region in which it may be used");
  }
  return std::nullopt;
}

}  // namespace

base::Result<SensorView> resolve_view(const Sensor& sensor, const policy::Policy& policy, RangeVariant range,
                                      const terrain::GroundModel& ground) {
  if (auto reason = no_place(sensor)) return refuse(*std::move(reason));
  if (auto reason = impossible_value(sensor)) return refuse(*std::move(reason));
  const std::string kind(registers::kind_name(sensor.kind));
  const policy::KindDefault* defaults = policy.defaults_for(kind);
  if (defaults == nullptr) {
    return refuse(unknown("COV-103", sensor, "kind", "the policy has no defaults for kind " + kind,
                          "add the kind to data/policy/kind_defaults.json"));
  }
  SensorView view;
  view.blocked_by_buildings = defaults->blocked_by_buildings;
  if (auto placed = place_lens(sensor, *defaults, ground, view); !placed) return refuse(placed.diagnostics().front());
  Resolver resolver(sensor, *defaults, view);
  resolver.range(range);
  // Only what looks through a lens has a picture; the rest reaches as far all round.
  if (defaults->optical) {
    resolver.optics();
  } else {
    view.shape = ViewShape::disc;
    view.hfov = Angle::from_degrees(360.0);
  }
  return view;
}

}  // namespace schouw::coverage
