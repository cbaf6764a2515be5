// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "geo/crs/position.h"
#include "geo/model/city_model.h"
#include "geo/model/terrain.h"
#include "geo/raster/grid.h"

namespace schouw::terrain {

// The height of the ground everywhere in a frame, and whether it was measured. Assumed ground never occludes.
struct Ground {
  raster::Grid<float> heights_m;       // no gaps
  raster::Grid<std::uint8_t> assumed;  // 1 where no terrain gave the height
  bool all_assumed = true;
};

// interface.md: from the terrain where it has data; elsewhere inverse distance (power 2) from the 12 nearest
// buildings' ground heights (GroundSurface minimum, else lowest vertex); else a plane at 0.
Ground ground_in(const raster::GridFrame& frame, const model::Terrain* terrain, const model::CityModel* city);

// The same at one place, bilinear in the terrain. height_m, and whether it is assumed.
struct GroundHeight {
  double height_m = 0.0;
  bool assumed = true;
};
class GroundModel {
 public:
  GroundModel(const model::Terrain* terrain, const model::CityModel* city);
  GroundHeight at(double east_m, double north_m) const;

 private:
  const model::Terrain* terrain_;
  struct Sample {
    double east_m, north_m, height_m;
  };
  std::vector<Sample> buildings_;
};

}  // namespace schouw::terrain
