// SPDX-License-Identifier: EUPL-1.2
#include "viewer/app/walk.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/oracle/box_plan.h"
#include "viewer/app/command.h"
#include "viewer/app/jobs.h"
#include "viewer/app/session.h"

namespace schouw::app {
namespace {

using schouw::testing::camera_at;
using schouw::testing::kEast_m;
using schouw::testing::kNorth_m;

class Walk : public ::testing::Test {
 protected:
  void SetUp() override {
    state_.today_iso = "2026-11-20";
    replace_project(state_,
                    schouw::testing::project_of({{-80, -80, -79, -79, 0, 3}, {79, 79, 80, 80, 0, 3}},
                                                {camera_at("one", 0, 0, 0)}),
                    "town");
  }
  base::Result<base::Done> run(const std::string& line) {
    const CommandContext context{.now_s = 0.0, .start_analysis = [this]() -> base::Result<base::Done> {
                                   const auto outcome = run_analysis(analysis_request(state_));
                                   EXPECT_TRUE(outcome);
                                   EXPECT_TRUE(show_analysis(state_, *outcome));
                                   return base::Done{};
                                 }};
    return run_command(state_, line, context);
  }
  void walk_past() {
    ASSERT_TRUE(run("walk-start"));
    for (const double east_m : {-30.0, 30.0}) {
      ASSERT_TRUE(run(fmt::format("walk-point east={} north={}", kEast_m + east_m, kNorth_m + 10.0)));
    }
  }
  AppState state_;
};

TEST_F(Walk, is_computed_when_it_ends) {
  walk_past();
  EXPECT_EQ(computed_walk(state_), nullptr);
  ASSERT_TRUE(run("walk-end"));
  const auto* walk = computed_walk(state_);
  ASSERT_NE(walk, nullptr);
  // By hand: a face at 1.7 m, 10 m before a lens at 4 m that is tilted 20: depth 10 cos 20 + 2.3 sin 20 = 10.184 m,
  // and as much in view on either side of a view of 90 degrees.
  EXPECT_NEAR(walk->in_view_m, 20.368, 0.5);
}

TEST_F(Walk, follows_what_the_analysis_asks) {
  walk_past();
  ASSERT_TRUE(run("walk-end"));
  ASSERT_TRUE(run("set-range range=low"));
  ASSERT_NE(computed_walk(state_), nullptr);
  ASSERT_TRUE(run("walk-clear"));
  EXPECT_EQ(computed_walk(state_), nullptr);
}

TEST_F(Walk, needs_a_beginning_before_a_point) {
  const auto done = run("walk-point east=1 north=2");
  ASSERT_FALSE(done);
  EXPECT_EQ(done.diagnostics()[0].code, "CMD-106");
  EXPECT_FALSE(run("walk-end"));
}

TEST_F(Walk, of_one_point_is_none) {
  ASSERT_TRUE(run("walk-start"));
  ASSERT_TRUE(run("walk-point east=1 north=2"));
  ASSERT_TRUE(run("walk-end"));
  EXPECT_TRUE(state_.walk.points.empty());
}

TEST_F(Walk, is_for_the_planner_alone) {
  for (const Mode mode : {Mode::presentation, Mode::kiosk}) {
    state_.mode = mode;
    EXPECT_FALSE(wants_exposure(state_));
    const auto done = run("walk-start");
    ASSERT_FALSE(done);
    EXPECT_EQ(done.diagnostics()[0].code, "CMD-104");
  }
}

TEST_F(Walk, facades_are_computed_when_their_layer_is_shown) {
  EXPECT_EQ(state_.exposure, nullptr);
  ASSERT_TRUE(run("show-layer name=exposure visible=yes"));
  EXPECT_NE(state_.exposure, nullptr);
}

}  // namespace
}  // namespace schouw::app
