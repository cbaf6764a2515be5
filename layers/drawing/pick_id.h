// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

namespace schouw::drawing {

// What a pixel or a symbol stands for. index counts within the snapshot that was drawn: the sensor in the plan, the
// zone in the analysis, the object in the city. handle: by which the sensor of that index is turned.
struct PickId {
  enum class Kind : std::uint8_t { nothing, sensor, zone, city_object, ground, area, handle };
  Kind kind = Kind::nothing;
  std::uint32_t index = 0;
  bool operator==(const PickId&) const = default;
};

}  // namespace schouw::drawing
