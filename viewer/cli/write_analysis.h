// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "geo/base/result.h"
#include "layers/plan/plan.h"
#include "layers/stacking/stacking.h"
#include "viewer/text/text.h"

namespace schouw::cli {

// Writes an analysis as layers that any GIS opens: sensors (points with their figures) and zones (polygons with their
// reason). Fails as formats::write_features.
base::Result<base::Done> write_analysis(const std::filesystem::path& path, const plan::Plan& plan,
                                        const stacking::Analysis& analysis, const text::Texts& texts);

}  // namespace schouw::cli
