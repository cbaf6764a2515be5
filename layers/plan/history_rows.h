// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "geo/tables/update_package.h"
#include "layers/plan/document.h"

namespace schouw::plan {

// The rows of the table history that tell what happened since a plan was saved: one a field of a sensor that changed,
// with its old and new value; one a step for everything else.
std::vector<tables::RowChange> history_rows(const Plan& before, const std::vector<Happening>& happened);

}  // namespace schouw::plan
