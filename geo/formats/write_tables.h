// SPDX-License-Identifier: EUPL-1.2
#pragma once

// One writer per kind of file; write_features chooses. For the sources of this room.
#include <filesystem>
#include <span>
#include <string>

#include "geo/base/result.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// RFC 7946, one feature a line; a crs member where the CRS is another than WGS 84. Coordinates keep a millimetre.
std::string geojson_text(const model::FeatureTable& table);

// RFC 4180, UTF-8. Points as last columns east and north, or longitude and latitude; other geometry as WKT.
std::string csv_text(const model::FeatureTable& table);

// All tables into one GeoPackage. Two runs differ in no byte.
base::Result<base::Done> write_gpkg(const std::filesystem::path& path, std::span<const model::FeatureTable> tables);

}  // namespace schouw::formats
