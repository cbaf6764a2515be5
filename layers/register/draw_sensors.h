// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "geo/crs/position.h"
#include "layers/drawing/draw_list.h"
#include "layers/drawing/legend.h"
#include "layers/policy/policy.h"
#include "layers/register/sensor_list.h"

namespace schouw::registers {

// Sensors as pins: a letter by kind, the fill by what is known of personal data (DTPR's colours; grey where nothing
// is known), a stem from the lens to the ground. Proposed and approved are dashed, inactive and filtered-out faint;
// removed and household devices are not drawn, nor is a sensor without a position. A pin's pick index is the sensor's
// index in the list.
struct SensorDrawing {
  const policy::Policy* policy = nullptr;  // heights of kinds where the register states none; null: 3 m
  // Height of the ground at a place, in the project's datum. Empty: 0.
  std::function<double(double east_m, double north_m)> ground_height_m;
  std::vector<bool> filtered_out;         // one per sensor, or empty
  std::optional<std::uint32_t> labelled;  // the one whose name stands beside it
};
drawing::DrawList draw_sensors(const SensorList& sensors, const SensorDrawing& drawing,
                               const crs::SceneOrigin& origin);

// One or two characters; no two kinds share them.
std::string_view kind_letter(SensorKind kind);

// DTPR: identifiable #FFDD00, de-identified #36B2E6, none white; unknown grey. Biometric and pseudonymous data are
// identifiable for this purpose. Source: DTPR, Digital Trust for Places and Routines, colours of the data icons.
drawing::Colour personal_data_colour(const Sensor& sensor);

drawing::Legend sensors_legend();

}  // namespace schouw::registers
