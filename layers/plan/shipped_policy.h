// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "layers/plan/plan.h"

namespace schouw::plan {

// A project that was written before a part of the policy existed takes the shipped one when it opens; its own parts
// always win, and the file keeps what it has until somebody changes the policy. Unchanged where the installation
// lacks data/policy. Reads files only where a part is missing.
void take_missing_policy(Plan& plan);

}  // namespace schouw::plan
