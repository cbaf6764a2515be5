// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>

#include "layers/drawing/draw_list.h"
#include "layers/drawing/legend.h"

// Colours for counts that no threshold speaks of.
namespace schouw::stacking {

// How many sensors more, or fewer, see a cell than before: one, two, three or more.
enum class Step : std::uint16_t { same, one_more, two_more, three_more, one_fewer, two_fewer, three_fewer };
Step step_of(int before, int after);

// Diverging: more is orange and hatched, fewer is purple and plain, so that neither is told by colour alone. Source:
// ColorBrewer's PuOr, safe for colour-blind readers.
drawing::CountClasses difference_classes();
drawing::Legend difference_legend();

// One to five or more, from light to dark. Source: cividis (Nunez, Anderton and Renslow 2018), in steps of a quarter.
drawing::CountClasses amount_classes();
drawing::Legend amount_legend();

}  // namespace schouw::stacking
