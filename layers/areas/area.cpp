// SPDX-License-Identifier: EUPL-1.2
#include "layers/areas/area.h"

#include "geo/base/content_hash.h"

namespace schouw::areas {

namespace {

void add(base::ContentHash& hash, const std::optional<double>& number) {
  hash.add(std::uint64_t{number.has_value()}).add(number.value_or(0.0));
}

}  // namespace

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

std::uint64_t content_hash(const Area& area) {
  base::ContentHash hash;
  for (const std::string* text : {&area.id, &area.name, &area.type}) hash.add_text(*text);
  add(hash, area.residents);
  add(hash, area.street_km);
  for (const model::PolygonWithHoles& polygon : area.polygons) {
    hash.add(std::uint64_t{polygon.rings.size()});
    for (const model::Ring& ring : polygon.rings) {
      hash.add(std::uint64_t{ring.size()});
      for (const model::Coordinate& corner : ring) hash.add(corner.x).add(corner.y);
    }
  }
  return hash.value();
}

}  // namespace schouw::areas
