// SPDX-License-Identifier: EUPL-1.2
// What others do to the database of a shared plan, and to the service that names it: told, and nothing lost by it.
#include "geo/tables/geopackage.h"
#include "geo/tables/update_package.h"
#include "shared_plan_fixture.h"

namespace schouw::plan {
namespace {

std::string code_of(const base::Result<std::shared_ptr<const Plan>>& read) {
  return read ? std::string() : read.diagnostics().front().code;
}

TEST_F(SharedPlan, a_part_that_was_taken_away_is_no_empty_plan) {
  for (const char* damage : {"DROP TABLE schouw.sensors", "DROP TABLE schouw.stories",
                             "ALTER TABLE schouw.sensors RENAME COLUMN publication TO openbaar",
                             "ALTER TABLE schouw.sensors DROP COLUMN geom"}) {
    SetUp();
    fill();
    ASSERT_TRUE(store("one")->read());
    psql(damage);
    const auto read = store("one")->read();
    EXPECT_EQ(code_of(read), "DB-103") << damage;
    server_->stop();
    const auto copy = store("one")->read();
    ASSERT_TRUE(copy) << damage;
    EXPECT_EQ((*copy)->sensors.size(), 3u) << "the copy is as it was";
    server_->start();
  }
}

TEST_F(SharedPlan, a_store_that_lost_its_version_is_not_made_anew) {
  fill();
  psql("TRUNCATE schouw.schouw_plan");
  EXPECT_EQ(code_of(store("one")->read()), "DB-103");
  const auto made = init_store(name_, {});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.diagnostics().front().code, "DB-103");
  EXPECT_EQ(psql("SELECT count(*) FROM schouw.sensors"), "3");
}

TEST_F(SharedPlan, what_waits_is_not_sent_to_another_database) {
  fill();
  const std::string first = name_;
  ASSERT_TRUE(store("one")->read());
  server_->stop();
  {
    auto one = store("one");
    const auto plan = one->read();
    ASSERT_TRUE(one->save(tilted(**plan, 1, 44.0), {}));
  }
  server_->start();
  // The same name for another plan.
  server_->make_database("other" + first);
  ASSERT_TRUE(init_store("other" + first, {}));
  const fs::path services = server_->folder() / "services.conf";
  std::ifstream in(services);
  std::string text((std::istreambuf_iterator<char>(in)), {});
  const std::string named = "dbname=" + first + "\n";
  text.replace(text.find(named), named.size(), "dbname=other" + first + "\n");
  std::ofstream(services) << text;
  auto one = store("one");
  ASSERT_TRUE(one->read());
  const auto resumed = one->resume();
  ASSERT_FALSE(resumed);
  EXPECT_EQ(resumed.diagnostics().front().code, "DB-117");
  EXPECT_EQ(server_->psql("other" + first, "SELECT count(*) FROM schouw.sensors"), "0");
  const std::string other = "dbname=other" + first + "\n";
  text.replace(text.find(other), other.size(), named);
  std::ofstream(services) << text;
  auto again = store("one");
  ASSERT_TRUE(again->read());
  ASSERT_TRUE(again->resume());
  EXPECT_EQ(psql("SELECT tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "44");
}

TEST_F(SharedPlan, a_store_made_from_a_project_has_its_history_and_names_what_it_leaves) {
  const fs::path file = server_->folder() / (name_ + ".schouw.gpkg");
  ASSERT_TRUE(save_plan(file, plan_of_cameras(2)));
  {
    auto session = EditSession::begin(file);
    ASSERT_TRUE(session);
    Document document = opened(*session->read());
    Step step{.what = {"edit.set_field", {}}, .who = "planner", .when_iso = "2026-11-27T10:00:00Z"};
    step.changes = {example::tilted(*document.plan, 1, 44.0)};
    ASSERT_TRUE(take(document, step));
    ASSERT_TRUE(session->save(document));
  }
  auto update = tables::PackageUpdate::begin(file);
  ASSERT_TRUE(update);
  ASSERT_TRUE(
      update->ensure_table({.name = "sensors", .geometry = tables::GeometryType::point, .columns = {{"memo"}}}));
  ASSERT_TRUE(update->commit("2026-11-27T10:00:00Z"));
  const auto made = init_store(name_, {.project_crs = {}, .from = file});
  ASSERT_TRUE(made) << base::describe(made.diagnostics().front());
  EXPECT_TRUE(std::any_of(made.diagnostics().begin(), made.diagnostics().end(), [](const base::Diagnostic& told) {
    return told.code == "DB-119" && told.message.find("sensors.memo") != std::string::npos;
  }));
  EXPECT_EQ(psql("SELECT who || ' ' || field || ' ' || old || ' ' || new FROM schouw.history"),
            "planner tilt_deg 10 44");
  EXPECT_EQ(psql("SELECT tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "44");
}

// What PostGIS makes of the place is what is asked for.
TEST_F(SharedPlan, places_in_another_system_are_transformed_and_shapes_that_are_no_point_told) {
  fill();
  psql(
      "ALTER TABLE schouw.sensors ALTER COLUMN geom TYPE geometry; "
      "UPDATE schouw.sensors SET geom = ST_SetSRID(ST_MakePoint(4.4, 52.0), 4326) WHERE id = 'cam-1'; "
      "UPDATE schouw.sensors SET geom = ST_Buffer(geom, 3) WHERE id = 'cam-2'");
  const auto read = store("one")->read();
  ASSERT_TRUE(read);
  const registers::Sensor& moved = *(*read)->sensors.find(camera(1).uuid);
  ASSERT_TRUE(moved.position);
  const auto expected = psql(
      "SELECT round(ST_X(p)::numeric, 2) || ' ' || round(ST_Y(p)::numeric, 2) FROM "
      "ST_Transform(ST_SetSRID(ST_MakePoint(4.4, 52.0), 4326), 28992) p");
  char got[64];
  std::snprintf(got, sizeof got, "%.2f %.2f", moved.position->east_m, moved.position->north_m);
  EXPECT_EQ(got, expected);
  EXPECT_TRUE(std::any_of(read.diagnostics().begin(), read.diagnostics().end(),
                          [](const base::Diagnostic& told) { return told.code == "PLAN-106"; }));
}

TEST_F(SharedPlan, what_a_script_could_not_store_waits_to_be_settled) {
  fill();
  at("one");
  auto session = EditSession::begin(project());
  ASSERT_TRUE(session);
  Document document = opened(*session->read());
  {
    auto two = store("two");
    const auto plan = two->read();
    ASSERT_TRUE(two->save(tilted(**plan, 1, 55.0), {}));
  }
  Step step{.what = {"edit.set_field", {}}, .who = "script", .when_iso = "2026-11-27T10:00:00Z"};
  step.changes = {example::tilted(*document.plan, 1, 44.0)};
  ASSERT_TRUE(take(document, step));
  at("one");
  EXPECT_FALSE(session->save(document));
  ASSERT_TRUE(session->keep_aside(document));
  auto next = store_of(project(), kEditing);
  ASSERT_TRUE(next->read());
  const auto resumed = next->resume();
  ASSERT_TRUE(resumed);
  ASSERT_EQ(next->conflicts().size(), 1u);
  next->decide(next->conflicts().front(), Side::mine);
  ASSERT_TRUE(next->save(**resumed, {}));
  EXPECT_EQ(psql("SELECT tilt_deg FROM schouw.sensors WHERE id = 'cam-1'"), "44");
  EXPECT_EQ(psql("SELECT who || ' ' || new FROM schouw.history"), "script 44");
}

}  // namespace
}  // namespace schouw::plan
