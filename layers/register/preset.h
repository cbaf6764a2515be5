// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"

namespace schouw::registers {

// A view to which a turning camera returns by name.
struct Preset {
  std::string name;
  double azimuth_deg = 0.0;        // 0 <= azimuth < 360, clockwise from grid north
  double tilt_deg = 0.0;           // below the horizon
  std::optional<double> hfov_deg;  // nothing: the camera's own
  bool operator==(const Preset&) const = default;
};

// "entrance: 90, 20, 30; square: 180, 15": name, azimuth, tilt and, where it zooms, width of view; numbers with a
// point. Fails with REG-123, naming the preset and what is wrong: no name, a number that is none, azimuth outside
// -360 to 360, tilt outside -90 to 90, width outside 0.1 to 170, a name that stands twice, more than 256 presets.
base::Result<std::vector<Preset>> presets_from_text(std::string_view text);

}  // namespace schouw::registers
