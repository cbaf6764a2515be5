// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

base::Result<base::Done> step_to(AppState& state, int step, double now_s) {
  if (!state.story) return needs_first("the story", "story");
  show_step(state, step, now_s);
  return base::Done{};
}

int step_of(const AppState& state) { return state.story ? state.story->step : 0; }

}  // namespace

base::Result<base::Done> start_story(AppState& state, const Arguments& arguments, const CommandContext& context) {
  if (!state.story) {
    if (!state.analysis || !state.findings) return needs_first("start-story", "analysis");
    state.story = StoryState{.story = story::first_story(state.project, *state.analysis, *state.findings)};
  }
  state.mode = Mode::presentation;
  state.show_help = false;
  return step_to(state, static_cast<int>(number_in(arguments, "step").value_or(1.0)) - 1, context.now_s);
}

base::Result<base::Done> next_step(AppState& state, const Arguments&, const CommandContext& context) {
  // A remote has one thumb: the key that goes on also ends the blank screen, without losing a step.
  if (state.story && state.story->blank) return blank(state, {}, context);
  return step_to(state, step_of(state) + 1, context.now_s);
}

base::Result<base::Done> previous_step(AppState& state, const Arguments&, const CommandContext& context) {
  if (state.story && state.story->blank) return blank(state, {}, context);
  return step_to(state, step_of(state) - 1, context.now_s);
}

base::Result<base::Done> first_step(AppState& state, const Arguments&, const CommandContext& context) {
  return step_to(state, 0, context.now_s);
}

base::Result<base::Done> last_step(AppState& state, const Arguments&, const CommandContext& context) {
  return step_to(state, state.story ? static_cast<int>(state.story->story.steps.size()) - 1 : 0, context.now_s);
}

base::Result<base::Done> go_to_step(AppState& state, const Arguments& arguments, const CommandContext& context) {
  if (!state.story) return needs_first("go-to-step", "story");
  const int number = static_cast<int>(*number_in(arguments, "n"));
  const int count = static_cast<int>(state.story->story.steps.size());
  if (number < 1 || number > count) {
    return nothing_called("go-to-step", "step", fmt::format("{}", number), fmt::format("1 to {}", count));
  }
  return step_to(state, number - 1, context.now_s);
}

base::Result<base::Done> choose_step(AppState& state, const Arguments&, const CommandContext&) {
  if (!state.story) return needs_first("choose-step", "story");
  state.story->choosing = !state.story->choosing;
  return base::Done{};
}

base::Result<base::Done> blank(AppState& state, const Arguments&, const CommandContext&) {
  if (!state.story) return needs_first("blank", "story");
  state.story->blank = !state.story->blank;
  return base::Done{};
}

base::Result<base::Done> leave_story(AppState& state, const Arguments&, const CommandContext&) {
  if (state.show_help) {
    state.show_help = false;
  } else if (state.story && state.story->choosing) {
    state.story->choosing = false;
  } else if (state.story && state.story->blank) {
    state.story->blank = false;
  } else {
    state.mode = Mode::planner;
    show_usual_layers(state);
  }
  return base::Done{};
}

base::Result<base::Done> return_to_story(AppState& state, const Arguments&, const CommandContext& context) {
  return step_to(state, step_of(state), context.now_s);
}

}  // namespace schouw::app
