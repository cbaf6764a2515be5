// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "geo/model/feature.h"

namespace schouw::formats {

enum class GeometryText { none, wkt, wkb };

// What a text looks like by its beginning, whether it can be read or not: "POINT (", "SRID=4326;POINT (", or the
// hexadecimal digits of a WKB of at least a point.
GeometryText geometry_text_of(std::string_view text);
// Whether such a text is of a point or of several.
bool is_point_text(std::string_view text);

struct ReadGeometry {
  model::Geometry geometry;
  std::optional<int> srid;
};
// Nothing where it is no geometry, or holds a coordinate that is not finite. Source: OGC 06-103r4, and PostGIS'
// extended forms of both.
std::optional<ReadGeometry> geometry_from_text(std::string_view text);

}  // namespace schouw::formats
