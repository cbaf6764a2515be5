// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/coordinate_extent.h"

#include <algorithm>

namespace schouw::formats {

namespace {

struct Gatherer {
  CoordinateExtent& extent;

  void operator()(std::monostate) const {}
  void operator()(const model::Coordinate& at) const {
    if (extent.empty()) extent = {at.x, at.y, at.x, at.y};
    extent.min_x = std::min(extent.min_x, at.x);
    extent.min_y = std::min(extent.min_y, at.y);
    extent.max_x = std::max(extent.max_x, at.x);
    extent.max_y = std::max(extent.max_y, at.y);
  }
  void operator()(const model::PolygonWithHoles& polygon) const { (*this)(polygon.rings); }
  template <class T>
  void operator()(const std::vector<T>& parts) const {
    for (const T& part : parts) (*this)(part);
  }
};

}  // namespace

CoordinateExtent extent_of(const model::FeatureTable& table) {
  CoordinateExtent extent;
  for (const model::Feature& feature : table.features) std::visit(Gatherer{extent}, feature.geometry);
  return extent;
}

}  // namespace schouw::formats
