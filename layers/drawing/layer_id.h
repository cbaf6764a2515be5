// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace schouw::drawing {

// The layers that a person can switch, in the order of the layer panel (top first).
enum class LayerId : std::uint8_t {
  zones,
  stacking,
  footprints,
  exposure,
  sensors,
  buildings,
  ground,
  areas,
  labels
};
inline constexpr std::array<LayerId, 9> kLayerIds = {LayerId::zones,    LayerId::stacking, LayerId::footprints,
                                                     LayerId::exposure, LayerId::sensors,  LayerId::buildings,
                                                     LayerId::ground,   LayerId::areas,    LayerId::labels};
constexpr std::string_view layer_name(LayerId id) {  // as in commands and text keys: "layer.<name>"
  constexpr std::array<std::string_view, 9> kNames = {"zones",     "stacking", "footprints", "exposure", "sensors",
                                                      "buildings", "ground",   "areas",      "labels"};
  return kNames[static_cast<std::size_t>(id)];
}

}  // namespace schouw::drawing
