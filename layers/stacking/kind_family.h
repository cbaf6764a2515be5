// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>

#include "layers/register/sensor.h"

namespace schouw::stacking {

// Ways of observing that weigh heavier together than apart: rule (e) of domain.md 3.
enum class KindFamily : std::uint8_t { camera, wifi, sound };

// Nothing: the kind takes no part in the rule.
inline std::optional<KindFamily> family_of(registers::SensorKind kind) {
  using registers::SensorKind;
  switch (kind) {
    case SensorKind::camera:
    case SensorKind::anpr:
    case SensorKind::thermal: return KindFamily::camera;
    case SensorKind::wifi:
    case SensorKind::beacon: return KindFamily::wifi;
    case SensorKind::microphone: return KindFamily::sound;
    default: return std::nullopt;
  }
}

}  // namespace schouw::stacking
