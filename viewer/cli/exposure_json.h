// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "geo/base/json.h"
#include "layers/exposure/exposure.h"
#include "layers/plan/plan.h"

namespace schouw::cli {

// The whole answer of `schouw exposure`, for use inside the municipality; docs/how-to/measure-exposure.md has the
// keys.
base::Json exposure_json(const plan::Plan& plan, const exposure::Exposure& exposure);

// What the public may be told: counts of facades in tens, rounded down, and the neighbourhoods with whole hundreds of
// square metres. No building, no sensor by name, no walk. The exposure must have been computed from public records.
base::Json public_exposure_json(const plan::Plan& plan, const exposure::Exposure& exposure);

}  // namespace schouw::cli
