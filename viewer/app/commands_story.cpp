// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "viewer/app/command_groups.h"
#include "viewer/app/command_line.h"
#include "viewer/app/session.h"

namespace schouw::app {

namespace {

base::Result<base::Done> step_to(AppState& state, int step, double now_s) {
  show_step(state, step, now_s);
  return base::Done{};
}

bool story_is_open(const AppState& state) { return state.story.has_value(); }
// During a live question the arrows move the camera.
bool story_is_shown(const AppState& state) { return state.story && !state.story->away; }

base::Result<base::Done> blank(AppState& state, const Arguments&, const CommandContext&) {
  state.story->blank = !state.story->blank;
  return base::Done{};
}

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
  if (state.story->blank) return blank(state, {}, context);
  return step_to(state, state.story->step + 1, context.now_s);
}

base::Result<base::Done> previous_step(AppState& state, const Arguments&, const CommandContext& context) {
  if (state.story->blank) return blank(state, {}, context);
  return step_to(state, state.story->step - 1, context.now_s);
}

base::Result<base::Done> first_step(AppState& state, const Arguments&, const CommandContext& context) {
  return step_to(state, 0, context.now_s);
}

base::Result<base::Done> last_step(AppState& state, const Arguments&, const CommandContext& context) {
  return step_to(state, static_cast<int>(state.story->story.steps.size()) - 1, context.now_s);
}

base::Result<base::Done> go_to_step(AppState& state, const Arguments& arguments, const CommandContext& context) {
  const int number = static_cast<int>(*number_in(arguments, "n"));
  const int count = static_cast<int>(state.story->story.steps.size());
  if (number < 1 || number > count) {
    return nothing_called("go-to-step", "step", fmt::format("{}", number), fmt::format("1 to {}", count));
  }
  return step_to(state, number - 1, context.now_s);
}

base::Result<base::Done> choose_step(AppState& state, const Arguments&, const CommandContext&) {
  state.story->choosing = !state.story->choosing;
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
  return step_to(state, state.story->step, context.now_s);
}

}  // namespace

// NOLINTNEXTLINE(readability-function-size): a list, in the order of the sheet of shortcuts
std::vector<Command> story_commands() {
  return {
      {"start-story",
       "Starts the presentation",
       Needs::nothing,
       {integer_parameter("step", "which is the first").within(1, 1e9).or_else("1")},
       {"F5"},
       start_story,
       both_windows},
      {"next-step",
       "Shows the next step",
       Needs::story,
       {},
       {"PageDown", "Right", "Space"},
       next_step,
       of_its_group,
       story_is_shown},
      {"previous-step",
       "Shows the previous step",
       Needs::story,
       {},
       {"PageUp", "Left"},
       previous_step,
       of_its_group,
       story_is_shown},
      {"first-step", "Shows the first step", Needs::story, {}, {"Home"}, first_step, of_its_group, story_is_shown},
      {"last-step", "Shows the last step", Needs::story, {}, {"End"}, last_step, of_its_group, story_is_shown},
      {"go-to-step",
       "Shows a step by its number",
       Needs::story,
       {integer_parameter("n", "1 is the first").needed()},
       {},
       go_to_step,
       of_its_group,
       story_is_shown},
      {"choose-step",
       "Opens the list of steps; then type a number",
       Needs::story,
       {},
       {"g"},
       choose_step,
       of_its_group,
       story_is_shown},
      {"blank",
       "Makes the screen white, or shows the step again",
       Needs::story,
       {},
       {"b", "."},
       blank,
       of_its_group,
       story_is_shown},
      {"return-to-story",
       "Back to the step after a live question",
       Needs::story,
       {},
       {"Backspace"},
       return_to_story,
       of_its_group,
       story_is_open},
      {"leave-story",
       "Ends the presentation",
       Needs::nothing,
       {},
       {"Escape"},
       leave_story,
       of_its_group,
       story_is_open},
  };
}

}  // namespace schouw::app
