// SPDX-License-Identifier: EUPL-1.2
#pragma once

// Our values as OGR's; for the sources of this room only, because it includes GDAL.
#include <ogrsf_frmts.h>

#include <memory>

#include "geo/model/feature.h"

namespace schouw::formats {

// Nothing for no geometry. Polygons become a multi-polygon, lines a multi-line; rings are closed.
std::unique_ptr<OGRGeometry> ogr_geometry(const model::Geometry& geometry);

}  // namespace schouw::formats
