// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "geo/base/diagnostic.h"
#include "layers/plan/import_target.h"
#include "layers/plan/opened_file.h"

namespace schouw::plan {

// What the parts of a plan say against each other once all files are in it; the plan is taken as it is. PLAN-110 (a
// city whose store was lost), PLAN-111 (city and sensors or terrain lie apart), PLAN-114 (buildings stand in or over
// the ground), REG-118 (two heights of a sensor that contradict each other).
// The target says where the sensors are, and fails where they cannot be read.
base::Result<base::Done> warn_of_contradictions(const ImportDraft& draft, ImportTarget& target,
                                                const std::filesystem::path& project, base::Diagnostics& diagnostics);

}  // namespace schouw::plan
