// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/stacking/patches.h"
#include "layers/stacking/stacking.h"

namespace schouw::stacking {

struct ZoneQuestion {
  const plan::Plan& plan;
  const policy::Policy& policy;
  const coverage::CoverageResult& coverage;
};

// The zones of every rule in a patch, in order of the rules, then of their first cells; without ids.
// counts: how many sensors see each cell of the patch.
std::vector<Zone> zones_in(const Patch& patch, const raster::Grid<std::uint16_t>& counts,
                           const ZoneQuestion& question);

// Sorted by rule (in the policy's order), then area, largest first, then place; and numbered "Z1", "Z2", ...
void number_zones(std::vector<Zone>& zones, const policy::ThresholdTable& table);

// One sentence: what is counted, how many, from how many on, whose norm. Follows the zone's level and agreement.
base::Sentence reason_of(const Zone& zone, const policy::Policy& policy);

// The area within a zone's outline where the rule's count reaches exceeded_at by another coverage of the same plan,
// whatever its cell size.
double exceeded_area_m2(const Zone& zone, const ZoneQuestion& question);

}  // namespace schouw::stacking
