// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "layers/plan/plan_store.h"
#include "tests/layers/plan/plan_example.h"

// A project of five cameras in a folder of its own, with another program beside it.
namespace schouw::plan::example {

namespace fs = std::filesystem;

class StoredPlan : public testing::Test {
 protected:
  void SetUp() override {
    ::setenv("SCHOUW_RESOURCES", SCHOUW_SOURCE_DIR, 1);
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    ::setenv("XDG_STATE_HOME", (folder_ / "state").c_str(), 1);
    ASSERT_TRUE(save_plan(project_, plan_of_cameras(5)));
  }
  void TearDown() override { fs::remove_all(folder_); }

  // What another program does, and what it reads.
  std::string sqlite(const std::string& sql) const {
    const std::string command = "sqlite3 '" + project_.string() + "' \"" + sql + "\" 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    std::string out;
    std::array<char, 4096> piece{};
    while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), pipe)) out.append(piece.data(), size);
    ::pclose(pipe);
    while (!out.empty() && out.back() == '\n') out.pop_back();
    return out;
  }
  int shell(const std::string& command) const { return std::system((command + " >/dev/null 2>&1").c_str()); }

  Plan edited(const Plan& plan, std::vector<Change> changes) const { return *apply_changes(plan, changes)->plan; }

  fs::path folder_ = fs::path(testing::TempDir()) / ("schouw-stored-plan-" + std::to_string(::getpid()));
  fs::path project_ = folder_ / "town.schouw.gpkg";
};

// The triggers of the R-tree call functions that only a GIS has, so a plain sqlite3 goes without them.
inline constexpr const char* kWithoutTriggers =
    "DROP TRIGGER IF EXISTS rtree_sensors_geom_update1; DROP TRIGGER IF EXISTS rtree_sensors_geom_update2; "
    "DROP TRIGGER IF EXISTS rtree_sensors_geom_update3; DROP TRIGGER IF EXISTS rtree_sensors_geom_update4; "
    "DROP TRIGGER IF EXISTS rtree_sensors_geom_insert; DROP TRIGGER IF EXISTS rtree_sensors_geom_delete; ";

}  // namespace schouw::plan::example
