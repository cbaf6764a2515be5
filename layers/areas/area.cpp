// SPDX-License-Identifier: EUPL-1.2
#include "layers/areas/area.h"

#include "geo/base/content_hash.h"
#include "geo/base/ring.h"

namespace schouw::areas {

namespace {

void add(base::ContentHash& hash, const std::optional<double>& number) {
  hash.add(std::uint64_t{number.has_value()}).add(number.value_or(0.0));
}

}  // namespace

bool Area::contains(double east_m, double north_m) const {
  bool inside = false;
  for (const model::PolygonWithHoles& polygon : polygons) {
    inside ^= base::inside_even_odd(polygon.rings, east_m, north_m);
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
