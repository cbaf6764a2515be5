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
  // Of the same city, terrain, cell size and rules on what hides; null: made anew.
  std::shared_ptr<const coverage::OcclusionModel> occlusion;
  OutcomeRecord seen;  // what the same sensors see, under other limits; or null
  coverage::CoverageOptions options;
  bool public_squares = false;  // what the public is shown: squares of 10 m
  policy::Policy policy;
  std::string today_iso;
  // Facades, and the walk where it has two points or more; nothing: not asked for.
  std::optional<std::vector<crs::MapPosition>> exposure_walk;
};

AnalysisRequest analysis_request(const AppState& state);

// At once, on this thread. What sensors see is taken from `seen` where it is there.
base::Result<OutcomeRecord> run_analysis(const AnalysisRequest& request, const base::Progress& progress = {});

// Analyses on one worker thread. A newer request cancels the one that runs; a cancelled or outdated result is
// dropped.
//   AnalysisJobs jobs([&window] { window.wake(); });
//   jobs.start(analysis_request(state));
//   const bool changed = jobs.drain(state);   // once a frame
// Cost: start, cancel and drain wait for nothing; one that was cancelled goes on until it next looks, and the next
// one waits for it. Main thread only, but for wake, which the worker calls when there is something to drain: with
// the lock of this object held, so that it may not call back. What wake refers to must outlive this; afterwards
// nobody is called. What fails is told in the state's messages, as run_analysis, with JOB-101 (an exception) or
// JOB-102 (does not fit in memory); what was shown stays.
class AnalysisJobs {
 public:
  explicit AnalysisJobs(std::function<void()> wake);
  ~AnalysisJobs();  // cancels and waits
  AnalysisJobs(const AnalysisJobs&) = delete;
  AnalysisJobs& operator=(const AnalysisJobs&) = delete;

  // One that asks for what is under way already changes nothing.
  void start(AnalysisRequest request);
  void cancel();
  // Cancels what is under way for anything but this.
  void keep_only(const AnalysisKey& key);
  bool running() const;
  // Takes progress and results into the state: work, analysis, findings, messages. True where something changed.
  bool drain(AppState& state);

 private:
  struct Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace schouw::app
