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

base::Result<base::Done> walk_start(AppState& state, const Arguments&, const CommandContext&) {
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
  return context.start_analysis ? context.start_analysis() : base::Done{};
}

base::Result<base::Done> walk_clear(AppState& state, const Arguments&, const CommandContext&) {
  state.walk = {};
  return base::Done{};
}

}  // namespace

std::vector<Command> walk_commands() {
  return {
      {"walk-start", "Begins to draw a walk: each click on the map adds a point", Needs::plan, {}, {"w"}, walk_start},
      {"walk-point",
       "Adds a point to the walk that is drawn",
       Needs::plan,
       {east_parameter(), north_parameter()},
       {},
       walk_point},
      {"walk-end", "Ends the walk and computes what is in view on it", Needs::plan, {}, {}, walk_end},
      {"walk-clear", "Takes the walk away", Needs::nothing, {}, {}, walk_clear},
  };
}

}  // namespace schouw::app
