// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <chrono>
#include <set>

#include "layers/coverage/surroundings.h"
#include "layers/stacking/find_zones.h"
#include "layers/stacking/stacking.h"

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
  AgreementCheck(const plan::Project& project, const coverage::Surroundings& surroundings,
                 const coverage::CoverageOptions& options, Stacking& stacking)
      : project_(project), surroundings_(surroundings), options_(options), stacking_(stacking) {}

  void run(const base::Progress& progress) {
    for (Zone& zone : stacking_.zones) {
      if (zone.level == Level::exceeded) zone.agreement = Agreement::agrees;
    }
    for (const Variant& variant :
         {Variant{RangeVariant::low, 1.0}, Variant{RangeVariant::declared, 1.0}, Variant{RangeVariant::high, 1.0},
          Variant{options_.range, 2.0}, Variant{options_.range, 0.5}}) {
      if (variant.range == options_.range && variant.cell_factor == 1.0) continue;
      if (progress.cancel.cancelled() || !any_left()) break;
      try_variant(variant, progress);
    }
    for (Zone& zone : stacking_.zones) zone.reason = reason_of(zone, project_.plan->policy);
  }

 private:
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

  void try_variant(const Variant& variant, const base::Progress& progress) {
    coverage::CoverageOptions options = options_;
    options.range = variant.range;
    options.cell_m = surroundings_.cell_m() * variant.cell_factor;
    const std::vector<std::uint32_t> wanted = sensors(variant);
    if (wanted.empty()) return none_left(Agreement::range_differs);
    const coverage::Surroundings* around = &surroundings_;
    std::shared_ptr<const coverage::Surroundings> others;
    if (variant.cell_factor != 1.0) {
      auto made = coverage::make_surroundings(project_, {.cell_m = options.cell_m, .sensors = wanted},
                                              {.cancel = progress.cancel});
      if (!made) return none_left(Agreement::cell_size_differs);  // cannot be tried, so it does not stand up
      others = *std::move(made);
      around = others.get();
    }
    const auto coverage =
        coverage::compute_coverage_of(project_, *around, options, wanted, {.cancel = progress.cancel});
    if (!coverage) return;
    const CountedCells counted(*project_.plan, *coverage, stacking_.filter);
    const std::vector<Zone> found =
        zones_in(blocks_of(*coverage), {*project_.plan, project_.plan->policy, *coverage, counted, options_.threads});
    for (Zone& zone : stacking_.zones) {
      if (zone.level != Level::exceeded || still_there(zone, found, coverage->frame.cell_m)) continue;
      zone.level = Level::attention;
      zone.agreement = variant.cell_factor == 1.0 ? Agreement::range_differs : Agreement::cell_size_differs;
    }
  }

  // The same place exceeds by the same rule.
  bool still_there(const Zone& zone, const std::vector<Zone>& found, double cell_m) const {
    return std::any_of(found.begin(), found.end(), [&](const Zone& other) {
      return other.rule == zone.rule && other.level == Level::exceeded &&
             raster::overlap(zone.cells, surroundings_.cell_m(), other.cells, cell_m);
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
  const coverage::Surroundings& surroundings_;
  const coverage::CoverageOptions& options_;
  Stacking& stacking_;
};

}  // namespace

Analysis restacked(const plan::Project& project, const coverage::Surroundings& surroundings, const Analysis& previous,
                   const base::Progress& progress) {
  Analysis analysis = previous;
  const auto stack_again = [&](Stacking& stacking) {
    stacking = stack({.plan = *project.plan,
                      .coverage = stacking.coverage,
                      .policy = project.plan->policy,
                      .filter = stacking.filter,
                      .threads = previous.options.threads},
                     nullptr);
  };
  stack_again(analysis.stacking);
  AgreementCheck(project, surroundings, analysis.options, analysis.stacking).run(progress);
  for (Stacking& other : analysis.at_other_heights) {
    if (other.coverage) stack_again(other);
  }
  return analysis;
}

base::Result<Analysis> analyse(const plan::Project& project, const coverage::Surroundings& surroundings,
                               const AnalysisQuestion& question, const base::Progress& progress) {
  Analysis analysis{.plan_revision = project.plan->revision,
                    .options = question.options,
                    .target_heights_m = question.target_heights_m};
  if (analysis.target_heights_m.empty()) analysis.target_heights_m = {question.options.target_height_m};
  analysis.options.cell_m = surroundings.cell_m();
  analysis.options.target_height_m = analysis.target_heights_m.front();
  for (std::size_t i = 0; i < analysis.target_heights_m.size(); ++i) {
    coverage::CoverageOptions at_height = analysis.options;
    at_height.target_height_m = analysis.target_heights_m[i];
    const auto start = std::chrono::steady_clock::now();
    auto coverage = coverage::compute_coverage(project, surroundings, at_height, progress);
    if (!coverage) return base::Result<Analysis>::failure(coverage.diagnostics());
    analysis.elapsed_ms.coverage += ms_since(start);
    // Every height tells the same of the same sensors.
    if (i == 0) analysis.diagnostics = coverage.diagnostics();
    Stacking stacking = stack({.plan = *project.plan,
                               .coverage = std::make_shared<const coverage::CoverageResult>(*std::move(coverage)),
                               .policy = project.plan->policy,
                               .filter = question.filter,
                               .threads = question.options.threads},
                              &analysis.elapsed_ms);
    const auto checking = std::chrono::steady_clock::now();
    // What counts is decided at the first height; trying each height would double the time for figures that only
    // inform.
    if (i == 0) AgreementCheck(project, surroundings, at_height, stacking).run(progress);
    analysis.elapsed_ms.zones += ms_since(checking);
    if (i == 0) {
      analysis.stacking = std::move(stacking);
      // Where nothing was made ready, each draw makes what it looks at: fewer of them must do.
      constexpr std::int64_t kFewRays = 500;
      coverage::AuditOptions sample;
      if (!surroundings.ready()) sample.rays = kFewRays;
      analysis.audit = coverage::audit(surroundings, *analysis.stacking.coverage, sample);
    } else {
      analysis.at_other_heights.push_back(std::move(stacking));
    }
  }
  base::Diagnostics diagnostics = analysis.diagnostics;
  return {std::move(analysis), std::move(diagnostics)};
}

base::Result<Analysis> analyse(const plan::Project& project, const coverage::Surroundings& surroundings,
                               const coverage::CoverageOptions& options, const std::vector<double>& target_heights_m,
                               const base::Progress& progress) {
  return analyse(project, surroundings, {.options = options, .target_heights_m = target_heights_m}, progress);
}

}  // namespace schouw::stacking
