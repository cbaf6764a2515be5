// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/geopackage.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <limits>

#include "geo/tables/geometry_blob.h"

namespace schouw::tables {
namespace {

using Area = std::vector<model::PolygonWithHoles>;

class Geopackage : public ::testing::Test {
 protected:
  Geopackage() : folder_(std::filesystem::path(::testing::TempDir()) / ("gpkg_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~Geopackage() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path file(const char* name) const { return folder_ / name; }

  static Package sample() {
    Package package{.crs = *crs::crs_from_text("EPSG:7415")};
    Table sensors{.name = "sensors",
                  .description = "Het \"register\" van de gemeente; 'alles'",
                  .geometry = GeometryType::point,
                  .columns = {{"id"}, {"fid", ColumnType::integer}, {"height_m", ColumnType::real}}};
    sensors.rows.push_back(
        {model::Coordinate{85000.5, 446400.25, 3.5}, {std::string("a'b\"c"), std::int64_t{-7}, 2.5}});
    sensors.rows.push_back({model::Coordinate{85100.5, 446500.25, {}}, {std::string("caf\xc3\xa9"), {}, {}}});
    sensors.rows.push_back({{}, {std::string("no place"), std::numeric_limits<std::int64_t>::max(), -0.0}});
    Table zones{.name = "zones; DROP TABLE sensors", .geometry = GeometryType::multi_polygon, .columns = {{"id"}}};
    zones.rows.push_back({Area{{{{{0, 0, {}}, {10, 0, {}}, {10, 10, {}}, {0, 10, {}}, {0, 0, {}}},
                                 {{2, 2, {}}, {2, 4, {}}, {4, 4, {}}, {4, 2, {}}, {2, 2, {}}}}},
                               {{{{20, 0, {}}, {30, 0, {}}, {30, 10, {}}, {20, 0, {}}}}}},
                          {std::string("z1")}});
    package.tables = {sensors, zones, {.name = "settings", .columns = {{"key"}, {"value"}}}};
    return package;
  }

  std::string shell(const std::string& command) const {
    const auto out = file("shell.txt");
    if (std::system((command + " > '" + out.string() + "' 2>&1").c_str()) == -1) return "cannot run";
    std::ifstream in(out);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::filesystem::path folder_;
};

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string code_of(const base::Result<Package>& package) {
  return package ? "ok" : package.diagnostics().front().code;
}

void expect_equal(const Table& a, const Table& b) {
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.description, b.description);
  EXPECT_EQ(a.geometry, b.geometry);
  ASSERT_EQ(a.columns.size(), b.columns.size());
  ASSERT_EQ(a.rows.size(), b.rows.size());
  for (std::size_t i = 0; i < a.rows.size(); ++i) {
    EXPECT_EQ(a.rows[i].cells, b.rows[i].cells) << a.name << " row " << i;
    EXPECT_EQ(geometry_blob(a.rows[i].geometry, 7415), geometry_blob(b.rows[i].geometry, 7415));
  }
}

TEST_F(Geopackage, in_memory_has_the_rows_of_the_file_and_no_free_page) {
  const auto bytes = package_bytes(sample(), "2026-11-21T10:00:00Z");
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*package_bytes(sample(), "2026-11-21T10:00:00Z"), *bytes);
  EXPECT_EQ(bytes->substr(0, 15), "SQLite format 3");
  std::ofstream(file("memory.gpkg"), std::ios::binary) << *bytes;
  ASSERT_TRUE(write_package(file("disk.gpkg"), sample(), "2026-11-21T10:00:00Z"));
  const auto dump = [&](const char* name) { return shell("sqlite3 '" + file(name).string() + "' .dump"); };
  EXPECT_EQ(dump("memory.gpkg"), dump("disk.gpkg"));
  EXPECT_EQ(shell("sqlite3 '" + file("memory.gpkg").string() + "' 'PRAGMA integrity_check; PRAGMA freelist_count'"),
            "ok\n0\n");
}

TEST_F(Geopackage, reads_back_what_it_wrote) {
  const Package package = sample();
  ASSERT_TRUE(write_package(file("a.schouw.gpkg"), package, "2026-11-21T10:00:00Z"));
  const auto again = read_package(file("a.schouw.gpkg"));
  ASSERT_TRUE(again) << describe(again.diagnostics().front());
  EXPECT_TRUE(again->crs == package.crs);
  ASSERT_EQ(again->tables.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) expect_equal(again->tables[i], package.tables[i]);
  ASSERT_NE(again->table("settings"), nullptr);
  EXPECT_EQ(again->table("nothing"), nullptr);
}

TEST_F(Geopackage, keeps_a_system_that_has_no_code) {
  Package package{.crs = *crs::crs_from_text(
                      R"(PROJCS["Town",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],)"
                      R"(PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],)"
                      R"(PARAMETER["latitude_of_origin",52.1],PARAMETER["central_meridian",4.31],)"
                      R"(PARAMETER["scale_factor",1],PARAMETER["false_easting",1000],)"
                      R"(PARAMETER["false_northing",2000],UNIT["metre",1]])")};
  ASSERT_TRUE(package.crs.id.empty());
  package.tables = {{.name = "sensors", .geometry = GeometryType::point}};
  ASSERT_TRUE(write_package(file("own.gpkg"), package, "2026-11-21T10:00:00Z"));
  const auto again = read_package(file("own.gpkg"));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->crs.wkt, package.crs.wkt);
}

TEST_F(Geopackage, is_the_same_bytes_each_time_and_keeps_the_old_file) {
  ASSERT_TRUE(write_package(file("a.gpkg"), sample(), "2026-11-21T10:00:00Z"));
  ASSERT_TRUE(write_package(file("b.gpkg"), sample(), "2026-11-21T10:00:00Z"));
  const std::string first = bytes_of(file("a.gpkg"));
  EXPECT_EQ(first, bytes_of(file("b.gpkg")));
  Package changed = sample();
  changed.tables[0].rows.pop_back();
  ASSERT_TRUE(write_package(file("a.gpkg"), changed, "2026-11-21T10:00:00Z"));
  EXPECT_EQ(bytes_of(file("a.gpkg.bak")), first);
  EXPECT_EQ(read_package(file("a.gpkg"))->tables[0].rows.size(), 2U);
}

// Header of the SQLite file format 1.3: application_id at byte 68, user_version at 60; values of OGC 12-128r17.
TEST_F(Geopackage, states_in_its_header_that_it_is_one) {
  ASSERT_TRUE(write_package(file("a.gpkg"), sample(), "2026-11-21T10:00:00Z"));
  const std::string bytes = bytes_of(file("a.gpkg"));
  EXPECT_EQ(bytes.substr(68, 4), "GPKG");
  EXPECT_EQ(bytes.substr(60, 4), std::string("\x00\x00\x28\x3c", 4));  // 10300
}

TEST_F(Geopackage, is_sound_to_the_sqlite_shell) {
  if (std::system("command -v sqlite3 > /dev/null") != 0) GTEST_SKIP() << "no sqlite3 program here";
  ASSERT_TRUE(write_package(file("a.gpkg"), sample(), "2026-11-21T10:00:00Z"));
  const auto ask = [&](const std::string& sql) {
    return shell("sqlite3 '" + file("a.gpkg").string() + "' \"" + sql + "\"");
  };
  EXPECT_EQ(ask("PRAGMA integrity_check"), "ok\n");
  EXPECT_EQ(ask("PRAGMA foreign_key_check"), "");
  EXPECT_EQ(ask("SELECT min_x, max_y, srs_id, last_change FROM gpkg_contents WHERE table_name = 'sensors'"),
            "85000.5|446500.25|7415|2026-11-21T10:00:00.000Z\n");
  EXPECT_EQ(ask("SELECT id, minx, maxy FROM rtree_sensors_geom"), "1|85000.5|446400.25\n2|85100.5|446500.25\n");
  EXPECT_EQ(ask("SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1"), "-1\n0\n4326\n7415\n");
}

TEST_F(Geopackage, opens_in_gdal_without_a_warning) {
  if (std::system("command -v ogrinfo > /dev/null") != 0) GTEST_SKIP() << "no ogrinfo program here";
  ASSERT_TRUE(write_package(file("a.gpkg"), sample(), "2026-11-21T10:00:00Z"));
  const std::string said = shell("ogrinfo -ro -al '" + file("a.gpkg").string() + "'");
  EXPECT_EQ(said.find("Warning"), std::string::npos) << said;
  EXPECT_EQ(said.find("ERROR"), std::string::npos) << said;
  EXPECT_NE(said.find("POINT Z (85000.5 446400.25 3.5)"), std::string::npos) << said;
  EXPECT_NE(said.find("((20 0,30 0,30 10,20 0))"), std::string::npos) << said;
  EXPECT_NE(said.find("ID[\"EPSG\",7415]"), std::string::npos) << said;
}

TEST_F(Geopackage, says_what_is_wrong_with_a_file_that_is_none) {
  EXPECT_EQ(code_of(read_package(file("missing.gpkg"))), "PLAN-101");
  std::ofstream(file("empty.gpkg")).flush();
  EXPECT_EQ(code_of(read_package(file("empty.gpkg"))), "PLAN-102");
  std::ofstream(file("text.gpkg")) << std::string(5000, 'x');
  EXPECT_EQ(code_of(read_package(file("text.gpkg"))), "PLAN-102");
  EXPECT_EQ(code_of(read_package(file("."))), "PLAN-102");
}

TEST_F(Geopackage, survives_being_cut_off_or_scratched) {
  ASSERT_TRUE(write_package(file("a.gpkg"), sample(), "2026-11-21T10:00:00Z"));
  const std::string whole = bytes_of(file("a.gpkg"));
  for (std::size_t length = 100; length < whole.size(); length += 4096) {
    std::ofstream(file("cut.gpkg"), std::ios::binary) << whole.substr(0, length);
    EXPECT_EQ(code_of(read_package(file("cut.gpkg"))), "PLAN-103") << length;
  }
  for (std::size_t at = 100; at < whole.size(); at += 1031) {
    std::string scratched = whole;
    for (std::size_t i = at; i < std::min(at + 16, whole.size()); ++i) scratched[i] = static_cast<char>(0xff);
    std::ofstream(file("scratched.gpkg"), std::ios::binary) << scratched;
    const std::string code = code_of(read_package(file("scratched.gpkg")));
    EXPECT_TRUE(code == "ok" || code == "PLAN-103") << at << " " << code;
  }
}

TEST_F(Geopackage, is_not_read_while_changes_wait_beside_it) {
  ASSERT_TRUE(write_package(file("a.gpkg"), sample(), "2026-11-21T10:00:00Z"));
  std::ofstream(file("a.gpkg-wal")) << "changes";
  EXPECT_EQ(code_of(read_package(file("a.gpkg"))), "PLAN-107");
}

TEST_F(Geopackage, leaves_the_old_file_where_it_cannot_write_the_new_one) {
  Package bad = sample();
  bad.tables[0].rows[0].geometry = std::vector<model::Ring>{{{0, 0, {}}, {1, 1, {}}}};
  ASSERT_TRUE(write_package(file("a.gpkg"), sample(), "2026-11-21T10:00:00Z"));
  const std::string before = bytes_of(file("a.gpkg"));
  const auto failed = write_package(file("a.gpkg"), bad, "2026-11-21T10:00:00Z");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.diagnostics().front().code, "PLAN-105");
  EXPECT_EQ(bytes_of(file("a.gpkg")), before);
  EXPECT_FALSE(write_package(file("no/such/folder.gpkg"), sample(), ""));
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(file("."))) ++files;
  EXPECT_EQ(files, 1U);
}

}  // namespace
}  // namespace schouw::tables
