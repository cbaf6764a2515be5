// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>

#include "geo/model/terrain.h"
#include "layers/town/files/geojson_file.h"
#include "layers/town/site/street_plan.h"

// What a town is written as, beside its buildings: areas, sensors, terrain.
namespace schouw::town {

// The named areas of the old town: neighbourhoods, the market as a place to demonstrate and as an area under art.
// 151c, nightlife, school, playgrounds, church, fronts of homes.
void write_core_areas(GeoJsonFile& file, const District& town);
// A district is a neighbourhood; its schools and playgrounds, and the fronts of its homes.
void write_district_areas(GeoJsonFile& file, const District& district);

// The register of a fictional municipality: some 120 sensors of every kind in the old town, more of the plainer kinds
// in the districts. Complete in some rows and flawed in others, as registers are; the flaws are listed in
// data/demo/README.md. Holds no person: responsible officers are functions.
void write_core_sensors(GeoJsonFile& file, const District& town, std::int64_t wanted, std::uint64_t seed);
// Sensors at the crossings of a district, up to `wanted`; returns how many. round tells apart several visits.
std::int64_t write_district_sensors(GeoJsonFile& file, const District& district, std::int64_t wanted,
                                    std::int64_t round);
// How many write_core_sensors() knows.
std::int64_t core_sensor_count();

// An empty raster that covers the town as far as `reach_m` from its middle, to the west, east and south, and beyond
// the railway to the north. Cells of 2 m; coarser (5, 10, 20, 50 m) where there would be more than 1,700 in a row, so
// that its memory has a bound.
raster::Grid<float> ground_raster(double reach_m);

// Lowers the cells that lie in the water of a face or within half a cell of it: the quay's drawn surface hides that
// seam, whereas a cell too high would stand out of the water.
void carve_water(raster::Grid<float>& heights_m, const PlanFace& face);

}  // namespace schouw::town
