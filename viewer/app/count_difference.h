// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>

#include "geo/base/result.h"
#include "geo/raster/grid.h"

namespace schouw::app {

struct AppState;

enum class ComparedWith : std::uint8_t { proposed, tried };

// Two situations compared cell by cell: how many sensors more, or fewer, see it: those that the filter asks for, at
// the density that it asks for; without a filter those with personal data.
struct CountDifference {
  ComparedWith with = ComparedWith::proposed;
  std::shared_ptr<const raster::Grid<std::uint16_t>> steps;  // as stacking::Step
  double more_m2 = 0.0;                                      // seen by more sensors than now
  double fewer_m2 = 0.0;                                     // seen by fewer
  double newly_m2 = 0.0;                                     // seen by none now
  double no_longer_m2 = 0.0;
  int sensors = 0;  // that differ
};

CountDifference difference_of(const raster::Grid<std::uint16_t>& before, const raster::Grid<std::uint16_t>& after);

// The plan as it counts now against the same with its proposed and approved sensors at work. Fails with CMD-106 where
// there is no analysis, or none is proposed.
base::Result<CountDifference> difference_with_proposed(const AppState& state);
// The plan against what is tried out. Fails with CMD-106 where nothing is, or its sensors were first tried before
// there was an analysis.
base::Result<CountDifference> difference_with_tried(const AppState& state);

}  // namespace schouw::app
