// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>

#include "geo/mesh/polygon_triangles.h"

namespace schouw::mesh {

// Constrained Delaunay triangulation. One object per thread.
class PolygonTriangulator {
 public:
  PolygonTriangulator();
  ~PolygonTriangulator();

  // Path delaunay where the triangles cover the polygon exactly, without a new vertex; else no_area.
  PolygonTriangles constrained(const FlatPolygon& flat) const;
  // Makes the polygon valid first; crossings of edges become vertices on the plane of best fit, rounded to the
  // millimetre. Path repaired, or no_area where nothing is left.
  PolygonTriangles repaired(const FlatPolygon& flat) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace schouw::mesh
