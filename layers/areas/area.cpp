// SPDX-License-Identifier: EUPL-1.2
#include "layers/areas/area.h"

namespace schouw::areas {

bool Area::contains(double east_m, double north_m) const {
  bool inside = false;
  for (const model::PolygonWithHoles& polygon : polygons) {
    for (const model::Ring& ring : polygon.rings) {
      for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const model::Coordinate& a = ring[i];
        const model::Coordinate& b = ring[j];
        if ((a.y > north_m) == (b.y > north_m)) continue;
        if (east_m < (b.x - a.x) * (north_m - a.y) / (b.y - a.y) + a.x) inside = !inside;
      }
    }
  }
  return inside;
}

}  // namespace schouw::areas
