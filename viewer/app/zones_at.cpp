// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/zones_at.h"

#include <algorithm>

namespace schouw::app {

namespace {

// A ray to the east crosses a ring an odd number of times from within; a hole is one more ring to cross.
bool inside(const model::PolygonWithHoles& polygon, double east_m, double north_m) {
  bool within = false;
  for (const auto& ring : polygon.rings) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const auto& a = ring[i];
      const auto& b = ring[(i + 1) % ring.size()];
      if ((a.y > north_m) == (b.y > north_m)) continue;
      if (east_m < a.x + (b.x - a.x) * (north_m - a.y) / (b.y - a.y)) within = !within;
    }
  }
  return within;
}

}  // namespace

std::vector<std::uint32_t> zones_at(const stacking::Stacking& stacking, double east_m, double north_m) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < stacking.zones.size(); ++i) {
    const auto& polygons = stacking.zones[i].polygons;
    if (std::any_of(polygons.begin(), polygons.end(),
                    [&](const auto& polygon) { return inside(polygon, east_m, north_m); })) {
      found.push_back(i);
    }
  }
  std::stable_partition(found.begin(), found.end(),
                        [&](std::uint32_t zone) { return stacking.zones[zone].level == stacking::Level::exceeded; });
  return found;
}

}  // namespace schouw::app
