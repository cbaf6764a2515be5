// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/drawing/camera.h"

// Moves of the camera as pure functions. Tilt stays between kLowestTilt_deg and 90, distance between 3 m and 100 km.
namespace schouw::app {

inline constexpr double kLowestTilt_deg = 3.0;

// Turns about a point, which keeps its place in the picture. Azimuth grows clockwise, tilt downwards.
drawing::CameraPose orbited(const drawing::CameraPose& pose, const crs::MapPosition& about, base::Angle azimuth,
                            base::Angle tilt);
drawing::CameraPose panned(const drawing::CameraPose& pose, double east_m, double north_m);
// factor 2: twice as near. The point keeps its place in the picture.
drawing::CameraPose zoomed(const drawing::CameraPose& pose, const crs::MapPosition& about, double factor);
// The same place as the 2D map, north up and seen from straight above; and back to the city, seen at a slant.
drawing::CameraPose as_map(const drawing::CameraPose& pose);
drawing::CameraPose as_city(const drawing::CameraPose& pose);
// Moves across the picture by shares of its height: right and up.
drawing::CameraPose shifted(const drawing::CameraPose& pose, double right_ratio, double up_ratio);

// A pose that looks at one place from near by.
drawing::CameraPose looking_at(const drawing::CameraPose& now, const crs::MapPosition& place, double distance_m);

}  // namespace schouw::app
