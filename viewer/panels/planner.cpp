// SPDX-License-Identifier: EUPL-1.2
#include "viewer/panels/planner.h"

#include <algorithm>
#include <cmath>

namespace schouw::panels {

namespace {

constexpr float kMargin = 16.0F;
constexpr float kTopBar = 54.0F;
constexpr float kNarrow = 1150.0F;         // units of design: panels grow slimmer below
constexpr float kLeastBottomBar = 560.0F;  // else it takes a row of its own

int rounded(float px) { return static_cast<int>(std::lround(px)); }

}  // namespace

PlannerLayout planner_layout(const Ui& ui) {
  const bool narrow = ui.screen.width / ui.scale < kNarrow;
  PlannerLayout layout{.top = {0.0F, 0.0F, ui.screen.width, ui.px(kTopBar)},
                       .margin = ui.px(narrow ? 10.0F : kMargin),
                       .left_width = ui.px(narrow ? 250.0F : 312.0F),
                       .right_width = ui.px(narrow ? 310.0F : 376.0F)};
  const float from = layout.left_width + 2.0F * layout.margin;
  const float between = ui.screen.width - from - layout.right_width - 2.0F * layout.margin;
  layout.bottom_full = between < ui.px(kLeastBottomBar);
  layout.bottom = {from, ui.screen.height - layout.margin,
                   layout.bottom_full ? ui.screen.width - from - layout.margin : between, 0.0F};
  return layout;
}

int counted_now(const Ui& ui) {
  const auto& known = ui.state.analysis->stacking.completeness;
  const bool at_a_time = !ui.state.options.date_iso.empty() || ui.state.options.hour_of_week.has_value();
  return at_a_time ? known.with_coverage + known.coverage_unknown : known.counted;
}

void show_planner(Ui& ui, PlannerMemory& memory) {
  const PlannerLayout layout = planner_layout(ui);
  const Box top = show_top_bar(ui, layout);
  ui.frame.insets.inset_top_px = rounded(top.bottom());
  if (!ui.state.project.plan) {
    show_start_screen(ui);
    show_messages(ui, ui.screen.height - layout.margin);
    return;
  }
  const Box bottom = show_time_bar(ui, layout, memory);
  const Box corner = show_status_corner(ui, layout, ui.screen.height - layout.margin);
  const float panel_top = top.bottom() + layout.margin;
  const Box left = show_layer_panel(ui, layout, corner.y - layout.margin - panel_top, memory);
  const float right_bottom = layout.bottom_full ? bottom.y - layout.margin : ui.screen.height - layout.margin;
  show_inspector(ui, layout, right_bottom - panel_top, memory);
  ui.frame.insets.inset_left_px = rounded(left.right() + layout.margin);
  // Also while the inspector is closed: a click that opens it must not move the city under the pointer.
  ui.frame.insets.inset_right_px = rounded(layout.right_width + 2.0F * layout.margin);
  ui.frame.insets.inset_bottom_px = rounded(ui.screen.height - bottom.y + layout.margin);
  show_messages(ui, bottom.y - layout.margin);
  show_history(ui, layout);
  show_placing(ui, layout);
  show_recovery(ui);
  show_conflicts(ui);
  show_unsaved(ui);
}

}  // namespace schouw::panels
