// SPDX-License-Identifier: EUPL-1.2
#pragma once

// One writer per kind of file; write_features (write_features_gdal.h) chooses one by the extension.
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/formats/column_type.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// RFC 7946, one feature a line; a crs member where the CRS is another than WGS 84. Coordinates keep a millimetre.
std::string geojson_text(const model::FeatureTable& table);

// A table in one of the two profiles. Points as last columns east and north, or longitude and latitude; other
// geometry as WKT. types: of table.field_names; without them a value is written as what it is.
std::string csv_text(const model::FeatureTable& table, CsvProfile profile = CsvProfile::open,
                     std::span<const ColumnType> types = {});

// All tables into one GeoPackage. Two runs differ in no byte. types: per table, of its field_names; a table without
// them has columns of the type of their first value. Fails with IO-105.
base::Result<base::Done> write_gpkg(const std::filesystem::path& path, std::span<const model::FeatureTable> tables,
                                    std::span<const std::vector<ColumnType>> types = {});

}  // namespace schouw::formats
