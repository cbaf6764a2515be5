// SPDX-License-Identifier: EUPL-1.2
#include "geo/mesh/triangulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "geo/base/parallel.h"
#include "geo/mesh/flat_polygon.h"
#include "geo/mesh/polygon_triangles.h"
#include "geo/mesh/triangulate_geos.h"

namespace schouw::mesh {

namespace {

using model::CityModel;
using model::CitySurfaces;
using model::MillimetrePoint;
using model::SurfaceObject;

constexpr std::size_t kObjectsPerBatch = 32;
constexpr std::size_t kMostNamedObjects = 50;

struct ObjectTriangles {
  std::vector<std::array<std::uint32_t, 3>> triangles;  // kNewVertex + i: new_vertices[i]
  std::vector<model::SurfaceKind> kinds;
  std::vector<MillimetrePoint> new_vertices;
  std::array<std::size_t, kPathCount> paths{};
  bool too_far = false;
};

PolygonTriangles triangulate_polygon(const FlatPolygon& flat, const PolygonTriangulator& triangulator) {
  if (flat.rings.empty()) return {};
  for (const auto way : {+[](const FlatPolygon&f, const PolygonTriangulator&) { return triangulate_simply(f); },
                         +[](const FlatPolygon&f, const PolygonTriangulator&t) { return t.constrained(f); },
                         +[](const FlatPolygon&f, const PolygonTriangulator&t) { return t.repaired(f); }}) {
    PolygonTriangles done = way(flat, triangulator);
    if (done.path != Path::no_area) return done;
  }
  return fan(flat);
}

void add_polygon(PolygonTriangles done, model::SurfaceKind kind, ObjectTriangles& out) {
  ++out.paths[static_cast<std::size_t>(done.path)];
  const auto new_before = static_cast<std::uint32_t>(out.new_vertices.size());
  for (auto& triangle : done.triangles) {
    for (std::uint32_t& vertex : triangle) {
      if (vertex >= kNewVertex) vertex += new_before;
    }
    out.triangles.push_back(triangle);
    out.kinds.push_back(kind);
  }
  out.new_vertices.insert(out.new_vertices.end(), done.new_vertices.begin(), done.new_vertices.end());
}

// Within 400 km of the origin: 32 bits of millimetres then also hold a corner that a repair puts on a sloping plane.
bool within_reach(const SurfaceObject& object, const CitySurfaces& surfaces, const MillimetrePoint& origin_mm) {
  constexpr std::int64_t kReachMm = 400'000'000;
  const auto near = [&](std::uint32_t vertex) {
    const MillimetrePoint& at = surfaces.vertices[vertex];
    return std::abs(at[0] - origin_mm[0]) < kReachMm && std::abs(at[1] - origin_mm[1]) < kReachMm &&
           std::abs(at[2] - origin_mm[2]) < kReachMm;
  };
  for (const model::Polygon& polygon : object.polygons) {
    for (const auto& ring : polygon.rings) {
      if (!std::all_of(ring.begin(), ring.end(), near)) return false;
    }
  }
  return true;
}

ObjectTriangles triangulate_object(const SurfaceObject& object, const CitySurfaces& surfaces,
                                   const MillimetrePoint& origin_mm, const PolygonTriangulator& triangulator) {
  ObjectTriangles out;
  out.too_far = !within_reach(object, surfaces, origin_mm);
  if (out.too_far) return out;
  for (const model::Polygon& polygon : object.polygons) {
    const FlatPolygon flat = flatten(polygon, surfaces.vertices);
    add_polygon(triangulate_polygon(flat, triangulator), polygon.kind, out);
  }
  return out;
}

// The median of the objects' first vertices: one object on the other side of the world does not pull it away.
MillimetrePoint origin_near(const CitySurfaces& surfaces) {
  MillimetrePoint origin{};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    std::vector<std::int64_t> values;
    for (const SurfaceObject& object : surfaces.objects) {
      if (!object.polygons.empty() && !object.polygons.front().rings.empty() &&
          !object.polygons.front().rings.front().empty()) {
        values.push_back(surfaces.vertices[object.polygons.front().rings.front().front()][axis]);
      }
    }
    if (values.empty()) return origin;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    origin[axis] = *middle / 1000 * 1000;
  }
  return origin;
}

// Puts the objects' triangles behind each other, with only the vertices that they use.
class Assembly {
 public:
  Assembly(CitySurfaces& surfaces, const MillimetrePoint& origin_mm)
      : surfaces_(surfaces), origin_mm_(origin_mm), fresh_(surfaces.vertices.size(), kUnused) {
    const auto in_m = [](std::int64_t whole_metres_mm) { return static_cast<double>(whole_metres_mm) / 1000.0; };
    city_.origin = {in_m(origin_mm[0]), in_m(origin_mm[1]), in_m(origin_mm[2])};
  }

  void add(SurfaceObject& object, const ObjectTriangles& done) {
    model::CityObject out{.id = std::move(object.id),
                          .type_name = std::move(object.type_name),
                          .object_class = object.object_class,
                          .lod = std::move(object.lod),
                          .attributes = std::move(object.attributes),
                          .first_triangle = static_cast<std::uint32_t>(city_.triangles.size()),
                          .triangle_count = static_cast<std::uint32_t>(done.triangles.size()),
                          .bounds = {}};
    new_vertices_.assign(done.new_vertices.size(), kUnused);
    for (const auto& triangle : done.triangles) {
      std::array<std::uint32_t, 3> placed{};
      for (std::size_t corner = 0; corner < 3; ++corner) {
        placed[corner] = vertex_of(triangle[corner], done);
        out.bounds.include(city_.position(placed[corner]));
      }
      city_.triangles.push_back(placed);
    }
    city_.kinds.insert(city_.kinds.end(), done.kinds.begin(), done.kinds.end());
    city_.bounds.include(out.bounds);
    city_.objects.push_back(std::move(out));
  }

  CityModel take() {
    city_.crs = std::move(surfaces_.crs);
    city_.lods = std::move(surfaces_.lods);
    return std::move(city_);
  }

 private:
  static constexpr std::uint32_t kUnused = UINT32_MAX;

  std::uint32_t vertex_of(std::uint32_t vertex, const ObjectTriangles& done) {
    const bool is_new = vertex >= kNewVertex;
    std::uint32_t& place = is_new ? new_vertices_[vertex - kNewVertex] : fresh_[vertex];
    if (place == kUnused) {
      const MillimetrePoint& at = is_new ? done.new_vertices[vertex - kNewVertex] : surfaces_.vertices[vertex];
      place = static_cast<std::uint32_t>(city_.vertices_mm.size());
      city_.vertices_mm.push_back({static_cast<std::int32_t>(at[0] - origin_mm_[0]),
                                   static_cast<std::int32_t>(at[1] - origin_mm_[1]),
                                   static_cast<std::int32_t>(at[2] - origin_mm_[2])});
    }
    return place;
  }

  CitySurfaces& surfaces_;
  MillimetrePoint origin_mm_;
  std::vector<std::uint32_t> fresh_;
  std::vector<std::uint32_t> new_vertices_;
  CityModel city_;
};

base::Diagnostic repaired_object(const std::string& id, std::size_t repaired, std::size_t fanned) {
  return {.code = "MESH-102",
          .severity = base::Severity::warning,
          .message = fmt::format("{} faces cross themselves and were repaired, {} were filled from one corner",
                                 repaired, fanned),
          .where = {.feature = id},
          .hint = "check the object with val3dity"};
}

base::Diagnostic object_too_far(const std::string& id) {
  return {.code = "MESH-103",
          .severity = base::Severity::warning,
          .message = "the object is left out: it lies over 400 km from the others",
          .where = {.feature = id},
          .hint = "check its coordinates"};
}

base::Diagnostic counts_of(const std::array<std::size_t, kPathCount>& paths) {
  return {.code = "MESH-101",
          .severity = base::Severity::note,
          .message = fmt::format("faces: {} triangles, {} quads, {} convex, {} by Delaunay, {} repaired, {} filled "
                                 "from one corner, {} without area left out",
                                 paths[0], paths[1], paths[2], paths[3], paths[4], paths[5], paths[6]),
          .where = {.field = "geometry"},
          .hint = {}};
}

// Tells what happened, object by object up to a limit, and in all.
class TriangulationReport {
 public:
  void add(const std::string& id, const ObjectTriangles& done) {
    for (std::size_t path = 0; path < kPathCount; ++path) paths_[path] += done.paths[path];
    const std::size_t repaired = done.paths[static_cast<std::size_t>(Path::repaired)];
    const std::size_t fanned = done.paths[static_cast<std::size_t>(Path::fan)];
    if (repaired + fanned > 0) name(repaired_object(id, repaired, fanned));
    if (done.too_far) name(object_too_far(id));
  }

  base::Diagnostics take() {
    if (unnamed_ > 0) {
      named_.push_back({.code = "MESH-102",
                        .severity = base::Severity::note,
                        .message = fmt::format("{} more objects are not named", unnamed_),
                        .where = {.field = "geometry"},
                        .hint = {}});
    }
    named_.push_back(counts_of(paths_));
    return std::move(named_);
  }

 private:
  void name(base::Diagnostic diagnostic) {
    if (named_.size() < kMostNamedObjects) {
      named_.push_back(std::move(diagnostic));
    } else {
      ++unnamed_;
    }
  }

  std::array<std::size_t, kPathCount> paths_{};
  base::Diagnostics named_;
  std::size_t unnamed_ = 0;
};

base::Diagnostic stopped() {
  return {.code = "MESH-109",
          .kind = base::DiagnosticKind::cancelled,
          .message = "triangulation was stopped",
          .where = {.field = "geometry"},
          .hint = "start it again"};
}

}  // namespace

base::Result<CityModel> triangulate(CitySurfaces surfaces, const base::Progress& progress) {
  if (surfaces.vertices.size() >= kNewVertex) {
    return base::Diagnostic{
        .code = "MESH-104",
        .kind = base::DiagnosticKind::resource_limit,
        .message = fmt::format("{} vertices, expected at most {}", surfaces.vertices.size(), kNewVertex),
        .where = {.field = "vertices"},
        .hint = "split the file"};
  }
  const MillimetrePoint origin_mm = origin_near(surfaces);
  std::vector<ObjectTriangles> done(surfaces.objects.size());
  const std::size_t batches = (done.size() + kObjectsPerBatch - 1) / kObjectsPerBatch;
  progress.at(0.0, "triangles");
  const auto work = [&](std::size_t batch) {
    const PolygonTriangulator triangulator;
    const std::size_t end = std::min(done.size(), (batch + 1) * kObjectsPerBatch);
    for (std::size_t i = batch * kObjectsPerBatch; i < end; ++i) {
      done[i] = triangulate_object(surfaces.objects[i], surfaces, origin_mm, triangulator);
      surfaces.objects[i].polygons = {};
    }
  };
  if (!base::for_each_index(batches, work, progress.cancel)) return stopped();
  Assembly assembly(surfaces, origin_mm);
  TriangulationReport account;
  for (std::size_t i = 0; i < done.size(); ++i) {
    account.add(surfaces.objects[i].id, done[i]);
    if (!done[i].too_far) assembly.add(surfaces.objects[i], done[i]);
    done[i] = {};
  }
  progress.at(1.0, "triangles");
  return {assembly.take(), account.take()};
}

}  // namespace schouw::mesh
