// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "layers/coverage/coverage.h"

// Cameras whose head turns. The three figures are kept apart (domain.md 2): all that the head reaches, the view it
// stands in now, each of its presets.
namespace schouw::coverage {

// Whether a head turns: its type is ptz or panning, or, where its type is not `fixed`, limits or presets are stated.
// A fisheye or a multi-imager turns in software only: it sees all of it all the time.
bool turns(const registers::Sensor& sensor);

struct TurnedViews {
  SensorView view;
  std::vector<SensorView> further_views;  // other presets
  base::Diagnostics diagnostics;          // COV-131: a preset that is left out
};

// `lens` is the view of resolve_lens, zoomed out.
// reachable: swept over its pan limits, else all round (ptz_pan_from_deg in `assumed`); a ptz over its tilt limits,
// else the policy's, a panning head at its own tilt. What the image adds beside the axis is added to both; the
// corners that a tilted image reaches past the pan limits are not. Density zoomed in, else zoomed out with
// hfov_min_deg in `assumed`.
// preset: the recorded direction, else the first preset, else the whole circle of an unknown direction.
// all_presets: one view per preset; where none is recorded, as preset, with ptz_presets in `assumed`.
TurnedViews turned_views(const registers::Sensor& sensor, const policy::TurningHead& head, TurningFigure figure,
                         const SensorView& lens);

}  // namespace schouw::coverage
