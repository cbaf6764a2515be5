// SPDX-License-Identifier: EUPL-1.2
#include "layers/plan/edit_session.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "geo/base/append_log.h"
#include "geo/base/read_file.h"
#include "tests/layers/plan/stored_plan.h"

namespace schouw::plan {
namespace {

namespace fs = std::filesystem;
using example::camera;
using example::kWithoutTriggers;
using example::tilted;

class Session : public example::StoredPlan {
 protected:
  // Whether edits wait beyond what the project holds.
  bool waits() const {
    const auto loaded = package_store(project_)->read();
    const auto waiting = loaded ? Journal::waiting(project_, (*loaded)->revision) : loaded.diagnostics().front();
    return waiting && waiting->has_value();
  }

  // The journal as it was before a save emptied it: the program ended between the two.
  static void put_back(const fs::path& journal, const std::string& bytes) {
    FILE* file = std::fopen(journal.c_str(), "wb");
    ASSERT_NE(file, nullptr);
    EXPECT_EQ(std::fwrite(bytes.data(), 1, bytes.size(), file), bytes.size());
    std::fclose(file);
  }

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
  EXPECT_TRUE(waits());
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
  EXPECT_FALSE(waits());
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
  const std::uint64_t saved = (*package_store(project_)->read())->revision;
  std::size_t most = 0;
  for (std::size_t bytes = 0; bytes <= whole.size(); bytes += bytes + 40 < whole.size() ? 7 : 1) {
    fs::resize_file(journal, 0);
    FILE* file = std::fopen(journal.c_str(), "wb");
    ASSERT_EQ(std::fwrite(whole.data(), 1, bytes, file), bytes);
    std::fclose(file);
    const auto waiting = Journal::waiting(project_, saved);
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
  put_back(journal, journal_bytes);
  auto session = EditSession::begin(project_);
  ASSERT_TRUE(session);
  const auto plan = session->read();
  const auto waiting = session->waiting(**plan);
  ASSERT_TRUE(waiting);
  EXPECT_FALSE(*waiting) << "the plan holds it all";
}

TEST_F(Session, edits_behind_a_journal_that_was_saved_but_not_emptied_come_back_alone) {
  std::string journal_bytes;
  fs::path journal;
  {
    auto session = EditSession::begin(project_);
    ASSERT_TRUE(session);
    Document document = edit(*session, 33.0);
    for (const auto& entry : fs::directory_iterator(folder_ / "state" / "schouw")) journal = entry.path();
    Step more{
        .what = {}, .who = "planner", .when_iso = "", .changes = {tilted(*document.plan, 3, 44.0)}, .inverse = {}};
    Document further = document;
    ASSERT_TRUE(take(further, std::move(more)));
    ASSERT_TRUE(session->note(further));
    journal_bytes = *base::read_file(journal);
    ASSERT_TRUE(session->save(document)) << "the first edit alone";
  }
  put_back(journal, journal_bytes);
  auto session = EditSession::begin(project_);
  ASSERT_TRUE(session);
  Document document = opened(*session->read());
  const auto waiting = session->waiting(*document.plan);
  ASSERT_TRUE(waiting && *waiting);
  EXPECT_EQ((*waiting)->happened.size(), 1U);
  ASSERT_TRUE(session->recover(document, **waiting));
  EXPECT_EQ(*document.plan->sensors[1].tilt_deg, 33.0);
  EXPECT_EQ(*document.plan->sensors[2].tilt_deg, 44.0);
}

TEST_F(Session, edits_behind_a_record_that_cannot_be_read_are_not_lost_with_it) {
  fs::path journal;
  {
    auto session = EditSession::begin(project_);
    ASSERT_TRUE(session);
    edit(*session, 33.0);
    for (const auto& entry : fs::directory_iterator(folder_ / "state" / "schouw")) journal = entry.path();
  }
  {
    auto log = base::AppendLog::open_or_create(journal, {.content_version = 1});
    ASSERT_TRUE(log);
    ASSERT_TRUE(log->append("geen json"));
    ASSERT_TRUE(log->sync());
  }
  {
    auto session = EditSession::begin(project_);
    ASSERT_TRUE(session);
    Document document = opened(*session->read());
    const auto waiting = session->waiting(*document.plan);
    ASSERT_TRUE(waiting && *waiting);
    EXPECT_FALSE(waiting.diagnostics().empty());
    ASSERT_TRUE(session->recover(document, **waiting));
    Step more{
        .what = {}, .who = "planner", .when_iso = "", .changes = {tilted(*document.plan, 3, 44.0)}, .inverse = {}};
    ASSERT_TRUE(take(document, std::move(more)));
    ASSERT_TRUE(session->note(document));
  }  // killed once more
  auto session = EditSession::begin(project_);
  ASSERT_TRUE(session);
  Document document = opened(*session->read());
  const auto waiting = session->waiting(*document.plan);
  ASSERT_TRUE(waiting && *waiting);
  EXPECT_EQ((*waiting)->happened.size(), 2U);
  EXPECT_TRUE(fs::exists(journal.string() + ".left")) << "what could not be read is kept";
}

TEST_F(Session, a_step_undone_after_it_was_saved_comes_back_as_undone) {
  {
    auto session = EditSession::begin(project_);
    ASSERT_TRUE(session);
    Document document = edit(*session, 33.0);
    ASSERT_TRUE(session->save(document));
    ASSERT_TRUE(undo(document));
    ASSERT_TRUE(session->note(document));
  }
  auto session = EditSession::begin(project_);
  ASSERT_TRUE(session);
  Document document = opened(*session->read());
  EXPECT_EQ(*document.plan->sensors[1].tilt_deg, 33.0);
  const auto waiting = session->waiting(*document.plan);
  ASSERT_TRUE(waiting && *waiting);
  ASSERT_TRUE(session->recover(document, **waiting));
  EXPECT_EQ(*document.plan->sensors[1].tilt_deg, 10.0);
}

TEST_F(Session, what_others_saved_meanwhile_is_not_written_over) {
  auto session = EditSession::begin(project_);
  ASSERT_TRUE(session);
  const auto loaded = load_project(project_);
  ASSERT_TRUE(loaded);
  sqlite(std::string(kWithoutTriggers) + "UPDATE sensors SET tilt_deg = 44 WHERE id = 'cam-2'");
  Document document = opened(loaded->plan);  // of before, and not read under the lock
  Step step{
      .what = {}, .who = "planner", .when_iso = "", .changes = {tilted(*document.plan, 2, 33.0)}, .inverse = {}};
  ASSERT_TRUE(take(document, std::move(step)));
  const auto saved = session->save(document);
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.diagnostics().front().code, "PLAN-127");
  EXPECT_EQ(sqlite("SELECT tilt_deg FROM sensors WHERE id = 'cam-2'"), "44.0");
}

TEST_F(Session, the_history_tells_who_changed_which_field_from_what_to_what) {
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

// A register knows nothing of what a planner took out.
TEST_F(Session, a_sensor_that_was_removed_and_comes_back_with_its_register_is_told_of) {
  const fs::path project = folder_ / "again.schouw.gpkg";
  const fs::path file = folder_ / "again.csv";
  std::ofstream(file) << "id;kind;x;y\nA;camera;84500;446500\nB;camera;84600;446500\n";
  const auto codes = [&](const ImportReport& report) {
    std::vector<std::string> told;
    for (const auto& said : report.diagnostics) {
      if (said.code == "REG-172") told.push_back(said.message);
    }
    return told;
  };
  const auto first = import_files(project, {file}, {});
  ASSERT_TRUE(first);
  EXPECT_TRUE(codes(*first).empty());
  {
    auto session = EditSession::begin(project);
    ASSERT_TRUE(session);
    Document document = opened(*session->read());
    const base::Uuid uuid = document.plan->sensors[1].uuid;
    ASSERT_TRUE(take(document, {.what = {"edit.remove_sensor", {}},
                                .who = "planner",
                                .when_iso = "2026-11-26T10:00:00Z",
                                .changes = {remove_sensor(*document.plan, uuid)},
                                .inverse = {}}));
    ASSERT_TRUE(session->save(document));
  }
  const auto again = import_files(project, {file}, {});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->added, 1);
  const auto told = codes(*again);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_NE(told[0].find("'B'"), std::string::npos) << told[0];
  EXPECT_NE(told[0].find("2026-11-26"), std::string::npos) << told[0];
  const auto third = import_files(project, {file}, {});
  ASSERT_TRUE(third);
  EXPECT_TRUE(codes(*third).empty()) << "it is there already";
}

}  // namespace
}  // namespace schouw::plan
