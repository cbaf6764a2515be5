// SPDX-License-Identifier: EUPL-1.2
#include <simdjson.h>

#include <string>

#include "geo/formats/gdal_environment.h"

namespace schouw::formats {

std::string simdjson_version() {
  return std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." + std::to_string(simdjson::SIMDJSON_VERSION_MINOR) +
         "." + std::to_string(simdjson::SIMDJSON_VERSION_REVISION);
}

}  // namespace schouw::formats
