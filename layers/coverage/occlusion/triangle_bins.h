// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "geo/crs/position.h"
#include "geo/model/city_model.h"
#include "geo/raster/rasterise.h"

namespace schouw::coverage {

// Finds the triangles that hide over a place. Some 64 consecutive triangles of one object make a chunk; chunks are
// listed per square of 32 m (more in a vast city), so that what is kept is a few bytes a building. Frozen.
class TriangleBins {
 public:
  TriangleBins(std::shared_ptr<const model::CityModel> city, const model::Occluders& occluders);

  struct Chunk {
    std::uint32_t object = 0;
    std::uint32_t first_triangle = 0;
    std::uint32_t count = 0;
    std::array<std::int32_t, 4> bounds_mm{};  // west, south, east, north, from the city's origin
  };
  const Chunk& chunk(std::uint32_t number) const { return chunks_[number]; }
  // The chunks whose bounds touch these in plan, in order of their object.
  void near(const crs::MapBounds& bounds, std::vector<std::uint32_t>& numbers) const;
  bool hides(const Chunk& chunk, std::uint32_t triangle) const;
  raster::TriangleCorners corners(std::uint32_t triangle) const;
  // What this takes, not counting the city.
  double bytes() const;

 private:
  struct Square {
    int column = 0;
    int row = 0;
  };
  void cut_chunks();
  void bound(Chunk& chunk) const;
  void list_chunks();
  Square square_of(std::int32_t east_mm, std::int32_t north_mm) const;
  template <class Visit>
  void for_each_square(const Chunk& chunk, Visit&& visit) const;

  std::shared_ptr<const model::CityModel> city_;
  model::Occluders occluders_;
  std::vector<Chunk> chunks_;
  std::int32_t west_mm_ = 0;
  std::int32_t south_mm_ = 0;
  std::int32_t side_mm_ = 32'000;
  int columns_ = 0;
  int rows_ = 0;
  std::vector<std::uint32_t> first_;   // of each square's list, and the end
  std::vector<std::uint32_t> listed_;  // chunks, ascending within a square
  std::vector<std::uint32_t> vast_;    // chunks over more squares than are worth listing
};

}  // namespace schouw::coverage
