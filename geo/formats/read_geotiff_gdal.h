// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/model/terrain.h"

namespace schouw::formats {

// Reads heights from the first band of a north-up GeoTIFF with square cells; nodata, NaN and +-infinity become
// kNoHeight. Fails with TER-101 (rotated or not square), CRS-104 (no CRS and none assumed), TER-103 (too many cells
// to hold), TER-104 (not georeferenced), TER-105 (a picture or complex numbers), IO-112 (damaged or cut off).
base::Result<model::Terrain> read_geotiff(const std::filesystem::path& path,
                                          const std::optional<crs::Crs>& assumed_crs,
                                          const base::Progress& progress = {});

// Writes a compressed GeoTIFF, nodata -9999. The same terrain gives the same bytes.
base::Result<base::Done> write_geotiff(const std::filesystem::path& path, const model::Terrain& terrain);

}  // namespace schouw::formats
