// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>

#include "geo/base/json.h"
#include "geo/base/result.h"
#include "geo/model/feature.h"
#include "layers/coverage/coverage.h"
#include "layers/findings/finding.h"
#include "layers/plan/plan.h"
#include "layers/stacking/stacking.h"
#include "viewer/text/text.h"

// What an analysis is told as: the answers of interface.md as JSON, and layers that any GIS opens.
namespace schouw::cli {

base::Json analysis_json(const plan::Plan& plan, const stacking::Analysis& analysis, const text::Texts& texts);
base::Json spot_json(const plan::Plan& plan, const coverage::SpotAnswer& spot);
base::Json findings_json(const plan::Plan& plan, const stacking::Analysis& analysis,
                         const std::vector<findings::Finding>& findings, const text::Texts& texts);
base::Json quality_json(const registers::QualityReport& quality);
base::Json import_json(const plan::ImportReport& report);

// Names of the purposes that a sensor states.
std::vector<std::string> purpose_names(const registers::Sensor& sensor);

// An analysis as tables: what each sensor sees, with its figures; where at least one to four look; zones with their
// reason. Each names its fields.
model::FeatureTable coverage_table(const plan::Plan& plan, const coverage::CoverageResult& coverage);
model::FeatureTable stacking_table(const plan::Plan& plan, const stacking::Stacking& stacking);
model::FeatureTable zone_table(const plan::Plan& plan, const stacking::Analysis& analysis, const text::Texts& texts);

// Writes an analysis as layers that any GIS opens: sensors (points with their figures) and zones (polygons with their
// reason). Fails as formats::write_features.
base::Result<base::Done> write_analysis(const std::filesystem::path& path, const plan::Plan& plan,
                                        const stacking::Analysis& analysis, const text::Texts& texts);

}  // namespace schouw::cli
