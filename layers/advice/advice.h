// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/advice/fewest_sensors.h"
#include "layers/advice/relief.h"

// Fewer or other sensors (domain.md 4): computed, explained, and never done. It only takes away and never adds, and
// says of each change what cover is lost.
namespace schouw::advice {

struct GroupAdvice {
  CoverGroup group;
  FewestSensors fewest;
};

// A sensor of which others of its kind, for the same goal, see nearly everything that it sees.
struct AddsLittle {
  std::uint32_t sensor = 0;
  std::string goal;
  double cover_m2 = 0.0;  // what it sees for that goal
  double adds_m2 = 0.0;   // of that, what nobody else does
};

struct AdviceParams {
  FewestParams fewest;
  ReliefParams relief;
  double little_ratio = 0.01;  // adds less than this of what it sees
};

//   const auto advice = advise(project, *occlusion, analysis, {.fewest = {.keep_ratio = 0.95}});
//   const std::vector<std::uint32_t> spare = advice->not_needed;
struct Advice {
  std::vector<GroupAdvice> groups;        // of more than one sensor, by goal and kind
  std::vector<std::uint32_t> not_needed;  // of the plan: in none of the sets that are kept
  std::vector<PlaceRelief> places;        // above their norm, the worst first
  std::vector<AddsLittle> adds_little;
};

// Cost: that of cover_groups, fewest_sensors and relieve_places. Fails with COV-110 where it was cancelled.
base::Result<Advice> advise(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                            const stacking::Analysis& analysis, const AdviceParams& params,
                            const base::Progress& progress = {});

}  // namespace schouw::advice
