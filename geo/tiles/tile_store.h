// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>

#include "geo/base/result.h"
#include "geo/model/city_model.h"
#include "geo/model/terrain.h"

namespace schouw::tiles {

// Our own file for a city: header (magic, version, byte order), checksummed blocks, full-detail triangles in integer
// millimetres. Rebuildable: it is keyed by the content hashes of the sources. Written atomically. The same content
// gives the same bytes on machines of one byte order.
//   const auto key = read_store_key(path);
//   if (!key || *key != sources_key) return write_city_store(path, city, sources_key);
//   const base::Result<model::CityModel> stored = read_city_store(path);
// Cost: linear in the bytes (12 a vertex, 13 a triangle, the texts of the objects; 4 a cell of terrain); writing and
// reading hold the whole file in memory beside the model. Threads: any, nothing is kept; of two that write one path
// the last stays. What is read refers to no file. Writing fails with IO-105 and may warn with IO-127.
base::Result<base::Done> write_city_store(const std::filesystem::path& path, const model::CityModel& city,
                                          const std::string& sources_key);

// Fails with IO-101, IO-102, IO-104 as base::read_file, TILE-101 (not a store of this kind), TILE-102 (another
// version or byte order, or the layout whose objects did not tell their source), TILE-103 (truncated or wrong
// checksum, with the byte), TILE-104 (an index out of range). Never trusts a count that the file states before
// comparing it with the file's size.
base::Result<model::CityModel> read_city_store(const std::filesystem::path& path);

// The same for a terrain: heights as floats, with the same failures.
base::Result<base::Done> write_terrain_store(const std::filesystem::path& path, const model::Terrain& terrain,
                                             const std::string& sources_key);
base::Result<model::Terrain> read_terrain_store(const std::filesystem::path& path);

// The sources_key that a store of either kind was written with, without reading the rest, which may be damaged.
// Fails with IO-101 (cannot be opened) and TILE-101, -102, -103.
base::Result<std::string> read_store_key(const std::filesystem::path& path);

}  // namespace schouw::tiles
