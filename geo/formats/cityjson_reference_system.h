// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "geo/formats/cityjson_diagnostics.h"
#include "geo/model/city_model.h"

namespace schouw::formats {

struct ReferenceSystem {
  crs::Crs crs;
  bool assumed = false;  // the file states none that is known
};

// The CRS of a city file: what the file states; else the one assumed by its reader; else EPSG:7415 where every vertex
// lies within the plane in which RD New is used (x -7 to 300 km, y 289 to 629 km). Fails with CRS-104 or CRS-101
// where none of these holds, with CITY-106 where coordinates are in degrees: integer millimetres cannot hold them.
base::Result<ReferenceSystem> choose_reference_system(const std::string& stated,
                                                      const std::optional<crs::Crs>& assumed,
                                                      const std::vector<model::MillimetrePoint>& vertices,
                                                      CityDiagnostics& diagnostics);

}  // namespace schouw::formats
