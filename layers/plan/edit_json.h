// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <vector>

#include "geo/base/json.h"
#include "geo/base/result.h"
#include "layers/plan/edit.h"

namespace schouw::plan {

// Edits as JSON, for the journal and for scenarios: one object an edit, {"edit":"put_sensor", ...,
// "expected":"8f14e45fceea567e"}. Reading what was written gives equal edits.
base::Json changes_json(const std::vector<Change>& changes);

// Fails with PLAN-123 naming where and the number of the edit that cannot be read: all are read, or none.
// Edits of scenarios are none within a scenario.
enum class Within { plan, scenario };
base::Result<std::vector<Change>> changes_from_json(const base::Json& json, const std::string& where,
                                                    Within within = Within::plan);

}  // namespace schouw::plan
