// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/count_difference.h"

#include <cmath>
#include <vector>

#include "layers/stacking/count_palettes.h"
#include "viewer/app/app_state.h"
#include "viewer/app/command_groups.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

bool is_proposed(const registers::Sensor& sensor) {
  return sensor.status && sensor.scope == registers::Scope::in_plan &&
         (*sensor.status == registers::Status::proposed || *sensor.status == registers::Status::approved);
}

// What a person looks at: what the filter asks for, at the density that it asks for; without a filter the sensors
// with personal data.
raster::Grid<std::uint16_t> shown_counts(const AppState& state, const coverage::CoverageResult& coverage,
                                         const plan::Plan& plan, const raster::Grid<std::uint16_t>& personal) {
  return state.filter.empty() ? personal : stacking::count_filtered(coverage, plan, state.filter).counts;
}

struct More {
  raster::Grid<std::uint16_t> counts;
  int sensors = 0;
};

// The counts with those footprints too, as far as the grid reaches.
More with_more(raster::Grid<std::uint16_t> counts, const coverage::CoverageResult& more, const plan::Plan& plan,
               const stacking::CountFilter& filter) {
  const raster::GridFrame& frame = counts.frame();
  const auto cells = [&](double from_m, double to_m) {
    return static_cast<int>(std::lround((from_m - to_m) / frame.cell_m));
  };
  const int east = cells(more.frame.west_m, frame.west_m);
  const int north = cells(more.frame.south_m, frame.south_m);
  const stacking::CountedCells counted(plan, more, filter);
  int sensors = 0;
  for (std::uint32_t i = 0; i < more.footprints.size(); ++i) {
    const coverage::CellSet* cells_of_one = counted.cells(i);
    if (cells_of_one == nullptr || cells_of_one->count() == 0) continue;
    if (filter.empty() && !registers::counts_as_personal(plan.sensors[more.footprints[i].sensor])) continue;
    ++sensors;
    coverage::for_each_cell(*cells_of_one, [&](int column, int row) {
      if (frame.contains(column + east, row + north)) ++counts.at(column + east, row + north);
    });
  }
  return {std::move(counts), sensors};
}

}  // namespace

CountDifference difference_of(const raster::Grid<std::uint16_t>& before, const raster::Grid<std::uint16_t>& after) {
  CountDifference difference;
  auto steps = std::make_shared<raster::Grid<std::uint16_t>>(before.frame());
  const double cell_m2 = before.frame().cell_area_m2();
  for (std::size_t i = 0; i < steps->values().size(); ++i) {
    const int now = before.values()[i];
    const int then = after.values()[i];
    if (now == then) continue;
    steps->values()[i] = static_cast<std::uint16_t>(stacking::step_of(now, then));
    (then > now ? difference.more_m2 : difference.fewer_m2) += cell_m2;
    if (now == 0) difference.newly_m2 += cell_m2;
    if (then == 0) difference.no_longer_m2 += cell_m2;
  }
  difference.steps = std::move(steps);
  return difference;
}

base::Result<CountDifference> difference_with_proposed(const AppState& state) {
  if (!state.analysis || !state.occlusion) return needs_first("show-difference", "analysis");
  plan::Plan with = *state.project.plan;
  std::vector<std::uint32_t> proposed;
  for (std::uint32_t i = 0; i < with.sensors.size(); ++i) {
    if (!is_proposed(with.sensors[i])) continue;
    with.sensors.change(i).status.value = registers::Status::active;
    proposed.push_back(i);
  }
  if (proposed.empty()) return needs_first("show-difference", "proposed sensor");
  plan::Project project = state.project;
  project.plan = std::make_shared<const plan::Plan>(std::move(with));
  auto more = coverage::compute_coverage_of(project, *state.occlusion, state.analysis->options, proposed);
  if (!more) return base::Result<CountDifference>::failure(std::move(more).diagnostics());
  const stacking::Stacking& now = state.analysis->stacking;
  const auto before = shown_counts(state, *now.coverage, *project.plan, now.personal_counts);
  const More after = with_more(before, *more, *project.plan, state.filter);
  CountDifference difference = difference_of(before, after.counts);
  difference.sensors = after.sensors;
  return difference;
}

base::Result<CountDifference> difference_with_tried(const AppState& state) {
  const auto saved = saved_outcome(state);
  if (!saved || !state.analysis || (!state.difference && state.project.plan->revision == saved->plan->revision)) {
    return needs_first("show-difference", "change beside the saved plan");
  }
  const auto& before = saved->analysis;
  const auto& after = state.live ? state.live->stacking->personal_counts() : state.analysis->stacking.personal_counts;
  if (!(after.frame() == before->stacking.personal_counts.frame())) {
    return needs_first("show-difference", "analysis on the same cells");
  }
  CountDifference difference = difference_of(
      shown_counts(state, *before->stacking.coverage, *state.document.saved, before->stacking.personal_counts),
      shown_counts(state, shown_coverage(state), *state.project.plan, after));
  difference.with = ComparedWith::tried;
  for (std::uint32_t i = 0; i < state.project.plan->sensors.size(); ++i) {
    if (is_changed(state, i)) ++difference.sensors;
  }
  return difference;
}

}  // namespace schouw::app
