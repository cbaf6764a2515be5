// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "geo/base/progress.h"
#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "geo/model/city_model.h"

namespace schouw::formats {

struct CityJsonOptions {
  std::optional<crs::Crs> assumed_crs;  // for a file that states none (--crs)
  std::string preferred_lod;            // "2.2"; empty: the highest level up to 2.x that an object has
};

struct CityJsonFile {
  model::CitySurfaces surfaces;
  std::string version;       // "1.0", "1.1", "2.0"
  bool sequence = false;     // CityJSONSeq
  bool crs_assumed = false;  // the file stated none
};

// Reads CityJSON 1.0, 1.1, 2.0 and CityJSONSeq (also features whose header is missing when assumed_crs is given).
// Every first-level object is kept; Solid, MultiSolid, CompositeSolid, MultiSurface, CompositeSurface and geometry
// templates; transform or none; LoD as text or number. Coordinates become integer millimetres (rounded half away from
// 0). Without a CRS: CITY-104 warning and assumed_crs or EPSG:7415's plausibility check; see
// docs/diagnostics/CITY.md. A broken object is a diagnostic with its id and the rest is loaded; a broken file fails.
base::Result<CityJsonFile> read_cityjson(const std::filesystem::path& path, const CityJsonOptions& options,
                                         const base::Progress& progress = {});

}  // namespace schouw::formats
