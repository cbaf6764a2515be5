// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/stacking/stacking.h"

namespace schouw::stacking {

// What sentences about zones are made from; all outlive the call. policy: the one that the zones were found by.
struct ReasonSources {
  const plan::Plan& plan;
  const policy::Policy& policy;
  const coverage::CoverageResult& coverage;
};

// Why a zone is one: on how many square metres how many of what come together, how many at the busiest spot, from
// which number on that is above the norm in which kind of area, and who decided so. Follows the zone's level and
// agreement; a norm that no council adopted is an example and never "exceeded".
base::Sentence reason_of(const Zone& zone, const ReasonSources& sources);

}  // namespace schouw::stacking
