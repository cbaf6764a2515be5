// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/result.h"
#include "layers/coverage/coverage.h"
#include "layers/coverage/observer/optics.h"
#include "layers/policy/policy.h"
#include "layers/register/sensor.h"
#include "layers/terrain/ground.h"

namespace schouw::coverage {

// All views of one sensor, through one lens.
struct ResolvedViews {
  SensorView view;
  std::vector<SensorView> further_views;  // other presets, other imagers
};
struct ViewOptions {
  RangeVariant range = RangeVariant::declared;
  TurningFigure turning = TurningFigure::reachable;
};

// What a sensor sees with, from what its record states and the policy's defaults for its kind; every default is named
// in `assumed`. Declared angles beat those derived from imager and focal length. A camera of unknown direction gets
// the area that its record declares, else a whole circle: everything that it could look at. What turns is
// turning_views.h; what does not look through a lens covers its declared area, else its radius or sector. The lens
// stands over the ground at the record's position; a wall is no matter here. Warnings and notes beside the views:
// COV-130 (a polygon left out), COV-131 (a preset left out), COV-132 (masks of the image left out). Fails where
// coverage is unknown: COV-101 (a value that cannot be), COV-102 (no position), COV-103 (kind without defaults),
// COV-104 (moves about, in no region), COV-105 (underground), COV-106 (generalised position).
base::Result<ResolvedViews> resolve_views(const registers::Sensor& sensor, const policy::Policy& policy,
                                          const ViewOptions& options, const terrain::GroundModel& ground);

// Whether a sensor counts at the options' date and hour (domain.md 3): its status counts, the date lies within
// active_from and active_until, the hour within the schedule. What is not stated, or cannot be read, does not
// exclude.
bool counts_at(const registers::Sensor& sensor, const CoverageOptions& options);

// Whether an hour of the week (0 = Monday 00:00) lies within "mo-fr 08:00-18:00; sa 10:00-17:00". Days may be Dutch
// or English two-letter words; a span past midnight runs into the next day. Nothing where the text cannot be read.
std::optional<bool> schedule_holds(const std::string& schedule, int hour_of_week);

}  // namespace schouw::coverage
