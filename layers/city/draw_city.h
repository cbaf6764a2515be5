// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/model/city_model.h"
#include "layers/drawing/draw_list.h"

namespace schouw::city {

// The city as surfaces with a tone each: by class, and for buildings by semantic surface; a surface of unknown kind
// is a wall, a roof or a floor by its normal (within 35 degrees of level it is a roof, or a floor where it is at the
// object's foot). Objects that cover the ground carry rasters.
drawing::SurfaceMesh draw_city(const model::CityModel& city, const crs::SceneOrigin& origin);

// The tone of one triangle; what draw_city uses.
drawing::Tone tone_of(const model::CityModel& city, const model::CityObject& object, std::uint32_t triangle);

// True where objects of the city cover the ground (roads, grass, water): a terrain drawn below them is only backing.
bool covers_ground(const model::CityModel& city);

}  // namespace schouw::city
