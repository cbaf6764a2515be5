// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "geo/base/result.h"
#include "geo/tables/geometry_blob.h"
#include "geo/tables/geopackage.h"
#include "geo/tables/package_schema.h"
#include "geo/tables/sqlite_handles.h"

namespace schouw::tables {

// What the standard wants to be written down of a table; for the sources of this room only. All return false where
// SQLite refuses, which then knows the reason.

// "2026-11-21T10:00:00Z" as the standard wants it, with milliseconds.
std::string with_milliseconds(const std::string& iso);

// The cell must outlive the step, as with Statement::bind.
void bind_cell(Statement& statement, int index, const Cell& cell);

struct ContentsRow {
  std::int32_t srs_id = 0;
  std::string last_change;
  PlanBox bounds;
  bool heights = false;
};
// The rows of gpkg_contents and, for a table with places, of gpkg_geometry_columns and gpkg_extensions.
bool write_contents(sqlite3* database, const TableLayout& table, const ContentsRow& row);

// The whole package into an empty file that will take the place of path, which diagnostics name. PLAN-105.
base::Result<base::Done> fill_package(const std::filesystem::path& fresh, const std::filesystem::path& path,
                                      const Package& package, const std::string& last_change_iso);

}  // namespace schouw::tables
