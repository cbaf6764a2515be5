// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/try_out.h"

#include <utility>

#include "viewer/app/app_state.h"

namespace schouw::app {

namespace {

// No content hash has to be computed at each step of a mouse: a number that no plan's hash is likely to be.
constexpr std::uint64_t kTriedRevision = 0x7472790000000000ULL;  // "try"

plan::Plan& tried_plan(AppState& state) {
  TryOut& tried = state.try_out;
  if (!tried.plan) {
    tried.plan = std::make_shared<plan::Plan>(*state.project.plan);
    tried.before = state.analysis;
  }
  return *tried.plan;
}

TriedFigures figures_of(const std::vector<stacking::Zone>& zones, const policy::ThresholdTable& table) {
  TriedFigures figures;
  for (const stacking::Zone& zone : zones) {
    if (!table.rules.empty() && zone.rule != table.rules.front().id) continue;
    ++figures.zones;
    figures.area_m2 += zone.area_m2;
  }
  return figures;
}

}  // namespace

std::shared_ptr<const plan::Plan> shown_plan(const AppState& state) {
  return state.try_out.plan ? std::shared_ptr<const plan::Plan>(state.try_out.plan) : state.project.plan;
}

plan::Project shown_project(const AppState& state) {
  return {.plan = shown_plan(state), .city = state.project.city, .terrain = state.project.terrain};
}

std::uint64_t shown_revision(const AppState& state) {
  if (state.try_out.plan) return kTriedRevision + state.try_out.change;
  return state.project.plan ? state.project.plan->revision : 0;
}

bool is_tried(const AppState& state, std::uint32_t sensor) {
  return state.try_out.plan && !(state.try_out.plan->sensors[sensor] == state.project.plan->sensors[sensor]);
}

bool is_tried_off(const AppState& state, std::uint32_t sensor) {
  return state.try_out.plan && !registers::counts(state.try_out.plan->sensors[sensor]) &&
         registers::counts(state.project.plan->sensors[sensor]);
}

const coverage::CoverageResult& shown_coverage(const AppState& state) {
  return state.live ? state.live->stacking->coverage() : *state.analysis->stacking.coverage;
}

const std::vector<stacking::Zone>& shown_zones(const AppState& state) {
  return state.live ? state.live->stacking->zones() : state.analysis->stacking.zones;
}

std::optional<TriedFigures> tried_figures(const AppState& state) {
  if (!state.try_out.plan || !state.analysis) return std::nullopt;
  const policy::ThresholdTable& table = state.policy.thresholds;
  TriedFigures figures = figures_of(shown_zones(state), table);
  if (state.try_out.before) {
    figures.change_m2 = figures.area_m2 - figures_of(state.try_out.before->stacking.zones, table).area_m2;
  }
  return figures;
}

void try_sensor(AppState& state, std::uint32_t sensor, registers::Sensor values) {
  plan::Plan& plan = tried_plan(state);
  if (plan.sensors[sensor] == values) return;
  plan.sensors[sensor] = std::move(values);
  state.try_out.changed[sensor] = ++state.try_out.change;
}

void try_without(AppState& state, std::uint32_t sensor, bool off) {
  registers::Sensor values = tried_plan(state).sensors[sensor];
  values.status = state.project.plan->sensors[sensor].status;
  if (off) values.status.value = registers::Status::inactive;
  try_sensor(state, sensor, std::move(values));
}

void reset_try_out(AppState& state) {
  TryOut& tried = state.try_out;
  if (!tried.plan) return;
  ++tried.change;
  for (auto& [sensor, change] : tried.changed) change = tried.change;
  tried.plan.reset();
  tried.before.reset();
  tried.edit.reset();
}

void drop_equal_try_out(AppState& state) {
  if (state.try_out.plan && state.try_out.plan->sensors == state.project.plan->sensors) reset_try_out(state);
}

}  // namespace schouw::app
