// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/edit_state.h"

#include <gtest/gtest.h>

#include "layers/coverage/occlusion/occlusion_model.h"
#include "layers/stacking/live_stacking.h"
#include "tests/viewer/app/analysed_state.h"
#include "viewer/app/command.h"
#include "viewer/app/jobs.h"
#include "viewer/app/live_analysis.h"
#include "viewer/app/session.h"

namespace schouw::app {
namespace {

using example::analysed_state;
using example::counts_by_place;
using example::from_the_start;
using registers::Sensor;

std::string code_of(AppState& state, const std::string& line, int* analyses = nullptr) {
  const auto count = [analyses]() -> base::Result<base::Done> {
    if (analyses != nullptr) ++*analyses;
    return base::Done{};
  };
  const CommandContext context{.now_s = 0.0, .start_analysis = count, .follow_edit = count};
  const auto done = run_command(state, line, context);
  return done ? "" : done.diagnostics().front().code;
}

std::string move_to(double east_m, double north_m) {
  return "edit-sensor-move east=" + std::to_string(testing::kEast_m + east_m) +
         " north=" + std::to_string(testing::kNorth_m + north_m);
}

TEST(TryOut, a_moved_sensor_changes_counts_and_zones_as_an_analysis_from_the_start_would) {
  AppState state = analysed_state();
  LiveAnalysis live;
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  for (const double east_m : {9.0, 8.0, 4.0, -3.0}) {
    ASSERT_EQ(code_of(state, move_to(east_m, 1.0)), "");
    ASSERT_TRUE(live.update(state));
    ASSERT_TRUE(state.live);
    const stacking::Stacking expected = from_the_start(state);
    EXPECT_EQ(counts_by_place(state.live->stacking->personal_counts()), counts_by_place(expected.personal_counts));
    ASSERT_EQ(shown_zones(state).size(), expected.zones.size());
    for (std::size_t i = 0; i < expected.zones.size(); ++i) {
      EXPECT_EQ(shown_zones(state)[i].rule, expected.zones[i].rule);
      EXPECT_DOUBLE_EQ(shown_zones(state)[i].area_m2, expected.zones[i].area_m2);
    }
  }
}

TEST(TryOut, however_often_the_mouse_moved_one_update_takes_the_last_place) {
  AppState state = analysed_state();
  LiveAnalysis live;
  EXPECT_FALSE(live.update(state)) << "at rest nothing changes";
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  EXPECT_FALSE(live.update(state));
  for (const double east_m : {9.0, 8.0, 7.0}) ASSERT_EQ(code_of(state, move_to(east_m, 0.0)), "");
  EXPECT_TRUE(live.update(state));
  EXPECT_EQ(state.live->update, 1U);
  EXPECT_FALSE(live.update(state));
}

TEST(TryOut, the_window_of_an_update_holds_every_cell_that_it_changed) {
  AppState state = analysed_state();
  LiveAnalysis live;
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  raster::Grid<std::uint16_t> before = state.analysis->stacking.personal_counts;
  for (const double east_m : {9.0, 5.0}) {
    ASSERT_EQ(code_of(state, move_to(east_m, 2.0)), "");
    ASSERT_TRUE(live.update(state));
    const auto& after = state.live->stacking->personal_counts();
    const auto& window = state.live->changed;
    int differ = 0;
    for (int row = 0; row < after.frame().rows; ++row) {
      for (int column = 0; column < after.frame().columns; ++column) {
        if (after.at(column, row) == before.at(column, row)) continue;
        ++differ;
        EXPECT_TRUE(column >= window.first_column && column < window.first_column + window.columns &&
                    row >= window.first_row && row < window.first_row + window.rows);
      }
    }
    EXPECT_GT(differ, 0);
    before = after;
  }
}

TEST(TryOut, a_sensor_that_is_put_down_is_in_the_plan_and_undo_returns_to_the_saved_one) {
  AppState state = analysed_state();
  LiveAnalysis live;
  const auto plan = state.project.plan;
  const Sensor was = plan->sensors[1];
  int analyses = 0;
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  ASSERT_EQ(code_of(state, move_to(3.0, 3.0)), "");
  ASSERT_EQ(code_of(state, "edit-sensor-turn azimuth=-90 tilt=12"), "");
  ASSERT_EQ(code_of(state, "edit-sensor-end", &analyses), "");
  EXPECT_EQ(analyses, 1) << "the full check follows in the background";
  EXPECT_EQ(plan->sensors[1], was) << "the plan as it was saved is frozen";
  EXPECT_TRUE(is_changed(state, 1));
  EXPECT_DOUBLE_EQ(*state.project.plan->sensors[1].azimuth_deg, 270.0);
  EXPECT_TRUE(state.document.unsaved());
  ASSERT_EQ(code_of(state, "undo", &analyses), "");
  EXPECT_EQ(analyses, 1) << "the analysis at hand is of the plan itself";
  EXPECT_FALSE(is_changed(state, 1));
  EXPECT_FALSE(state.document.unsaved());
  EXPECT_EQ(state.project.plan->sensors, plan->sensors);
  live.update(state);
  EXPECT_FALSE(state.live);
}

TEST(TryOut, escape_puts_the_sensor_back_to_where_this_edit_began) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  ASSERT_EQ(code_of(state, move_to(3.0, 0.0)), "");
  ASSERT_EQ(code_of(state, "edit-sensor-end"), "");
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  ASSERT_EQ(code_of(state, move_to(6.0, 0.0)), "");
  EXPECT_EQ(command_for_key(state, "Escape"), "edit-sensor-cancel");
  ASSERT_EQ(code_of(state, "edit-sensor-cancel"), "");
  EXPECT_NEAR(state.project.plan->sensors[1].position->east_m, testing::kEast_m + 3.0, 1e-6);
  EXPECT_FALSE(state.draft.hand);
  EXPECT_EQ(command_for_key(state, "Escape"), "clear-selection");
}

TEST(TryOut, an_analysis_of_sensors_as_they_were_before_is_dropped) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  ASSERT_EQ(code_of(state, move_to(6.0, 0.0)), "");
  const auto outdated = run_analysis(analysis_request(state));
  ASSERT_TRUE(outdated);
  ASSERT_EQ(code_of(state, move_to(5.0, 0.0)), "");
  EXPECT_FALSE(show_analysis(state, *outdated));
  const auto current = run_analysis(analysis_request(state));
  ASSERT_TRUE(current);
  EXPECT_TRUE(show_analysis(state, *current));
  LiveAnalysis live;
  live.update(state);
  EXPECT_FALSE(state.live) << "the analysis says it now";
  EXPECT_TRUE(changed_figures(state));
}

TEST(TryOut, without_a_sensor_its_zone_goes) {
  AppState state = analysed_state();
  LiveAnalysis live;
  ASSERT_FALSE(state.analysis->stacking.zones.empty());
  const double before_m2 = state.analysis->stacking.zones[0].area_m2;
  ASSERT_EQ(code_of(state, "try-without id=b without=yes"), "");
  ASSERT_TRUE(live.update(state));
  EXPECT_TRUE(is_tried_off(state, 1));
  const auto figures = changed_figures(state);
  ASSERT_TRUE(figures && figures->change_m2);
  EXPECT_EQ(figures->zones, 0) << "one disc alone stacks nowhere";
  EXPECT_NEAR(*figures->change_m2, -before_m2, 1e-9);
  ASSERT_EQ(code_of(state, "try-without id=b without=no"), "");
  live.update(state);
  EXPECT_FALSE(state.live);
  EXPECT_TRUE(state.draft.changes.empty()) << "nothing differs from the plan any more";
}

TEST(TryOut, keys_move_and_turn_only_while_a_sensor_is_edited) {
  AppState state = analysed_state();
  EXPECT_EQ(command_for_key(state, "Left"), "pan-left");
  EXPECT_EQ(command_for_key(state, "e"), "");
  ASSERT_EQ(code_of(state, "select-sensor id=a"), "");
  EXPECT_EQ(command_for_key(state, "e"), "edit-sensor-start");
  ASSERT_EQ(code_of(state, "edit-sensor-start"), "");
  const double east_m = state.project.plan->sensors[0].position->east_m;
  ASSERT_EQ(code_of(state, command_for_key(state, "Left")), "");
  EXPECT_DOUBLE_EQ(state.project.plan->sensors[0].position->east_m, east_m - 0.5);
  ASSERT_EQ(code_of(state, command_for_key(state, "Shift+Right")), "");
  EXPECT_DOUBLE_EQ(*state.project.plan->sensors[0].azimuth_deg, 5.0) << "an unknown direction counts from north";
}

TEST(TryOut, needs_an_analysis_and_a_sensor_that_is_there) {
  AppState state = analysed_state();
  EXPECT_EQ(code_of(state, move_to(0.0, 0.0)), "CMD-106");
  EXPECT_EQ(code_of(state, "edit-sensor-end"), "CMD-106");
  EXPECT_EQ(code_of(state, "edit-sensor-start id=nobody"), "CMD-105");
  EXPECT_EQ(code_of(state, "edit-sensor-start"), "CMD-106");
  state.mode = Mode::kiosk;
  EXPECT_EQ(code_of(state, "edit-sensor-start id=a"), "CMD-104");
}

// Areas by hand: two discs of 10 m, 10 m apart, share 122.84 m2 of their 314.16 m2 each.
TEST(CountOnly, a_filter_counts_without_computing_sight_again) {
  AppState state = analysed_state();
  LiveAnalysis live;
  const auto coverage = state.analysis->stacking.coverage;
  ASSERT_EQ(code_of(state, "count-only kind=microphone"), "");
  ASSERT_TRUE(live.update(state));
  ASSERT_TRUE(state.filtered);
  EXPECT_NEAR(state.filtered->covered_area_m2, 314.16, 4.0);
  EXPECT_EQ(state.filtered->max_count, 1);
  EXPECT_EQ(state.analysis->stacking.coverage, coverage);
  ASSERT_EQ(code_of(state, "count-only kind=microphone|wifi"), "");
  ASSERT_TRUE(live.update(state));
  EXPECT_NEAR(state.filtered->covered_area_m2, 2 * 314.16 - 122.84, 5.0);
  EXPECT_FALSE(live.update(state)) << "nothing changed";
  ASSERT_EQ(code_of(state, "count-only kind=any personal=none"), "");
  ASSERT_TRUE(live.update(state));
  EXPECT_EQ(state.filtered->max_count, 0);
  ASSERT_EQ(code_of(state, "count-all"), "");
  EXPECT_TRUE(live.update(state));
  EXPECT_FALSE(state.filtered);
}

TEST(CountOnly, says_which_value_is_in_no_register) {
  AppState state = analysed_state();
  EXPECT_EQ(code_of(state, "count-only kind=gossip"), "CMD-105");
  EXPECT_EQ(code_of(state, "count-only purpose=none-such"), "CMD-105");
  EXPECT_EQ(code_of(state, "count-only density=sharpish"), "CMD-105");
  EXPECT_EQ(code_of(state, "count-only day=9 hour=1"), "CMD-103");
  EXPECT_TRUE(state.filter.empty()) << "a filter that cannot be read changes nothing";
}

TEST(CountOnly, counts_follow_a_sensor_that_is_moved) {
  AppState state = analysed_state();
  LiveAnalysis live;
  ASSERT_EQ(code_of(state, "count-only kind=microphone|wifi"), "");
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  ASSERT_EQ(code_of(state, move_to(0.1, 0.2)), "");
  ASSERT_TRUE(live.update(state));
  EXPECT_NEAR(state.filtered->covered_area_m2, 314.16, 4.0) << "one disc lies on the other";
  EXPECT_EQ(state.filtered->max_count, 2);
}

// b stands 10 m from a, the proposed c 2 m from b: c adds its disc, of which b, and beyond it a, already saw parts.
TEST(ShowDifference, proposed_sensors_add_their_own_view_and_nothing_else) {
  AppState state = analysed_state();
  ASSERT_EQ(code_of(state, "show-difference"), "");
  ASSERT_TRUE(state.difference);
  EXPECT_EQ(state.difference->sensors, 1);
  EXPECT_NEAR(state.difference->more_m2, 314.16, 4.0);
  EXPECT_DOUBLE_EQ(state.difference->fewer_m2, 0.0);
  // Outside b lies 314.16 less the lens of two circles 2 m apart, 200 acos(0.1) - sqrt(396) = 294.13 - 19.90.
  EXPECT_NEAR(state.difference->newly_m2, 314.16 - 274.23, 4.0);
  ASSERT_EQ(code_of(state, "show-difference"), "");
  EXPECT_FALSE(state.difference);
}

TEST(ShowDifference, compares_what_a_filter_asks_for_at_the_density_that_it_asks_for) {
  AppState state = analysed_state();
  LiveAnalysis live;
  ASSERT_EQ(code_of(state, "count-only density=100"), "");
  live.update(state);
  ASSERT_EQ(code_of(state, "show-difference"), "");
  EXPECT_DOUBLE_EQ(state.difference->more_m2, 0.0) << "the proposed sensor has no density at all";
  EXPECT_EQ(state.difference->sensors, 0);
}

TEST(ShowDifference, of_what_is_tried_tells_more_and_fewer) {
  AppState state = analysed_state();
  LiveAnalysis live;
  EXPECT_EQ(code_of(state, "show-difference with=tried"), "CMD-106");
  ASSERT_EQ(code_of(state, "edit-sensor-start id=b"), "");
  ASSERT_EQ(code_of(state, move_to(10.1, 10.2)), "");  // 10 m to the north
  ASSERT_TRUE(live.update(state));
  ASSERT_EQ(code_of(state, "show-difference with=tried"), "");
  EXPECT_NEAR(state.difference->more_m2, 314.16 - 122.84, 4.0);
  EXPECT_NEAR(state.difference->fewer_m2, 314.16 - 122.84, 4.0);
  ASSERT_EQ(code_of(state, move_to(10.1, 0.2)), "");
  ASSERT_TRUE(live.update(state));
  EXPECT_DOUBLE_EQ(state.difference->more_m2, 0.0) << "it follows";
  EXPECT_DOUBLE_EQ(state.difference->fewer_m2, 0.0);
}

}  // namespace
}  // namespace schouw::app
