// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "geo/base/progress.h"
#include "geo/base/result.h"

namespace schouw::town {

struct TownOptions {
  std::int64_t buildings = 900;
  std::int64_t sensors = 120;
  std::uint64_t seed = 1;
};

// Writes a deterministic Dutch-looking town: town.city.jsonl (CityJSONSeq 2.0, EPSG:7415: buildings at LoD 2.2 with
// semantics, roads, water, plants, bridges), terrain.tif, areas.geojson, register.geojson, and tables of systems,
// links, goals, dossiers and what else a municipality answers for (.csv). The same options give the same bytes.
// Memory does not grow with the number of buildings. Returns the files in the order in which to import them.
base::Result<std::vector<std::filesystem::path>> generate_town(const TownOptions& options,
                                                               const std::filesystem::path& folder,
                                                               const base::Progress& progress = {});

}  // namespace schouw::town
