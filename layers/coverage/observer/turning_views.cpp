// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/turning_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "layers/coverage/observer/assumed_values.h"
#include "layers/coverage/observer/lens_view.h"
#include "layers/register/preset.h"

namespace schouw::coverage {

namespace {

using base::Angle;
using registers::Preset;
using registers::Sensor;

constexpr double kSlack_deg = 0.5;  // limits and presets are written in whole or half degrees

base::Diagnostic left_out(const Sensor& sensor, std::string problem) {
  return {.code = "COV-131",
          .severity = base::Severity::warning,
          .message = std::move(problem) + "; it is left out",
          .where = {.feature = sensor.id, .field = "ptz_presets"},
          .hint = "correct the presets or the limits in the register"};
}

double width_of_pan_deg(double from_deg, double to_deg) {
  const double width = base::normalised_azimuth_deg(to_deg - from_deg);
  return width == 0.0 ? 360.0 : width;
}

// What of a preset the head cannot do; empty where it can.
std::string beyond_limits(const Sensor& s, const Preset& preset) {
  if (s.ptz_pan_from_deg && s.ptz_pan_to_deg) {
    const double width = width_of_pan_deg(*s.ptz_pan_from_deg, *s.ptz_pan_to_deg);
    const double past = base::normalised_azimuth_deg(preset.azimuth_deg - *s.ptz_pan_from_deg);
    if (past > width + kSlack_deg && past < 360.0 - kSlack_deg) {
      return fmt::format("azimuth {:g}, expected {:g} to {:g}", preset.azimuth_deg, *s.ptz_pan_from_deg,
                         *s.ptz_pan_to_deg);
    }
  }
  if (s.ptz_tilt_min_deg && preset.tilt_deg < *s.ptz_tilt_min_deg - kSlack_deg) {
    return fmt::format("tilt {:g}, expected {:g} or more", preset.tilt_deg, *s.ptz_tilt_min_deg);
  }
  if (s.ptz_tilt_max_deg && preset.tilt_deg > *s.ptz_tilt_max_deg + kSlack_deg) {
    return fmt::format("tilt {:g}, expected {:g} or less", preset.tilt_deg, *s.ptz_tilt_max_deg);
  }
  if (s.hfov_min_deg && preset.hfov_deg && *preset.hfov_deg < *s.hfov_min_deg - kSlack_deg) {
    return fmt::format("width {:g}, expected {:g} or more", *preset.hfov_deg, *s.hfov_min_deg);
  }
  return {};
}

std::vector<Preset> usable_presets(const Sensor& sensor, base::Diagnostics& diagnostics) {
  std::vector<Preset> usable;
  if (!sensor.ptz_presets) return usable;
  const auto stated = registers::presets_from_text(*sensor.ptz_presets);
  if (!stated) {
    diagnostics.push_back(left_out(sensor, stated.diagnostics().front().message));
    return usable;
  }
  for (const Preset& preset : *stated) {
    const std::string problem = beyond_limits(sensor, preset);
    if (problem.empty()) {
      usable.push_back(preset);
    } else {
      diagnostics.push_back(left_out(
          sensor, fmt::format("preset '{}' lies outside the limits of the head: found {}", preset.name, problem)));
    }
  }
  return usable;
}

SensorView view_of(const Preset& preset, const SensorView& lens) {
  SensorView view =
      aimed(lens, {.azimuth = Angle::from_degrees(preset.azimuth_deg),
                   .tilt = Angle::from_degrees(preset.tilt_deg),
                   .hfov = preset.hfov_deg ? std::optional(Angle::from_degrees(*preset.hfov_deg)) : std::nullopt});
  no_longer_assumed(view, "tilt_deg");
  if (preset.hfov_deg) no_longer_assumed(view, "hfov_deg");
  return view;
}

void sweep_pan(const Sensor& sensor, SensorView& view) {
  const bool known = sensor.ptz_pan_from_deg && sensor.ptz_pan_to_deg;
  const double from_deg = known ? *sensor.ptz_pan_from_deg : sensor.azimuth_deg.value_or(0.0);
  const double width_deg = known ? width_of_pan_deg(from_deg, *sensor.ptz_pan_to_deg) : 360.0;
  if (!known) assume(view, "ptz_pan_from_deg");
  view.azimuth =
      Angle::from_degrees(base::normalised_azimuth_deg(width_deg < 360.0 ? from_deg + width_deg / 2.0 : from_deg));
  view.hfov = Angle::from_degrees(std::min(width_deg + view.hfov.degrees(), 360.0));
}

void sweep_tilt(const Sensor& sensor, const policy::TurningHead& head, SensorView& view) {
  Angle highest = view.tilt;
  Angle lowest = view.tilt;
  const bool tilts =
      sensor.camera_type.value_or("") != "panning" || sensor.ptz_tilt_min_deg || sensor.ptz_tilt_max_deg;
  if (tilts) {
    highest = Angle::from_degrees(stated_or(view, "ptz_tilt_min_deg", sensor.ptz_tilt_min_deg, head.tilt_min_deg));
    lowest = Angle::from_degrees(stated_or(view, "ptz_tilt_max_deg", sensor.ptz_tilt_max_deg, head.tilt_max_deg));
    if (lowest.degrees() < highest.degrees()) lowest = highest;
    no_longer_assumed(view, "tilt_deg");
  }
  constexpr double kRightAngle_deg = 90.0;
  view.upper_tilt = Angle::from_degrees(std::max(highest.degrees() - view.vfov.degrees() / 2.0, -kRightAngle_deg));
  view.lower_tilt = Angle::from_degrees(std::min(lowest.degrees() + view.vfov.degrees() / 2.0, kRightAngle_deg));
}

SensorView reachable(const Sensor& sensor, const policy::TurningHead& head, SensorView view) {
  const auto zoomed = focal_px_zoomed_in(sensor, view);
  if (!zoomed && sensor.camera_type.value_or("") != "panning") assume(view, "hfov_min_deg");
  if (zoomed) view.focal_px = std::max(*zoomed, view.focal_px.value_or(0.0));
  view.shape = ViewShape::swept;
  sweep_tilt(sensor, head, view);
  sweep_pan(sensor, view);
  return view;
}

SensorView standing(const Sensor& sensor, const std::vector<Preset>& presets, const SensorView& lens) {
  if (!sensor.azimuth_deg && !presets.empty()) return view_of(presets.front(), lens);
  SensorView view = lens;
  resolve_direction(sensor, view);
  return view;
}

}  // namespace

bool turns(const Sensor& sensor) {
  const std::string lens = sensor.lens.value_or("");
  const std::string type = sensor.camera_type.value_or("");
  if (lens == "fisheye" || lens == "multi_imager" || type == "fixed") return false;
  if (type == "ptz" || type == "panning") return true;
  return sensor.ptz_pan_from_deg || sensor.ptz_pan_to_deg || sensor.ptz_tilt_min_deg || sensor.ptz_tilt_max_deg ||
         sensor.ptz_presets;
}

TurnedViews turned_views(const Sensor& sensor, const policy::TurningHead& head, TurningFigure figure,
                         const SensorView& lens) {
  TurnedViews turned;
  const std::vector<Preset> presets = usable_presets(sensor, turned.diagnostics);
  if (figure == TurningFigure::reachable) {
    turned.view = reachable(sensor, head, lens);
  } else if (figure == TurningFigure::preset || presets.empty()) {
    turned.view = standing(sensor, presets, lens);
    if (figure == TurningFigure::all_presets) assume(turned.view, "ptz_presets");
  } else {
    for (const Preset& preset : presets) turned.further_views.push_back(view_of(preset, lens));
    turned.view = turned.further_views.front();
    turned.further_views.erase(turned.further_views.begin());
  }
  return turned;
}

}  // namespace schouw::coverage
