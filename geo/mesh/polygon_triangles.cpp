// SPDX-License-Identifier: EUPL-1.2
#include "geo/mesh/polygon_triangles.h"

#include <cstddef>
#include <optional>

namespace schouw::mesh {

namespace {

using Ring = std::vector<FlatPoint>;

const FlatPoint& around(const Ring& ring, std::size_t i) { return ring[i % ring.size()]; }

WideInteger turn_at(const Ring& ring, std::size_t i) {
  return doubled_area(around(ring, i + ring.size() - 1), ring[i], around(ring, i + 1));
}

// Every corner turns left, and the ring goes around once: its edges change from eastward to westward only twice.
bool strictly_convex(const Ring& ring) {
  std::size_t reversals = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (turn_at(ring, i) <= 0) return false;
    const bool eastward = around(ring, i + 1).x > ring[i].x;
    const bool next_eastward = around(ring, i + 2).x > around(ring, i + 1).x;
    if (eastward != next_eastward) ++reversals;
  }
  return reversals == 2;
}

WideInteger squared_distance(const FlatPoint& a, const FlatPoint& b) {
  const auto dx = static_cast<WideInteger>(a.x - b.x);
  const auto dy = static_cast<WideInteger>(a.y - b.y);
  return dx * dx + dy * dy;
}

PolygonTriangles fan_from(const Ring& ring, std::size_t apex, Path path) {
  PolygonTriangles out{.path = path};
  for (std::size_t i = apex + 1; i + 1 < apex + ring.size(); ++i) {
    out.triangles.push_back({ring[apex].vertex, around(ring, i).vertex, around(ring, i + 1).vertex});
  }
  return out;
}

// The corner from which both halves of a four-cornered ring have area; the shorter diagonal where both serve.
std::optional<std::size_t> quad_apex(const Ring& ring) {
  const auto splits = [&](std::size_t i) {
    return doubled_area(ring[i], around(ring, i + 1), around(ring, i + 2)) > 0 &&
           doubled_area(ring[i], around(ring, i + 2), around(ring, i + 3)) > 0;
  };
  const bool first = splits(0);
  const bool second = splits(1);
  if (first && second) {
    return squared_distance(ring[1], ring[3]) < squared_distance(ring[0], ring[2]) ? std::optional<std::size_t>(1)
                                                                                   : std::optional<std::size_t>(0);
  }
  if (first) return 0;
  if (second) return 1;
  return std::nullopt;
}

}  // namespace

PolygonTriangles triangulate_simply(const FlatPolygon& flat) {
  if (flat.rings.size() != 1 || flat.doubled_area <= 0) return {};
  const Ring& ring = flat.rings.front();
  if (ring.size() == 3) return fan_from(ring, 0, Path::triangle);
  if (ring.size() == 4) {
    const auto apex = quad_apex(ring);
    return apex ? fan_from(ring, *apex, Path::quad) : PolygonTriangles{};
  }
  return strictly_convex(ring) ? fan_from(ring, 0, Path::convex) : PolygonTriangles{};
}

PolygonTriangles fan(const FlatPolygon& flat) {
  PolygonTriangles out{.path = Path::fan};
  const Ring& ring = flat.rings.front();
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    if (doubled_area(ring[0], ring[i], ring[i + 1]) == 0) continue;
    out.triangles.push_back({ring[0].vertex, ring[i].vertex, ring[i + 1].vertex});
  }
  if (out.triangles.empty()) out.path = Path::no_area;
  return out;
}

}  // namespace schouw::mesh
