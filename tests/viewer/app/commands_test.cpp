// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <set>

#include "tests/viewer/panels/example_state.h"
#include "viewer/app/camera_moves.h"
#include "viewer/app/command.h"
#include "viewer/app/kiosk_answer.h"
#include "viewer/app/session.h"
#include "viewer/text/text.h"

namespace schouw::app {
namespace {

AppState example(Mode mode = Mode::planner) {
  auto state = panels::example::example_state();
  state.mode = mode;
  return state;
}

std::string code_of(AppState& state, std::string_view line) {
  const auto done = run_command(state, line, {});
  return done ? "" : done.diagnostics().front().code;
}

TEST(Commands, each_have_a_doc_line_documented_parameters_and_a_label_in_both_languages) {
  const auto nl = text::Texts::load(SCHOUW_SOURCE_DIR "/data/text", text::Language::nl);
  const auto en = text::Texts::load(SCHOUW_SOURCE_DIR "/data/text", text::Language::en);
  ASSERT_TRUE(nl && en);
  std::set<std::string_view> names;
  for (const auto& command : registered_commands()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name;
    EXPECT_FALSE(command.doc.empty()) << command.name;
    EXPECT_NE(command.run, nullptr) << command.name;
    EXPECT_TRUE(nl->has("command." + std::string(command.name))) << command.name;
    EXPECT_TRUE(en->has("command." + std::string(command.name))) << command.name;
    for (const auto& parameter : command.parameters) {
      EXPECT_FALSE(parameter.doc.empty() || expectation(parameter).empty()) << command.name << ' ' << parameter.name;
    }
  }
}

TEST(Commands, with_a_key_need_no_parameter) {
  for (const auto& command : registered_commands()) {
    if (command.keys.empty()) continue;
    for (const auto& parameter : command.parameters) EXPECT_FALSE(parameter.required) << command.name;
  }
}

TEST(Commands, say_what_is_wrong_with_a_line) {
  auto state = example();
  EXPECT_EQ(code_of(state, "hone"), "CMD-101");
  EXPECT_NE(run_command(state, "hone", {}).diagnostics().front().hint.find("home"), std::string::npos);
  EXPECT_EQ(code_of(state, "who-sees east=1"), "CMD-102");
  EXPECT_EQ(code_of(state, "home speed=3"), "CMD-102");
  EXPECT_EQ(code_of(state, "home \"open"), "CMD-102");
  EXPECT_EQ(code_of(state, "who-sees east=1,5 north=2"), "CMD-103");
  EXPECT_EQ(code_of(state, "set-hour day=7 hour=3"), "CMD-103");
  EXPECT_EQ(code_of(state, "show-layer name=gossip"), "CMD-103");
  EXPECT_EQ(code_of(state, "select-sensor id=nobody"), "CMD-105");
  EXPECT_EQ(code_of(state, ""), "");
}

TEST(Commands, read_values_in_quotes_back_as_they_were) {
  auto state = example();
  auto plan = panels::example::example_plan();
  plan->sensors.change(1).id = "plein \"zuid\" \\ 2";
  state.project.plan = plan;
  EXPECT_EQ(code_of(state, "select-sensor id=" + app::quoted(plan->sensors[1].id)), "");
  EXPECT_EQ(state.selected, (drawing::PickId{drawing::PickId::Kind::sensor, 1}));
}

TEST(Commands, of_a_script_stop_at_the_first_failure_and_name_its_line) {
  auto state = example();
  const auto done = run_script(state, "# a picture\n\nselect-zone id=Z1\nselect-zone id=Z9\nquit\n", "tour.txt", {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.diagnostics().front().where.file, "tour.txt");
  EXPECT_EQ(done.diagnostics().front().where.line, 4);
  EXPECT_FALSE(state.quit);
}

TEST(Kiosk, cannot_be_left_by_a_key_or_a_command) {
  auto state = example(Mode::kiosk);
  for (const auto& command : registered_commands()) {
    for (const auto key : command.keys) {
      const std::string line = command_for_key(state, key);
      EXPECT_TRUE(line.empty() || allowed_in(Mode::kiosk, *command_named(line))) << key;
    }
  }
  for (const std::string line : {"quit", "leave-story", "start-story", "help", "analyse", "select-sensor id=weer"}) {
    EXPECT_EQ(code_of(state, line), "CMD-104") << line;
  }
  EXPECT_FALSE(state.quit);
  EXPECT_EQ(state.mode, Mode::kiosk);
}

TEST(Kiosk, warns_after_60_seconds_and_resets_everything_after_90) {
  auto state = example(Mode::kiosk);
  ASSERT_EQ(code_of(state, "kiosk-question name=place"), "");
  ASSERT_EQ(code_of(state, "kiosk-text-scale"), "");
  ASSERT_EQ(code_of(state, "switch-language"), "");
  advance(state, 59.0, 59.0);
  EXPECT_FALSE(state.kiosk.warned);
  advance(state, 61.0, 2.0);
  EXPECT_TRUE(state.kiosk.warned);
  ASSERT_EQ(code_of(state, "kiosk-stay"), "");
  EXPECT_FALSE(state.kiosk.warned);
  advance(state, 152.0, 91.0);
  EXPECT_EQ(state.kiosk.screen, KioskScreen::attract);
  EXPECT_EQ(state.kiosk.text_scale, 1.0);
  EXPECT_EQ(state.language, text::Language::nl);
}

TEST(Kiosk, does_not_take_the_touch_that_ends_the_attract_loop_for_a_click) {
  auto state = example(Mode::kiosk);
  state.kiosk.screen = KioskScreen::attract;
  ASSERT_EQ(code_of(state, "kiosk-tap east=84990 north=447500"), "");
  EXPECT_EQ(state.kiosk.screen, KioskScreen::start);
  EXPECT_FALSE(state.spot);
}

TEST(Kiosk, answers_in_two_sentences_with_who_decided_and_who_processes) {
  auto state = example(Mode::kiosk);
  state.spot = panels::example::example_spot();
  const auto answer = kiosk_answer(state);
  const auto nl = text::Texts::load(SCHOUW_SOURCE_DIR "/data/text", text::Language::nl);
  ASSERT_TRUE(nl);
  EXPECT_EQ((*nl)(answer.title), "Op deze plek meten ten minste drie sensoren.");
  ASSERT_EQ(answer.sentences.size(), 2U);
  const std::string who = (*nl)(answer.sentences[1]);
  EXPECT_NE(who.find("burgemeester"), std::string::npos);
  EXPECT_NE(who.find("politie (Wpg)"), std::string::npos);
}

TEST(Story, keys_of_a_presenter_remote_walk_through_it) {
  auto state = example();
  ASSERT_EQ(code_of(state, "start-story"), "");
  const auto press = [&](std::string_view key) { return code_of(state, command_for_key(state, key)); };
  for (const std::string_view key : {"PageDown", "Right", "Space"}) EXPECT_EQ(press(key), "");
  EXPECT_EQ(state.story->step, 3);
  EXPECT_EQ(press("PageUp"), "");
  EXPECT_EQ(press("Home"), "");
  EXPECT_EQ(state.story->step, 0);
  EXPECT_EQ(press("End"), "");
  EXPECT_EQ(state.story->step, static_cast<int>(state.story->story.steps.size()) - 1);
  EXPECT_EQ(press("."), "");
  EXPECT_TRUE(state.story->blank);
  EXPECT_EQ(press("g"), "");
  EXPECT_EQ(press("2"), "");
  EXPECT_EQ(state.story->step, 1);
  EXPECT_EQ(press("Escape"), "");
  EXPECT_EQ(state.mode, Mode::planner);
}

TEST(Story, returns_to_the_exact_step_after_a_live_question) {
  auto state = example();
  ASSERT_EQ(code_of(state, "start-story step=3"), "");
  const auto pose = state.camera;
  ASSERT_EQ(code_of(state, "fly-to east=85100 north=447600"), "");
  EXPECT_TRUE(state.story->away);
  EXPECT_EQ(command_for_key(state, "Right"), "pan-right");
  EXPECT_EQ(code_of(state, command_for_key(state, "Backspace")), "");
  EXPECT_EQ(state.story->step, 2);
  EXPECT_EQ(state.camera, pose);
}

TEST(Threshold, tried_out_leaves_the_plan_alone_and_can_be_reset) {
  auto state = example();
  int analyses = 0;
  const CommandContext context{.start_analysis = [&]() -> base::Result<base::Done> {
    ++analyses;
    return base::Done{};
  }};
  ASSERT_TRUE(run_command(state, "set-threshold rule=a exceeded=6", context));
  EXPECT_EQ(state.policy.thresholds.levels_for("default", "a")->exceeded_at, 6);
  EXPECT_EQ(state.project.plan->policy.thresholds.levels_for("default", "a")->exceeded_at, 4);
  EXPECT_TRUE(state.policy_tried);
  EXPECT_FALSE(run_command(state, "set-threshold rule=a attention=9", context));
  ASSERT_TRUE(run_command(state, "reset-threshold", context));
  EXPECT_EQ(state.policy.thresholds.levels_for("default", "a")->exceeded_at, 4);
  EXPECT_EQ(analyses, 2);
}

// Hand arithmetic: a quarter turn about the origin takes a target 10 m north of it to 10 m east of it.
TEST(Camera, orbits_about_the_point_that_stays_in_place) {
  drawing::CameraPose pose{.target = {0.0, 10.0, 0.0}, .tilt = base::Angle::from_degrees(90.0)};
  pose = orbited(pose, {0.0, 0.0, 0.0}, base::Angle::from_degrees(90.0), {});
  EXPECT_NEAR(pose.target.east_m, 10.0, 1e-9);
  EXPECT_NEAR(pose.target.north_m, 0.0, 1e-9);
}

TEST(Analysis, of_another_plan_is_dropped) {
  auto state = example();
  auto other = std::make_shared<AnalysisOutcome>();
  other->key = shown_key(state);
  other->key.plan += 1;
  other->analysis = std::make_shared<const stacking::Analysis>();
  EXPECT_FALSE(show_analysis(state, other));
  EXPECT_EQ(state.analysis->plan_revision, 7U);
}

// By hand: two sensors state no hours; the other two work th-sa 20:00-04:00, so until Sunday 04:00.
TEST(TimeBar, counts_the_sensors_at_work_in_each_hour) {
  const auto state = example();
  ASSERT_EQ(state.active_by_hour.size(), 168U);
  EXPECT_EQ(state.active_by_hour[3 * 24 + 12], 2);
  EXPECT_EQ(state.active_by_hour[3 * 24 + 20], 4);
  EXPECT_EQ(state.active_by_hour[6 * 24 + 3], 4);
  EXPECT_EQ(state.active_by_hour[6 * 24 + 4], 2);
}

}  // namespace
}  // namespace schouw::app
