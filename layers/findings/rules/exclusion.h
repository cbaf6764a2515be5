// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/findings/rules/check_context.h"

namespace schouw::findings {

// What principle 2.1 excludes but for the police on a specific ground: `done` is yes, no or unknown. Whether a ground
// holds is for a lawyer, so that it never passes.
std::optional<Outcome> by_exclusion(const Asked& asked, const Answer& done, const Answer& ground);

}  // namespace schouw::findings
