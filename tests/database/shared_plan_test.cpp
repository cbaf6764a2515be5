// SPDX-License-Identifier: EUPL-1.2
// A plan in a database: what is stored comes back, and of two who edit nobody loses anything. What the database holds
// is asked of psql and ogrinfo.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "geo/tables/database.h"
#include "layers/plan/edit_session.h"
#include "layers/plan/shared_plan.h"
#include "postgres_server.h"
#include "run_schouw.h"
#include "tests/layers/plan/plan_example.h"

namespace schouw::plan {
namespace {

namespace fs = std::filesystem;
using example::camera;
using example::plan_of_cameras;
using testing::HasSubstr;

constexpr StoreUse kEditing = StoreUse::editing;

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

  static database::PostgresServer* server_;
  static int made_;
  std::string name_;
};

database::PostgresServer* SharedPlan::server_ = nullptr;
int SharedPlan::made_ = 0;

TEST_F(SharedPlan, init_makes_tables_roles_and_styles_and_does_it_twice) {
  make_store();
  EXPECT_EQ(psql("SELECT value FROM schouw.schouw_plan WHERE key = 'schema_version'"), "3");
  EXPECT_EQ(psql("SELECT type || ' ' || srid FROM geometry_columns WHERE f_table_name = 'sensors'"), "POINT 7415");
  EXPECT_EQ(psql("SELECT count(*) FROM pg_roles WHERE rolname IN "
                 "('schouw_reader', 'schouw_planner', 'schouw_publisher')"),
            "3");
  EXPECT_EQ(
      psql("SELECT f_table_schema || '.' || f_table_name FROM public.layer_styles WHERE f_table_name = 'sensors'"),
      "schouw.sensors");
  const auto again = init_store(name_, {});
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(psql("SELECT count(*) FROM public.layer_styles WHERE f_table_name = 'sensors'"), "1");
}

TEST_F(SharedPlan, what_is_stored_comes_back_by_value) {
  make_store();
  Plan plan = plan_of_cameras(2);
  registers::Sensor odd{.id = "odd\t1", .name = "Tab\tand \\N and\nline \"é\" '; DROP TABLE x; --"};
  odd.kind = registers::SensorKind::anpr;
  odd.sources = {{"native", "odd", ""}};
  odd.azimuth_deg = {.value = 12.3456789012345, .basis = registers::Basis::measured};
  odd.height_nap_m.missing = registers::MissingReason::placeholder;
  odd.unknown_fields = {{"contract", "=1+1"}, {"empty", ""}};
  plan.sensors.push_back(odd);
  registers::RegisterRecord system{.type = registers::RecordType::system, .id = "vms"};
  ASSERT_TRUE(registers::set_value(system, "controller", "Gemeente Voorbeeld"));
  plan.records.push_back(system);
  plan.revision = revision_of(plan);
  auto writer = store("one");
  ASSERT_TRUE(writer->read());
  const auto saved = writer->save(plan, {});
  ASSERT_TRUE(saved) << base::describe(saved.diagnostics().front());
  const auto read = store("two")->read();
  ASSERT_TRUE(read);
  ASSERT_EQ((*read)->sensors.size(), 3u);
  for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ((*read)->sensors[i], plan.sensors[i]) << i;
  EXPECT_EQ((*read)->areas[0].name, plan.areas[0].name);
  EXPECT_EQ((*read)->records, plan.records);
  EXPECT_EQ((*read)->stories, plan.stories);
  EXPECT_EQ((*read)->project_crs.id, "EPSG:7415");
  EXPECT_EQ(psql("SELECT ST_X(geom) || ' ' || ST_Y(geom) FROM schouw.sensors WHERE id = 'cam-2'"), "84002 446000.5");
  EXPECT_EQ(psql("SELECT azimuth_deg FROM schouw.sensors WHERE kind = 'anpr'"), "12.3456789012345");
  EXPECT_EQ(psql("SELECT ST_Area(geom) FROM schouw.areas"), "50");  // half of 10 m by 10 m
  EXPECT_EQ(psql("SELECT controller FROM schouw.systems"), "Gemeente Voorbeeld");
}

TEST_F(SharedPlan, only_rows_that_differ_are_written) {
  fill();
  const std::string before = psql(
      "SELECT string_agg(id || row_version, ',' ORDER BY id) FROM schouw.sensors "
      "WHERE id <> 'cam-2'");
  const std::string second = psql("SELECT row_version FROM schouw.sensors WHERE id = 'cam-2'");
  auto one = store("one");
  const auto plan = one->read();
  ASSERT_TRUE(one->save(tilted(**plan, 2, 33.0), {}));
  EXPECT_EQ(psql("SELECT string_agg(id || row_version, ',' ORDER BY id) FROM schouw.sensors WHERE id <> 'cam-2'"),
            before);
  EXPECT_NE(psql("SELECT row_version FROM schouw.sensors WHERE id = 'cam-2'"), second);
  EXPECT_EQ(psql("SELECT tilt_deg FROM schouw.sensors WHERE id = 'cam-2'"), "33");
}

TEST_F(SharedPlan, two_who_change_different_fields_of_one_sensor_both_stand) {
  fill();
  auto one = store("one");
  auto two = store("two");
  const auto plan = one->read();
  ASSERT_TRUE(two->read());
  ASSERT_TRUE(one->save(tilted(**plan, 1, 40.0), {}));
  const auto merged = two->save(named(**plan, 1, "Nieuwe naam"), {});
  ASSERT_TRUE(merged);
  EXPECT_EQ(merged->of_others.size(), 1u);
  const registers::Sensor& sensor = *merged->plan->sensors.find(camera(1).uuid);
  EXPECT_EQ(sensor.name, "Nieuwe naam");
  EXPECT_EQ(*sensor.tilt_deg, 40.0);
  EXPECT_EQ(psql("SELECT name || ' ' || tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "Nieuwe naam 40");
}

TEST_F(SharedPlan, two_who_change_one_field_decide_whose_stands) {
  fill();
  auto one = store("one");
  auto two = store("two");
  const auto plan = one->read();
  ASSERT_TRUE(two->read());
  ASSERT_TRUE(one->save(tilted(**plan, 1, 40.0), {}));
  const Plan mine = tilted(named(**plan, 1, "Van twee"), 1, 50.0);
  const auto refused = two->save(mine, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.diagnostics().front().code, "PLAN-127");
  EXPECT_EQ(refused.diagnostics().front().where.field, "tilt_deg");
  ASSERT_EQ(two->conflicts().size(), 1u);
  const FieldConflict conflict = two->conflicts().front();
  EXPECT_EQ(conflict.base, "10");
  EXPECT_EQ(conflict.mine, "50");
  EXPECT_EQ(conflict.theirs, "40");
  EXPECT_EQ(psql("SELECT name || ' ' || tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "Camera 1 40");

  two->decide(conflict, Side::mine);
  ASSERT_TRUE(two->save(mine, {}));
  EXPECT_EQ(psql("SELECT name || ' ' || tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "Van twee 50");

  const auto changed = one->save(tilted(named(**plan, 1, "Van een"), 1, 60.0), {});
  ASSERT_FALSE(changed);
  ASSERT_EQ(one->conflicts().size(), 2u);
  for (const FieldConflict& each : one->conflicts()) one->decide(each, Side::theirs);
  const auto settled = one->save(tilted(named(**plan, 1, "Van een"), 1, 60.0), {});
  ASSERT_TRUE(settled);
  EXPECT_EQ(settled->plan->sensors.find(camera(1).uuid)->name, "Van twee");
  EXPECT_EQ(psql("SELECT name || ' ' || tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "Van twee 50");
}

TEST_F(SharedPlan, what_one_removed_and_another_changed_is_a_conflict) {
  fill();
  auto one = store("one");
  auto two = store("two");
  const auto plan = one->read();
  ASSERT_TRUE(two->read());
  ASSERT_TRUE(one->save(with(**plan, {remove_sensor(**plan, camera(2).uuid)}), {}));
  const Plan mine = tilted(**plan, 2, 20.0);
  ASSERT_FALSE(two->save(mine, {}));
  ASSERT_EQ(two->conflicts().size(), 1u);
  EXPECT_EQ(two->conflicts().front().theirs, "(removed)");
  two->decide(two->conflicts().front(), Side::mine);
  ASSERT_TRUE(two->save(mine, {}));
  EXPECT_EQ(psql("SELECT count(*) FROM schouw.sensors WHERE id = 'cam-2' AND tilt_deg = 20"), "1");
}

TEST_F(SharedPlan, what_qgis_writes_is_taken_up_and_not_overwritten) {
  fill();
  auto one = store("one");
  const auto plan = one->read();
  psql(
      "ALTER TABLE schouw.sensors ADD COLUMN beheer text; UPDATE schouw.sensors SET name = 'QGIS', beheer = 'x' "
      "WHERE id = 'cam-3'; INSERT INTO schouw.sensors (geom, id, name, kind) VALUES "
      "(ST_SetSRID(ST_MakePoint(84100, 446100), 7415), 'q-1', 'Getekend', 'camera')");
  const auto saved = one->save(tilted(**plan, 3, 25.0), {});
  ASSERT_TRUE(saved);
  EXPECT_EQ(saved->of_others.size(), 2u);
  EXPECT_EQ(psql("SELECT name || ' ' || tilt_deg || ' ' || beheer FROM schouw.sensors WHERE id = 'cam-3'"),
            "QGIS 25 x");
  ASSERT_EQ(saved->plan->sensors.size(), 4u);
  const registers::Sensor& drawn = saved->plan->sensors[3];
  EXPECT_EQ(drawn.id, "q-1");
  EXPECT_EQ(drawn.position->east_m, 84100.0);
}

TEST_F(SharedPlan, many_at_once_lose_nothing) {
  fill();
  constexpr int kWriters = 4;
  constexpr int kSaves = 5;
  std::vector<std::unique_ptr<PlanStore>> stores;
  for (int i = 0; i < kWriters; ++i) stores.push_back(store("writer" + std::to_string(i)));
  std::vector<std::thread> threads;
  std::vector<int> failed(kWriters, 0);
  for (int writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&, writer] {
      auto plan = stores[writer]->read();
      for (int i = 0; i < kSaves; ++i) {
        Plan next = **plan;
        next.sensors.push_back(camera(100 + writer * kSaves + i));
        next.revision = revision_of(next);
        const auto saved = stores[writer]->save(next, {});
        if (!saved) ++failed[writer];
        if (saved) plan = saved->plan;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const int lost = failed[0] + failed[1] + failed[2] + failed[3];
  // Who met others again and again was told so, and may try again; nobody was overwritten.
  EXPECT_EQ(psql("SELECT count(*) FROM schouw.sensors"), std::to_string(3 + kWriters * kSaves - lost));
  EXPECT_LE(lost, 2);
}

TEST_F(SharedPlan, works_offline_and_merges_later) {
  fill();
  {
    auto one = store("one");
    ASSERT_TRUE(one->read());  // the copy is kept
  }
  server_->stop();
  {
    auto one = store("one");
    const auto plan = one->read();
    ASSERT_TRUE(plan);
    ASSERT_FALSE(plan.diagnostics().empty());
    EXPECT_EQ(plan.diagnostics().front().code, "DB-114");
    EXPECT_EQ((*plan)->sensors.size(), 3u);
    Document document = opened(*plan);
    Step step{.what = {"edit.set_field", {}}, .who = "planner", .when_iso = "2026-11-27T10:00:00Z"};
    step.changes = {example::tilted(**plan, 1, 44.0)};
    ASSERT_TRUE(take(document, step));
    const auto saved = one->save(*document.plan, document.happened);
    ASSERT_TRUE(saved);
    EXPECT_EQ(saved.diagnostics().front().code, "DB-115");
    // A second save while out of reach goes with the first.
    ASSERT_TRUE(one->save(named(*saved->plan, 2, "Uit het veld"), {}));
  }
  server_->start();
  ASSERT_TRUE(server_->ready());
  {
    auto two = store("two");
    const auto plan = two->read();
    ASSERT_TRUE(two->save(named(**plan, 1, "Intussen"), {}));
  }
  auto one = store("one");
  ASSERT_TRUE(one->read());
  const auto resumed = one->resume();
  ASSERT_TRUE(resumed);
  ASSERT_TRUE(*resumed);
  EXPECT_EQ(psql("SELECT string_agg(name || ' ' || tilt_deg, '; ' ORDER BY id) FROM schouw.sensors"),
            "Intussen 44; Uit het veld 10; Camera 3 10");
  EXPECT_EQ(psql("SELECT field || ' ' || old || ' ' || new FROM schouw.history"), "tilt_deg 10 44");
  const auto nothing = store("one")->resume();
  ASSERT_TRUE(nothing);
  EXPECT_FALSE(*nothing);
}

TEST_F(SharedPlan, what_waits_is_not_lost_to_another_save_or_an_import) {
  fill();
  ASSERT_TRUE(store("one")->read());
  server_->stop();
  {
    auto one = store("one");
    const auto plan = one->read();
    ASSERT_TRUE(one->save(tilted(**plan, 1, 44.0), {}));
  }
  server_->start();
  at("one");
  const auto server_plan = store_of(project(), StoreUse::reading)->read();
  ASSERT_TRUE(save_plan(project(), named(**server_plan, 2, "Opgeslagen")));
  EXPECT_EQ(psql("SELECT tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "10");
  const fs::path file = server_->folder() / "more.csv";
  std::ofstream(file) << "id,name,kind,east,north\nnew-1,Nieuw,camera,84050,446000\n";
  const auto imported = import_files(project(), {file}, {.crs = "EPSG:28992"});
  ASSERT_TRUE(imported) << base::describe(imported.diagnostics().front());
  EXPECT_EQ(
      psql("SELECT string_agg(id || ' ' || coalesce(tilt_deg::text, '-'), ', ' ORDER BY id) FROM schouw.sensors"),
      "cam-1 44, cam-2 10, cam-3 10, new-1 -");
  EXPECT_EQ(psql("SELECT name FROM schouw.sensors WHERE id = 'cam-2'"), "Opgeslagen");
}

TEST_F(SharedPlan, what_waits_and_meets_a_conflict_comes_back_to_be_settled) {
  fill();
  ASSERT_TRUE(store("one")->read());
  server_->stop();
  {
    auto one = store("one");
    const auto plan = one->read();
    ASSERT_TRUE(plan);
    ASSERT_TRUE(one->save(tilted(**plan, 1, 44.0), {}));
  }
  server_->start();
  {
    auto two = store("two");
    const auto plan = two->read();
    ASSERT_TRUE(two->save(tilted(**plan, 1, 55.0), {}));
  }
  at("one");
  auto session = EditSession::begin(project());
  ASSERT_TRUE(session);
  const auto plan = session->read();
  ASSERT_TRUE(plan);
  ASSERT_EQ(session->conflicts().size(), 1u);
  EXPECT_EQ(*(*plan)->sensors.find(camera(1).uuid)->tilt_deg, 44.0);
  EXPECT_EQ(psql("SELECT tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "55");
  session->decide(session->conflicts().front(), Side::mine);
  Document document = opened(*plan);
  ASSERT_TRUE(session->save(document));
  EXPECT_EQ(psql("SELECT tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "44");
  EXPECT_FALSE(store("one")->resume().diagnostics().size() > 0);
}

TEST_F(SharedPlan, edits_of_a_program_that_was_killed_come_back) {
  fill();
  {
    auto session = EditSession::begin(project());
    ASSERT_TRUE(session);
    Document document = opened(*session->read());
    Step step{.what = {"edit.set_field", {}}, .who = "planner", .when_iso = "2026-11-27T10:00:00Z"};
    step.changes = {example::tilted(*document.plan, 1, 44.0)};
    ASSERT_TRUE(take(document, step));
    ASSERT_TRUE(session->note(document));  // and the program is gone
  }
  auto session = EditSession::begin(project());
  ASSERT_TRUE(session);
  Document document = opened(*session->read());
  const auto waiting = session->waiting(*document.plan);
  ASSERT_TRUE(waiting && *waiting);
  ASSERT_TRUE(session->recover(document, **waiting));
  EXPECT_TRUE(EditSession::begin(project()).diagnostics().front().code == "IO-130");
  ASSERT_TRUE(session->save(document));
  EXPECT_EQ(psql("SELECT tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "44");
}

TEST_F(SharedPlan, an_older_store_is_brought_to_this_version) {
  fill();
  psql(
      "DROP TABLE schouw.organisations, schouw.systems, schouw.links, schouw.models, schouw.observations, "
      "schouw.history; ALTER TABLE schouw.sensors DROP COLUMN street, DROP COLUMN deployments; "
      "UPDATE schouw.schouw_plan SET value = '2' WHERE key = 'schema_version'");
  const auto old = store("one")->read();
  ASSERT_TRUE(old);
  EXPECT_EQ((*old)->sensors.size(), 3u);
  const auto made = init_store(name_, {});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->upgraded_from, 2);
  EXPECT_EQ(psql("SELECT value FROM schouw.schouw_plan WHERE key = 'schema_version'"), "3");
  auto one = store("one");
  const auto plan = one->read();
  Plan next = **plan;
  next.records.push_back({.type = registers::RecordType::system, .id = "vms"});
  next.revision = revision_of(next);
  ASSERT_TRUE(one->save(next, {}));
  EXPECT_EQ(psql("SELECT id FROM schouw.systems"), "vms");
  psql("UPDATE schouw.schouw_plan SET value = '99' WHERE key = 'schema_version'");
  const auto newer = init_store(name_, {});
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.diagnostics().front().code, "PLAN-104");
  const auto read = store("one")->read();
  ASSERT_FALSE(read);
  EXPECT_EQ(read.diagnostics().front().code, "PLAN-104");
}

TEST_F(SharedPlan, roles_do_what_they_may) {
  fill();
  server_->add_role("reader_" + name_, name_, "schouw_reader");
  server_->add_role("planner_" + name_, name_, "schouw_planner");
  server_->add_role("publisher_" + name_, name_, "schouw_publisher");
  server_->add_role("nobody_" + name_, name_);
  const auto save_as = [&](const std::string& role) {
    at(role);
    auto as_role = store_of("pg:" + role + "_" + name_, kEditing);
    const auto plan = as_role->read();
    if (!plan) return plan.diagnostics().front().code;
    const auto saved = as_role->save(tilted(**plan, 1, 12.5), {});
    return saved ? std::string("saved") : saved.diagnostics().front().code;
  };
  EXPECT_EQ(save_as("reader"), "DB-104");
  EXPECT_EQ(save_as("publisher"), "DB-104");
  EXPECT_EQ(save_as("nobody"), "DB-104");
  EXPECT_EQ(psql("SELECT tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "10");
  EXPECT_EQ(save_as("planner"), "saved");
  EXPECT_EQ(psql("SELECT tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "12.5");
  EXPECT_THAT(server_->psql("planner_" + name_, "DELETE FROM schouw.history"), HasSubstr("permission denied"));
  EXPECT_THAT(server_->psql("planner_" + name_, "UPDATE schouw.history SET who = 'x'"),
              HasSubstr("permission denied"));
  EXPECT_EQ(EditSession::begin("pg:reader_" + name_).diagnostics().front().code, "DB-104");
  EXPECT_TRUE(EditSession::begin("pg:planner_" + name_));
  EXPECT_FALSE(may_publish("pg:planner_" + name_));
  EXPECT_TRUE(may_publish("pg:publisher_" + name_));
  ASSERT_TRUE(note_publication("pg:publisher_" + name_, "abc", "2026-11-27T10:00:00Z"));
  EXPECT_EQ(psql("SELECT stored_by || ' ' || content_hash FROM schouw.publications"), "publisher_" + name_ + " abc");
}

TEST_F(SharedPlan, says_what_is_wrong_with_a_store) {
  const auto code_of = [](const std::string& name) {
    const auto read = store_of(name, StoreUse::reading)->read();
    return read ? std::string() : read.diagnostics().front().code;
  };
  EXPECT_EQ(code_of("pg:" + name_), "DB-103");  // a database without a store
  EXPECT_EQ(code_of("pg:no_such_service"), "DB-101");
  EXPECT_EQ(code_of("pg:a b"), "DB-102");
  EXPECT_EQ(code_of("pg:"), "DB-102");
  make_store();
  const auto held = init_store(name_, {.project_crs = {}, .from = project()});
  ASSERT_FALSE(held);
  EXPECT_EQ(held.diagnostics().front().code, "DB-111");
}

}  // namespace
}  // namespace schouw::plan
