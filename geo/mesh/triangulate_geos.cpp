// SPDX-License-Identifier: EUPL-1.2
#include "geo/mesh/triangulate_geos.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace schouw::mesh {

namespace {

struct GeometryEnd {
  GEOSContextHandle_t context;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
};
using Geometry = std::unique_ptr<GEOSGeometry, GeometryEnd>;

Geometry owned(GEOSContextHandle_t context, GEOSGeometry* geometry) { return {geometry, GeometryEnd{context}}; }

GEOSGeometry* make_ring(GEOSContextHandle_t context, const std::vector<FlatPoint>& ring) {
  const auto count = static_cast<unsigned>(ring.size());
  GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(context, count + 1, 2);
  if (sequence == nullptr) return nullptr;
  for (unsigned i = 0; i <= count; ++i) {
    const FlatPoint& point = ring[i % count];
    GEOSCoordSeq_setXY_r(context, sequence, i, static_cast<double>(point.x), static_cast<double>(point.y));
  }
  return GEOSGeom_createLinearRing_r(context, sequence);
}

Geometry make_polygon(GEOSContextHandle_t context, const FlatPolygon& flat) {
  std::vector<GEOSGeometry*> rings;
  for (const auto& ring : flat.rings) rings.push_back(make_ring(context, ring));
  const bool whole =
      std::none_of(rings.begin(), rings.end(), [](const GEOSGeometry* ring) { return ring == nullptr; });
  if (!whole) {
    for (GEOSGeometry* ring : rings) {
      if (ring != nullptr) GEOSGeom_destroy_r(context, ring);
    }
    return owned(context, nullptr);
  }
  GEOSGeometry** holes = rings.size() > 1 ? rings.data() + 1 : nullptr;
  const auto hole_count = static_cast<unsigned>(rings.size() - 1);
  return owned(context, GEOSGeom_createPolygon_r(context, rings.front(), holes, hole_count));
}

struct PlainPoint {
  double x = 0.0;
  double y = 0.0;
};
using PlainTriangle = std::array<PlainPoint, 3>;

// Turns a place by quarters around zero; exact, for it only swaps and negates.
PlainPoint turned(PlainPoint point, int quarters) {
  for (int i = 0; i < quarters; ++i) point = {-point.y, point.x};
  return point;
}

int turn_in_place(double* x, double* y, void* quarters) {
  const PlainPoint point = turned({*x, *y}, *static_cast<int*>(quarters));
  *x = point.x;
  *y = point.y;
  return 1;
}

bool take_triangles_turned(GEOSContextHandle_t context, const GEOSGeometry* polygons, int quarters,
                           std::vector<PlainTriangle>& out) {
  const Geometry turned_polygons =
      owned(context, GEOSGeom_transformXY_r(context, polygons, turn_in_place, &quarters));
  if (!turned_polygons) return false;
  const Geometry collection = owned(context, GEOSConstrainedDelaunayTriangulation_r(context, turned_polygons.get()));
  if (!collection) return false;
  const int count = GEOSGetNumGeometries_r(context, collection.get());
  for (int i = 0; i < count; ++i) {
    const GEOSGeometry* item = GEOSGetGeometryN_r(context, collection.get(), i);
    const GEOSGeometry* ring = item == nullptr ? nullptr : GEOSGetExteriorRing_r(context, item);
    const GEOSCoordSequence* sequence = ring == nullptr ? nullptr : GEOSGeom_getCoordSeq_r(context, ring);
    unsigned size = 0;
    if (sequence == nullptr || GEOSCoordSeq_getSize_r(context, sequence, &size) == 0 || size != 4) return false;
    PlainTriangle triangle;
    for (unsigned corner = 0; corner < 3; ++corner) {
      PlainPoint place;
      GEOSCoordSeq_getXY_r(context, sequence, corner, &place.x, &place.y);
      triangle[corner] = turned(place, 4 - quarters);
    }
    out.push_back(triangle);
  }
  return true;
}

// Triangles of a constrained triangulation of whatever polygons the geometry holds. False where GEOS gives up.
// GEOS 3.11 joins holes from the left and fails on some valid polygons with many holes ("Unable to find a convex
// corner"); seen from another side the same polygon succeeds.
bool take_triangles(GEOSContextHandle_t context, const GEOSGeometry* polygons, std::vector<PlainTriangle>& out) {
  for (int quarters = 0; quarters < 4; ++quarters) {
    out.clear();
    if (take_triangles_turned(context, polygons, quarters, out)) return true;
  }
  return false;
}

// Finds the vertex at a place; makes one where there is none.
class VertexFinder {
 public:
  explicit VertexFinder(const FlatPolygon& flat) : flat_(flat) {
    for (const auto& ring : flat.rings) points_.insert(points_.end(), ring.begin(), ring.end());
    std::stable_sort(points_.begin(), points_.end(), before);
  }

  // GEOS hands back integers as it got them; only a crossing of edges is not one.
  FlatPoint at(const PlainPoint& place) {
    const FlatPoint wanted{std::llround(place.x), std::llround(place.y), 0};
    const auto found = std::lower_bound(points_.begin(), points_.end(), wanted, before);
    if (found != points_.end() && found->same_place(wanted)) return *found;
    return add(wanted);
  }
  std::vector<model::MillimetrePoint> take_new() { return std::move(new_vertices_); }

 private:
  static bool before(const FlatPoint& a, const FlatPoint& b) { return std::pair(a.x, a.y) < std::pair(b.x, b.y); }

  FlatPoint add(FlatPoint point) {
    point.vertex = kNewVertex + static_cast<std::uint32_t>(new_vertices_.size());
    const double height = flat_.height_at(static_cast<double>(point.x), static_cast<double>(point.y));
    model::MillimetrePoint vertex = flat_.base;
    vertex[flat_.axes[0]] += point.x;
    vertex[flat_.axes[1]] += point.y;
    vertex[flat_.axes[2]] += std::llround(height);
    new_vertices_.push_back(vertex);
    points_.insert(std::upper_bound(points_.begin(), points_.end(), point, before), point);
    return point;
  }

  const FlatPolygon& flat_;
  std::vector<FlatPoint> points_;
  std::vector<model::MillimetrePoint> new_vertices_;
};

struct Mapped {
  PolygonTriangles polygon;
  WideInteger doubled_area = 0;
};

Mapped map_back(const FlatPolygon& flat, const std::vector<PlainTriangle>& triangles, Path path) {
  Mapped out{.polygon = {.path = path}};
  VertexFinder finder(flat);
  for (const PlainTriangle& triangle : triangles) {
    const FlatPoint a = finder.at(triangle[0]);
    FlatPoint b = finder.at(triangle[1]);
    FlatPoint c = finder.at(triangle[2]);
    WideInteger area = doubled_area(a, b, c);
    if (area == 0) continue;
    if (area < 0) {
      std::swap(b, c);
      area = -area;
    }
    out.doubled_area += area;
    out.polygon.triangles.push_back({a.vertex, b.vertex, c.vertex});
  }
  out.polygon.new_vertices = finder.take_new();
  return out;
}

}  // namespace

struct PolygonTriangulator::Implementation {
  GEOSContextHandle_t context = GEOS_init_r();
  Implementation() = default;
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;
  ~Implementation() { GEOS_finish_r(context); }
};

PolygonTriangulator::PolygonTriangulator() : implementation_(std::make_unique<Implementation>()) {}
PolygonTriangulator::~PolygonTriangulator() = default;

PolygonTriangles PolygonTriangulator::constrained(const FlatPolygon& flat) const {
  if (flat.doubled_area <= 0) return {};
  GEOSContextHandle_HS* const context = implementation_->context;
  const Geometry polygon = make_polygon(context, flat);
  std::vector<PlainTriangle> triangles;
  if (!polygon || !take_triangles(context, polygon.get(), triangles)) return {};
  Mapped mapped = map_back(flat, triangles, Path::delaunay);
  // Integers leave no room for doubt: the triangles of a valid polygon cover it to the last half square millimetre.
  const bool exact = mapped.doubled_area == flat.doubled_area && mapped.polygon.new_vertices.empty();
  return exact ? std::move(mapped.polygon) : PolygonTriangles{};
}

PolygonTriangles PolygonTriangulator::repaired(const FlatPolygon& flat) const {
  GEOSContextHandle_HS* const context = implementation_->context;
  const Geometry polygon = make_polygon(context, flat);
  if (!polygon) return {};
  const Geometry valid = owned(context, GEOSMakeValid_r(context, polygon.get()));
  std::vector<PlainTriangle> triangles;
  if (!valid || !take_triangles(context, valid.get(), triangles)) return {};
  PolygonTriangles out = map_back(flat, triangles, Path::repaired).polygon;
  return out.triangles.empty() ? PolygonTriangles{} : out;
}

std::string geos_version() { return GEOSversion(); }

}  // namespace schouw::mesh
