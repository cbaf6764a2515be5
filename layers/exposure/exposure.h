// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "layers/exposure/facades.h"
#include "layers/exposure/neighbourhoods.h"
#include "layers/exposure/walk.h"

// What stacking on the ground does not tell: whose walls are seen, how long a person on a walk is in view, and
// figures per neighbourhood. Definitions: domain.md 3.
namespace schouw::exposure {

struct ExposureOptions {
  coverage::CoverageOptions coverage;
  std::optional<WalkRoute> walk;
  bool keep_pieces = false;  // of facades, for drawing, which alone needs them
  // Of the same plan and options, for the neighbourhoods; null: computed where there are any.
  std::shared_ptr<const coverage::CoverageResult> footprints;
};

// Whose walls are seen, how long a walk is in view, and the table of neighbourhoods: of one plan, with one policy,
// options and walk.
//   const ExposureOptions options{.walk = WalkRoute{.corners = {from, to}}};
//   const auto exposure = compute_exposure(project, occlusion, options);
//   const double in_view_s = exposure->walk->seconds(exposure->walk->in_view_m);
// Memory: an entry for each building of which anything is seen, and for each stretch of the walk; with keep_pieces a
// piece for each cell of wall that is seen. Frozen once shared: any thread reads it. It refers to nothing, but means
// sensors, areas and buildings by their places in the plan and the city. It cannot fail; compute_exposure does.
struct Exposure {
  std::uint64_t plan_revision = 0;
  FacadeExposure facades;
  std::optional<WalkExposure> walk;
  NeighbourhoodTable neighbourhoods;
};

// All of it. Deterministic on any number of threads. Cost: an exact ray to each square of 0.5 x 0.5 m of wall from
// each sensor that may see it, and to each 0.5 m of the walk; the cells of the neighbourhoods, and a coverage where
// there are any and `footprints` is null. Works on options.coverage.threads threads, which are gone when it returns,
// and tells progress from any of them, one at a time. Project, model and options are only needed during the call.
// Fails as walk_exposure, with EXPO-110 where it was cancelled, and as compute_coverage where it computes a
// coverage; tells with EXPO-120 to EXPO-133 what was left out or assumed.
base::Result<Exposure> compute_exposure(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                                        const ExposureOptions& options, const base::Progress& progress = {});

}  // namespace schouw::exposure
