// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>

#include "geo/base/result.h"

namespace schouw::plan {

struct Plan;

// The plan of a project without the space around it, for what asks nothing of city and terrain. It takes no lock.
// Fails, and notes a journal that waits (PLAN-128), as load_project; linear in the file.
base::Result<std::shared_ptr<const Plan>> load_plan(const std::filesystem::path& project);

}  // namespace schouw::plan
