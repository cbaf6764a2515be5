// SPDX-License-Identifier: EUPL-1.2
#pragma once

// One reader per kind of table; read_feature_file chooses. For the sources and tests of this room.
#include <filesystem>
#include <string_view>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/model/feature.h"

namespace schouw::formats {

using FeatureTables = std::vector<model::FeatureTable>;

// With the one GDAL driver that belongs to the format's id. Views and virtual tables of a database are left out.
base::Result<FeatureTables> read_with_gdal(const std::filesystem::path& path, std::string_view format_id,
                                           const base::Progress& progress);

// RFC 4180 with , ; tab or | as separator (the one that the header holds most; Excel's "sep=;" line wins), UTF-8 with
// or without mark, else Windows-1252. Every value is text; an empty cell is empty. row is the line on which the
// record starts, the header being 1; records without any value are skipped. A repeated column name gets " #2", " #3".
// Where ; separates, an apostrophe that marks a text as such goes (spreadsheet_text.h).
base::Result<FeatureTables> read_csv(const std::filesystem::path& path, const base::Progress& progress);

// RFC 7946 and the older crs member, without which the CRS is EPSG:4326. Values keep their JSON type; objects and
// lists stay JSON text. id is the feature's id member, else empty. A broken feature is left out with a diagnostic.
base::Result<FeatureTables> read_geojson(const std::filesystem::path& path, const base::Progress& progress);

}  // namespace schouw::formats
