// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/update_package.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

namespace schouw::tables {
namespace {

constexpr const char* kThen = "2026-11-21T10:00:00Z";

class Update : public ::testing::Test {
 protected:
  Update() : folder_(std::filesystem::path(::testing::TempDir()) / ("update_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~Update() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path file(const std::string& name) const { return folder_ / name; }

  static TableLayout sensors() {
    return {.name = "sensors",
            .description = "register",
            .geometry = GeometryType::point,
            .columns = {{"id"}, {"height_m", ColumnType::real}}};
  }
  void write_town() const {
    Package package{.crs = *crs::crs_from_text("EPSG:28992")};
    Table table{"sensors", "register", GeometryType::point, sensors().columns, {}};
    table.rows = {{model::Coordinate{85000, 446000, {}}, {std::string("A"), 3.0}},
                  {model::Coordinate{85100, 446100, {}}, {std::string("B"), 4.0}},
                  {model::Coordinate{85200, 446200, {}}, {std::string("C"), 5.0}}};
    Table areas{"areas", "", GeometryType::multi_polygon, {{"name"}}, {}};
    areas.rows = {{std::vector<model::PolygonWithHoles>{{{{{0, 0, {}}, {10, 0, {}}, {10, 10, {}}, {0, 0, {}}}}}},
                   {std::string("square")}}};
    package.tables = {table, areas};
    ASSERT_TRUE(write_package(file("town.gpkg"), package, "2025-01-01T00:00:00Z"));
  }
  std::string shell(const std::string& command) const {
    const auto out = file("shell.txt");
    if (std::system(("cd '" + folder_.string() + "' && " + command + " > shell.txt 2>&1").c_str()) == -1) return "?";
    std::ifstream in(out);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string ask(const std::string& sql, const std::string& name = "town.gpkg") const {
    // The shell has no ST_ functions, which the R-tree's triggers call.
    return shell("sqlite3 -cmd '.dbconfig enable_trigger off' " + name + " \"" + sql +
                 "\" | grep -v '^ *enable_trigger off$'");
  }
  std::string bytes_of(const std::string& name) const {
    std::ifstream in(file(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // By SQLite's own shell: the file is sound, the R-tree too, and it says of every place what the blob says.
  void expect_sound(const std::string& name, const std::string& table, const std::string& geometry) const {
    EXPECT_EQ(ask("PRAGMA integrity_check", name), "ok\n");
    EXPECT_EQ(ask("SELECT rtreecheck('rtree_" + table + "_" + geometry + "')", name), "ok\n");
    EXPECT_EQ(ask("SELECT (SELECT count(*) FROM rtree_" + table + "_" + geometry + ") = (SELECT count(*) FROM " +
                      table + " WHERE " + geometry + " NOT NULL)",
                  name),
              "1\n");
  }
  static std::string refused(const std::string& command) {
    return std::system(("command -v " + command + " > /dev/null").c_str()) != 0 ? "no " + command + " program here"
                                                                                : "";
  }

 private:
  std::filesystem::path folder_;
};

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? "ok" : result.diagnostics().front().code;
}

RowChange row(const std::string& id, double x, double y) {
  return {.values = {{"id", id}}, .geometry = model::Coordinate{x, y, {}}};
}

TEST_F(Update, changes_the_named_columns_of_the_named_rows_and_no_other) {
  if (const auto why = refused("sqlite3"); !why.empty()) GTEST_SKIP() << why;
  write_town();
  const std::string before = bytes_of("town.gpkg");
  auto update = PackageUpdate::begin(file("town.gpkg"));
  ASSERT_TRUE(update) << describe(update.diagnostics().front());
  ASSERT_TRUE(update->update("sensors", 2, {.values = {{"ID", std::string("B2")}}}));
  EXPECT_EQ(*update->insert("sensors", {}, row("D", 86000, 447000)), 4);
  EXPECT_EQ(*update->insert("sensors", 40, row("E", 85050, 446050)), 40);
  ASSERT_TRUE(update->update("sensors", 3, {.geometry = model::Geometry{}}));
  ASSERT_TRUE(update->erase("sensors", 1));
  const auto copy = update->read("sensors");
  ASSERT_EQ(copy->rows.size(), 4U);
  EXPECT_EQ(copy->rows.back().fid, 40);
  EXPECT_EQ(bytes_of("town.gpkg"), before) << "not before commit";
  ASSERT_TRUE(update->commit(kThen));
  EXPECT_EQ(bytes_of("town.gpkg.bak"), before);
  EXPECT_EQ(ask("SELECT fid, id, height_m, geom IS NULL FROM sensors"), "2|B2|4.0|0\n3|C|5.0|1\n4|D||0\n40|E||0\n");
  EXPECT_EQ(ask("SELECT id, minx, maxy FROM rtree_sensors_geom ORDER BY 1"),
            "2|85100.0|446100.0\n4|86000.0|447000.0\n40|85050.0|446050.0\n");
  EXPECT_EQ(ask("SELECT min_x, min_y, max_x, max_y, last_change FROM gpkg_contents WHERE table_name='sensors'"),
            "85050.0|446050.0|86000.0|447000.0|2026-11-21T10:00:00.000Z\n");
  EXPECT_EQ(ask("SELECT last_change FROM gpkg_contents WHERE table_name='areas'"), "2025-01-01T00:00:00.000Z\n");
  expect_sound("town.gpkg", "sensors", "geom");
}

TEST_F(Update, leaves_what_is_foreign_bit_for_bit) {
  if (const auto why = refused("sqlite3"); !why.empty()) GTEST_SKIP() << why;
  write_town();
  std::ofstream(file("foreign.sql")) << R"sql(.dbconfig enable_trigger off
    ALTER TABLE sensors ADD COLUMN inspector_note TEXT;
    UPDATE sensors SET inspector_note = 'loose bracket ' || id;
    CREATE TABLE depot (id INTEGER PRIMARY KEY, photo BLOB, "column with ""quotes""" REAL);
    INSERT INTO depot VALUES (7, x'00ff00ff', 0.1), (9, zeroblob(9000), -0.0);
    CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, f_table_name TEXT, styleQML TEXT);
    INSERT INTO layer_styles VALUES (1, 'sensors', '<qgis/>');
    CREATE TABLE seen (what TEXT);
    CREATE TRIGGER spy AFTER UPDATE ON sensors BEGIN INSERT INTO seen VALUES (NEW.id); DELETE FROM depot; END;
    CREATE TRIGGER spy2 AFTER INSERT ON sensors BEGIN SELECT load_extension('x'); END;
    CREATE VIEW high AS SELECT * FROM sensors WHERE height_m > 3.5;
    CREATE INDEX by_id ON sensors (id);
  )sql";
  ASSERT_EQ(shell("sqlite3 town.gpkg < foreign.sql | grep -v enable_trigger"), "");
  const std::string kForeign =
      "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'gpkg%' ORDER BY name; "
      "SELECT id, hex(photo), * FROM depot; SELECT * FROM layer_styles; SELECT count(*) FROM seen; "
      "SELECT fid, inspector_note FROM sensors; SELECT count(*) FROM high";
  const std::string before = ask(kForeign);
  ASSERT_NE(before.find("loose bracket C"), std::string::npos) << before;
  auto update = PackageUpdate::begin(file("town.gpkg"));
  ASSERT_TRUE(update);
  ASSERT_TRUE(update->ensure_table(sensors()));
  ASSERT_TRUE(update->update("sensors", 2, row("B2", 1, 2)));
  ASSERT_TRUE(update->insert("sensors", {}, row("D", 3, 4)));
  ASSERT_TRUE(update->erase("sensors", 4));
  ASSERT_TRUE(update->commit(kThen));
  EXPECT_EQ(ask(kForeign), before);
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok\n") << "the foreign index too";
  EXPECT_EQ(ask("SELECT fid FROM sensors INDEXED BY by_id WHERE id = 'B2'"), "2\n");
}

TEST_F(Update, makes_a_table_that_is_missing_and_adds_columns_that_are) {
  if (const auto why = refused("ogrinfo"); !why.empty()) GTEST_SKIP() << why;
  write_town();
  auto update = PackageUpdate::begin(file("town.gpkg"));
  TableLayout more = sensors();
  more.columns.push_back({"tilt_deg", ColumnType::real});
  more.columns.push_back({"HEIGHT_M", ColumnType::real});
  ASSERT_TRUE(update->update("sensors", 1, {.values = {{"id", std::string("A2")}}}));
  ASSERT_TRUE(update->ensure_table(more));
  ASSERT_TRUE(update->update("sensors", 1, {.values = {{"tilt_deg", 12.5}}}));
  ASSERT_TRUE(update->ensure_table({.name = "cases", .geometry = GeometryType::multi_polygon, .columns = {{"id"}}}));
  ASSERT_TRUE(update->ensure_table({.name = "notes", .columns = {{"text"}}}));
  ASSERT_TRUE(
      update->insert("cases", {},
                     {.values = {{"id", std::string("c")}},
                      .geometry = std::vector<model::PolygonWithHoles>{{{{{5, 5, {}}, {9, 5, {}}, {9, 8, {}}}}}}}));
  ASSERT_TRUE(update->insert("notes", {}, {.values = {{"text", std::string("n")}}}));
  ASSERT_TRUE(update->commit(kThen));
  const std::string said = shell("ogrinfo -ro -al town.gpkg");
  EXPECT_EQ(said.find("Warning"), std::string::npos) << said;
  EXPECT_EQ(said.find("ERROR"), std::string::npos) << said;
  EXPECT_NE(said.find("tilt_deg (Real) = 12.5"), std::string::npos) << said;
  EXPECT_NE(said.find("id (String) = A2"), std::string::npos) << said;
  EXPECT_NE(said.find("((5 5,9 5,9 8,5 5))"), std::string::npos) << said;
  EXPECT_NE(said.find("Extent: (5.000000, 5.000000) - (9.000000, 8.000000)"), std::string::npos) << said;
  EXPECT_NE(said.find("text (String) = n"), std::string::npos) << said;
  EXPECT_EQ(ask("SELECT count(*) FROM pragma_table_info('sensors')"), "5\n") << "no second height_m";
  EXPECT_EQ(ask("PRAGMA foreign_key_check"), "");
  expect_sound("town.gpkg", "cases", "geom");
}

TEST_F(Update, of_a_file_that_ogr2ogr_wrote_is_read_back_by_ogrinfo_and_sqlite3) {
  for (const char* program : {"ogr2ogr", "sqlite3"}) {
    if (const auto why = refused(program); !why.empty()) GTEST_SKIP() << why;
  }
  write_town();
  ASSERT_EQ(shell("ogr2ogr -f GPKG gis.gpkg town.gpkg -lco FID=objectnr -lco GEOMETRY_NAME=plek -sql \"SELECT "
                  "CAST(height_m AS "
                  "integer) AS Height_M, 'x' AS extra, id FROM sensors\" -nln sensors -dialect OGRSQL"),
            "");
  ASSERT_NE(ask("SELECT sql FROM sqlite_master WHERE name = 'sensors'", "gis.gpkg").find("objectnr"),
            std::string::npos);
  auto update = PackageUpdate::begin(file("gis.gpkg"));
  ASSERT_TRUE(update) << describe(update.diagnostics().front());
  EXPECT_EQ(update->crs().id, "EPSG:28992");
  const auto read = update->read("sensors");
  ASSERT_EQ(read->rows.size(), 3U);
  EXPECT_EQ(read->rows[2].fid, 3);
  EXPECT_EQ(read->rows[2].cells[0], Cell(std::int64_t{5}));
  ASSERT_TRUE(update->ensure_table(sensors()));
  ASSERT_TRUE(update->update("sensors", 3, {.values = {{"height_m", 6.5}}}));
  ASSERT_TRUE(update->insert("sensors", {}, row("D", 90000, 450000)));
  ASSERT_TRUE(update->erase("sensors", 1));
  ASSERT_TRUE(update->commit(kThen));
  expect_sound("gis.gpkg", "sensors", "plek");
  const std::string said = shell("ogrinfo -ro -al gis.gpkg");
  EXPECT_EQ(said.find("ERROR"), std::string::npos) << said;
  EXPECT_NE(said.find("Feature Count: 3"), std::string::npos) << "gpkg_ogr_contents; " << said;
  EXPECT_NE(said.find("Extent: (85100.000000, 446100.000000) - (90000.000000, 450000.000000)"), std::string::npos);
  EXPECT_NE(said.find("POINT (90000 450000)"), std::string::npos) << said;
  EXPECT_EQ(ask("SELECT objectnr, Height_M, extra, id FROM sensors", "gis.gpkg"), "2|4|x|B\n3|6.5|x|C\n4|||D\n");
  EXPECT_EQ(ask("SELECT feature_count FROM gpkg_ogr_contents", "gis.gpkg"), "3\n");
}

TEST_F(Update, is_refused_where_another_program_changed_the_file) {
  if (const auto why = refused("sqlite3"); !why.empty()) GTEST_SKIP() << why;
  write_town();
  auto update = PackageUpdate::begin(file("town.gpkg"));
  ASSERT_TRUE(update->update("sensors", 2, {.values = {{"id", std::string("ours")}}}));
  const auto stamp = *stamp_of(file("town.gpkg"));
  EXPECT_TRUE(update->stamp() == stamp);
  ask("UPDATE sensors SET height_m = 9 WHERE fid = 2");
  EXPECT_FALSE(*stamp_of(file("town.gpkg")) == stamp);
  EXPECT_EQ(code_of(update->commit(kThen)), "PLAN-108");
  EXPECT_EQ(ask("SELECT id, height_m FROM sensors WHERE fid = 2"), "B|9.0\n");
  EXPECT_FALSE(std::filesystem::exists(file("town.gpkg.bak")));
}

TEST_F(Update, is_refused_where_the_file_was_replaced_or_removed) {
  write_town();
  auto update = PackageUpdate::begin(file("town.gpkg"));
  ASSERT_TRUE(update->erase("sensors", 2));
  std::filesystem::copy_file(file("town.gpkg"), file("other"));
  std::filesystem::rename(file("other"), file("town.gpkg"));
  EXPECT_EQ(code_of(update->commit(kThen)), "PLAN-108");
  auto second = PackageUpdate::begin(file("town.gpkg"));
  ASSERT_TRUE(second->erase("sensors", 2));
  std::filesystem::remove(file("town.gpkg"));
  EXPECT_EQ(code_of(second->commit(kThen)), "PLAN-108");
  EXPECT_FALSE(std::filesystem::exists(file("town.gpkg")));
}

TEST_F(Update, waits_for_nobody_who_has_changes_of_his_own) {
  write_town();
  std::ofstream(file("town.gpkg-journal")) << "journal";
  EXPECT_EQ(code_of(PackageUpdate::begin(file("town.gpkg"))), "PLAN-107");
  Package package{.crs = *crs::crs_from_text("EPSG:28992")};
  EXPECT_EQ(code_of(write_package(file("town.gpkg"), package, kThen)), "PLAN-107");
  std::filesystem::remove(file("town.gpkg-journal"));
  // As a program in the midst of a change holds it. Source: sqlite.org/lockingv3.html.
  const int held = ::open(file("town.gpkg").c_str(), O_RDWR);
  struct flock reserved = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000001, .l_len = 1, .l_pid = 0};
  ASSERT_EQ(::fcntl(held, F_OFD_SETLK, &reserved), 0);
  EXPECT_EQ(code_of(PackageUpdate::begin(file("town.gpkg"))), "PLAN-107");
  ::close(held);
  EXPECT_EQ(code_of(PackageUpdate::begin(file("town.gpkg"))), "ok");
}

TEST_F(Update, says_which_table_column_or_row_is_not_there_and_goes_on) {
  write_town();
  auto update = PackageUpdate::begin(file("town.gpkg"));
  EXPECT_EQ(code_of(update->erase("sensors", 99)), "PLAN-130");
  EXPECT_EQ(code_of(update->update("sensors", 99, row("x", 1, 1))), "PLAN-130");
  EXPECT_EQ(code_of(update->update("sensors", 99, {})), "PLAN-130");
  EXPECT_EQ(code_of(update->update("sensors", 1, {.values = {{"nothing", {}}}})), "PLAN-130");
  EXPECT_EQ(code_of(update->insert("nowhere", {}, {})), "PLAN-130");
  EXPECT_EQ(code_of(update->read("nowhere")), "PLAN-130");
  const auto twice = update->insert("sensors", 2, row("x", 1, 1));
  EXPECT_EQ(code_of(twice), "PLAN-132");
  EXPECT_EQ(twice.diagnostics().front().where.feature, "sensors row 2");
  EXPECT_EQ(code_of(update->insert("areas", {}, {.geometry = model::Coordinate{1, 1, {}}})), "PLAN-131");
  EXPECT_EQ(code_of(update->update("sensors", 1, {.geometry = std::vector<model::Ring>{{{0, 0, {}}, {1, 1, {}}}}})),
            "PLAN-131");
  ASSERT_TRUE(update->update("sensors", 1, {.values = {{"id", std::string("still")}}}));
  ASSERT_TRUE(update->commit(kThen));
  const auto read = read_package(file("town.gpkg"));
  EXPECT_EQ(read->table("sensors")->rows[0].cells[0], Cell(std::string("still")));
  EXPECT_EQ(read->table("sensors")->rows.size(), 3U);
}

TEST_F(Update, copes_with_tables_that_are_made_otherwise) {
  if (const auto why = refused("sqlite3"); !why.empty()) GTEST_SKIP() << why;
  write_town();
  std::ofstream(file("odd.sql")) << R"sql(
    CREATE TABLE codes (code TEXT PRIMARY KEY, meaning TEXT) WITHOUT ROWID;
    CREATE TABLE loose (a TEXT, b REAL);
    CREATE TABLE strict_one (n INTEGER PRIMARY KEY, must TEXT NOT NULL, few INTEGER CHECK (few < 5));
    CREATE VIEW seen AS SELECT 1 AS fid;
    CREATE TABLE lost (fid INTEGER PRIMARY KEY, name TEXT);
    INSERT INTO codes VALUES ('b', 'second'), ('a', 'first');
    INSERT INTO loose VALUES (NULL, NULL), ('x', 1.5);
    INSERT INTO lost VALUES (1, 'here');
    INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('codes', 'attributes', 'codes'),
      ('loose', 'attributes', 'loose'), ('strict_one', 'attributes', 'strict_one'), ('seen', 'attributes', 'seen'),
      ('lost', 'features', 'lost'), ('no_table', 'attributes', 'no_table');
    INSERT INTO gpkg_geometry_columns VALUES ('lost', 'geom', 'POINT', 28992, 0, 0);
  )sql";
  ASSERT_EQ(shell("sqlite3 town.gpkg < odd.sql"), "");
  auto update = PackageUpdate::begin(file("town.gpkg"));
  ASSERT_TRUE(update) << describe(update.diagnostics().front());
  ASSERT_EQ(update.diagnostics().size(), 1U);
  EXPECT_EQ(update.diagnostics().front().code, "PLAN-109");
  EXPECT_EQ(update->table("seen"), nullptr);
  EXPECT_EQ(update->read("codes")->rows[0].cells[0], Cell(std::string("a")));
  EXPECT_EQ(code_of(update->insert("codes", {}, {.values = {{"code", std::string("c")}}})), "PLAN-131");
  EXPECT_EQ(update->table("loose")->key, "rowid");
  EXPECT_EQ(*update->insert("loose", {}, {.values = {{"a", std::string("y")}}}), 3);
  ASSERT_TRUE(update->update("loose", 1, {.values = {{"b", 2.5}}}));
  EXPECT_EQ(code_of(update->insert("strict_one", {}, {})), "PLAN-132");
  EXPECT_EQ(
      code_of(update->insert("strict_one", {}, {.values = {{"must", std::string("m")}, {"few", std::int64_t{9}}}})),
      "PLAN-132");
  EXPECT_EQ(update->read("lost")->rows.size(), 1U);
  EXPECT_EQ(code_of(update->update("lost", 1, {.geometry = model::Coordinate{1, 1, {}}})), "PLAN-131");
  EXPECT_EQ(code_of(update->ensure_table({.name = "Seen"})), "PLAN-131") << "a view of that name";
  ASSERT_TRUE(update->commit(kThen));
  EXPECT_EQ(ask("SELECT rowid, a, b FROM loose"), "1||2.5\n2|x|1.5\n3|y|\n");
}

TEST_F(Update, keeps_bounds_where_a_table_has_neither_triggers_nor_an_r_tree) {
  if (const auto why = refused("sqlite3"); !why.empty()) GTEST_SKIP() << why;
  write_town();
  ask("DROP TABLE rtree_sensors_geom; DELETE FROM gpkg_extensions WHERE table_name = 'sensors'");
  for (const char* trigger : {"insert", "update1", "update2", "update3", "update4", "delete"}) {
    ask(std::string("DROP TRIGGER rtree_sensors_geom_") + trigger);
  }
  auto update = PackageUpdate::begin(file("town.gpkg"));
  ASSERT_TRUE(update->erase("sensors", 3));
  ASSERT_TRUE(update->update("sensors", 1, {.geometry = model::Coordinate{84000, 446000, 7.0}}));
  ASSERT_TRUE(update->commit(kThen));
  EXPECT_EQ(ask("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'sensors'"),
            "84000.0|446000.0|85100.0|446100.0\n");
  EXPECT_EQ(ask("SELECT z FROM gpkg_geometry_columns WHERE table_name = 'sensors'"), "2\n");
}

TEST_F(Update, that_changes_nothing_writes_nothing) {
  write_town();
  const auto stamp = *stamp_of(file("town.gpkg"));
  auto update = PackageUpdate::begin(file("town.gpkg"));
  ASSERT_TRUE(update->ensure_table(sensors()));
  ASSERT_TRUE(update->commit(kThen));
  EXPECT_TRUE(*stamp_of(file("town.gpkg")) == stamp);
}

TEST_F(Update, works_below_a_folder_that_is_a_link) {
  write_town();
  std::filesystem::create_directory_symlink(file("."), file("link"));
  auto update = PackageUpdate::begin(file("link/town.gpkg"));
  ASSERT_TRUE(update) << describe(update.diagnostics().front());
  ASSERT_TRUE(update->erase("sensors", 3));
  EXPECT_EQ(code_of(update->commit(kThen)), "ok");
  Package package{.crs = *crs::crs_from_text("EPSG:28992")};
  EXPECT_EQ(code_of(write_package(file("link/new.gpkg"), package, kThen)), "ok");
}

TEST_F(Update, brings_a_file_of_wal_mode_back) {
  if (const auto why = refused("sqlite3"); !why.empty()) GTEST_SKIP() << why;
  write_town();
  ASSERT_EQ(ask("PRAGMA journal_mode=WAL"), "wal\n");
  auto update = PackageUpdate::begin(file("town.gpkg"));
  ASSERT_TRUE(update) << describe(update.diagnostics().front());
  ASSERT_TRUE(update->erase("sensors", 3));
  ASSERT_EQ(code_of(update->commit(kThen)), "ok");
  EXPECT_EQ(ask("PRAGMA journal_mode; SELECT count(*) FROM sensors"), "delete\n2\n");
}

}  // namespace
}  // namespace schouw::tables
