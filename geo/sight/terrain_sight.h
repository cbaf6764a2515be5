// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <optional>

#include "geo/crs/position.h"
#include "geo/model/terrain.h"

namespace schouw::sight {

// A straight line from a place: at + share * along, for shares from first to last.
struct Line3 {
  crs::MapPosition at;
  std::array<double, 3> along;  // east, north, up
  double first = 0.0;
  double last = 1.0;
};

// The share at which a line first lies under the terrain: two triangles between the centres of four neighbouring
// cells that all have a height, parted from south-west to north-east. Nothing where it stays above, and over ground
// that was not measured. It walks the grid and keeps nothing beside it, so a terrain of any size can be asked.
// Accuracy: that of doubles. Source: line through a regular triangulation, edge by edge.
std::optional<double> first_under(const model::Terrain& terrain, const Line3& line);

}  // namespace schouw::sight
