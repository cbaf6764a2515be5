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
};

struct Table {
  std::string name;
  std::string description;
  GeometryType geometry = GeometryType::none;
  std::vector<Column> columns;
  std::vector<Row> rows;
};

struct Package {
  crs::Crs crs;  // of every geometry
  std::vector<Table> tables;

  const Table* table(std::string_view name) const;
};

// Writes a valid GeoPackage 1.3 (application_id GPKG, gpkg_contents with bounds, an R-tree per geometry table so that
// any GIS opens it fast): to a new file beside the old, synced, the old kept as .bak, renamed. The same package gives
// the same bytes apart from gpkg_contents.last_change, which is the newest imported_at. A row's key counts from 1 in
// the order of rows; a polygon's rings are closed; NaN becomes null. Fails with PLAN-105, also for a geometry that is
// neither a point nor an area.
base::Result<base::Done> write_package(const std::filesystem::path& path, const Package& package,
                                       const std::string& last_change_iso);

// Reads all tables of a package that Schouw wrote. Defensive: no triggers, no views, no WAL, trusted_schema off,
// quick_check first. Fails with PLAN-101 (missing), PLAN-102 (not a GeoPackage), PLAN-103 (damaged), PLAN-107
// (another program's changes wait in a journal beside it). A geometry of another kind is left out with PLAN-106.
base::Result<Package> read_package(const std::filesystem::path& path);

std::string sqlite_version();

}  // namespace schouw::tables
