// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/stacking.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "layers/stacking/find_zones.h"
#include "layers/stacking/patches.h"

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

struct Counts {
  raster::Grid<std::uint16_t> all;
  raster::Grid<std::uint16_t> personal;
};

Counts count_in(const Patch& patch, const plan::Plan& plan, const coverage::CoverageResult& coverage) {
  const raster::GridFrame frame = frame_of(patch, coverage.frame);
  Counts counts{raster::Grid<std::uint16_t>(frame), raster::Grid<std::uint16_t>(frame)};
  const auto add = [](std::uint16_t& cell) {
    if (cell < 0xffff) ++cell;
  };
  for (const std::uint32_t i : patch.footprints) {
    const coverage::Footprint& f = coverage.footprints[i];
    const bool personal = registers::counts_as_personal(plan.sensors[f.sensor]);
    coverage::for_each_cell(f.seen, [&](int column, int row) {
      add(counts.all.at(column - patch.first_column, row - patch.first_row));
      if (personal) add(counts.personal.at(column - patch.first_column, row - patch.first_row));
    });
  }
  return counts;
}

void add_histogram(const raster::Grid<std::uint16_t>& counts, std::vector<std::int64_t>& cells) {
  for (const std::uint16_t count : counts.values()) {
    if (count == 0) continue;
    if (count >= cells.size()) cells.resize(count + std::size_t{1}, 0);
    ++cells[count];
  }
}

void summarise(const std::vector<std::int64_t>& cells, double cell_m2, Stacking& stacking) {
  std::int64_t covered = 0;
  std::int64_t seen = 0;
  for (std::size_t count = 1; count < cells.size(); ++count) {
    covered += cells[count];
    seen += cells[count] * static_cast<std::int64_t>(count);
    stacking.area_by_count_m2.emplace_back(static_cast<int>(count), static_cast<double>(cells[count]) * cell_m2);
  }
  stacking.max_count = cells.empty() ? 0 : static_cast<int>(cells.size()) - 1;
  stacking.covered_area_m2 = static_cast<double>(covered) * cell_m2;
  stacking.overlap_factor = covered == 0 ? 0.0 : static_cast<double>(seen) / static_cast<double>(covered);
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

Stacking stack(const plan::Plan& plan, std::shared_ptr<const coverage::CoverageResult> coverage,
               const policy::Policy& policy, ElapsedMs* elapsed) {
  Stacking stacking{.coverage = coverage};
  const int gap_cells = static_cast<int>(std::ceil(policy.merge_gap_m / coverage->frame.cell_m)) + 1;
  std::vector<std::int64_t> cells;
  double counting_ms = 0.0;
  double zones_ms = 0.0;
  for (const Patch& patch : patches_of(*coverage, gap_cells, kMostCells)) {
    const Stopwatch counting;
    Counts counts = count_in(patch, plan, *coverage);
    add_histogram(counts.all, cells);
    counting_ms += counting.elapsed_ms();
    const Stopwatch zoning;
    for (Zone& zone : zones_in(patch, counts.all, {plan, policy, *coverage}))
      stacking.zones.push_back(std::move(zone));
    zones_ms += zoning.elapsed_ms();
    if (stacking.counts.empty()) {
      stacking.counts = std::move(counts.all);
      stacking.personal_counts = std::move(counts.personal);
    }
  }
  number_zones(stacking.zones, policy.thresholds);
  summarise(cells, coverage->frame.cell_area_m2(), stacking);
  stacking.completeness = completeness_of(plan, *coverage);
  if (elapsed != nullptr) {
    elapsed->stacking += counting_ms;
    elapsed->zones += zones_ms;
  }
  return stacking;
}

}  // namespace schouw::stacking
