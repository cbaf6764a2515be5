// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>
#include <string_view>

namespace schouw::town {

// Why a sensor stands there and who answers for it: what rows of one programme share. Empty: the register is silent.
struct Programme {
  std::string_view id;
  std::string_view purpose, theme, goal;
  std::string_view legal_basis, processing_regime, legal_ground, legal_reference, decision_reference;
  std::string_view personal_data, observed_data, processing, retention;
  std::string_view owner, controller, operator_name, responsible_officer, contact;
  std::string_view dpia_status, supplier;
};
std::span<const Programme> safety_programmes();         // those that guard people and property
const Programme& programme_named(std::string_view id);  // of any table

// What a device sees. 0: not stated.
struct Device {
  std::string_view id;
  std::string_view model, lens;
  double pixels_w, pixels_h, hfov_deg, vfov_deg, range_max_m;
};
const Device& device_named(std::string_view id);

// One sensor of the old town. Where `face` is given the sensor hangs 0.1 m before that face's building line on
// `street`, at `x` of its length, and azimuth counts from straight out; else x and y are metres from the town's
// middle.
struct SensorRow {
  std::string_view kind, name, face, street;
  double x, y, height_m, azimuth_deg, tilt_deg;
  std::string_view device, programme;
  std::string_view tweaks;  // words that set a row apart, see sensors.cpp
};
std::span<const SensorRow> sensor_rows();

inline constexpr double kNone = -999.0;  // in SensorRow: the register does not state it

}  // namespace schouw::town
