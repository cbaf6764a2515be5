// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "layers/coverage/coverage.h"

// How often the computed coverage is wrong: the answer of the grid against exact rays on the triangles, for cells
// drawn at random. No figure of coverage is given without it.
namespace schouw::coverage {

struct AuditOptions {
  std::int64_t rays = 20'000;
  std::uint64_t seed = 1;
};

struct AuditStratum {
  std::string_view id;  // "open_street", "facade" (within 1 m of a wall), "under_slab" (of a bridge, arcade, canopy)
  std::int64_t rays = 0;
  std::int64_t missing = 0;  // seen by the ray alone: coverage that the grid leaves out
  std::int64_t extra = 0;    // seen by the grid alone
  double ratio = 0.0;        // (missing + extra) / rays; 0 without rays
  double low = 0.0;          // 95 % interval of it: Wilson's score (1927); 0 to 1 without rays
  double high = 1.0;
};

struct Audit {
  std::uint64_t seed = 0;
  std::int64_t rays = 0;
  double disagreement_ratio = 0.0;
  std::array<AuditStratum, 3> strata;
};

// Each ray draws one of the footprints that something can block, then a cell uniformly from what lies in its view and
// is a target, and asks Embree. Equal input and seed give equal figures on any number of threads. A view so narrow
// that hundreds of draws miss it gives fewer rays than asked for. Without such footprints there are no rays.
Audit audit(const OcclusionModel& occlusion, const CoverageResult& coverage, const AuditOptions& options = {});
// The same, until it is cancelled: then nothing.
std::optional<Audit> audit(const OcclusionModel& occlusion, const CoverageResult& coverage,
                           const AuditOptions& options, const base::CancelToken& cancel);

}  // namespace schouw::coverage
