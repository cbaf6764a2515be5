// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>

#include "layers/drawing/camera.h"
#include "layers/terrain/ground.h"
#include "viewer/app/app_state.h"

namespace schouw::app {

// Where the ray through a pixel meets the level plane at height up_m; nothing at or above the horizon.
std::optional<crs::MapPosition> on_level(const drawing::CameraPose& pose, const drawing::Viewport& viewport,
                                         double x_px, double y_px, double up_m);

// What lies under a pixel of the scene: the nearest of a solid of the city and the ground, by exact rays once the
// analysis is there; until then the ground, also behind a building. Nothing where there is only sky.
struct UnderPixel {
  crs::MapPosition place;
  std::optional<std::uint32_t> object;  // of the city; nothing on the ground
};
std::optional<UnderPixel> under_pixel(const AppState& state, const terrain::GroundModel& ground, double x_px,
                                      double y_px);

}  // namespace schouw::app
