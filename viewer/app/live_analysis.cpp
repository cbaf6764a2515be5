// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/live_analysis.h"

#include <algorithm>
#include <utility>

#include "layers/register/datasheet.h"
#include "viewer/app/app_state.h"
#include "viewer/app/legends.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

bool same_content(const std::shared_ptr<const plan::Plan>& a, const std::shared_ptr<const plan::Plan>& b) {
  return a == b || plan::analysed_revision_of(*a) == plan::analysed_revision_of(*b);
}

using Change = stacking::LiveStacking::Change;

drawing::RasterWindow joined(const drawing::RasterWindow& a, const Change& b) {
  if (b.empty()) return a;
  if (a.empty()) return {b.first_column, b.first_row, b.columns, b.rows};
  const int column = std::min(a.first_column, b.first_column);
  const int row = std::min(a.first_row, b.first_row);
  return {column, row, std::max(a.first_column + a.columns, b.first_column + b.columns) - column,
          std::max(a.first_row + a.rows, b.first_row + b.rows) - row};
}

// The footprint of one sensor as it is tried; nothing where it does not count or its coverage is unknown.
base::Result<std::optional<coverage::Footprint>> tried_footprint(const AppState& state, std::uint32_t sensor,
                                                                 const raster::GridFrame& frame) {
  using Made = base::Result<std::optional<coverage::Footprint>>;
  coverage::CoverageOptions options = state.analysis->options;
  options.threads = 1;
  auto result = coverage::compute_coverage_of(state.project, *state.occlusion, options, {sensor});
  if (!result) return Made::failure(std::move(result).diagnostics());
  if (result->footprints.empty()) return std::optional<coverage::Footprint>();
  return std::optional(stacking::renumbered(std::move(result->footprints.front()), result->frame, frame));
}

}  // namespace

void LiveAnalysis::begin(const AppState& state) {
  base_ = state.analysis;
  applied_ = state.analysed_plan;
  policy::Policy policy = state.policy;
  stacking_ = std::make_shared<stacking::LiveStacking>(applied_, base_->stacking, std::move(policy));
}

void LiveAnalysis::follow(AppState& state, std::uint32_t sensor, LiveView& view) {
  auto footprint = tried_footprint(state, sensor, stacking_->coverage().frame);
  if (!footprint) {
    add_messages(state, footprint.diagnostics());
    return;
  }
  view.changed = joined(view.changed, stacking_->replace(sensor, *std::move(footprint), state.project.plan));
}

bool LiveAnalysis::update(AppState& state) {
  const bool other_live = update_live(state);
  const bool other_counts = other_live || analysis_ != state.analysis;
  analysis_ = state.analysis;
  const bool other_filter = update_filtered(state, other_counts);
  const bool other_saved = std::exchange(saved_, state.document.saved) != state.document.saved;
  const bool other_difference = update_difference(state, other_counts || other_saved);
  return other_live || other_filter || other_difference;
}

bool LiveAnalysis::update_filtered(AppState& state, bool other_counts) {
  if (!state.analysis || state.filter.empty()) {
    const bool shown = state.filtered != nullptr;
    state.filtered.reset();
    return shown;
  }
  if (state.filtered && !other_counts && filter_ == state.filter) return false;
  filter_ = state.filter;
  state.filtered = std::make_shared<const stacking::FilteredCounts>(
      stacking::count_filtered(shown_coverage(state), *state.project.plan, filter_));
  return true;
}

bool LiveAnalysis::update_difference(AppState& state, bool other_counts) const {
  if (!state.difference || !other_counts) return false;
  const bool proposed = state.difference->with == ComparedWith::proposed;
  // While a hand moves a sensor, what is proposed elsewhere stays as it was.
  if (proposed && state.live) return false;
  auto made = proposed ? difference_with_proposed(state) : difference_with_tried(state);
  state.difference = made ? std::make_shared<const CountDifference>(*std::move(made)) : nullptr;
  if (!state.difference) update_legends(state);
  return true;
}

bool LiveAnalysis::update_live(AppState& state) {
  const auto& shown = state.project.plan;
  if (!state.analysis || !state.occlusion || !state.analysed_plan || same_content(state.analysed_plan, shown)) {
    base_.reset();
    stacking_.reset();
    const bool was_live = state.live.has_value();
    state.live.reset();
    return was_live;
  }
  // One that was put in and is gone again is in its counts: they begin anew.
  if (base_ != state.analysis || applied_->sensors.size() > shown->sensors.size()) begin(state);
  if (applied_ == shown) return false;
  // Another datasheet may change what any sensor sees with.
  const bool other_models = registers::models_hash(applied_->records) != registers::models_hash(shown->records);
  LiveView view{.stacking = stacking_, .update = state.live ? state.live->update + 1 : 1};
  for (std::uint32_t i = 0; i < shown->sensors.size(); ++i) {
    const bool held =
        !other_models && i < applied_->sensors.size() && applied_->sensors.record(i) == shown->sensors.record(i);
    if (!held) follow(state, i, view);
  }
  applied_ = shown;
  state.live = std::move(view);
  return true;
}

}  // namespace schouw::app
