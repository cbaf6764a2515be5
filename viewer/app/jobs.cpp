// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/jobs.h"

#include <fmt/format.h>

#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

#include "geo/base/calendar.h"
#include "layers/coverage/occlusion/occlusion_model.h"
#include "viewer/app/walk.h"

namespace schouw::app {

namespace {

base::Result<base::Done> analysed(const AnalysisRequest& request, const plan::Project& project,
                                  const base::Progress& progress, AnalysisOutcome& outcome) {
  outcome.occlusion = request.occlusion;
  if (!outcome.occlusion) {
    auto made = coverage::make_occlusion_model(project, {.cell_m = request.options.cell_m}, progress);
    if (!made) return base::Result<base::Done>::failure(std::move(made).diagnostics());
    outcome.occlusion = *made;
  }
  auto analysis = stacking::analyse(project, *outcome.occlusion,
                                    {.options = request.options,
                                     .target_heights_m = {request.options.target_height_m},
                                     .public_squares = request.public_squares},
                                    progress);
  if (!analysis) return base::Result<base::Done>::failure(std::move(analysis).diagnostics());
  // Made here and not at the first question: no move of the mouse waits for them.
  (void)outcome.occlusion->triangles();
  base::Diagnostics said = analysis.diagnostics();
  outcome.analysis = std::make_shared<const stacking::Analysis>(*std::move(analysis));
  return {base::Done{}, std::move(said)};
}

base::Result<base::Done> restacked(const AnalysisRequest& request, const plan::Project& project,
                                   const base::Progress& progress, AnalysisOutcome& outcome) {
  outcome.occlusion = request.seen->occlusion;
  auto analysis = stacking::restacked(project, *outcome.occlusion, *request.seen->analysis, progress);
  if (!analysis) return base::Result<base::Done>::failure(std::move(analysis).diagnostics());
  base::Diagnostics said = analysis.diagnostics();
  outcome.analysis = std::make_shared<const stacking::Analysis>(*std::move(analysis));
  return {base::Done{}, std::move(said)};
}

// What cannot be computed of it is told; the analysis stands without it, unless it was stopped.
base::Result<base::Done> add_exposure(const AnalysisRequest& request, const plan::Project& project,
                                      const base::Progress& progress, AnalysisOutcome& outcome,
                                      base::Diagnostics& said) {
  if (!request.exposure_walk || !outcome.occlusion) return base::Done{};
  exposure::ExposureOptions options{
      .coverage = request.options, .walk = std::nullopt, .keep_pieces = true, .footprints = nullptr};
  // Walls are looked at in the cells that were asked for, not in squares of 10 m.
  if (!request.public_squares) options.footprints = outcome.analysis->stacking.coverage;
  if (request.exposure_walk->size() > 1) options.walk = exposure::WalkRoute{.corners = *request.exposure_walk};
  auto computed = exposure::compute_exposure(project, *outcome.occlusion, options, progress);
  if (!computed && base::failure_kind(computed.diagnostics()) == base::DiagnosticKind::cancelled) {
    return base::Result<base::Done>::failure(std::move(computed).diagnostics());
  }
  base::append(said, computed.diagnostics());
  outcome.walk = *request.exposure_walk;
  if (computed) outcome.exposure = std::make_shared<const exposure::Exposure>(*std::move(computed));
  return base::Done{};
}

base::Diagnostic job_failed(const char* what) {
  return {.code = "JOB-101",
          .kind = base::DiagnosticKind::internal,
          .message = fmt::format("the analysis stopped: {}", what),
          .where = {.feature = "analysis"},
          .hint = "try again with a larger cell size; tell the makers when it happens again"};
}

base::Diagnostic does_not_fit(const coverage::CoverageOptions& options) {
  return {.code = "JOB-102",
          .kind = base::DiagnosticKind::resource_limit,
          .message = fmt::format("the analysis in cells of {:g} m does not fit in memory", options.cell_m),
          .where = {.feature = "analysis", .field = "cell_m"},
          .hint = fmt::format("analyse with cells of {:g} m, which takes about a quarter, or with fewer sensors",
                              2.0 * options.cell_m)};
}

// Of what the public is shown nothing can be made from what it is not, nor the other way round.
OutcomeRecord seen_before(const AppState& state) {
  if (!state.project.plan) return nullptr;
  auto seen = state.memo.of_same_sight(shown_key(state));
  if (seen && seen->analysis && seen->analysis->public_squares != for_the_public(state)) return nullptr;
  return seen;
}

}  // namespace

AnalysisRequest analysis_request(const AppState& state) {
  const bool same_cells = state.analysis && state.analysis->options.cell_m == state.options.cell_m &&
                          state.occlusion_rules == state.policy.occlusion;
  return {.project = state.project,
          .occlusion = same_cells ? state.occlusion : nullptr,
          .seen = seen_before(state),
          .options = state.options,
          .public_squares = for_the_public(state),
          .policy = state.policy,
          .today_iso = state.today_iso.empty() ? base::today_iso() : state.today_iso,
          .exposure_walk = wants_exposure(state) ? std::optional(state.walk.points) : std::nullopt};
}

base::Result<OutcomeRecord> run_analysis(const AnalysisRequest& request, const base::Progress& progress) {
  if (!request.project.plan) {
    return base::Diagnostic{.code = "CMD-106",
                            .message = "nothing could be analysed: no plan is open",
                            .where = {.feature = "analyse"},
                            .hint = "open a plan first"};
  }
  plan::Plan tried = *request.project.plan;
  tried.policy = request.policy;
  plan::Project project = request.project;
  project.plan = std::make_shared<const plan::Plan>(std::move(tried));
  const auto made = std::make_shared<AnalysisOutcome>();
  AnalysisOutcome& outcome = *made;
  auto done =
      request.seen ? restacked(request, project, progress, outcome) : analysed(request, project, progress, outcome);
  if (!done) return base::Result<OutcomeRecord>::failure(std::move(done).diagnostics());
  base::Diagnostics said = done.diagnostics();
  outcome.key = analysis_key(*request.project.plan, request.policy, request.options);
  outcome.plan = request.project.plan;
  outcome.rules = request.policy.occlusion;
  outcome.findings = std::make_shared<const std::vector<findings::Finding>>(
      findings::check_all({.plan = *project.plan, .analysis = *outcome.analysis, .today_iso = request.today_iso}));
  if (auto added = add_exposure(request, project, progress, outcome, said); !added) {
    return base::Result<OutcomeRecord>::failure(std::move(added).diagnostics());
  }
  return {OutcomeRecord(made), std::move(said)};
}

struct AnalysisJobs::Implementation {
  std::function<void()> wake;
  mutable std::mutex mutex;
  std::condition_variable asked;
  std::optional<AnalysisRequest> next;
  base::CancelToken cancel;        // of the request that waits or runs
  std::optional<AnalysisKey> key;  // of that request, and the walk that it asks of
  std::optional<std::vector<crs::MapPosition>> walk;
  bool busy = false;
  bool stop = false;
  std::optional<double> done_ratio;
  std::optional<base::Result<OutcomeRecord>> result;
  std::thread worker;

  explicit Implementation(std::function<void()> wake_up) : wake(std::move(wake_up)), worker([this] { work(); }) {}

  void work() {
    std::unique_lock lock(mutex);
    while (true) {
      asked.wait(lock, [&] { return stop || next; });
      if (stop) return;
      const AnalysisRequest request = *std::move(next);
      next.reset();
      const base::CancelToken mine = cancel;
      lock.unlock();
      auto outcome = guarded(request, mine);
      lock.lock();
      if (mine.cancelled()) continue;
      result = std::move(outcome);
      busy = false;
      if (wake) wake();
    }
  }

  base::Result<OutcomeRecord> guarded(const AnalysisRequest& request, const base::CancelToken& mine) {
    try {
      return run_analysis(request,
                          {.report = [&](double ratio, std::string_view) { tell(ratio, mine); }, .cancel = mine});
    } catch (const std::bad_alloc&) {
      return does_not_fit(request.options);
    } catch (const std::exception& problem) {
      return job_failed(problem.what());
    }
  }

  void tell(double ratio, const base::CancelToken& mine) {
    const std::lock_guard lock(mutex);
    if (mine.cancelled()) return;
    const bool worth_a_frame = !done_ratio || ratio - *done_ratio > 0.02;
    if (!worth_a_frame) return;
    done_ratio = ratio;
    if (wake) wake();
  }
};

AnalysisJobs::AnalysisJobs(std::function<void()> wake)
    : implementation_(std::make_unique<Implementation>(std::move(wake))) {}

AnalysisJobs::~AnalysisJobs() {
  {
    const std::lock_guard lock(implementation_->mutex);
    implementation_->cancel.cancel();
    implementation_->stop = true;
  }
  implementation_->asked.notify_all();
  implementation_->worker.join();
}

void AnalysisJobs::start(AnalysisRequest request) {
  std::optional<AnalysisKey> key;
  if (request.project.plan) key = analysis_key(*request.project.plan, request.policy, request.options);
  {
    const std::lock_guard lock(implementation_->mutex);
    if (implementation_->busy && key && implementation_->key == key &&
        implementation_->walk == request.exposure_walk) {
      return;
    }
    implementation_->key = key;
    implementation_->walk = request.exposure_walk;
    implementation_->cancel.cancel();
    implementation_->cancel = base::CancelToken{};
    implementation_->next = std::move(request);
    implementation_->busy = true;
    implementation_->done_ratio.reset();
    implementation_->result.reset();
  }
  implementation_->asked.notify_all();
}

void AnalysisJobs::cancel() {
  const std::lock_guard lock(implementation_->mutex);
  implementation_->cancel.cancel();
  implementation_->next.reset();
  implementation_->busy = false;
  implementation_->result.reset();
}

void AnalysisJobs::keep_only(const AnalysisKey& key) {
  {
    const std::lock_guard lock(implementation_->mutex);
    if (!implementation_->busy || implementation_->key == key) return;
  }
  cancel();
}

bool AnalysisJobs::running() const {
  const std::lock_guard lock(implementation_->mutex);
  return implementation_->busy;
}

bool AnalysisJobs::drain(AppState& state) {
  std::optional<base::Result<OutcomeRecord>> result;
  std::optional<double> ratio;
  bool busy = false;
  {
    const std::lock_guard lock(implementation_->mutex);
    result.swap(implementation_->result);
    ratio = implementation_->done_ratio;
    busy = implementation_->busy;
  }
  const double before = state.work ? state.work->done_ratio : -1.0;
  const bool worked = state.work.has_value();
  state.work =
      busy ? std::optional(Work{.what = {.key = "work.analyse"}, .done_ratio = ratio.value_or(0.0)}) : std::nullopt;
  if (result) {
    // What is said of another plan than the one that is shown is of no use.
    if (!*result || show_analysis(state, **result)) add_messages(state, result->diagnostics());
    return true;
  }
  return worked != busy || (state.work && state.work->done_ratio != before);
}

}  // namespace schouw::app
