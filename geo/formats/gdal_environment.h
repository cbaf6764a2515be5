// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

namespace schouw::formats {

// Call once at the start of main, before any thread: removes GDAL_*, OGR_*, CPL_*, PROJ_* that a user or an attacker
// may have set (PROJ_LIB and PROJ_DATA excepted), shuts the network, registers the allowed drivers and no others.
void prepare_gdal();

std::string gdal_version();
std::string simdjson_version();

}  // namespace schouw::formats
