// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>

#include "layers/plan/edit_session.h"
#include "tests/faults/sweep.h"
#include "tests/layers/plan/plan_example.h"

namespace schouw::faults {
namespace {

namespace fs = std::filesystem;

// A planner's edit of a project of five cameras: tilt 10 before, 33 after.
class PlanFaults : public testing::Test {
 protected:
  void SetUp() override {
    ::setenv("SCHOUW_RESOURCES", SCHOUW_SOURCE_DIR, 1);
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    folder_ = fs::canonical(folder_);
    ::setenv("XDG_STATE_HOME", (folder_ / "state").c_str(), 1);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path project() const { return folder_ / "town.schouw.gpkg"; }
  void prepare() const {
    for (const auto& entry : fs::directory_iterator(folder_)) fs::remove_all(entry.path());
    ASSERT_TRUE(plan::save_plan(project(), plan::example::plan_of_cameras(5)));
  }
  // The tilt that the saved project states, and whether its edit waits in the journal.
  void check(const Fault& fault) const {
    const auto loaded = plan::load_project(project());
    ASSERT_TRUE(loaded) << "the project is the old one or the new one";
    const double tilt_deg = *loaded->plan->sensors[1].tilt_deg;
    EXPECT_TRUE(tilt_deg == 10.0 || tilt_deg == 33.0);
    const auto waiting = plan::Journal::waiting(project(), loaded->plan->revision);
    ASSERT_TRUE(waiting);
    if (*waiting) {
      EXPECT_EQ((*waiting)->happened.size(), 1U);
    }
    if (fault.exit_status == 0 && !fault.killed) {
      EXPECT_EQ(tilt_deg, 33.0) << "it said that it saved";
    }
    // Once the journal was on disk and nothing but saving failed, the edit is in one of the two.
    const bool saving = fault.call.find("town.schouw.gpkg.part") != std::string::npos;
    if (saving) {
      EXPECT_TRUE(tilt_deg == 33.0 || *waiting);
    }
    const fs::path backup = project().string() + ".bak";
    if (fs::exists(backup)) {
      EXPECT_TRUE(plan::load_project(backup)) << "a backup is whole";
    }
    // And the next program can edit it at once: the lock of a process that is gone does not count.
    EXPECT_TRUE(plan::EditSession::begin(project()));
  }

  fs::path folder_ = fs::path(testing::TempDir()) / ("schouw-plan-faults-" + std::to_string(::getpid()));
};

TEST_F(PlanFaults, at_every_write_of_journal_and_save_the_project_is_old_or_new_and_the_edit_is_kept) {
  const int calls = sweep({.command = {SCHOUW_PLAN_DRIVER, project().string()},
                           .folder = folder_,
                           .prepare = [this] { prepare(); },
                           .check = [this](const Fault& fault) { check(fault); }});
  EXPECT_GT(calls, 15);
}

}  // namespace
}  // namespace schouw::faults
