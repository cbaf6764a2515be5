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

// RFC 4180 with , ; tab or | as separator (the one that makes a table of most lines; Excel's "sep=;" line wins), in
// UTF-8 or UTF-16 with or without mark, single other bytes as Windows-1252. The header is found (header_row.h). Every
// value is text; an empty cell is empty. row is the line on which the record starts; records without any value are
// skipped. A repeated column name gets " #2", " #3". A column of WKT or WKB is the geometry (geometry_columns.h).
// Where ; separates, an apostrophe that marks a text as such goes (spreadsheet_text.h).
base::Result<FeatureTables> read_csv(const std::filesystem::path& path, const base::Progress& progress);

// Workbooks, sheet by sheet (sheet_table.h). A text is the text that is stored, a number the number, whole ones
// beyond 2^53 as the text of their digits, a date or time ISO 8601 text, an error its text; of a formula the stored
// value.
base::Result<FeatureTables> read_xlsx(const std::filesystem::path& path, const base::Progress& progress);
base::Result<FeatureTables> read_ods(const std::filesystem::path& path, const base::Progress& progress);

// The placemarks of KML or KMZ as one table, in EPSG:4326: name, description, times, data of its own, and the names
// of the folders around it. Every value is text. Links to other files are not followed, IO-153.
base::Result<FeatureTables> read_kml(const std::filesystem::path& path, const base::Progress& progress);

// JSON that is none of the others: one feature for each object of its list, or for the one object that it is
// (json_record_fields_simdjson.h says what its fields are called). Fails with IO-151 where it holds no object.
base::Result<FeatureTables> read_json_records(const std::filesystem::path& path, const base::Progress& progress);

// RFC 7946 and the older crs member, without which the CRS is EPSG:4326. Values keep their JSON type; objects and
// lists stay JSON text. id is the feature's id member, else empty. A broken feature is left out with a diagnostic.
base::Result<FeatureTables> read_geojson(const std::filesystem::path& path, const base::Progress& progress);

}  // namespace schouw::formats
