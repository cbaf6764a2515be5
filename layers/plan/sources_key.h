// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>

#include "layers/plan/plan.h"

namespace schouw::plan {

// Names the store of a kind ("city", "terrain") by the contents of the plan's sources, in order, and its CRS; empty
// where the plan has no source of that kind. A store holds this key, too.
std::string sources_key(const Plan& plan, const std::string& kind);

}  // namespace schouw::plan
