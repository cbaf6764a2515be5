// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "geo/raster/grid.h"
#include "layers/areas/area.h"
#include "layers/drawing/draw_list.h"
#include "layers/policy/policy.h"
#include "layers/stacking/type_sets.h"

namespace schouw::stacking {

// Which typed areas each cell lies in, as one of a few sets of types: playground; playground and school; none.
// It depends on the areas and on which types the table names, never on the table's numbers.
struct AreaSets {
  std::shared_ptr<const raster::Grid<std::uint8_t>>
      of_cell;                              // null: no typed area on the frame's cells, set 0 everywhere
  std::vector<TypeList> types{TypeList{}};  // by set, as TypeLevels numbers them; set 0 is no type
};
// Of more than 255 sets the last stands for all that remain, with all their types: stricter there, never milder.
AreaSets area_sets(const raster::GridFrame& frame, const areas::AreaList& areas, const policy::ThresholdTable& table);

// The colours of the first rule's counts, by set: a colour stands for a level, not for a number. What is allowed on a
// market square is not at a school; where areas overlap the strictest level counts. Pale blue for one sensor, blue
// for several, hatched orange where attention is asked, hatched red where the limit is passed.
std::vector<drawing::CountClasses> level_classes(const AreaSets& sets, const policy::ThresholdTable& table);

}  // namespace schouw::stacking
