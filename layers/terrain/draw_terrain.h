// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/drawing/draw_list.h"
#include "layers/terrain/ground.h"

namespace schouw::terrain {

// The ground as a mesh that rasters are draped on. Measured and assumed ground alike; where the city itself covers
// the ground (roads, grass), this lies `sink_m` lower so that it only backs it.
struct TerrainDrawing {
  crs::MapBounds extent;  // of the mesh: the city, the terrain and what sensors see
  double sink_m = 0.0;
  double step_m = 2.0;  // between vertices; widened so that there are at most kMostVertices
};
inline constexpr std::size_t kMostVertices = 600'000;
drawing::SurfaceMesh draw_terrain(const GroundModel& ground, const TerrainDrawing& drawing,
                                  const crs::SceneOrigin& origin);

// The bounds that a scene's ground should have: the city's and the sensors' with a margin. Empty where there are
// none.
crs::MapBounds ground_extent(const model::CityModel* city, const model::Terrain* terrain,
                             const std::vector<crs::MapPosition>& sensors);

}  // namespace schouw::terrain
