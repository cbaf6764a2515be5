// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <chrono>
#include <set>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/stacking/find_zones.h"
#include "layers/stacking/places.h"
#include "layers/stacking/public_coverage.h"
#include "layers/stacking/stacking.h"
#include "layers/stacking/zone_reason.h"

namespace schouw::stacking {

namespace {

using coverage::RangeVariant;

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// Another way to compute the same sensors, by which a zone over its limit is tried.
struct Variant {
  RangeVariant range = RangeVariant::declared;
  double cell_factor = 1.0;
};

class AgreementCheck {
 public:
  AgreementCheck(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                 const coverage::CoverageOptions& options, bool public_squares, Stacking& stacking)
      : project_(project),
        occlusion_(occlusion),
        options_(options),
        public_squares_(public_squares),
        stacking_(stacking) {}

  // A zone agrees only where every variant was computed; one that does not fit in memory leaves those that are still
  // over their limit not checked, and is told. Fails where it was cancelled.
  base::Result<base::Done> run(const base::CancelToken& cancel) {
    base::Diagnostics untried;
    for (const Variant& variant :
         {Variant{RangeVariant::low, 1.0}, Variant{RangeVariant::declared, 1.0}, Variant{RangeVariant::high, 1.0},
          Variant{options_.range, 2.0}, Variant{options_.range, 0.5}}) {
      if (variant.range == options_.range && variant.cell_factor == 1.0) continue;
      if (!any_left()) break;
      auto tried = try_variant(variant, cancel);
      if (tried) continue;
      if (base::failure_kind(tried.diagnostics()) != base::DiagnosticKind::resource_limit) return tried;
      untried.push_back(not_tried(tried.diagnostics().front()));
    }
    for (Zone& zone : stacking_.zones) {
      if (zone.level == Level::exceeded && untried.empty()) zone.agreement = Agreement::agrees;
      zone.reason = reason_of(zone, {*project_.plan, project_.plan->policy, *stacking_.coverage});
    }
    return {base::Done{}, std::move(untried)};
  }

 private:
  static base::Diagnostic does_not_fit(base::Diagnostic reason) {
    reason.severity = base::Severity::error;
    return reason;
  }

  static base::Diagnostic not_tried(const base::Diagnostic& why) {
    return {.code = "COV-124",
            .kind = why.kind,
            .severity = base::Severity::warning,
            .message = "zones over their limit were not checked with another range or cell size: " + why.message,
            .where = why.where,
            .hint = why.hint};
  }

  bool any_left() const {
    return std::any_of(stacking_.zones.begin(), stacking_.zones.end(),
                       [](const Zone& zone) { return zone.level == Level::exceeded; });
  }

  // The sensors of the zones that are still over their limit. Where the range is low, those whose direction nobody
  // knows are left out: they may well look elsewhere.
  std::vector<std::uint32_t> sensors(const Variant& variant) const {
    std::set<std::uint32_t> wanted;
    for (const Zone& zone : stacking_.zones) {
      if (zone.level != Level::exceeded) continue;
      for (const ZoneSensor& s : zone.sensors) wanted.insert(s.sensor);
    }
    if (variant.range == RangeVariant::low) {
      for (const coverage::Footprint& f : stacking_.coverage->footprints) {
        const auto& assumed = f.assumed;
        if (std::find(assumed.begin(), assumed.end(), "azimuth_deg") != assumed.end()) wanted.erase(f.sensor);
      }
    }
    return {wanted.begin(), wanted.end()};
  }

  base::Result<base::Done> try_variant(const Variant& variant, const base::CancelToken& cancel) {
    using Tried = base::Result<base::Done>;
    coverage::CoverageOptions options = options_;
    options.range = variant.range;
    options.cell_m = occlusion_.cell_m() * variant.cell_factor;
    const std::vector<std::uint32_t> wanted = sensors(variant);
    if (wanted.empty()) {
      none_left(Agreement::range_differs);
      return base::Done{};
    }
    const coverage::OcclusionModel* around = &occlusion_;
    std::shared_ptr<const coverage::OcclusionModel> others;
    if (variant.cell_factor != 1.0) {
      auto made =
          coverage::make_occlusion_model(project_, {.cell_m = options.cell_m, .sensors = wanted}, {.cancel = cancel});
      if (!made) return Tried::failure(std::move(made).diagnostics());
      others = *std::move(made);
      around = others.get();
    }
    auto coverage = coverage::compute_coverage_of(project_, *around, options, wanted, {.cancel = cancel});
    if (!coverage) return Tried::failure(coverage.diagnostics());
    if (public_squares_) *coverage = public_coverage(*coverage, project_.plan->policy);
    // A sensor that does not fit is no sensor that sees nothing.
    for (const coverage::CoverageUnknown& unknown : coverage->unknown) {
      if (unknown.reason.kind == base::DiagnosticKind::resource_limit) return does_not_fit(unknown.reason);
    }
    const CountedCells counted(*project_.plan, *coverage, stacking_.filter);
    const auto found = zones_in(
        blocks_of(*coverage),
        {*project_.plan, project_.plan->policy, *coverage, counted, {.cancel = cancel, .threads = options_.threads}});
    if (!found) return coverage::analysis_stopped();
    for (Zone& zone : stacking_.zones) {
      if (zone.level != Level::exceeded || still_there(zone, *found, coverage->frame.cell_m)) continue;
      zone.level = Level::attention;
      zone.agreement = variant.cell_factor == 1.0 ? Agreement::range_differs : Agreement::cell_size_differs;
    }
    return base::Done{};
  }

  // The same place exceeds by the same rule.
  bool still_there(const Zone& zone, const std::vector<Zone>& found, double cell_m) const {
    return std::any_of(found.begin(), found.end(), [&](const Zone& other) {
      return other.rule == zone.rule && other.level == Level::exceeded &&
             raster::overlap(zone.cells, stacking_.coverage->frame.cell_m, other.cells, cell_m);
    });
  }

  void none_left(Agreement why) {
    for (Zone& zone : stacking_.zones) {
      if (zone.level != Level::exceeded) continue;
      zone.level = Level::attention;
      zone.agreement = why;
    }
  }

  const plan::Project& project_;
  const coverage::OcclusionModel& occlusion_;
  const coverage::CoverageOptions& options_;
  bool public_squares_;
  Stacking& stacking_;
};

}  // namespace

base::Result<Analysis> restacked(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                                 const Analysis& previous, const base::Progress& progress) {
  using Outcome = base::Result<Analysis>;
  Analysis analysis = previous;
  analysis.plan_revision = project.plan->revision;
  std::vector<Stacking*> all{&analysis.stacking};
  for (Stacking& other : analysis.at_other_heights) {
    if (other.coverage) all.push_back(&other);
  }
  for (Stacking* stacking : all) {
    auto again = stack({.plan = *project.plan,
                        .coverage = stacking->coverage,
                        .policy = project.plan->policy,
                        .filter = stacking->filter,
                        .threads = previous.options.threads},
                       progress.cancel);
    if (!again) return Outcome::failure(std::move(again).diagnostics());
    *stacking = *std::move(again);
  }
  auto checked = AgreementCheck(project, occlusion, analysis.options, analysis.public_squares, analysis.stacking)
                     .run(progress.cancel);
  if (!checked) return Outcome::failure(std::move(checked).diagnostics());
  analysis.unchecked = checked.diagnostics();
  find_places(analysis.stacking, *project.plan, project.plan->policy);
  return {std::move(analysis), std::move(checked).diagnostics()};
}

namespace {

// One analysis while it is made, height by height.
class AnalysisWork {
 public:
  AnalysisWork(const plan::Project& project, const coverage::OcclusionModel& occlusion, const AnalysisParams& params,
               const base::Progress& progress)
      : project_(project), occlusion_(occlusion), params_(params), progress_(progress) {
    analysis_ = {.plan_revision = project.plan->revision,
                 .options = params.options,
                 .target_heights_m = params.target_heights_m,
                 .public_squares = params.public_squares};
    if (analysis_.target_heights_m.empty()) analysis_.target_heights_m = {params.options.target_height_m};
    analysis_.options.cell_m = occlusion.cell_m();
    analysis_.options.target_height_m = analysis_.target_heights_m.front();
  }

  base::Result<Analysis> run() {
    for (std::size_t i = 0; i < analysis_.target_heights_m.size(); ++i) {
      if (auto done = add_height(i); !done) return base::Result<Analysis>::failure(std::move(done).diagnostics());
    }
    base::Diagnostics diagnostics = analysis_.diagnostics;
    base::append(diagnostics, analysis_.unchecked);
    return {std::move(analysis_), std::move(diagnostics)};
  }

 private:
  using Outcome = base::Result<base::Done>;

  Outcome add_height(std::size_t i) {
    coverage::CoverageOptions at_height = analysis_.options;
    at_height.target_height_m = analysis_.target_heights_m[i];
    const auto start = std::chrono::steady_clock::now();
    auto coverage = coverage::compute_coverage(project_, occlusion_, at_height, progress_);
    if (!coverage) return Outcome::failure(std::move(coverage).diagnostics());
    analysis_.elapsed_ms.coverage += ms_since(start);
    // Every height tells the same of the same sensors.
    if (i == 0) analysis_.diagnostics = coverage.diagnostics();
    const auto fine = std::make_shared<const coverage::CoverageResult>(*std::move(coverage));
    auto shown = fine;
    if (params_.public_squares) {
      shown = std::make_shared<const coverage::CoverageResult>(public_coverage(*fine, project_.plan->policy));
    }
    auto stacking = stack({.plan = *project_.plan,
                           .coverage = shown,
                           .policy = project_.plan->policy,
                           .filter = params_.filter,
                           .threads = params_.options.threads},
                          progress_.cancel, &analysis_.elapsed_ms);
    if (!stacking) return Outcome::failure(std::move(stacking).diagnostics());
    // What counts is decided at the first height; trying each height would double the time for figures that only
    // inform.
    if (i == 0) return decide(at_height, *fine, *std::move(stacking));
    analysis_.at_other_heights.push_back(*std::move(stacking));
    return base::Done{};
  }

  // fine: the coverage as it was traced, which exact rays are compared with.
  Outcome decide(const coverage::CoverageOptions& options, const coverage::CoverageResult& fine, Stacking stacking) {
    const auto checking = std::chrono::steady_clock::now();
    auto checked =
        AgreementCheck(project_, occlusion_, options, params_.public_squares, stacking).run(progress_.cancel);
    if (!checked) return checked;
    analysis_.unchecked = std::move(checked).diagnostics();
    analysis_.elapsed_ms.zones += ms_since(checking);
    analysis_.stacking = std::move(stacking);
    find_places(analysis_.stacking, *project_.plan, project_.plan->policy);
    // Where nothing was made ready, each draw makes what it looks at: fewer of them must do.
    constexpr std::int64_t kFewRays = 500;
    coverage::AuditOptions sample;
    if (!occlusion_.ready()) sample.rays = kFewRays;
    auto audit = coverage::audit(occlusion_, fine, sample, progress_.cancel);
    if (!audit) return coverage::analysis_stopped();
    analysis_.audit = *audit;
    return base::Done{};
  }

  const plan::Project& project_;
  const coverage::OcclusionModel& occlusion_;
  const AnalysisParams& params_;
  const base::Progress& progress_;
  Analysis analysis_;
};

}  // namespace

base::Result<Analysis> analyse(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                               const AnalysisParams& params, const base::Progress& progress) {
  return AnalysisWork(project, occlusion, params, progress).run();
}

base::Result<Analysis> analyse(const plan::Project& project, const coverage::OcclusionModel& occlusion,
                               const coverage::CoverageOptions& options, const std::vector<double>& target_heights_m,
                               const base::Progress& progress) {
  return analyse(project, occlusion, {.options = options, .target_heights_m = target_heights_m}, progress);
}

}  // namespace schouw::stacking
