// SPDX-License-Identifier: EUPL-1.2
// A shared plan while its database is out of reach, or its program is killed.
#include "shared_plan_fixture.h"

namespace schouw::plan {
namespace {

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

}  // namespace
}  // namespace schouw::plan
