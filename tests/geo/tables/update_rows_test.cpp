// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "geo/tables/update_package.h"

// Many rows into an update: quickly, into a file that is there or that is made, and read from the copy.
namespace schouw::tables {
namespace {

constexpr const char* kThen = "2026-11-27T10:00:00Z";
const std::vector<std::string> kColumns = {"height_m", "id"};

class UpdateRows : public ::testing::Test {
 protected:
  UpdateRows() : folder_(std::filesystem::path(::testing::TempDir()) / ("rows_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~UpdateRows() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path town() const { return folder_ / "town.gpkg"; }

  static Package package(std::vector<Row> rows) {
    Package package{.crs = *crs::crs_from_text("EPSG:28992")};
    package.tables = {
        {"sensors", "register", GeometryType::point, {{"id"}, {"height_m", ColumnType::real}}, std::move(rows)},
        {"notes", "", GeometryType::none, {{"text"}}, {}}};
    return package;
  }
  std::string ask(const std::string& sql) const {
    const std::string out = (folder_ / "answer.txt").string();
    const std::string command = "sqlite3 -cmd '.dbconfig enable_trigger off' '" + town().string() + "' \"" + sql +
                                "\" 2>&1 | grep -v '^ *enable_trigger off$' > '" + out + "'";
    if (std::system(command.c_str()) == -1) return "?";
    std::ifstream in(out);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static bool no_sqlite() { return std::system("command -v sqlite3 > /dev/null") != 0; }

 private:
  std::filesystem::path folder_;
};

Row row(const std::string& id, double height_m, double x) {
  return {model::Coordinate{x, 446000, {}}, {height_m, id}};
}

TEST_F(UpdateRows, go_into_a_file_with_their_index_and_bounds) {
  if (no_sqlite()) GTEST_SKIP() << "no sqlite3 program here";
  ASSERT_TRUE(
      write_package(town(), package({{model::Coordinate{80000, 440000, {}}, {std::string("A"), 3.0}, 7}}), ""));
  auto update = PackageUpdate::begin(town());
  ASSERT_TRUE(update);
  EXPECT_EQ(*update->next_fid("sensors"), 8);
  EXPECT_EQ(*update->insert_row("sensors", kColumns, {}, row("B", 4.5, 85000)), 8);
  EXPECT_EQ(*update->insert_row("sensors", kColumns, 20, row("C", 5.5, 86000)), 20);
  EXPECT_EQ(*update->insert_row("sensors", kColumns, {}, {{}, {std::monostate{}, std::string("D")}}), 21);
  EXPECT_EQ(*update->insert_row("notes", {"text"}, {}, {{}, {std::string("n")}}), 1);
  EXPECT_EQ(*update->next_fid("sensors"), 22);
  ASSERT_TRUE(update->commit(kThen));
  EXPECT_EQ(ask("SELECT fid, id, height_m, geom IS NULL FROM sensors"),
            "7|A|3.0|0\n8|B|4.5|0\n20|C|5.5|0\n21|D||1\n");
  EXPECT_EQ(ask("SELECT id, minx FROM rtree_sensors_geom ORDER BY 1"), "7|80000.0\n8|85000.0\n20|86000.0\n");
  EXPECT_EQ(ask("SELECT min_x, max_x FROM gpkg_contents WHERE table_name = 'sensors'"), "80000.0|86000.0\n");
  EXPECT_EQ(ask("SELECT rtreecheck('rtree_sensors_geom')"), "ok\n");
}

TEST_F(UpdateRows, make_a_new_file_that_is_as_one_that_was_written) {
  if (no_sqlite()) GTEST_SKIP() << "no sqlite3 program here";
  auto update = PackageUpdate::begin_new(town(), package({}), kThen);
  ASSERT_TRUE(update);
  EXPECT_FALSE(std::filesystem::exists(town())) << "not before commit";
  EXPECT_EQ(*update->insert_row("sensors", kColumns, {}, row("A", 3.0, 85000)), 1);
  EXPECT_EQ(*update->insert_row("sensors", kColumns, {}, row("B", 3.0, 85100)), 2);
  ASSERT_TRUE(update->commit(kThen));
  EXPECT_FALSE(std::filesystem::exists(town().string() + ".bak"));
  EXPECT_EQ(ask("SELECT min_x, min_y, max_x, max_y, last_change FROM gpkg_contents WHERE table_name = 'sensors'"),
            "85000.0|446000.0|85100.0|446000.0|2026-11-27T10:00:00.000Z\n");
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok\n");
  const auto read = read_package(town());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->table("sensors")->rows.size(), 2U);
}

TEST_F(UpdateRows, take_no_file_s_place_that_somebody_made_meanwhile) {
  auto update = PackageUpdate::begin_new(town(), package({}), kThen);
  ASSERT_TRUE(update);
  std::ofstream(town()) << "theirs";
  const auto done = update->commit(kThen);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.diagnostics().front().code, "PLAN-108");
  std::ifstream in(town());
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "theirs");
}

TEST_F(UpdateRows, leave_nothing_behind_without_commit) {
  {
    auto update = PackageUpdate::begin_new(town(), package({}), kThen);
    ASSERT_TRUE(update);
    ASSERT_TRUE(update->insert_row("sensors", kColumns, {}, row("A", 3.0, 85000)));
  }
  EXPECT_TRUE(std::filesystem::is_empty(town().parent_path()));
}

TEST_F(UpdateRows, are_read_from_the_copy_as_they_are_now) {
  ASSERT_TRUE(write_package(town(), package({{model::Coordinate{80000, 440000, {}}, {std::string("A"), 3.0}}}), ""));
  auto update = PackageUpdate::begin(town());
  ASSERT_TRUE(update);
  ASSERT_TRUE(update->update("sensors", 1, {.values = {{"height_m", 9.0}}, .geometry = {}}));
  const auto held = update->row("sensors", 1);
  ASSERT_TRUE(held && *held);
  EXPECT_EQ((*held)->fid, 1);
  EXPECT_EQ((*held)->cells, (std::vector<Cell>{std::string("A"), 9.0}));
  EXPECT_EQ((*held)->geometry, model::Geometry(model::Coordinate{80000, 440000, {}}));
  const auto none = update->row("sensors", 2);
  ASSERT_TRUE(none);
  EXPECT_FALSE(none->has_value());
  // Columns that came meanwhile are read too.
  ASSERT_TRUE(update->ensure_table({.name = "sensors", .geometry = GeometryType::point, .columns = {{"street"}}}));
  EXPECT_EQ((*update->row("sensors", 1))->cells.size(), 3U);
  EXPECT_EQ(update->row("nothing", 1).diagnostics().front().code, "PLAN-130");
}

TEST_F(UpdateRows, are_refused_one_by_one_and_the_others_stay) {
  ASSERT_TRUE(write_package(town(), package({}), ""));
  auto update = PackageUpdate::begin(town());
  ASSERT_TRUE(update);
  const auto code_of = [](const auto& result) {
    return result ? std::string("ok") : result.diagnostics().front().code;
  };
  EXPECT_EQ(code_of(update->insert_row("sensors", {"id", "nothing"}, {}, {{}, {std::string("A"), 1.0}})), "PLAN-130");
  EXPECT_EQ(code_of(update->insert_row("sensors", kColumns, 1, row("A", 1.0, 85000))), "ok");
  EXPECT_EQ(code_of(update->insert_row("sensors", kColumns, 1, row("B", 1.0, 85000))), "PLAN-132");
  const Row area{std::vector<model::PolygonWithHoles>{{{{{0, 0, {}}, {10, 0, {}}, {10, 10, {}}, {0, 0, {}}}}}},
                 {1.0, std::string("C")}};
  EXPECT_EQ(code_of(update->insert_row("sensors", kColumns, {}, area)), "PLAN-131");
  EXPECT_EQ(code_of(update->insert_row("sensors", kColumns, {}, row("D", 1.0, 85000))), "ok");
  ASSERT_TRUE(update->commit(kThen));
  EXPECT_EQ(read_package(town())->table("sensors")->rows.size(), 2U);
}

}  // namespace
}  // namespace schouw::tables
