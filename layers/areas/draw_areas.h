// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>

#include "geo/crs/position.h"
#include "layers/areas/area.h"
#include "layers/drawing/draw_list.h"
#include "layers/drawing/legend.h"

namespace schouw::areas {

struct AreaDrawing {
  // Height of the ground at a place, in the project's datum. Empty: 0.
  std::function<double(double east_m, double north_m)> ground_height_m;
};

// Areas as outlines just above the ground with their name: neighbourhoods thin and dashed, the places to which
// stricter thresholds belong in the accent colour. A label stands inside its area, and bigger areas win.
drawing::DrawList draw_areas(const AreaList& areas, const AreaDrawing& drawing, const crs::SceneOrigin& origin);

// A place inside the area, far from its edges: the middle of the widest piece of the best of 15 lines through its
// bounds. For a label, and to look at an area.
crs::MapPosition label_place(const Area& area);

double area_m2(const Area& area);  // holes taken off

drawing::Legend areas_legend();

}  // namespace schouw::areas
