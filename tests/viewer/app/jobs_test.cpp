// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/jobs.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "tests/oracle/box_plan.h"
#include "tests/oracle/cut_short.h"
#include "viewer/app/session.h"

// The one worker thread, as the main thread meets it; also the subject of the TSan lane.
namespace schouw::app {
namespace {

using namespace std::chrono_literals;

// A square of cameras, n by n, under whose eyes stands a row of boxes.
AppState opened(int side) {
  std::vector<registers::Sensor> sensors;
  for (int i = 0; i < side * side; ++i) {
    sensors.push_back(testing::camera_at(std::to_string(i), 15.0 * (i % side), 15.0 * (i / side), 40.0 * i));
  }
  AppState state;
  state.today_iso = "2026-11-20";
  state.options.cell_m = 1.0;
  replace_project(state, testing::project_of({{0, 30, 20, 40, 0, 9}, {40, 30, 60, 40, 0, 9}}, sensors), "proef");
  return state;
}

// Drains as the frame loop does, until nothing runs any more.
bool wait_for_end(AnalysisJobs& jobs, AppState& state) {
  for (int i = 0; i < 60'000; ++i) {
    jobs.drain(state);
    if (!jobs.running() && !state.work) return true;
    std::this_thread::sleep_for(1ms);
  }
  return false;
}

TEST(Jobs, give_the_analysis_to_the_state_and_wake_for_progress_and_result) {
  AppState state = opened(3);
  std::atomic<int> woken{0};
  AnalysisJobs jobs([&] { ++woken; });
  EXPECT_FALSE(jobs.running());
  jobs.start(analysis_request(state));
  EXPECT_TRUE(jobs.running());
  ASSERT_TRUE(wait_for_end(jobs, state));
  ASSERT_NE(state.analysis, nullptr);
  EXPECT_EQ(state.analysis->stacking.coverage->footprints.size(), 9U);
  EXPECT_GE(woken, 2) << "at least one step and the result";
}

TEST(Jobs, a_newer_request_takes_the_place_of_the_one_that_runs) {
  AppState state = opened(4);
  AnalysisJobs jobs({});
  for (int i = 0; i < 20; ++i) {
    state.options.target_height_m = 0.1 * i;
    jobs.start(analysis_request(state));
    std::this_thread::sleep_for(std::chrono::microseconds(300 * i));
    jobs.drain(state);
  }
  ASSERT_TRUE(wait_for_end(jobs, state));
  ASSERT_NE(state.analysis, nullptr);
  EXPECT_DOUBLE_EQ(state.analysis->options.target_height_m, 1.9) << "the last one asked for";
}

TEST(Jobs, a_cancelled_request_leaves_what_was_shown_and_says_nothing) {
  AppState state = opened(3);
  AnalysisJobs jobs({});
  jobs.start(analysis_request(state));
  ASSERT_TRUE(wait_for_end(jobs, state));
  const auto shown = state.analysis;
  const std::size_t said = state.messages.size();
  for (int i = 0; i < 20; ++i) {
    state.options.target_height_m = 1.0;
    jobs.start(analysis_request(state));
    std::this_thread::sleep_for(std::chrono::microseconds(200 * i));
    jobs.cancel();
    EXPECT_FALSE(jobs.running());
    std::this_thread::sleep_for(2ms);
    jobs.drain(state);
    EXPECT_EQ(state.analysis, shown);
    EXPECT_FALSE(state.work);
  }
  EXPECT_EQ(state.messages.size(), said);
}

TEST(Jobs, may_be_destroyed_at_any_moment_and_call_nobody_afterwards) {
  AppState state = opened(4);
  for (int i = 0; i < 30; ++i) {
    std::atomic<bool> gone{false};
    std::atomic<bool> called_late{false};
    {
      AnalysisJobs jobs([&] {
        if (gone) called_late = true;
      });
      jobs.start(analysis_request(state));
      std::this_thread::sleep_for(std::chrono::microseconds(400 * i));
    }
    gone = true;
    std::this_thread::sleep_for(1ms);
    EXPECT_FALSE(called_late);
  }
}

TEST(Jobs, progress_grows_while_it_runs) {
  AppState state = opened(8);
  AnalysisJobs jobs({});
  jobs.start(analysis_request(state));
  double last = 0.0;
  while (jobs.running()) {
    jobs.drain(state);
    if (state.work) {
      EXPECT_GE(state.work->done_ratio, last);
      last = state.work->done_ratio;
    }
  }
  ASSERT_TRUE(wait_for_end(jobs, state));
  EXPECT_NE(state.analysis, nullptr);
}

// Four windows of 80 m that lie apart, in cells of 0.011 m: 53 million cells each. At 9 bytes for the grid 1.9 GB,
// and twice 23 bytes for the window that is traced 2.4 GB more: over the usual limit of 4 GB.
TEST(Jobs, an_analysis_that_does_not_fit_is_told_and_the_state_stays) {
  AppState state = opened(1);
  auto plan = std::make_shared<plan::Plan>(*state.project.plan);
  for (int i = 1; i < 4; ++i) plan->sensors.push_back(testing::camera_at("far", 200.0 * i, 0.0, 0.0));
  state.project.plan = plan;
  state.options.cell_m = 0.011;
  AnalysisJobs jobs({});
  jobs.start(analysis_request(state));
  ASSERT_TRUE(wait_for_end(jobs, state));
  EXPECT_EQ(state.analysis, nullptr);
  ASSERT_FALSE(state.messages.empty());
  EXPECT_EQ(state.messages.front().kind, base::DiagnosticKind::resource_limit);
  EXPECT_NE(state.messages.front().hint.find("analyse with cells of"), std::string::npos);
}

TEST(Jobs, an_analysis_with_exposure_cut_short_at_any_look_is_none) {
  AppState state = opened(2);
  AnalysisRequest request = analysis_request(state);
  request.exposure_walk = {{testing::kEast_m, testing::kNorth_m, 0.0},
                           {testing::kEast_m + 20.0, testing::kNorth_m, 0.0}};
  const std::int64_t looks = testing::expect_cut_short_at_every_look(
      [&](const base::CancelToken& cancel) {
        auto outcome = run_analysis(request, {.cancel = cancel});
        if (outcome) {
          EXPECT_NE((*outcome)->exposure, nullptr);
        }
        return outcome;
      },
      30);
  EXPECT_GT(looks, 40);
}

}  // namespace
}  // namespace schouw::app
