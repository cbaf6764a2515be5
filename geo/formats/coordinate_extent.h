// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/model/feature.h"

namespace schouw::formats {

// The smallest and largest coordinates of a table, in whatever they are; min_x > max_x where there are none.
struct CoordinateExtent {
  double min_x = 1.0, min_y = 1.0;
  double max_x = -1.0, max_y = -1.0;

  bool empty() const { return min_x > max_x; }
  bool within(const CoordinateExtent& other) const {
    return min_x >= other.min_x && min_y >= other.min_y && max_x <= other.max_x && max_y <= other.max_y;
  }
};
CoordinateExtent extent_of(const model::FeatureTable& table);

// What can be degrees of longitude and latitude.
inline constexpr CoordinateExtent kDegrees{-180.0, -90.0, 180.0, 90.0};
// What can be metres of the Dutch RD grid. Source: EPSG:28992, its area of use with a margin.
inline constexpr CoordinateExtent kDutchMetres{-7000.0, 289'000.0, 300'000.0, 629'000.0};

}  // namespace schouw::formats
