// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>

#include "geo/base/result.h"
#include "geo/model/city_model.h"
#include "geo/model/terrain.h"

namespace schouw::tiles {

// Our own file for a city: header (magic, version, byte order), checksummed blocks, full-detail triangles in integer
// millimetres. Rebuildable: it is keyed by the content hashes of the sources. Written atomically.
base::Result<base::Done> write_city_store(const std::filesystem::path& path, const model::CityModel& city,
                                          const std::string& sources_key);

// Fails with TILE-101 (not a store), TILE-102 (another version, or the layout whose objects did not tell their
// source), TILE-103 (truncated or wrong checksum, with the
// byte), TILE-104 (an index out of range). Never trusts a count that the file states before comparing it with the
// file's size.
base::Result<model::CityModel> read_city_store(const std::filesystem::path& path);

base::Result<base::Done> write_terrain_store(const std::filesystem::path& path, const model::Terrain& terrain,
                                             const std::string& sources_key);
base::Result<model::Terrain> read_terrain_store(const std::filesystem::path& path);

// The sources_key that a store was written with, without reading the rest.
base::Result<std::string> read_store_key(const std::filesystem::path& path);

}  // namespace schouw::tiles
