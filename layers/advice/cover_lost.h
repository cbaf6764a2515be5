// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/coverage/coverage.h"
#include "layers/plan/plan.h"

namespace schouw::advice {

// What a sensor covers now, no longer would (after: null: it is gone), and no other sensor of its kind covers for the
// same goal; added up over its goals, at the density that each needs. before and after are numbered as the coverage.
double cover_lost_m2(const plan::Plan& plan, const coverage::CoverageResult& coverage,
                     const coverage::Footprint& before, const coverage::Footprint* after);

}  // namespace schouw::advice
