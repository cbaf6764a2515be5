// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "layers/coverage/observer/optics.h"
#include "layers/policy/policy.h"
#include "layers/register/sensor.h"

// What a record says of lens and image, as a view.
namespace schouw::coverage {

// Shape, width, height, tilt, roll and density of a view that looks through a lens: declared angles, else those of
// imager and focal length, else the default of the kind, each default named in `assumed`. Leaves the direction alone.
void resolve_lens(const registers::Sensor& sensor, const policy::KindDefault& defaults, SensorView& view);

// The recorded direction. Where there is none: a whole circle, everything that the camera could look at
// (docs/decisions/unknown-direction.md); not for what looks all round or straight down anyway.
void resolve_direction(const registers::Sensor& sensor, SensorView& view);

// The same lens aimed elsewhere and, where a width is given, zoomed to it: the image keeps its proportions and its
// number of pixels.
struct Aim {
  base::Angle azimuth;
  base::Angle tilt;
  std::optional<base::Angle> hfov;
};
SensorView aimed(SensorView view, const Aim& aim);

// Focal length in pixels zoomed in: of hfov_min_deg, of imager and longest focal length, or by the ratio of the focal
// lengths. Nothing where the record states none of them, or the density is unknown.
std::optional<double> focal_px_zoomed_in(const registers::Sensor& sensor, const SensorView& view);

// One view per imager of a multi-imager whose number and direction are stated: side by side, left to right, across
// the whole width; pixels_w and vfov_deg are those of one imager. Empty where that is not known, or where one imager
// would look over more than 120 degrees.
std::vector<SensorView> imager_views(const registers::Sensor& sensor, const SensorView& whole);

}  // namespace schouw::coverage
