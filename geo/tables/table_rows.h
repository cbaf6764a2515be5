// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/tables/package_reader.h"
#include "geo/tables/sqlite_handles.h"

namespace schouw::tables {

// What both the reader and the update ask of an open package; for the sources of this room only.

struct PackageSystem {
  crs::Crs crs;
  std::int32_t srs_id = 0;
};
// The coordinate system that most geometry tables state. Fails with PLAN-103.
base::Result<PackageSystem> read_system(sqlite3* database, const std::filesystem::path& path);

// The tables that gpkg_contents lists and that are plain tables. Fails with PLAN-103; may warn with PLAN-109.
base::Result<std::vector<TableShape>> read_shapes(sqlite3* database, const std::filesystem::path& path);

const TableShape* find_shape(const std::vector<TableShape>& shapes, std::string_view name);
const Column* find_column(const TableShape& shape, std::string_view name);
base::Diagnostic no_such(const std::filesystem::path& path, std::string what);  // PLAN-130

// The fid as SQL names it: a quoted column, or rowid as it is.
std::string key_sql(const TableShape& shape);

struct RowRequest {
  const TableShape& shape;
  const std::vector<std::string>& columns;
  const std::filesystem::path& path;  // for diagnostics
};
base::Result<base::Done> visit_rows(sqlite3* database, const RowRequest& request, const RowVisit& visit);

// The same for one row, whose key is the statement's only value.
std::string row_sql(const RowRequest& request);
Row current_row(const Statement& rows, const RowRequest& request);

std::vector<std::string> names_of(const std::vector<Column>& columns);

}  // namespace schouw::tables
