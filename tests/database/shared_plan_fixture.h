// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "layers/plan/edit_session.h"
#include "layers/plan/shared_plan.h"
#include "postgres_server.h"
#include "tests/layers/plan/plan_example.h"

// A store for each test, on one server for the suite.
namespace schouw::plan {

namespace fs = std::filesystem;
using example::camera;
using example::plan_of_cameras;
using testing::HasSubstr;

inline constexpr StoreUse kEditing = StoreUse::editing;

class SharedPlan : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    ::setenv("SCHOUW_RESOURCES", SCHOUW_SOURCE_DIR, 1);
    server_ = new database::PostgresServer;
  }
  static void TearDownTestSuite() {
    delete server_;
    server_ = nullptr;
  }
  void SetUp() override {
    if (!server_->ready()) GTEST_SKIP() << "no PostgreSQL with PostGIS on this machine";
    name_ = "plan" + std::to_string(++made_);
    server_->make_database(name_);
    at("one");
  }

  // Another person's machine: a state folder of its own.
  void at(const std::string& machine) const {
    const fs::path state = server_->folder() / (name_ + machine);
    fs::create_directories(state);
    ::setenv("XDG_STATE_HOME", state.c_str(), 1);
  }
  fs::path project() const { return "pg:" + name_; }
  std::string psql(const std::string& sql) const { return server_->psql(name_, sql); }
  void make_store() const {
    const auto made = init_store(name_, {});
    ASSERT_TRUE(made) << base::describe(made.diagnostics().front());
    EXPECT_TRUE(made->is_new);
  }
  std::unique_ptr<PlanStore> store(const std::string& machine) const {
    at(machine);
    return store_of(project(), kEditing);
  }
  // A store with three cameras.
  void fill() const {
    make_store();
    auto first = store("one");
    ASSERT_TRUE(first->read());
    const auto saved = first->save(plan_of_cameras(3), {});
    ASSERT_TRUE(saved) << base::describe(saved.diagnostics().front());
  }
  static Plan with(const Plan& plan, const std::vector<Change>& changes) {
    const auto applied = apply_changes(plan, changes);
    EXPECT_TRUE(applied);
    return *applied->plan;
  }
  static Plan named(const Plan& plan, int number, const std::string& name) {
    registers::Sensor sensor = *plan.sensors.find(camera(number).uuid);
    sensor.name = name;
    return with(plan, {put_sensor(plan, sensor)});
  }
  static Plan tilted(const Plan& plan, int number, double tilt_deg) {
    return with(plan, {example::tilted(plan, number, tilt_deg)});
  }

  inline static database::PostgresServer* server_ = nullptr;
  inline static int made_ = 0;
  std::string name_;
};

}  // namespace schouw::plan
