// SPDX-License-Identifier: EUPL-1.2
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "geo/tables/update_package.h"
#include "tests/faults/fault_folder.h"

namespace schouw::faults {
namespace {

const std::string kDriver = SCHOUW_DISK_DRIVER;

void write_town(const std::filesystem::path& path) {
  tables::Package package{.crs = *crs::crs_from_text("EPSG:28992")};
  tables::Table sensors{"sensors", "", tables::GeometryType::point, {{"id"}}, {}};
  for (int i = 0; i < 50; ++i) sensors.rows.push_back({model::Coordinate{1.0 * i, 2, {}}, {std::string("old")}});
  package.tables = {sensors};
  ASSERT_TRUE(write_package(path, package, "2025-01-01T00:00:00Z"));
}

// "old", "changed" (by the update) or "written", or what is wrong with it.
std::string state_of(const std::filesystem::path& path) {
  const auto package = tables::read_package(path);
  if (!package) return describe(package.diagnostics().front());
  const tables::Table* sensors = package->table("sensors");
  if (sensors == nullptr) return "no sensors";
  const auto count = [&](const char* id) {
    return std::count_if(sensors->rows.begin(), sensors->rows.end(),
                         [&](const tables::Row& row) { return row.cells[0] == tables::Cell(std::string(id)); });
  };
  if (count("old") == 50 && package->tables.size() == 1) return "old";
  if (count("changed") == 40 && count("old") == 9 && package->table("cases") != nullptr) return "changed";
  if (count("written") == 50) return "written";
  return "a mixture";
}

std::string integrity(const std::filesystem::path& path) {
  const std::string command = "sqlite3 '" + path.string() + "' 'PRAGMA integrity_check' | grep -qx ok";
  return std::system(command.c_str()) == 0 ? "ok" : "damaged";
}

void expect_old_or_new(const FaultFolder& folder, const Fault& fault, const std::string& expected,
                       const std::string& old) {
  const std::string state = state_of(folder.file("town.gpkg"));
  EXPECT_TRUE(state == "old" || state == expected) << state;
  if (!fault.killed) {
    EXPECT_EQ(state == expected, fault.exit_status == 0) << state;
  }
  if (fault.kind == "short") {
    EXPECT_EQ(state, expected);
  }
  if (state == "old") {
    EXPECT_TRUE(folder.bytes("town.gpkg") == old) << "bit for bit";
  }
  const bool backup = std::filesystem::exists(folder.file("town.gpkg.bak"));
  EXPECT_TRUE(backup || state == "old");
  if (backup) {
    EXPECT_TRUE(folder.bytes("town.gpkg.bak") == old) << "bit for bit";
  }
  EXPECT_EQ(integrity(folder.file("town.gpkg")), "ok");
  expect_only_documented(folder, fault, "town.gpkg");
}

class PackageFaults : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(PackageFaults, leave_the_old_project_or_the_new_one) {
  if (std::system("command -v sqlite3 > /dev/null") != 0) GTEST_SKIP() << "no sqlite3 program here";
  const auto [command, expected] = GetParam();
  const FaultFolder folder;
  write_town(folder.file("town.gpkg"));
  const std::string old = folder.bytes("town.gpkg");
  const int calls = sweep({.command = {kDriver, command, folder.file("town.gpkg").string()},
                           .folder = folder.path(),
                           .prepare =
                               [&] {
                                 folder.clear();
                                 folder.write("town.gpkg", old);
                               },
                           .check = [&, outcome = std::string(expected)](
                                        const Fault& fault) { expect_old_or_new(folder, fault, outcome, old); }});
  RecordProperty("calls", calls);
  EXPECT_GE(calls, 8) << "open, copy or pages, sync, link, two renames, sync of the folder";
}

INSTANTIATE_TEST_SUITE_P(Saving, PackageFaults,
                         ::testing::Values(std::pair("update", "changed"), std::pair("write", "written")),
                         [](const auto& value) { return std::string(value.param.first); });

}  // namespace
}  // namespace schouw::faults
