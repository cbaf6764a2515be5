// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"

namespace schouw::app {

namespace {

// A walk beside which something is chosen would stand behind it.
void choose_nothing(AppState& state) {
  state.selected = {};
  state.spot.reset();
}

}  // namespace

base::Result<base::Done> walk_start(AppState& state, const Arguments&, const CommandContext&) {
  if (!state.project.plan) return needs_first("walk-start", "plan");
  choose_nothing(state);
  state.walk = {.points = {}, .drawing = true};
  state.layer(drawing::LayerId::exposure).visible = true;
  return base::Done{};
}

base::Result<base::Done> walk_point(AppState& state, const Arguments& arguments, const CommandContext&) {
  if (!state.walk.drawing) return needs_first("walk-point", "walk");
  state.walk.points.push_back({*number_in(arguments, "east"), *number_in(arguments, "north"), 0.0});
  return base::Done{};
}

base::Result<base::Done> walk_end(AppState& state, const Arguments&, const CommandContext& context) {
  if (!state.walk.drawing) return needs_first("walk-end", "walk");
  state.walk.drawing = false;
  if (state.walk.points.size() < 2) {
    state.walk.points.clear();
    return base::Done{};
  }
  if (context.start_analysis) context.start_analysis();
  return base::Done{};
}

base::Result<base::Done> walk_clear(AppState& state, const Arguments&, const CommandContext&) {
  state.walk = {};
  return base::Done{};
}

}  // namespace schouw::app
