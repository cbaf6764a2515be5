// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "geo/tables/geopackage.h"

namespace schouw::tables {

// The SQL of a GeoPackage. Source: OGC 12-128r17 (GeoPackage 1.3), annex C and annex F.3 (R-tree).

inline constexpr std::string_view kGeometryColumn = "geom";

// The names of a table's own columns, which a column of the data may not take.
struct TableNames {
  std::string key;  // "fid", or "fid_" where the data has a column of that name
};
TableNames names_of(const TableLayout& table);

struct ReferenceRow {
  std::string name;
  std::int32_t srs_id = 0;
  std::string organization;
  std::int32_t organization_id = 0;
  std::string definition;  // WKT 1
  std::string description;
  std::string definition_wkt2;
};
// The three rows that the standard demands, then the package's own.
std::vector<ReferenceRow> reference_rows(const crs::Crs& crs);
// The EPSG code, else 100000.
std::int32_t srs_id_of(const crs::Crs& crs);

std::string schema_sql();
// Those of its tables that a package without places may lack.
std::string optional_tables_sql();
std::string create_table_sql(const TableLayout& table, const TableNames& names);
std::string add_column_sql(const std::string& table, const Column& column);
std::string insert_row_sql(const TableLayout& table, const TableNames& names);
std::string create_rtree_sql(const std::string& table, const TableNames& names);
std::string insert_rtree_sql(const std::string& table);
// Keep the R-tree right while another program edits. Never run by us.
std::string create_triggers_sql(const std::string& table, const TableNames& names);

}  // namespace schouw::tables
