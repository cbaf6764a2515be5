// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "layers/coverage/coverage.h"
#include "layers/plan/plan.h"

namespace schouw::exposure {

inline constexpr double kLeastResidents = 1000.0;

// Numerators and denominators of one neighbourhood, side by side: no order of merit can be read from them. What is
// not known is not there; it is never 0.
struct Neighbourhood {
  std::uint32_t area = 0;  // index in the plan's areas
  // Cells of the area within the loaded city that no building or other solid covers: streets, and yards too. Not
  // known without a city.
  std::optional<double> public_space_m2;
  std::optional<double> covered_m2;  // of those, what at least one known sensor sees
  bool partly_loaded = false;        // the area reaches beyond the bounds of the loaded city
  std::int64_t sensors = 0;          // that count and stand in it
  std::optional<double> residents;
  double hectares = 0.0;
  std::optional<double> street_km;
  // Sensors per 1,000 residents: only from kLeastResidents residents on, and only where the median of such
  // neighbourhoods is not 0.
  std::optional<double> sensors_per_1000_residents;
};

struct NeighbourhoodTable {
  double target_height_m = 0.0;     // of the coverage
  std::vector<Neighbourhood> rows;  // by name
};

struct NeighbourhoodParams {
  const coverage::CoverageResult& coverage;  // both must outlive the call
  const coverage::CoverageOptions& options;
};
// The plan's areas of type "neighbourhood". Empty where it has none. Accuracy: cells of the coverage, counted by
// their centre. Fails with EXPO-110 where it was cancelled.
base::Result<NeighbourhoodTable> neighbourhoods(const plan::Project& project,
                                                const coverage::OcclusionModel& occlusion,
                                                const NeighbourhoodParams& params,
                                                const base::CancelToken& cancel = {});

bool has_neighbourhoods(const plan::Plan& plan);

}  // namespace schouw::exposure
