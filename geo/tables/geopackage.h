// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "geo/model/feature.h"

namespace schouw::tables {

enum class ColumnType { text, integer, real };

struct Column {
  std::string name;
  ColumnType type = ColumnType::text;
};

enum class GeometryType { none, point, multi_polygon };

// A table of a GeoPackage as plain values. A cell is null, text, integer or real.
using Cell = std::variant<std::monostate, std::string, std::int64_t, double>;

struct Row {
  model::Geometry geometry;  // in the package's CRS
  std::vector<Cell> cells;   // one per column
  std::int64_t fid = 0;      // the table's integer key; 0: not given
};

// A table without its rows.
struct TableLayout {
  std::string name;
  std::string description;
  GeometryType geometry = GeometryType::none;
  std::vector<Column> columns;  // without key and geometry
};

struct Table {
  std::string name;
  std::string description;
  GeometryType geometry = GeometryType::none;
  std::vector<Column> columns;
  std::vector<Row> rows;
};

// A whole GeoPackage in memory.
//   Package package{.crs = *crs::crs_from_text("EPSG:28992"), .tables = {}};
//   package.tables.push_back({.name = "cases", .columns = {{"id"}}, .rows = {{.cells = {std::string("c-1")}}}});
//   const auto written = write_package(path, package, "2026-11-21T10:00:00Z");
// Cost: every row at once, 40 bytes a cell beside its text; writing and reading are linear in it (100,000 rows of 24
// columns, 33 MiB: written in 1.06 s). A large table is read by PackageReader and changed by PackageUpdate. Threads:
// a plain value. It refers to no file; what table gives lives until tables changes, null where there is none of that
// name. A column that a row has no cell for becomes null in the file.
struct Package {
  crs::Crs crs;  // of every geometry
  std::vector<Table> tables;

  const Table* table(std::string_view name) const;
};

TableLayout layout_of(const Table& table);

// Writes a valid GeoPackage 1.3 (application_id GPKG, gpkg_contents with bounds, an R-tree per geometry table so that
// any GIS opens it fast) that holds these tables and nothing else: through base::AtomicFile, the old kept as .bak. To
// change some rows of a file that others edit too: PackageUpdate. The same package and last_change_iso give the same
// bytes; that time, in UTC, becomes gpkg_contents.last_change. A row's key is its fid, else counts on from the one
// before; a polygon's rings are closed; NaN becomes null. Fails with PLAN-105, also for a geometry that is neither a
// point nor an area, and with PLAN-107 where another program's changes to the old file wait beside it. May warn with
// IO-127.
base::Result<base::Done> write_package(const std::filesystem::path& path, const Package& package,
                                       const std::string& last_change_iso);

// The same bytes without a file: what must be looked at before anyone else can. Fails with PLAN-105.
base::Result<std::string> package_bytes(const Package& package, const std::string& last_change_iso);

// Reads all tables of a package, at once; PackageReader reads row by row. Fails with PLAN-101 (missing), PLAN-102
// (not a GeoPackage), PLAN-103 (damaged), PLAN-107 (another program's changes wait in a journal beside it), PLAN-108
// (changed while it was read). A geometry of another kind is left out with PLAN-106.
base::Result<Package> read_package(const std::filesystem::path& path);

std::string sqlite_version();

}  // namespace schouw::tables
