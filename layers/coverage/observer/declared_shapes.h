// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>

#include "geo/base/diagnostic.h"
#include "layers/coverage/observer/optics.h"
#include "layers/register/sensor.h"

// What a record declares as polygons: areas and masks, as a view holds them.
namespace schouw::coverage {

// A view of the polygons of observed_area, or, of a sensor that moves about, of mobility_region: everything in them,
// whatever stands between; density unknown; range_max_m reaches their farthest corner. Of a region, `position` and
// `azimuth_deg` stand in `assumed`: the sensor is somewhere in it and looks somewhere. `view` is that of the sensor
// with its lens placed. Nothing where the field states no polygons; polygons that cannot be read, or of which every
// corner lies more than 10 km from the lens, are left out with COV-130.
std::optional<SensorView> declared_area(const registers::Sensor& sensor, const SensorView& view,
                                        base::Diagnostics& diagnostics);
std::optional<SensorView> region_of_use(const registers::Sensor& sensor, const SensorView& view,
                                        base::Diagnostics& diagnostics);

// The radius that observed_area declares; nothing where it declares none.
std::optional<double> declared_radius_m(const registers::Sensor& sensor);

// Masks of the record, for a view. Those of the image only where `one_picture` says that the view is the picture in
// which they were drawn; else COV-132. Those that cannot be read, and on the map those that lie wholly out of range
// and so mask nothing, are named (COV-130).
void add_masks(const registers::Sensor& sensor, bool one_picture, SensorView& view, base::Diagnostics& diagnostics);

}  // namespace schouw::coverage
