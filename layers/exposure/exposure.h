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
  bool keep_pieces = false;  // of facades, for drawing
  // Of the same plan and options, for the neighbourhoods; null: computed where there are any.
  std::shared_ptr<const coverage::CoverageResult> footprints;
};

// Frozen; keyed by the plan's revision, the options and the walk.
struct Exposure {
  std::uint64_t plan_revision = 0;
  FacadeExposure facades;
  std::optional<WalkExposure> walk;
  NeighbourhoodTable neighbourhoods;
};

// All of it. Deterministic on any number of threads. Fails as walk_exposure and with EXPO-110 where it was cancelled;
// tells with EXPO-120 to EXPO-133 what was left out or assumed.
base::Result<Exposure> compute_exposure(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                                        const ExposureOptions& options, const base::Progress& progress = {});

}  // namespace schouw::exposure
