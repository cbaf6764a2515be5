// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/coverage/coverage.h"
#include "layers/coverage/parts.h"
#include "layers/plan/plan.h"
#include "layers/stacking/stacking.h"
#include "viewer/cli/shell.h"

namespace CLI {
class App;
}

namespace schouw::cli {

// The options of analyse, shared by every command that needs an analysis.
struct AnalysisArguments {
  std::string project;
  double cell_m = 0.5;
  std::string date;
  std::optional<int> hour;
  std::vector<double> target_heights_m;
  std::string range = "declared";
  std::string turning = "reachable";
  // What counts and zones are made of; empty: everything.
  std::vector<std::string> kinds;
  std::vector<std::string> purposes;
  std::vector<std::string> controllers;
  std::vector<std::string> personal_data;
  std::optional<double> min_density_px_per_m;
  std::optional<coverage::Share> share;      // only what hides things from these sensors is made ready
  std::vector<std::filesystem::path> parts;  // traced before, by shares
  bool public_only = false;                  // load what a public copy of today shows, and nothing else
};

void add_analysis_options(CLI::App& command, AnalysisArguments& arguments);
// The one option of these that a question about one spot shares.
void add_turning_option(CLI::App& command, std::string& turning);

// Fails with CLI-101 where date and hour do not make sense together.
base::Result<coverage::CoverageOptions> coverage_options(const AnalysisArguments& arguments);

// Words are those that the options allow.
stacking::CountFilter count_filter(const AnalysisArguments& arguments);

// A project with what an analysis of it is computed in.
struct LoadedAnalysis {
  plan::Project project;
  std::shared_ptr<const coverage::OcclusionModel> occlusion;
  coverage::CoverageOptions options;
  double load_ms = 0.0;
};
base::Result<LoadedAnalysis> load_for_analysis(const AnalysisArguments& arguments, const base::Progress& progress);

std::vector<double> target_heights(const AnalysisArguments& arguments);

base::Result<stacking::Analysis> run_analysis(const LoadedAnalysis& loaded, const AnalysisArguments& arguments,
                                              const base::Progress& progress);

}  // namespace schouw::cli
