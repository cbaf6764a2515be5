// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

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

// The same at one place. height_m, and whether it is assumed.
struct GroundHeight {
  double height_m = 0.0;
  bool assumed = true;
};

// interface.md: from the terrain where it has data, bilinear between the centres of its cells; elsewhere inverse
// distance (power 2) from the 12 nearest buildings' ground heights (GroundSurface minimum, else lowest vertex, at the
// middle of the building's bounds); else a plane at 0. Built once; safe to ask from any thread. The terrain must
// outlive it.
class GroundModel {
 public:
  GroundModel(const model::Terrain* terrain, const model::CityModel* city);
  GroundHeight at(double east_m, double north_m) const;

  // All cells of a frame. Accuracy: measured cells as at(); assumed ones are bilinear in a lattice of 4 m that is
  // fixed to the map, so that any frame gives the same heights: within centimetres of at() but beside a building's
  // middle.
  Ground in(const raster::GridFrame& frame) const;

 private:
  struct Sample {
    double east_m, north_m, height_m;
  };
  std::optional<double> measured(double east_m, double north_m) const;
  double assumed(double east_m, double north_m) const;
  std::vector<Sample> nearest(double east_m, double north_m) const;

  const model::Terrain* terrain_;
  std::vector<Sample> buildings_;       // sorted by bucket
  std::vector<std::uint32_t> buckets_;  // first building of each bucket, and the end
  raster::GridFrame bucket_frame_;
};

// GroundModel(terrain, city).in(frame).
Ground ground_in(const raster::GridFrame& frame, const model::Terrain* terrain, const model::CityModel* city);

}  // namespace schouw::terrain
