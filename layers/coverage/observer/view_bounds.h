// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <span>

#include "geo/crs/position.h"
#include "geo/sight/horizon_sweep.h"
#include "layers/coverage/observer/optics.h"

namespace schouw::coverage {

// What a view can hold at most, seen from above: everything in view lies within it, and little else.
struct ViewBounds {
  crs::MapBounds plan;              // with the lens
  double from_rad = 0.0;            // anticlockwise from east
  double width_rad = 0.0;           // a whole turn: all round
  double reach_m = 0.0;             // in plan
  bool narrower_than_half() const;  // then straight edges bound it
};
ViewBounds view_bounds(const SensorView& view);

// The least that holds several views through one lens.
ViewBounds view_bounds(std::span<const SensorView> views);

}  // namespace schouw::coverage
