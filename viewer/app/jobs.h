// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/base/progress.h"
#include "viewer/app/app_state.h"
#include "viewer/app/session.h"

// Analysis outside the main thread: jobs take frozen values and give values back.
namespace schouw::app {

// All that an analysis needs, frozen.
struct AnalysisRequest {
  plan::Project project;
  std::shared_ptr<const coverage::OcclusionModel> occlusion;  // of the same plan and cell size; null: made anew
  OutcomeRecord seen;  // what the same sensors see, under other limits; or null
  coverage::CoverageOptions options;
  policy::Policy policy;
  std::string today_iso;
  // Facades, and the walk where it has two points or more; nothing: not asked for.
  std::optional<std::vector<crs::MapPosition>> exposure_walk;
};

AnalysisRequest analysis_request(const AppState& state);

// At once, on this thread. What sensors see is taken from `seen` where it is there.
base::Result<OutcomeRecord> run_analysis(const AnalysisRequest& request, const base::Progress& progress = {});

// One worker thread. A newer request cancels the one that runs; a cancelled or outdated result is dropped.
// Main thread only, but for wake, which the worker calls when there is something to drain.
class AnalysisJobs {
 public:
  explicit AnalysisJobs(std::function<void()> wake);
  ~AnalysisJobs();  // cancels and waits
  AnalysisJobs(const AnalysisJobs&) = delete;
  AnalysisJobs& operator=(const AnalysisJobs&) = delete;

  void start(AnalysisRequest request);
  void cancel();
  bool running() const;
  // Takes progress and results into the state: work, analysis, findings, messages. True where something changed.
  bool drain(AppState& state);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace schouw::app
