// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/package_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace schouw::tables {
namespace {

constexpr const char* kThen = "2026-11-21T10:00:00Z";

class RowByRow : public ::testing::Test {
 protected:
  RowByRow() : folder_(std::filesystem::path(::testing::TempDir()) / ("reader_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~RowByRow() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path file(const std::string& name) const { return folder_ / name; }
  void write_town() const {
    Package package{.crs = *crs::crs_from_text("EPSG:28992")};
    Table table{"sensors", "", GeometryType::point, {{"id"}, {"height_m", ColumnType::real}}, {}};
    table.rows = {{model::Coordinate{85000, 446000, {}}, {std::string("A"), 3.0}},
                  {model::Coordinate{85100, 446100, {}}, {std::string("B"), 4.0}},
                  {{}, {Cell{}, Cell{}}}};
    package.tables = {table};
    ASSERT_TRUE(write_package(file("town.gpkg"), package, kThen));
  }

 private:
  std::filesystem::path folder_;
};

template <class T>
std::string code_of(const base::Result<T>& result) {
  return result ? "ok" : result.diagnostics().front().code;
}

TEST_F(RowByRow, reads_row_by_row_what_was_asked_for_and_stops) {
  write_town();
  auto reader = PackageReader::open(file("town.gpkg"));
  ASSERT_TRUE(reader);
  ASSERT_NE(reader->table("SENSORS"), nullptr);
  EXPECT_EQ(reader->table("SENSORS")->row_count, 3);
  std::vector<Row> rows;
  const auto take_two = [&](Row&& found) {
    rows.push_back(std::move(found));
    return rows.size() < 2;
  };
  ASSERT_TRUE(reader->for_each_row("sensors", {"height_m"}, take_two));
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].fid, 2);
  EXPECT_EQ(rows[1].cells, std::vector<Cell>{4.0});
  EXPECT_EQ(std::get<model::Coordinate>(rows[1].geometry).x, 85100);
  EXPECT_EQ(code_of(reader->for_each_row("sensors", {"secret"}, take_two)), "PLAN-130");
  EXPECT_EQ(code_of(reader->for_each_row("none", {}, take_two)), "PLAN-130");
  write_town();
  EXPECT_EQ(code_of(reader->for_each_row("sensors", {"id"}, take_two)), "PLAN-108");
}

TEST_F(RowByRow, keeps_the_numbers_of_rows_that_were_given) {
  Package package{.crs = *crs::crs_from_text("EPSG:28992")};
  Table notes{"notes", "", GeometryType::none, {{"text"}}, {}};
  notes.rows = {{{}, {std::string("a")}, 7}, {{}, {std::string("b")}}, {{}, {std::string("c")}, 20}};
  package.tables = {notes};
  ASSERT_TRUE(write_package(file("n.gpkg"), package, kThen));
  const auto read = read_package(file("n.gpkg"));
  ASSERT_EQ(read->tables[0].rows.size(), 3U);
  EXPECT_EQ(read->tables[0].rows[0].fid, 7);
  EXPECT_EQ(read->tables[0].rows[1].fid, 8);
  EXPECT_EQ(read->tables[0].rows[2].fid, 20);
  package.tables[0].rows[2].fid = 7;
  EXPECT_EQ(code_of(write_package(file("n.gpkg"), package, kThen)), "PLAN-105");
}

// The change counter by hand: big-endian in bytes 24 to 27 of the header (SQLite file format, 1.3.8).
TEST_F(RowByRow, stamps_tell_one_file_from_another) {
  write_town();
  const auto stamp = stamp_of(file("town.gpkg"));
  ASSERT_TRUE(stamp);
  EXPECT_EQ(stamp->bytes, std::filesystem::file_size(file("town.gpkg")));
  EXPECT_TRUE(PackageReader::open(file("town.gpkg"))->stamp() == *stamp);
  std::fstream(file("town.gpkg"), std::ios::in | std::ios::out | std::ios::binary).seekp(24).write("\0\1\2\3", 4);
  EXPECT_EQ(stamp_of(file("town.gpkg"))->change_counter, 0x00010203U);
  EXPECT_FALSE(*stamp_of(file("town.gpkg")) == *stamp);
  EXPECT_EQ(code_of(stamp_of(file("none"))), "PLAN-101");
}

}  // namespace
}  // namespace schouw::tables
