// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "geo/base/sentence.h"
#include "geo/crs/position.h"
#include "layers/stacking/place_ground.h"

namespace schouw::stacking {

// What a place can be called by; null where there is none.
struct PlaceNaming {
  const areas::Area* area = nullptr;
  const areas::Area* neighbourhood = nullptr;
  Square square;
  crs::MapPosition centroid;
};

// What people call each place: its area, else its neighbourhood, else where it lies. Where a name occurs twice the
// neighbourhood stands behind it, and where that does not tell them apart, the side that each lies on.
std::vector<base::Sentence> place_names(const std::vector<PlaceNaming>& places);

}  // namespace schouw::stacking
