// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/edit_state.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "layers/stacking/live_stacking.h"
#include "tests/viewer/app/analysed_state.h"
#include "viewer/app/command.h"
#include "viewer/app/live_analysis.h"

// Edits of a document while something else is going on with it: a hand, a try-out, another policy, a lock that is
// lost.
namespace schouw::app {
namespace {

using example::analysed_state;
using example::counts_by_place;
using example::from_the_start;

// Runs a line as the window does, counting the analyses that it asks for.
std::string code_of(AppState& state, const std::string& line, int* analyses = nullptr) {
  const auto count = [analyses]() -> base::Result<base::Done> {
    if (analyses != nullptr) ++*analyses;
    return base::Done{};
  };
  const auto done = run_command(state, line, {.start_analysis = count, .follow_edit = count});
  return done ? "" : done.diagnostics().front().code;
}

std::string at(double east_m, double north_m) {
  return "east=" + std::to_string(testing::kEast_m + east_m) +
         " north=" + std::to_string(testing::kNorth_m + north_m);
}

void analyse(AppState& state) {
  const auto outcome = run_analysis(analysis_request(state));
  ASSERT_TRUE(outcome);
  ASSERT_TRUE(show_analysis(state, *outcome));
}

TEST(EditState, a_hand_lets_go_of_a_sensor_that_is_taken_out_of_the_plan) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  ASSERT_EQ(code_of(state, "edit-sensor-move " + at(3.0, 0.0)), "");
  ASSERT_EQ(code_of(state, "remove-sensor sensor=b"), "");
  EXPECT_FALSE(state.draft.hand);
  EXPECT_EQ(code_of(state, "edit-sensor-move " + at(4.0, 0.0)), "CMD-106");
  EXPECT_EQ(state.project.plan->sensors.size(), 2U);
}

TEST(EditState, a_sensor_that_was_added_and_undone_is_in_no_count) {
  AppState state = analysed_state();
  LiveAnalysis live;
  ASSERT_EQ(code_of(state, "add-sensor id=d kind=wifi " + at(5.0, 5.0)), "");
  ASSERT_EQ(code_of(state, "set-field sensor=d field=status value=active"), "");
  ASSERT_EQ(code_of(state, "set-field sensor=a field=range_max_m value=12"), "");
  live.update(state);
  ASSERT_EQ(code_of(state, "undo"), "");
  ASSERT_EQ(code_of(state, "undo"), "");
  ASSERT_EQ(code_of(state, "undo"), "");
  ASSERT_EQ(code_of(state, "set-field sensor=a field=range_max_m value=11"), "");
  live.update(state);
  ASSERT_TRUE(state.live);
  EXPECT_EQ(counts_by_place(state.live->stacking->personal_counts()),
            counts_by_place(from_the_start(state).personal_counts));
}

TEST(EditState, cancelling_a_hand_keeps_what_was_set_meanwhile) {
  AppState state = analysed_state();
  const auto was = *state.project.plan->sensors[1].position;
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  ASSERT_EQ(code_of(state, "edit-sensor-move " + at(3.0, 0.0)), "");
  ASSERT_EQ(code_of(state, "set-field sensor=b field=name value=Plein"), "");
  ASSERT_EQ(code_of(state, "edit-sensor-cancel"), "");
  EXPECT_EQ(state.project.plan->sensors[1].name, "Plein");
  EXPECT_EQ(state.project.plan->sensors[1].position, was);
  EXPECT_TRUE(state.draft.changes.empty());
}

TEST(EditState, cancelling_a_hand_brings_back_what_was_tried_before_it) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "try-without id=b without=yes"), "");
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  ASSERT_EQ(code_of(state, "edit-sensor-move " + at(3.0, 0.0)), "");
  ASSERT_EQ(code_of(state, "edit-sensor-cancel"), "");
  EXPECT_TRUE(is_tried_off(state, 1));
}

TEST(EditState, a_sensor_that_is_inactive_in_the_plan_is_not_tried_off) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "set-field sensor=b field=status value=inactive"), "");
  EXPECT_TRUE(is_changed(state, 1));
  EXPECT_FALSE(is_tried_off(state, 1));
}

TEST(EditState, undo_shows_the_analysis_that_is_known_and_asks_for_none) {
  AppState state = analysed_state();
  const auto first = state.analysis;
  int analyses = 0;
  ASSERT_EQ(code_of(state, "set-field sensor=a field=range_max_m value=12", &analyses), "");
  analyse(state);
  EXPECT_NE(state.analysis, first);
  ASSERT_EQ(code_of(state, "undo", &analyses), "");
  EXPECT_EQ(analyses, 1);
  EXPECT_EQ(state.analysis, first);
  ASSERT_EQ(code_of(state, "redo", &analyses), "");
  EXPECT_EQ(analyses, 1);
  // The same plan under another question is another result.
  state.options.target_height_m = 1.7;
  ASSERT_EQ(code_of(state, "undo", &analyses), "");
  EXPECT_EQ(analyses, 2);
}

TEST(EditState, the_analysis_of_the_saved_plan_stays_however_many_edits_follow) {
  AppState state = analysed_state();
  for (const char* range : {"11", "12", "13", "14", "15", "16"}) {
    ASSERT_EQ(code_of(state, std::string("set-field sensor=a field=range_max_m value=") + range), "");
    analyse(state);
  }
  ASSERT_TRUE(saved_outcome(state));
  const auto figures = changed_figures(state);
  ASSERT_TRUE(figures && figures->change_m2);
  EXPECT_GT(*figures->change_m2, 0.0) << "a larger disc shares more";
}

TEST(EditState, a_name_or_a_scenario_that_is_not_shown_changes_no_sight) {
  AppState state = analysed_state();
  int analyses = 0;
  ASSERT_EQ(code_of(state, "new-scenario name=anders", &analyses), "");
  ASSERT_EQ(code_of(state, "use-scenario name=\"\"", &analyses), "");
  EXPECT_EQ(analyses, 0);
}

TEST(EditState, another_threshold_takes_what_sensors_see_from_before) {
  AppState state = analysed_state();
  const auto coverage = state.analysis->stacking.coverage;
  const std::string rule = state.policy.thresholds.rules.front().id;
  ASSERT_EQ(code_of(state, "set-threshold rule=" + rule + " attention=5 exceeded=9"), "");
  ASSERT_TRUE(analysis_request(state).seen);
  analyse(state);
  EXPECT_EQ(state.analysis->stacking.coverage, coverage);
  EXPECT_TRUE(state.analysis->stacking.zones.empty()) << "nowhere five";
}

TEST(EditState, a_presentation_tries_and_takes_no_step) {
  AppState state = analysed_state();
  state.mode = Mode::presentation;
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  ASSERT_EQ(code_of(state, "edit-sensor-move " + at(3.0, 0.0)), "");
  ASSERT_EQ(code_of(state, "edit-sensor-end"), "");
  EXPECT_TRUE(state.document.steps.empty());
  EXPECT_EQ(state.draft.changes.size(), 1U);
  EXPECT_NEAR(state.project.plan->sensors[1].position->east_m, testing::kEast_m + 3.0, 1e-6);
  EXPECT_EQ(code_of(state, "take-tried"), "CMD-104");
}

TEST(EditState, a_plan_open_for_reading_only_is_tried_and_not_edited) {
  AppState state = analysed_state();
  state.read_only = true;
  EXPECT_EQ(code_of(state, "set-field sensor=b field=name value=Plein"), "CMD-109");
  ASSERT_TRUE(state.field_fault);
  ASSERT_EQ(code_of(state, "try-without id=b"), "");
  EXPECT_EQ(code_of(state, "take-tried"), "CMD-109");
  EXPECT_EQ(state.draft.changes.size(), 1U) << "still tried";
  ASSERT_EQ(code_of(state, "quit"), "");
  EXPECT_TRUE(state.quit) << "there is nothing to save";
}

TEST(EditState, edits_that_came_back_are_decided_about_first_and_not_dropped_by_the_way) {
  AppState state = analysed_state();
  state.recovery = plan::Journal::Waiting{.base_iso = "2026-11-26T10:00:00Z", .happened = {}};
  EXPECT_EQ(code_of(state, "set-field sensor=b field=name value=Plein"), "CMD-106");
  int discarded = 0;
  const CommandContext context{.discard = [&](AppState&) -> base::Result<base::Done> {
    ++discarded;
    return base::Done{};
  }};
  ASSERT_TRUE(run_command(state, "quit unsaved=drop", context));
  EXPECT_TRUE(state.quit);
  EXPECT_EQ(discarded, 0) << "they wait for the next start";
}

TEST(EditState, systems_and_links_are_made_changed_and_taken_out_step_by_step) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "set-record type=system id=vms field=controller value=Gemeente"), "");
  ASSERT_EQ(code_of(state, "set-record type=system id=vms field=self_learning value=nee"), "");
  ASSERT_EQ(code_of(state, "set-record type=link id=l1 field=from value=a"), "");
  ASSERT_EQ(state.document.plan->records.size(), 2U);
  EXPECT_EQ(registers::value_of(state.document.plan->records[0], "controller"), "Gemeente");
  EXPECT_EQ(registers::value_of(state.document.plan->records[0], "self_learning"), "false");
  EXPECT_EQ(code_of(state, "set-record type=system id=vms field=colour value=red"), "CMD-103");
  EXPECT_EQ(code_of(state, "set-record type=system id=vms field=personal_data value=veel"), "CMD-103");
  EXPECT_EQ(code_of(state, "set-record type=system id=\" \" field=owner value=x"), "CMD-108");
  EXPECT_EQ(code_of(state, "remove-record type=link id=l2"), "CMD-105");
  ASSERT_EQ(code_of(state, "remove-record type=link id=l1"), "");
  EXPECT_EQ(state.document.plan->records.size(), 1U);
  ASSERT_EQ(code_of(state, "undo"), "");
  EXPECT_EQ(state.document.plan->records.size(), 2U);
}

TEST(EditState, a_conflict_is_settled_by_its_name_whole_or_by_field) {
  AppState state = analysed_state();
  std::vector<std::string> settled;
  const CommandContext context{.settle = [&](const plan::FieldConflict& conflict, plan::Side side) {
    settled.push_back(conflict.name + " " + conflict.field + (side == plan::Side::mine ? " mine" : " theirs"));
  }};
  EXPECT_FALSE(run_command(state, "settle-conflict thing=cam-1 take=mine", context)) << "there is none";
  state.conflicts = {{"sensor 1", "cam-1", "name", "a", "b", "c"},
                     {"sensor 1", "cam-1", "tilt_deg", "1", "2", "3"},
                     {"sensor 2", "cam-2", "name", "a", "b", "c"}};
  ASSERT_TRUE(run_command(state, "settle-conflict thing=cam-1 field=tilt_deg take=theirs", context));
  ASSERT_TRUE(run_command(state, "settle-conflict thing=\"sensor 1\" take=mine", context));
  EXPECT_EQ(settled, (std::vector<std::string>{"cam-1 tilt_deg theirs", "cam-1 name mine"}));
  EXPECT_EQ(state.conflicts.size(), 1U);
  EXPECT_FALSE(run_command(state, "settle-conflict thing=cam-9 take=mine", context));
  EXPECT_FALSE(run_command(state, "settle-conflict thing=cam-2 take=none", context));
  EXPECT_EQ(state.conflicts.size(), 1U);
}

TEST(EditState, closing_a_presentation_asks_about_edits_that_are_not_saved) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "set-field sensor=b field=name value=Plein"), "");
  state.mode = Mode::presentation;
  ASSERT_EQ(code_of(state, "quit"), "");
  EXPECT_TRUE(state.asks_to_quit);
  EXPECT_FALSE(state.quit);
}

TEST(EditState, undoing_another_policy_ends_the_threshold_that_was_tried_of_it) {
  AppState state = analysed_state();
  const auto shipped = policy::load_policy(SCHOUW_SOURCE_DIR "/data/policy");
  ASSERT_TRUE(shipped);
  const std::string file = ::testing::TempDir() + "schouw-policy-" + std::to_string(::getpid()) + ".json";
  std::ofstream(file) << shipped->source_text->dump();
  ASSERT_EQ(code_of(state, "set-policy file=" + file), "");
  ASSERT_EQ(code_of(state, "set-threshold rule=a attention=7 exceeded=9"), "");
  EXPECT_TRUE(state.policy_tried);
  ASSERT_EQ(code_of(state, "undo"), "");
  EXPECT_FALSE(state.policy_tried);
  EXPECT_EQ(state.policy.source_hash, state.document.saved->policy.source_hash);
  std::remove(file.c_str());
}

TEST(EditState, another_rule_on_what_hides_a_place_computes_in_other_surroundings) {
  AppState state = analysed_state();
  EXPECT_EQ(analysis_request(state).occlusion, state.occlusion);
  state.policy.minimum_zone_m2 += 1.0;
  EXPECT_EQ(analysis_request(state).occlusion, state.occlusion);
  state.policy.occlusion.vegetation = !state.policy.occlusion.vegetation;
  EXPECT_EQ(analysis_request(state).occlusion, nullptr);
  EXPECT_EQ(analysis_request(state).seen, nullptr);
}

TEST(EditState, an_analysis_that_fails_stops_the_script_at_its_line) {
  AppState state = analysed_state();
  const auto fails = []() -> base::Result<base::Done> {
    return base::Diagnostic{.code = "COV-109", .kind = base::DiagnosticKind::resource_limit, .message = "too much"};
  };
  const auto done =
      run_script(state, "clear-selection\nanalyse\nselect-sensor id=a\n", "s.txt", {.start_analysis = fails});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.diagnostics().back().code, "COV-109");
  EXPECT_EQ(done.diagnostics().back().where.line, 2);
}

TEST(EditState, a_sensor_of_a_scenario_keeps_its_id_and_identity_to_itself) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "new-scenario name=een"), "");
  ASSERT_EQ(code_of(state, "add-sensor id=n1 kind=wifi " + at(0.0, 0.0)), "");
  EXPECT_EQ(free_sensor_id(state, registers::SensorKind::camera), "camera-1");
  ASSERT_EQ(code_of(state, "add-sensor id=camera-1 kind=camera " + at(1.0, 0.0)), "");
  ASSERT_EQ(code_of(state, "use-scenario name=\"\""), "");
  EXPECT_EQ(state.project.plan->sensors.size(), 3U);
  EXPECT_EQ(code_of(state, "add-sensor id=n1 kind=wifi " + at(5.0, 0.0)), "CMD-108");
  EXPECT_EQ(free_sensor_id(state, registers::SensorKind::camera), "camera-2");
}

TEST(EditState, a_hand_can_let_go_while_there_is_no_analysis) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "edit-sensor-start id=a"), "");
  ASSERT_EQ(code_of(state, "remove-sensor sensor=b"), "");
  EXPECT_FALSE(state.analysis) << "sensors stand in other places now";
  EXPECT_EQ(code_of(state, "edit-sensor-cancel"), "");
  EXPECT_FALSE(state.draft.hand);
}

TEST(EditState, an_acceptance_that_is_refused_leaves_the_scenario_in_use) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "new-scenario name=een"), "");
  ASSERT_EQ(code_of(state, "remove-sensor sensor=b"), "");
  state.read_only = true;
  EXPECT_EQ(code_of(state, "accept-scenario name=een decision=x"), "CMD-109");
  EXPECT_EQ(state.document.scenario, "een");
  EXPECT_EQ(state.project.plan->sensors.size(), 2U);
}

TEST(EditState, dates_that_no_calendar_has_are_refused) {
  AppState state = analysed_state();
  for (const char* date : {"2026-02-31", "2026-1.-05", "2026-13-01", "2026-00-10"}) {
    EXPECT_EQ(code_of(state, std::string("set-date date=") + date), "CMD-103") << date;
  }
  EXPECT_EQ(code_of(state, "set-date date=2028-02-29"), "");
}

TEST(EditState, kinds_that_are_none_and_text_that_is_no_text_are_refused) {
  AppState state = analysed_state();
  EXPECT_EQ(code_of(state, "add-sensor id=x kind=gossip " + at(0.0, 0.0)), "CMD-103");
  EXPECT_EQ(code_of(state, "set-field sensor=a field=name value=\"\xff\xfe\""), "REG-131");
  EXPECT_EQ(code_of(state, "set-field sensor=a field=name value=\"a\tb\""), "REG-131");
}

}  // namespace
}  // namespace schouw::app
