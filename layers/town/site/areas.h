// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/town/files/geojson_file.h"
#include "layers/town/site/street_plan.h"

namespace schouw::town {

// The named areas of the old town: neighbourhoods, the market as a place to demonstrate and as an area under art.
// 151c, nightlife, school, playgrounds, church, fronts of homes.
void write_core_areas(GeoJsonFile& file, const District& town);
// A district is a neighbourhood; its schools and playgrounds, and the fronts of its homes.
void write_district_areas(GeoJsonFile& file, const District& district);

}  // namespace schouw::town
