// SPDX-License-Identifier: EUPL-1.2
#pragma once

// OGR's values as ours; for the sources of this room only, because it includes GDAL.
#include <ogrsf_frmts.h>

#include <optional>

#include "geo/base/result.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// Curves become lines of chords within OGR's default of 4 degrees an arc. Of a collection the parts of the highest
// dimension are kept. Nothing where a coordinate is not finite.
std::optional<model::Geometry> geometry_from_ogr(const OGRGeometry* geometry);

// The number of coordinates.
std::size_t vertex_count(const model::Geometry& geometry);

// Dates and times become ISO 8601 text and lists JSON text; an unset field is empty, and so is a BLOB.
model::FieldValue field_from_ogr(OGRFeature& feature, int index);

// Nothing where there is none, with a CRS-101 warning in diagnostics where there is one that is not understood.
std::optional<crs::Crs> crs_from_ogr(const OGRSpatialReference* reference, const std::string& file,
                                     base::Diagnostics& diagnostics);

}  // namespace schouw::formats
