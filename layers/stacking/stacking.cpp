// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/stacking.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "layers/register/observes.h"
#include "layers/stacking/find_zones.h"
#include "layers/stacking/patches.h"
#include "layers/stacking/stack_counts.h"

namespace schouw::stacking {

namespace {

// Two grids of counts and the working grids of zones stay within some 2 GB.
constexpr double kMostCells = 128e6;

class Stopwatch {
 public:
  double elapsed_ms() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// Where the grid for the map lies: over everything where that fits in memory, else around most sensors.
raster::GridFrame grid_frame(const coverage::CoverageResult& coverage) {
  const std::vector<Patch> patches = patches_of(coverage, 0, kMostCells);
  return patches.empty() ? raster::GridFrame{} : frame_of(patches.front(), coverage.frame);
}

// The figures of Stacking, StackFigures and FilteredCounts that counts of cells tell. cells[n]: how many have count
// n.
template <class Figures>
void summarise(const std::vector<std::int64_t>& cells, double cell_m2, Figures& figures) {
  std::int64_t covered = 0;
  for (std::size_t count = 1; count < cells.size(); ++count) {
    covered += cells[count];
    figures.area_by_count_m2.emplace_back(static_cast<int>(count), static_cast<double>(cells[count]) * cell_m2);
  }
  figures.max_count = cells.empty() ? 0 : static_cast<int>(cells.size()) - 1;
  figures.covered_area_m2 = static_cast<double>(covered) * cell_m2;
}

double overlap_factor_of(const std::vector<std::int64_t>& cells) {
  std::int64_t covered = 0;
  std::int64_t seen = 0;
  for (std::size_t count = 1; count < cells.size(); ++count) {
    covered += cells[count];
    seen += cells[count] * static_cast<std::int64_t>(count);
  }
  return covered == 0 ? 0.0 : static_cast<double>(seen) / static_cast<double>(covered);
}

// of: whether a sensor is among those that the figures are of.
template <class Of>
StackFigures figures_of(const plan::Plan& plan, const coverage::CoverageResult& coverage,
                        const std::vector<std::int64_t>& cells, Of&& of) {
  StackFigures figures{.overlap_factor = overlap_factor_of(cells)};
  summarise(cells, coverage.frame.cell_area_m2(), figures);
  for (const registers::Sensor& sensor : plan.sensors) figures.total += static_cast<int>(of(sensor));
  for (const auto& f : coverage.footprints) figures.with_coverage += static_cast<int>(of(plan.sensors[f.sensor]));
  for (const auto& u : coverage.unknown) figures.coverage_unknown += static_cast<int>(of(plan.sensors[u.sensor]));
  return figures;
}

Completeness completeness_of(const plan::Plan& plan, const coverage::CoverageResult& coverage) {
  Completeness c{.total = static_cast<int>(plan.sensors.size())};
  for (const registers::Sensor& sensor : plan.sensors) {
    if (registers::counts(sensor)) ++c.counted;
    if (sensor.scope == registers::Scope::household) ++c.household;
  }
  c.with_coverage = static_cast<int>(coverage.footprints.size());
  c.coverage_unknown = static_cast<int>(coverage.unknown.size());
  return c;
}

}  // namespace

std::string_view level_name(const Zone& zone) {
  switch (zone.agreement) {
    case Agreement::not_checked: return "not_checked";
    case Agreement::range_differs:
    case Agreement::cell_size_differs: return "cannot_tell";
    case Agreement::not_needed:
    case Agreement::agrees: break;
  }
  return zone.level == Level::exceeded ? "exceeded" : "attention";
}

double area_at_least_m2(const Stacking& stacking, int count) {
  double area_m2 = 0.0;
  for (const auto& [exactly, m2] : stacking.area_by_count_m2) area_m2 += exactly >= count ? m2 : 0.0;
  return area_m2;
}

Stacking stack(const StackingParams& params, ElapsedMs* elapsed) {
  return *stack(params, base::CancelToken(), elapsed);
}

base::Result<Stacking> stack(const StackingParams& params, const base::CancelToken& cancel, ElapsedMs* elapsed) {
  const coverage::CoverageResult& coverage = *params.coverage;
  Stacking stacking{.coverage = params.coverage, .filter = params.filter};
  const Stopwatch counting;
  const std::vector<Block> blocks = blocks_of(coverage);
  const raster::GridFrame frame = grid_frame(coverage);
  stacking.counts = raster::Grid<std::uint16_t>(frame);
  stacking.personal_counts = raster::Grid<std::uint16_t>(frame);
  const auto cells =
      BlockCounts(params.plan, coverage, params.filter)
          .run(blocks, stacking.counts, &stacking.personal_counts, {.cancel = cancel, .threads = params.threads});
  if (!cells) return coverage::analysis_stopped();
  summarise(cells->all, coverage.frame.cell_area_m2(), stacking);
  stacking.overlap_factor = overlap_factor_of(cells->all);
  stacking.observing = figures_of(params.plan, coverage, cells->observing, [&](const registers::Sensor& sensor) {
    return registers::observes_persons(sensor, params.plan.policy.what_counts);
  });
  stacking.optical = figures_of(params.plan, coverage, cells->optical, [&](const registers::Sensor& sensor) {
    return registers::is_optical(sensor, params.plan.policy);
  });
  const double counting_ms = counting.elapsed_ms();
  const Stopwatch zoning;
  const CountedCells counted(params.plan, coverage, params.filter);
  auto zones = zones_in(
      blocks, {params.plan, params.policy, coverage, counted, {.cancel = cancel, .threads = params.threads}});
  if (!zones) return coverage::analysis_stopped();
  stacking.zones = *std::move(zones);
  number_zones(stacking.zones, params.policy.thresholds);
  stacking.completeness = completeness_of(params.plan, coverage);
  if (elapsed != nullptr) {
    elapsed->stacking += counting_ms;
    elapsed->zones += zoning.elapsed_ms();
  }
  return stacking;
}

Stacking stack(const plan::Plan& plan, std::shared_ptr<const coverage::CoverageResult> coverage,
               const policy::Policy& policy, ElapsedMs* elapsed) {
  return stack({.plan = plan, .coverage = std::move(coverage), .policy = policy}, elapsed);
}

FilteredCounts count_filtered(const coverage::CoverageResult& coverage, const plan::Plan& plan,
                              const CountFilter& filter, unsigned threads) {
  FilteredCounts filtered{.counts = raster::Grid<std::uint16_t>(grid_frame(coverage))};
  const BlockCounts counting(plan, coverage, filter);
  const auto cells = counting.run(blocks_of(coverage), filtered.counts, nullptr, {.threads = threads});
  summarise(cells->all, coverage.frame.cell_area_m2(), filtered);
  return filtered;
}

}  // namespace schouw::stacking
