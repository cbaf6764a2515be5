// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "geo/base/json.h"
#include "geo/base/result.h"
#include "layers/exposure/exposure.h"
#include "layers/plan/plan.h"

// What an exposure is told as: JSON, and layers that any GIS opens.
namespace schouw::cli {

// The whole answer of `schouw exposure`, for use inside the municipality; docs/how-to/measure-exposure.md has the
// keys.
base::Json exposure_json(const plan::Plan& plan, const exposure::Exposure& exposure);

// What the public may be told: counts of facades in tens, rounded down, and the neighbourhoods with whole hundreds of
// square metres. No building, no sensor by name, no walk. The exposure must have been computed from public records.
base::Json public_exposure_json(const plan::Plan& plan, const exposure::Exposure& exposure);

// Writes an exposure as layers that any GIS opens: facade_exposure (a point per building of which anything is seen,
// with square metres before and after masks), walk (a line per stretch, where there is a walk) and neighbourhoods
// (polygons with numerators and denominators; what is not known is empty). Fails as formats::write_features.
base::Result<base::Done> write_exposure(const std::filesystem::path& path, const plan::Plan& plan,
                                        const exposure::Exposure& exposure);

}  // namespace schouw::cli
