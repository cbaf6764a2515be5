// SPDX-License-Identifier: EUPL-1.2
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "geo/base/read_file.h"
#include "tests/layers/plan/stored_plan.h"

namespace schouw::plan {
namespace {

namespace fs = std::filesystem;
using example::camera;
using example::plan_of_cameras;
using example::tilted;

using PackageStore = example::StoredPlan;
using example::kWithoutTriggers;

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

// A text that the field takes as it stands.
std::string value_for(const registers::RecordField& field) {
  if (!field.choices.empty()) return std::string(field.choices.substr(0, field.choices.find(' ')));
  switch (field.type) {
    case registers::FieldType::date: return "2026-03-01";
    case registers::FieldType::number: return "4";
    case registers::FieldType::yes_no: return "true";
    default: return "tekst";
  }
}

// Each type of record has a table of its own, in a file that had none of them as well.
TEST_F(PackageStore, every_type_of_record_goes_there_and_back) {
  const auto store = package_store(project_);
  Plan next = **store->read();
  for (const registers::RecordType type : registers::kRecordTypes) {
    registers::RegisterRecord record{.type = type, .id = "r-1"};
    for (const registers::RecordField& field : registers::record_fields(type)) {
      if (field.name == "id") continue;
      EXPECT_TRUE(set_value(record, field.name, value_for(field))) << field.name;
    }
    next.records.push_back(record);
  }
  next.revision = revision_of(next);
  ASSERT_TRUE(store->save(next, {}));
  const auto again = package_store(project_)->read();
  ASSERT_TRUE(again) << again.diagnostics().front().message;
  EXPECT_EQ((*again)->records, next.records);
  EXPECT_EQ(sqlite("SELECT decision_number FROM dossiers WHERE id = 'r-1'"), "tekst");
  EXPECT_EQ(sqlite("SELECT count(*) FROM plan_facts"), "1");
}

TEST_F(PackageStore, stories_without_an_id_stay_apart_and_as_they_were_written) {
  sqlite("DELETE FROM stories; INSERT INTO stories (json) VALUES ('[1]'), ('[2]'), ('geen json')");
  const auto store = package_store(project_);
  const auto plan = store->read();
  ASSERT_TRUE(plan) << plan.diagnostics().front().message;
  ASSERT_EQ((*plan)->stories.size(), 3U);
  ASSERT_TRUE(store->save(edited(**plan, {tilted(**plan, 1, 20.0)}), {}));
  EXPECT_EQ(sqlite("SELECT group_concat(json, ';') FROM stories"), "[1];[2];geen json");
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
  const auto again = package_store(project_);
  const auto upgraded = again->read();
  ASSERT_TRUE(upgraded);
  const auto second = again->save(edited(**upgraded, {tilted(**upgraded, 2, 21.0)}), {});
  ASSERT_TRUE(second) << second.diagnostics().front().message;
  EXPECT_EQ(sqlite("SELECT value FROM schouw_plan WHERE key = 'schema_version'"), "4");
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

TEST_F(PackageStore, a_sensor_whose_id_was_emptied_is_called_as_its_source_called_it) {
  sqlite(std::string(kWithoutTriggers) + "UPDATE sensors SET id = NULL WHERE id = 'cam-2'");
  const auto plan = package_store(project_)->read();
  ASSERT_TRUE(plan);
  EXPECT_EQ((*plan)->sensors[1].id, "cam-2");
  EXPECT_EQ((*plan)->sensors[1].uuid, camera(2).uuid);
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

}  // namespace
}  // namespace schouw::plan
