// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "geo/mesh/flat_polygon.h"

namespace schouw::mesh {

// How a polygon became triangles.
enum class Path : std::uint8_t { triangle, quad, convex, delaunay, repaired, fan, no_area };
inline constexpr std::size_t kPathCount = 7;

// Marks a vertex that no file holds.
inline constexpr std::uint32_t kNewVertex = 0xf0000000U;

struct PolygonTriangles {
  Path path = Path::no_area;
  std::vector<std::array<std::uint32_t, 3>> triangles;  // vertex numbers; kNewVertex + i: new_vertices[i]
  std::vector<model::MillimetrePoint> new_vertices;     // only where a repair needed crossings of edges
};

// Triangle, quad or convex ring without holes. Path no_area where it is none of these.
PolygonTriangles triangulate_simply(const FlatPolygon& flat);

// Triangles from the first corner of the outer ring, holes filled: what is left where nothing else works.
PolygonTriangles fan(const FlatPolygon& flat);

}  // namespace schouw::mesh
