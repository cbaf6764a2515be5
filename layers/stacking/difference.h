// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "layers/stacking/stacking.h"

namespace schouw::stacking {

// What a zone of one stacking became in another: zones are the same place where they share ground by the same rule.
enum class ZoneFate : std::uint8_t { appears, vanishes, grows, shrinks, level_differs };
struct ZoneChange {
  ZoneFate fate = ZoneFate::appears;
  std::string rule;
  std::optional<std::uint32_t> before;  // index in the first stacking's zones: the largest that it shares ground with
  std::optional<std::uint32_t> after;   // index in the second's
  double before_m2 = 0.0;               // of all zones before that it shares ground with
  double after_m2 = 0.0;
};

struct CountChange {
  int count = 0;  // seen by exactly so many
  double before_m2 = 0.0;
  double after_m2 = 0.0;
};

// From a first stacking to a second one of the same plan and cell size: two scenarios, or before and after an edit.
// Cells are compared over both grids of counts; where these lie too far apart for memory, over the second one.
struct Difference {
  raster::Grid<std::int16_t> change;  // of the count of each cell, stops at +-32767
  double more_m2 = 0.0;               // where more sensors see the cell
  double fewer_m2 = 0.0;
  double newly_seen_m2 = 0.0;  // of that, where none did
  double no_longer_seen_m2 = 0.0;
  std::vector<CountChange> by_count;  // counts whose area differs
  std::vector<ZoneChange> zones;  // those that differ: of the second stacking in its order, then those that vanish
  // That count in other cells, or in only one of the two: of what the stackings' filters ask for, at that density.
  std::vector<std::uint32_t> sensors;
};
// A stacking and the plan that it was made of.
struct StackedPlan {
  const Stacking& stacking;
  const plan::Plan& plan;
};
Difference difference(const StackedPlan& before, const StackedPlan& after);

}  // namespace schouw::stacking
