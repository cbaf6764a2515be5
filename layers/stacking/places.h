// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/stacking/stacking.h"

namespace schouw::stacking {

// Joins the zones of a stacking into places, names them and gives each zone its place's id (domain.md 3, council.md
// 4; docs/decisions/places-people-know.md).
//
// A zone belongs to the smallest named area that half of it lies in: all such zones of one area are one place. Of the
// others, those where half of the smaller lies in the larger are one; one that overlaps a named place by half joins
// it, where half of the whole then still lies in the area. A place without an area is called by the neighbourhood
// that most of it lies in, and known by that and the square of 100 m that most of it lies in; what would have the
// same id is one place.
//   find_places(stacking, plan, plan.policy);
//   const Place* worst = stacking.places.empty() ? nullptr : &stacking.places.front();
// Cost: linear in the runs of the zones and in the edges of the areas around them; pairs of zones without an area
// whose rows meet. Plan and policy are only needed during the call; nothing fails. Call it when levels are settled:
// a place says what its zones said then.
void find_places(Stacking& stacking, const plan::Plan& plan, const policy::Policy& policy);

}  // namespace schouw::stacking
