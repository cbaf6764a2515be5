// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "geo/crs/position.h"
#include "layers/coverage/coverage.h"
#include "layers/coverage/observer/observer.h"
#include "layers/plan/plan.h"

namespace schouw::exposure {

// The sensors that count and whose coverage is known, in order of the plan. Fails with EXPO-110 where it was
// cancelled.
base::Result<std::vector<coverage::Observer>> observers_of(const plan::Project& project,
                                                           const coverage::OcclusionModel& occlusion,
                                                           const coverage::CoverageOptions& options,
                                                           const base::CancelToken& cancel = {});

base::Diagnostic exposure_stopped();  // EXPO-110

// Which of several observers may see into a box: by squares of 128 m over the map.
class ObserverIndex {
 public:
  explicit ObserverIndex(const std::vector<coverage::Observer>& observers);
  std::vector<std::uint32_t> near(const crs::MapBounds& box) const;  // ascending, each once

 private:
  using Square = std::pair<int, int>;
  const std::vector<coverage::Observer>& observers_;
  std::vector<std::pair<Square, std::uint32_t>> squares_;  // sorted
  std::vector<std::uint32_t> vast_;
};

bool overlap(const crs::MapBounds& a, const crs::MapBounds& b);

}  // namespace schouw::exposure
