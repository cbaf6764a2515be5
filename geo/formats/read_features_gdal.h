// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/model/feature.h"

namespace schouw::formats {

// Reads a vector file, one table per layer: GeoPackage, SpatiaLite, GML, FlatGeobuf, Shapefile, MapInfo, OSM and
// GeoJSONSeq through the list of allowed GDAL drivers; CSV, XLSX, ODS, KML, GeoJSON and other JSON by readers of our
// own, which keep texts and long numbers as they are. Values keep the type that the file states; of CSV, GML and KML
// they are text. Dates are ISO 8601 text. Points in columns of numbers are found by the register mapping, not here;
// those of a column of WKT are geometries. A row that cannot be read is a diagnostic with file and row, and counted
// in left_out. Feature::id is the file's own: GeoJSON's id member, gml:id, "node/123" for OSM, the key of a database
// row; empty where the file has none. Feature::row is the line of a CSV and the row of a sheet. Fails with
// IO-101..104, IO-106, IO-107, IO-109 (interrupted), IO-110, IO-112, IO-114, IO-116, IO-118, IO-140, IO-151.
base::Result<std::vector<model::FeatureTable>> read_features(const std::filesystem::path& path,
                                                             const base::Progress& progress = {});

// OSM Overpass JSON ({"elements": [...]}, or the list alone): nodes and the middles of ways and relations as points,
// tags as fields, CRS EPSG:4326. Feature id is "node/123".
base::Result<std::vector<model::FeatureTable>> read_overpass_json(const std::filesystem::path& path);

// NGSI-LD entities (ETSI GS CIM 009), a list or one, normalised or simplified: attributes as fields by the last part
// of their names, values with the unit that unitCode states, location as geometry in EPSG:4326. Feature id is the
// entity's. An entity without an id, or with a location that is no geometry, is left out.
base::Result<std::vector<model::FeatureTable>> read_ngsi_ld(const std::filesystem::path& path);

// Any of the three, by the probed format; for a CityJSON or raster format it fails with IO-106.
base::Result<std::vector<model::FeatureTable>> read_feature_file(const std::filesystem::path& path,
                                                                 const base::Progress& progress = {});

}  // namespace schouw::formats
