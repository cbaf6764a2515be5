// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "geo/crs/position.h"
#include "geo/model/city_model.h"
#include "geo/model/terrain.h"

namespace schouw::sight {

std::string embree_version();

// Sight by exact rays against full-detail triangles and the terrain: the truth that the height field answers to.
// Solids are the city's triangles that hide (model::hides); terrain is two triangles between the centres of four
// neighbouring cells that all have a height, walked and not copied (terrain_sight.h). Coordinates of the city are
// floats counted from its origin: exact to about 1 mm within 10 km.
//   const TriangleSight sight(&city, &terrain);
//   const bool clear = sight.line_is_clear(lens, face);
//   const auto below = sight.first_hit(lens, {0.0, 0.0, -1.0});
// Cost: building it grows with the triangles that hide, some 100 bytes and 0.2 to 0.4 us each, on Embree's threads;
// a line is linear in the cells of terrain that it crosses and takes some 0.1 us among buildings. Threads: frozen,
// any number at once. The city is copied and may go, though hits name its objects by their places; the terrain must
// outlive it. Only the constructor fails, by throwing: std::bad_alloc where Embree lacks memory, std::runtime_error
// for anything else that it says. Source: Embree 3.
class TriangleSight {
 public:
  // Either may be null. By default plants, furniture and loose glass hide nothing (model::Occluders).
  TriangleSight(const model::CityModel* city, const model::Terrain* terrain, const model::Occluders& occluders = {});
  ~TriangleSight();
  TriangleSight(const TriangleSight&) = delete;
  TriangleSight& operator=(const TriangleSight&) = delete;

  // Whether nothing stands on the straight line between two places. The centimetre at either end does not count, so
  // that a place on a surface can be seen, and sight is mutual.
  bool line_is_clear(const crs::MapPosition& from, const crs::MapPosition& to) const;

  struct Hit {
    crs::MapPosition position;
    std::optional<std::uint32_t> object;  // index in the city's objects; nothing where it is the terrain
  };
  // The first thing on the ray from a place: east, north, up; any length but 0. Nothing where it leaves into the sky,
  // and where what lies there is neither an object that occludes nor terrain. The surface that the
  // place itself lies on may count.
  std::optional<Hit> first_hit(const crs::MapPosition& from, const std::array<double, 3>& direction) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace schouw::sight
