// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "geo/base/result.h"
#include "layers/exposure/exposure.h"
#include "layers/plan/plan.h"

namespace schouw::cli {

// Writes an exposure as layers that any GIS opens: facade_exposure (a point per building of which anything is seen,
// with square metres before and after masks), walk (a line per stretch, where there is a walk) and neighbourhoods
// (polygons with numerators and denominators; what is not known is empty). Fails as formats::write_features.
base::Result<base::Done> write_exposure(const std::filesystem::path& path, const plan::Plan& plan,
                                        const exposure::Exposure& exposure);

}  // namespace schouw::cli
