// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/formats/cityjson_document.h"
#include "geo/model/city_model.h"

namespace schouw::formats {

// How deep the lists of a geometry nest down to its rings' lists: 3 for a MultiSurface, 4 Solid, 5 MultiSolid.
// Nothing for points, lines, instances and unknown types.
std::optional<int> surface_depth(const std::string& geometry_type);

struct ReadBoundaries {
  std::vector<model::Polygon> polygons;  // indices as in the file
  std::size_t short_rings = 0;           // rings left with fewer than three corners, dropped
  std::string fault;                     // what makes the geometry unreadable; empty: nothing
};

// Every face of every shell, outer and inner, with the kind that the semantics give it. Rings that repeat a corner or
// their first corner at the end lose the repetition. A face whose outer ring has fewer than three corners is dropped.
ReadBoundaries read_boundaries(const RawGeometry& geometry, std::size_t vertex_count);

}  // namespace schouw::formats
