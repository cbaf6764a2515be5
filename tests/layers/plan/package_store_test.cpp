// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>

#include "geo/base/read_file.h"
#include "layers/plan/edit_session.h"
#include "layers/plan/plan_store.h"
#include "tests/layers/plan/plan_example.h"

namespace schouw::plan {
namespace {

namespace fs = std::filesystem;
using example::camera;
using example::plan_of_cameras;
using example::tilted;

class PackageStore : public testing::Test {
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

  fs::path folder_ = fs::path(testing::TempDir()) / ("schouw-package-store-" + std::to_string(::getpid()));
  fs::path project_ = folder_ / "town.schouw.gpkg";
};

// The triggers of the R-tree call functions that only a GIS has, so a plain sqlite3 goes without them.
constexpr const char* kWithoutTriggers =
    "DROP TRIGGER IF EXISTS rtree_sensors_geom_update1; DROP TRIGGER IF EXISTS rtree_sensors_geom_update2; "
    "DROP TRIGGER IF EXISTS rtree_sensors_geom_update3; DROP TRIGGER IF EXISTS rtree_sensors_geom_update4; "
    "DROP TRIGGER IF EXISTS rtree_sensors_geom_insert; DROP TRIGGER IF EXISTS rtree_sensors_geom_delete; ";

TEST_F(PackageStore, a_table_a_column_and_a_style_of_another_program_survive_a_save) {
  sqlite(
      "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO notes VALUES (1, 'van een ander');"
      "ALTER TABLE sensors ADD COLUMN inspected TEXT;");
  sqlite(std::string(kWithoutTriggers) + "UPDATE sensors SET inspected = 'ja' WHERE id = 'cam-2'");
  const auto store = package_store(project_);
  const auto plan = store->read();
  ASSERT_TRUE(plan);
  ASSERT_TRUE(store->save(edited(**plan, {tilted(**plan, 2, 33.0)}), {}));
  EXPECT_EQ(sqlite("SELECT text FROM notes"), "van een ander");
  EXPECT_EQ(sqlite("SELECT inspected || ' ' || tilt_deg FROM sensors WHERE id = 'cam-2'"), "ja 33.0");
  EXPECT_EQ(sqlite("PRAGMA integrity_check"), "ok");
}

TEST_F(PackageStore, a_value_out_of_range_is_missing_and_stays_in_the_file_until_it_is_set) {
  sqlite(std::string(kWithoutTriggers) + "UPDATE sensors SET tilt_deg = 95 WHERE id = 'cam-3'");
  const auto store = package_store(project_);
  const auto plan = store->read();
  ASSERT_TRUE(plan) << "one value does not close the whole project";
  ASSERT_EQ(plan.diagnostics().size(), 1U);
  EXPECT_EQ(plan.diagnostics()[0].code, "PLAN-126");
  EXPECT_EQ(plan.diagnostics()[0].where.field, "tilt_deg");
  EXPECT_EQ(plan.diagnostics()[0].where.feature, "cam-3");
  const registers::Sensor& read = *(*plan)->sensors.find(camera(3).uuid);
  EXPECT_FALSE(read.tilt_deg);
  EXPECT_EQ(read.tilt_deg.missing, registers::MissingReason::unreadable);

  registers::Sensor named = read;
  named.name = "Anders";
  const auto saved = store->save(edited(**plan, {put_sensor(**plan, named)}), {});
  ASSERT_TRUE(saved) << saved.diagnostics().front().message;
  EXPECT_EQ(sqlite("SELECT name || ' ' || tilt_deg FROM sensors WHERE id = 'cam-3'"), "Anders 95.0");
  ASSERT_TRUE(store->save(edited(*saved->plan, {tilted(*saved->plan, 3, 12.0)}), {}));
  EXPECT_EQ(sqlite("SELECT tilt_deg FROM sensors WHERE id = 'cam-3'"), "12.0");
}

TEST_F(PackageStore, two_programs_that_change_one_row_are_a_conflict_that_names_the_field_and_writes_nothing) {
  const auto store = package_store(project_);
  const auto plan = store->read();
  ASSERT_TRUE(plan);
  sqlite(std::string(kWithoutTriggers) + "UPDATE sensors SET tilt_deg = 44 WHERE id = 'cam-2'");
  const auto before = base::read_file(project_);
  const auto saved = store->save(edited(**plan, {tilted(**plan, 2, 33.0), tilted(**plan, 4, 34.0)}), {});
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.diagnostics().front().code, "PLAN-127");
  EXPECT_EQ(saved.diagnostics().front().kind, base::DiagnosticKind::conflict);
  EXPECT_THAT(saved.diagnostics().front().message, testing::HasSubstr("tilt_deg"));
  EXPECT_EQ(*base::read_file(project_), *before) << "the file is as the other program left it";
}

TEST_F(PackageStore, two_programs_that_change_other_rows_both_keep_their_change) {
  const auto store = package_store(project_);
  const auto plan = store->read();
  ASSERT_TRUE(plan);
  sqlite(std::string(kWithoutTriggers) + "UPDATE sensors SET tilt_deg = 44 WHERE id = 'cam-2'");
  const auto theirs = store->changed_by_others();
  ASSERT_TRUE(theirs);
  ASSERT_EQ(theirs->size(), 1U);
  const auto other = package_store(project_);
  const auto mine = other->read();
  ASSERT_TRUE(mine);
  sqlite("UPDATE sensors SET tilt_deg = 45 WHERE id = 'cam-1'");
  const auto saved = other->save(edited(**mine, {tilted(**mine, 4, 34.0)}), {});
  ASSERT_TRUE(saved) << saved.diagnostics().front().message;
  EXPECT_EQ(sqlite("SELECT group_concat(tilt_deg, ' ') FROM sensors"), "45.0 44.0 10.0 34.0 10.0");
  ASSERT_EQ(saved->of_others.size(), 1U) << "and the plan has it now";
  EXPECT_EQ(*saved->plan->sensors[0].tilt_deg, 45.0);
  EXPECT_EQ(*saved->plan->sensors[3].tilt_deg, 34.0);
}

TEST_F(PackageStore, a_project_rewritten_by_ogr2ogr_opens_and_takes_edits) {
  const fs::path rewritten = folder_ / "again.schouw.gpkg";
  if (shell("ogr2ogr -f GPKG '" + rewritten.string() + "' '" + project_.string() + "'") != 0) {
    GTEST_SKIP() << "ogr2ogr is not there";
  }
  const auto original = package_store(project_)->read();
  const auto store = package_store(rewritten);
  const auto plan = store->read();
  ASSERT_TRUE(plan) << plan.diagnostics().front().message;
  EXPECT_EQ((*plan)->sensors, (*original)->sensors);
  const auto saved = store->save(edited(**plan, {tilted(**plan, 5, 55.0)}), {});
  ASSERT_TRUE(saved) << saved.diagnostics().front().message;
  project_ = rewritten;
  EXPECT_EQ(sqlite("SELECT tilt_deg FROM sensors WHERE id = 'cam-5'"), "55.0");
}

TEST_F(PackageStore, a_project_of_the_older_layout_opens_and_gets_its_uuids_with_the_first_save) {
  sqlite(std::string(kWithoutTriggers) +
         "ALTER TABLE sensors DROP COLUMN uuid; DROP TABLE scenarios; DELETE FROM gpkg_contents WHERE table_name = "
         "'scenarios'; UPDATE schouw_plan SET value = '1' WHERE key = 'schema_version'");
  const auto store = package_store(project_);
  const auto plan = store->read();
  ASSERT_TRUE(plan) << plan.diagnostics().front().message;
  EXPECT_EQ((*plan)->sensors[0].uuid, camera(1).uuid) << "of the source and its id, in every version";
  ASSERT_TRUE(store->save(edited(**plan, {tilted(**plan, 1, 20.0)}), {}));
  EXPECT_EQ(sqlite("SELECT uuid FROM sensors WHERE id = 'cam-4'"), camera(4).uuid.text());
}

TEST_F(PackageStore, a_row_that_another_program_added_without_an_id_is_a_sensor_called_by_its_row) {
  sqlite(std::string(kWithoutTriggers) + "INSERT INTO sensors (name, kind) VALUES ('Uit QGIS', 'wifi')");
  const auto plan = package_store(project_)->read();
  ASSERT_TRUE(plan);
  ASSERT_EQ((*plan)->sensors.size(), 6U);
  EXPECT_EQ((*plan)->sensors[5].id, "row-6");
  EXPECT_EQ((*plan)->sensors[5].kind, registers::SensorKind::wifi);
  EXPECT_FALSE((*plan)->sensors[5].uuid.is_nil());
}

TEST_F(PackageStore, a_row_copied_in_another_program_is_a_sensor_of_its_own) {
  sqlite(std::string(kWithoutTriggers) +
         "INSERT INTO sensors (id, uuid, kind, name) SELECT id, uuid, kind, 'kopie' FROM sensors WHERE id = 'cam-1'");
  const auto plan = package_store(project_)->read();
  ASSERT_TRUE(plan);
  ASSERT_EQ((*plan)->sensors.size(), 6U);
  EXPECT_NE((*plan)->sensors[5].uuid, (*plan)->sensors[0].uuid);
}

TEST_F(PackageStore, a_public_reading_holds_no_record_that_is_not_public) {
  sqlite(std::string(kWithoutTriggers) +
         "UPDATE sensors SET publication = 'public' WHERE id = 'cam-2'; "
         "UPDATE sensors SET publication = 'secret', tilt_deg = 99 WHERE id = 'cam-3'");
  const auto project = load_public(project_);
  ASSERT_TRUE(project);
  ASSERT_EQ(project->plan->sensors.size(), 1U);
  EXPECT_EQ(project->plan->sensors[0].id, "cam-2");
  EXPECT_TRUE(project.diagnostics().empty()) << "a secret record is not told of either";
}

TEST_F(PackageStore, the_history_tells_who_changed_which_field_from_what_to_what) {
  auto session = EditSession::begin(project_);
  ASSERT_TRUE(session);
  Document document = opened(*session->read());
  Step step{.what = {"edit.set_field", {{"sensor", std::string("cam-2")}}},
            .who = "planner",
            .when_iso = "2026-11-26T10:00:00Z",
            .changes = {tilted(*document.plan, 2, 33.0)},
            .inverse = {}};
  ASSERT_TRUE(take(document, step));
  ASSERT_TRUE(session->save(document));
  EXPECT_EQ(sqlite("SELECT when_iso, who, field, old, new FROM history"),
            "2026-11-26T10:00:00Z|planner|tilt_deg|10|33");
  EXPECT_EQ(sqlite("SELECT sensor FROM history"), camera(2).uuid.text());
}

class Session : public PackageStore {
 protected:
  Document edit(EditSession& session, double tilt_deg) const {
    Document document = opened(*session.read());
    Step step{.what = {"edit.set_field", {{"sensor", std::string("cam-2")}}},
              .who = "planner",
              .when_iso = "2026-11-26T10:00:00Z",
              .changes = {tilted(*document.plan, 2, tilt_deg)},
              .inverse = {}};
    EXPECT_TRUE(take(document, std::move(step)));
    EXPECT_TRUE(session.note(document));
    return document;
  }
};

TEST_F(Session, a_second_editor_is_refused_and_told_who_holds_the_project) {
  auto session = EditSession::begin(project_);
  ASSERT_TRUE(session);
  const auto second = EditSession::begin(project_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.diagnostics().front().code, "IO-130");
  EXPECT_EQ(second.diagnostics().front().kind, base::DiagnosticKind::conflict);
}

TEST_F(Session, edits_that_were_not_saved_come_back_with_their_history) {
  {
    auto session = EditSession::begin(project_);
    ASSERT_TRUE(session);
    Document document = edit(*session, 33.0);
    ASSERT_TRUE(undo(document));
    ASSERT_TRUE(redo(document));
    ASSERT_TRUE(session->note(document));
  }  // the program ends without saving
  EXPECT_TRUE(Journal::waits(project_));
  const auto loaded = load_project(project_);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(*loaded->plan->sensors[1].tilt_deg, 10.0) << "reading is of the saved plan";
  EXPECT_EQ(loaded.diagnostics().back().code, "PLAN-128");

  auto session = EditSession::begin(project_);
  ASSERT_TRUE(session);
  Document document = opened(*session->read());
  const auto waiting = session->waiting(*document.plan);
  ASSERT_TRUE(waiting && *waiting);
  EXPECT_EQ((*waiting)->happened.size(), 3U);
  ASSERT_TRUE(session->recover(document, **waiting));
  EXPECT_EQ(*document.plan->sensors[1].tilt_deg, 33.0);
  ASSERT_TRUE(undo(document)) << "and can be undone";
  EXPECT_EQ(*document.plan->sensors[1].tilt_deg, 10.0);
  ASSERT_TRUE(redo(document));
  ASSERT_TRUE(session->save(document));
  EXPECT_FALSE(Journal::waits(project_));
  EXPECT_EQ(sqlite("SELECT tilt_deg FROM sensors WHERE id = 'cam-2'"), "33.0");
}

TEST_F(Session, a_journal_cut_off_at_any_byte_brings_back_every_whole_edit_before_it) {
  {
    auto session = EditSession::begin(project_);
    ASSERT_TRUE(session);
    Document document = edit(*session, 33.0);
    Step more{
        .what = {}, .who = "planner", .when_iso = "", .changes = {tilted(*document.plan, 3, 44.0)}, .inverse = {}};
    ASSERT_TRUE(take(document, std::move(more)));
    ASSERT_TRUE(session->note(document));
  }
  fs::path journal;
  for (const auto& entry : fs::directory_iterator(folder_ / "state" / "schouw")) journal = entry.path();
  const std::string whole = *base::read_file(journal);
  std::size_t most = 0;
  for (std::size_t bytes = 0; bytes <= whole.size(); bytes += bytes + 40 < whole.size() ? 7 : 1) {
    fs::resize_file(journal, 0);
    FILE* file = std::fopen(journal.c_str(), "wb");
    ASSERT_EQ(std::fwrite(whole.data(), 1, bytes, file), bytes);
    std::fclose(file);
    const auto waiting = Journal::waiting(project_);
    ASSERT_TRUE(waiting) << bytes;
    const std::size_t found = *waiting ? (*waiting)->happened.size() : 0;
    EXPECT_GE(found, most) << bytes;
    most = std::max(most, found);
    if (bytes < whole.size()) {
      EXPECT_LT(found, 2U);
    }
  }
  EXPECT_EQ(most, 2U);
}

TEST_F(Session, a_program_killed_between_saving_and_emptying_its_journal_lost_nothing_and_asks_nothing) {
  std::string journal_bytes;
  fs::path journal;
  {
    auto session = EditSession::begin(project_);
    ASSERT_TRUE(session);
    Document document = edit(*session, 33.0);
    for (const auto& entry : fs::directory_iterator(folder_ / "state" / "schouw")) journal = entry.path();
    journal_bytes = *base::read_file(journal);
    ASSERT_TRUE(session->save(document));
  }
  FILE* file = std::fopen(journal.c_str(), "wb");
  std::fwrite(journal_bytes.data(), 1, journal_bytes.size(), file);
  std::fclose(file);
  auto session = EditSession::begin(project_);
  ASSERT_TRUE(session);
  const auto plan = session->read();
  const auto waiting = session->waiting(**plan);
  ASSERT_TRUE(waiting);
  EXPECT_FALSE(*waiting) << "the plan holds it all";
}

}  // namespace
}  // namespace schouw::plan
