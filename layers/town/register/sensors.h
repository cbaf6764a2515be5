// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "layers/town/files/geojson_file.h"
#include "layers/town/site/street_plan.h"

namespace schouw::town {

// The register of a fictional municipality: some 120 sensors of every kind in the old town, more of the plainer kinds
// in the districts. Complete in some rows and flawed in others, as registers are; the flaws are listed in
// data/demo/README.md. Holds no person: responsible officers are functions.
void write_core_sensors(GeoJsonFile& file, const District& town, std::int64_t wanted, std::uint64_t seed);
// Sensors at the crossings of a district, up to `wanted`; returns how many. round tells apart several visits.
std::int64_t write_district_sensors(GeoJsonFile& file, const District& district, std::int64_t wanted,
                                    std::int64_t round);
// How many write_core_sensors() knows.
std::int64_t core_sensor_count();

}  // namespace schouw::town
