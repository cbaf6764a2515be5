// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "layers/coverage/observer/assumed_values.h"
#include "layers/coverage/observer/declared_shapes.h"
#include "layers/coverage/observer/lens_view.h"
#include "layers/coverage/observer/turning_views.h"

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
template <class T>
base::Result<T> refuse(base::Diagnostic reason) {
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
      {"focal_length_max_mm", s.focal_length_max_mm, kPositive, 100'000.0},
      {"imagers", s.imagers, 1.0, 32.0},
      {"ptz_pan_from_deg", s.ptz_pan_from_deg, -360.0, 720.0},
      {"ptz_pan_to_deg", s.ptz_pan_to_deg, -360.0, 720.0},
      {"ptz_tilt_min_deg", s.ptz_tilt_min_deg, -90.0, 90.0},
      {"ptz_tilt_max_deg", s.ptz_tilt_max_deg, -90.0, 90.0},
      {"hfov_min_deg", s.hfov_min_deg, kPositive, 179.0},
      {"height_above_ground_m", s.height_above_ground_m, -1000.0, 1000.0},
      {"height_nap_m", s.height_nap_m, -1000.0, 10'000.0},
  };
  for (const Bounded& b : all) {
    if (!b.value || (*b.value >= b.least && *b.value <= b.most)) continue;
    return unknown("COV-101", s, b.field,
                   fmt::format("found {} = {}, expected {:g} to {:g}", b.field, *b.value, b.least, b.most),
                   "correct the value in the register, or leave it empty so that the default of the kind is taken");
  }
  if (s.ptz_tilt_min_deg && s.ptz_tilt_max_deg && *s.ptz_tilt_min_deg > *s.ptz_tilt_max_deg) {
    return unknown("COV-101", s, "ptz_tilt_min_deg",
                   fmt::format("found ptz_tilt_min_deg = {}, expected at most ptz_tilt_max_deg = {}",
                               *s.ptz_tilt_min_deg, *s.ptz_tilt_max_deg),
                   "correct one of the two in the register; both count below the horizon");
  }
  if (s.range_max_m && s.range_min_m && *s.range_min_m >= *s.range_max_m) {
    return unknown(
        "COV-101", s, "range_min_m",
        fmt::format("found range_min_m = {}, expected less than range_max_m = {}", *s.range_min_m, *s.range_max_m),
        "correct one of the two in the register");
  }
  return std::nullopt;
}

void resolve_range(const Sensor& sensor, const policy::KindDefault& defaults, RangeVariant variant,
                   SensorView& view) {
  const double fallback = variant == RangeVariant::low    ? defaults.range_low_m
                          : variant == RangeVariant::high ? defaults.range_high_m
                                                          : defaults.range_m;
  Stated<double> stated = sensor.range_max_m;
  if (!stated) stated.value = declared_radius_m(sensor);
  if (sensor.range_basis.value_or("") == "assumed") stated.basis = registers::Basis::assumed;
  view.range_max_m = stated_or(view, "range_max_m", stated, fallback);
  view.range_min_m = std::min(sensor.range_min_m.value_or(0.0), view.range_max_m);
}

base::Result<base::Done> place_lens(const Sensor& sensor, const policy::KindDefault& defaults,
                                    const terrain::GroundModel& ground, SensorView& view) {
  const crs::MapPosition& at = *sensor.position;
  const terrain::GroundHeight under = ground.at(at.east_m, at.north_m);
  double height_m = sensor.height_nap_m ? *sensor.height_nap_m - under.height_m
                                        : stated_or(view, "height_above_ground_m", sensor.height_above_ground_m,
                                                    defaults.height_above_ground_m);
  if (under.assumed) assume(view, "ground");
  // An induction loop lies in the road; what it observes is declared.
  if (!defaults.blocked_by_buildings && sensor.observed_area) height_m = std::max(height_m, 0.0);
  // Assumed ground says too little to call a lens buried that a NAP height places just below it.
  if (height_m < (under.assumed && sensor.height_nap_m ? -5.0 : -0.05)) {
    return base::Diagnostic(unknown(
        "COV-105", sensor, sensor.height_nap_m ? "height_nap_m" : "height_above_ground_m",
        fmt::format("the lens lies {:.2f} m below the ground, expected above it", -height_m), "correct the height"));
  }
  view.lens = {at.east_m, at.north_m, under.height_m + height_m};
  return base::Done{};
}

base::Diagnostic no_position(const Sensor& sensor, const char* found) {
  return unknown("COV-102", sensor, "position", found, "place the sensor on the map");
}

std::optional<base::Diagnostic> no_place(const Sensor& sensor) {
  if (sensor.position_generalised) {
    return unknown("COV-106", sensor, "position",
                   "the position was generalised for publication, expected the exact one",
                   "nothing to do in a public copy");
  }
  if (sensor.mobility.value_or("") == "mobile") {
    return unknown("COV-104", sensor, "mobility", "the sensor moves about, expected a fixed place",
                   "record the region in which it may be used");
  }
  if (!sensor.position) return no_position(sensor, "found no position, expected one in the project's CRS");
  constexpr double kFarthest_m = 1e8;
  if (!std::isfinite(sensor.position->east_m) || !std::isfinite(sensor.position->north_m) ||
      std::abs(sensor.position->east_m) > kFarthest_m || std::abs(sensor.position->north_m) > kFarthest_m) {
    return no_position(sensor, "found a position that is not a place on a map");
  }
  return std::nullopt;
}

// What does not look through a lens reaches as far all round, or over the sector that it states.
void resolve_reach(const Sensor& sensor, SensorView& view) {
  view.shape = ViewShape::disc;
  view.hfov = Angle::from_degrees(360.0);
  if (!sensor.hfov_deg || !sensor.azimuth_deg || *sensor.hfov_deg >= 360.0) return;
  view.shape = ViewShape::sector;
  view.hfov = Angle::from_degrees(*sensor.hfov_deg);
  view.azimuth = Angle::from_degrees(base::normalised_azimuth_deg(*sensor.azimuth_deg));
}

// Masks of the image belong to the picture that the record describes: its own direction, through one imager.
bool is_recorded_picture(const Sensor& sensor, const ResolvedViews& views) {
  const bool pictured = views.view.shape == ViewShape::frustum || views.view.shape == ViewShape::fisheye;
  return pictured && views.further_views.empty() && (sensor.azimuth_deg || !turns(sensor));
}

// Everything that looks through a lens.
void look(const Sensor& sensor, const policy::TurningHead& head, TurningFigure figure, ResolvedViews& views,
          base::Diagnostics& diagnostics) {
  if (turns(sensor)) {
    TurnedViews turned = turned_views(sensor, head, figure, views.view);
    views.view = std::move(turned.view);
    views.further_views = std::move(turned.further_views);
    base::append(diagnostics, std::move(turned.diagnostics));
    return;
  }
  if (!sensor.azimuth_deg) {
    if (auto area = declared_area(sensor, views.view, diagnostics)) {
      views.view = *std::move(area);
      return;
    }
  }
  resolve_direction(sensor, views.view);
  if (auto imagers = imager_views(sensor, views.view); !imagers.empty()) {
    views.view = imagers.front();
    views.further_views.assign(imagers.begin() + 1, imagers.end());
  }
}

// Of the assumptions of a lens, those that bear on a declared area.
SensorView without_lens(SensorView view) {
  for (const char* field : {"range_max_m", "height_above_ground_m", "hfov_deg", "vfov_deg", "tilt_deg", "pixels_w"}) {
    no_longer_assumed(view, field);
  }
  return view;
}

void mask(const Sensor& sensor, ResolvedViews& views, base::Diagnostics& diagnostics) {
  const bool one_picture = is_recorded_picture(sensor, views);
  add_masks(sensor, one_picture, views.view, diagnostics);
  // Through the same lens: what was said of the first view holds for all.
  base::Diagnostics said_before;
  for (SensorView& view : views.further_views) add_masks(sensor, one_picture, view, said_before);
}

base::Result<ResolvedViews> resolve_region(const Sensor& sensor, const terrain::GroundModel& ground) {
  base::Diagnostics diagnostics;
  auto view = region_of_use(sensor, SensorView{}, diagnostics);
  if (!view) {
    base::Diagnostic reason = *no_place(sensor);
    if (!diagnostics.empty()) reason.message += "; " + diagnostics.front().message;
    return refuse<ResolvedViews>(std::move(reason));
  }
  const terrain::GroundHeight under = ground.at(view->lens.east_m, view->lens.north_m);
  view->lens.up_m = under.height_m;
  if (under.assumed) assume(*view, "ground");
  ResolvedViews views{.view = *std::move(view)};
  mask(sensor, views, diagnostics);
  return {std::move(views), std::move(diagnostics)};
}

}  // namespace

base::Result<ResolvedViews> resolve_views(const Sensor& sensor, const policy::Policy& policy,
                                          const ViewOptions& options, const terrain::GroundModel& ground) {
  const bool moves = sensor.mobility.value_or("") == "mobile" && !sensor.position_generalised;
  if (moves && sensor.mobility_region) return resolve_region(sensor, ground);
  if (auto reason = no_place(sensor)) return refuse<ResolvedViews>(*std::move(reason));
  if (auto reason = impossible_value(sensor)) return refuse<ResolvedViews>(*std::move(reason));
  const std::string kind(registers::kind_name(sensor.kind));
  const policy::KindDefault* defaults = policy.defaults_for(kind);
  if (defaults == nullptr) {
    return refuse<ResolvedViews>(unknown("COV-103", sensor, "kind", "the policy has no defaults for kind " + kind,
                                         "add the kind to data/policy/kind_defaults.json"));
  }
  ResolvedViews views;
  base::Diagnostics diagnostics;
  views.view.blocked_by_buildings = defaults->blocked_by_buildings;
  if (auto placed = place_lens(sensor, *defaults, ground, views.view); !placed) {
    return refuse<ResolvedViews>(placed.diagnostics().front());
  }
  resolve_range(sensor, *defaults, options.range, views.view);
  if (defaults->optical) {
    resolve_lens(sensor, *defaults, views.view);
    look(sensor, policy.turning_head, options.turning, views, diagnostics);
  } else if (auto area = declared_area(sensor, views.view, diagnostics)) {
    views.view = *std::move(area);
  } else {
    resolve_reach(sensor, views.view);
  }
  if (views.view.shape == ViewShape::area) views.view = without_lens(std::move(views.view));
  mask(sensor, views, diagnostics);
  return {std::move(views), std::move(diagnostics)};
}

}  // namespace schouw::coverage
