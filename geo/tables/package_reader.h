// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "geo/tables/file_stamp.h"
#include "geo/tables/geopackage.h"

namespace schouw::tables {

// A table as it is in a file, whoever wrote it.
struct TableShape {
  TableLayout layout;
  std::string key;                 // what holds the fid: a column, or "rowid"; empty where rows have no integer key
  std::string geometry_column;     // empty where there is none
  std::string geometry_type_name;  // as gpkg_geometry_columns says: "POINT", "GEOMETRY"
  std::int32_t srs_id = 0;
  std::int64_t row_count = 0;
};

// Names of tables and columns are compared as SQLite does: capitals of A to Z count as small letters.
bool same_name(std::string_view a, std::string_view b);

// False ends the reading.
using RowVisit = std::function<bool(Row&&)>;

// Reads a GeoPackage row by row, so that a large table, or one of which only some columns may be seen, is never held
// whole.
//
//   auto reader = PackageReader::open(path);
//   std::vector<Row> ten;
//   const auto keep = [&](Row&& row) { return ten.push_back(std::move(row)), ten.size() < 10; };
//   const auto done = reader->for_each_row("sensors", {"id", "height_m"}, keep);
//
// Defensive: no triggers, no views, no WAL, trusted_schema off, nothing is written beside the file. Virtual tables
// and views are left out. A table WITHOUT ROWID has no integer key: its rows come in the order of its key, fid 0.
// Cost: open checks the file (quick_check) and counts the rows, linear in its bytes; then linear in the rows of a
// table. Memory: one row. Threads: one at a time. It holds the file open, and not locked; what tables and table give
// lives as long as it. Failures of open: PLAN-101, PLAN-102, PLAN-103, PLAN-107; a table that lacks the geometry
// column that it claims comes without places, with PLAN-109.
class PackageReader {
 public:
  static base::Result<PackageReader> open(const std::filesystem::path& path);
  PackageReader(PackageReader&&) noexcept;
  PackageReader& operator=(PackageReader&&) noexcept;
  ~PackageReader();

  const crs::Crs& crs() const;
  const std::vector<TableShape>& tables() const;
  const TableShape* table(std::string_view name) const;
  const FileStamp& stamp() const;  // as it was when opened

  // Rows in the order of their key; cells in the order of columns. Fails with PLAN-130 (no such table or column),
  // PLAN-103 (damaged; names the row) and PLAN-108 (changed by another program since it was opened, which is known
  // only at the end: the rows that were visited do not count either). Warns with PLAN-106 of a geometry that is
  // neither a point nor an area, a hundred times at most; the row comes without it.
  base::Result<base::Done> for_each_row(std::string_view name, const std::vector<std::string>& columns,
                                        const RowVisit& visit);

 private:
  struct State;
  explicit PackageReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace schouw::tables
