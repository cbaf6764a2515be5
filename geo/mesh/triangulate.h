// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/model/city_model.h"

namespace schouw::mesh {

// Triangulates every polygon, holes included, in integer millimetres. Triangle, quad and convex polygons take a fast
// path; the rest a constrained Delaunay triangulation on the plane of best fit, and where that fails (bow-tie,
// touching holes) a fan: a wall is never dropped. Polygons without area are left out and counted. Diagnostics:
// MESH-101 note with counts per path; MESH-102 warning naming an object whose polygon was repaired. Accuracy: the
// area of the triangles equals that of the polygon to 1e-6 of it where the polygon is valid.
base::Result<model::CityModel> triangulate(model::CitySurfaces surfaces, const base::Progress& progress = {});

std::string geos_version();

}  // namespace schouw::mesh
