// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "layers/drawing/draw_list.h"
#include "layers/stacking/live_stacking.h"

namespace schouw::app {

struct AppState;

// Counts and zones with what is tried out, ahead of the analysis that follows in the background.
struct LiveView {
  std::shared_ptr<const stacking::LiveStacking> stacking;
  std::uint64_t update = 0;       // grows with each
  drawing::RasterWindow changed;  // cells that this update changed
};

// Keeps state.live in step with what is tried out, and state.filtered and state.difference with both: once a frame,
// however often the mouse moved. Of sight only what the edited sensors see is computed. Main thread only.
class LiveAnalysis {
 public:
  // True where the picture changed.
  bool update(AppState& state);

 private:
  bool update_live(AppState& state);
  bool update_filtered(AppState& state, bool other_counts);
  bool update_difference(AppState& state, bool other_counts) const;
  void begin(const AppState& state);
  void follow(AppState& state, std::uint32_t sensor, LiveView& view);

  std::shared_ptr<const stacking::Analysis> base_;
  std::shared_ptr<stacking::LiveStacking> stacking_;
  std::shared_ptr<const plan::Plan> applied_;           // the plan that stacking_ shows
  std::shared_ptr<const stacking::Analysis> analysis_;  // that filter and difference were made of
  std::shared_ptr<const plan::Plan> saved_;             // that the difference is beside
  stacking::CountFilter filter_;
};

}  // namespace schouw::app
