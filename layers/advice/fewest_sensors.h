// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/cancel.h"
#include "layers/advice/cover_group.h"

namespace schouw::advice {

// How much of today's cover a group must keep, and up to what size it is worked out exactly.
struct FewestParams {
  double keep_ratio = 1.0;          // 0 to 1, of the group's cover in square metres
  std::size_t most_sensors = 60;    // more is left to the greedy answer
  std::size_t most_classes = 4000;  // the same of classes of cells
  double most_seconds = 20.0;       // of the exact search of one group
  base::CancelToken cancel;
};

// The smallest set of a group's sensors that keeps enough of its cover.
struct FewestSensors {
  std::vector<std::uint32_t> kept;  // places in CoverGroup::sensors, ascending
  double kept_m2 = 0.0;             // what they cover
  // No set is smaller than this: kept.size() where it was proven, else what the search could prove.
  std::size_t at_least = 0;
  std::size_t greedy = 0;  // how many the greedy answer keeps
  bool exact = false;      // proven
};

// Exact by CBC of COIN-OR where the group is small enough, else greedy: the sensor that adds most first (lazily, as
// what one adds only shrinks), then those dropped again that are not needed. Cost: greedy is linear in the members of
// all classes times the logarithm of the sensors. Threads: any, it keeps nothing. It cannot fail: without an exact
// answer the greedy one stands, and at_least says how far off it may be. Of answers of equal size any may come, but
// equal input gives equal answers.
FewestSensors fewest_sensors(const CoverGroup& group, const FewestParams& params);

// The greedy answer alone.
FewestSensors greedy_sensors(const CoverGroup& group, const FewestParams& params);

}  // namespace schouw::advice
