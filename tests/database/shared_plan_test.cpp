// SPDX-License-Identifier: EUPL-1.2
// A plan in a database: what is stored comes back, and of two who edit nobody loses anything. What the database holds
// is asked of psql.
#include "shared_plan_fixture.h"

namespace schouw::plan {
namespace {

TEST_F(SharedPlan, init_makes_tables_roles_and_styles_and_does_it_twice) {
  make_store();
  EXPECT_EQ(psql("SELECT value FROM schouw.schouw_plan WHERE key = 'schema_version'"), "4");
  EXPECT_EQ(psql("SELECT type || ' ' || srid FROM geometry_columns WHERE f_table_name = 'sensors'"), "POINT 7415");
  EXPECT_EQ(psql("SELECT count(*) FROM pg_roles WHERE rolname IN "
                 "('schouw_reader', 'schouw_planner', 'schouw_publisher')"),
            "3");
  EXPECT_EQ(
      psql("SELECT f_table_schema || '.' || f_table_name FROM public.layer_styles WHERE f_table_name = 'sensors'"),
      "schouw.sensors");
  // QGIS 3.22 asks for the column "type" when it lists the styles of a layer.
  EXPECT_EQ(psql("SELECT count(*) FROM public.layer_styles WHERE f_table_name = 'sensors' AND type IS NULL"), "1");
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

TEST_F(SharedPlan, an_older_store_is_brought_to_this_version) {
  fill();
  psql(
      "DROP TABLE schouw.organisations, schouw.systems, schouw.links, schouw.models, schouw.observations, "
      "schouw.dossiers, schouw.goals, schouw.evaluations, schouw.consultations, schouw.reviews, schouw.years, "
      "schouw.commitments, schouw.plan_facts, "
      "schouw.history; ALTER TABLE schouw.sensors DROP COLUMN street, DROP COLUMN deployments, DROP COLUMN dossier; "
      "UPDATE schouw.schouw_plan SET value = '2' WHERE key = 'schema_version'");
  const auto old = store("one")->read();
  ASSERT_TRUE(old);
  EXPECT_EQ((*old)->sensors.size(), 3u);
  const auto made = init_store(name_, {});
  ASSERT_TRUE(made);
  EXPECT_EQ(made->upgraded_from, 2);
  EXPECT_EQ(psql("SELECT value FROM schouw.schouw_plan WHERE key = 'schema_version'"), "4");
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
