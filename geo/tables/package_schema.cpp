// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/package_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "geo/tables/sqlite_handles.h"

namespace schouw::tables {

namespace {

constexpr std::int32_t kOwnSrsId = 100000;

std::string_view sql_type(ColumnType type) {
  switch (type) {
    case ColumnType::text: return "TEXT";
    case ColumnType::integer: return "INTEGER";
    case ColumnType::real: return "REAL";
  }
  return "TEXT";
}

std::string rtree_name(const std::string& table, std::string_view suffix = "") {
  return quoted_name(fmt::format("rtree_{}_{}{}", table, kGeometryColumn, suffix));
}

}  // namespace

TableNames names_of(const TableLayout& table) {
  TableNames names{.key = "fid"};
  const auto taken = [&](const Column& column) {
    return sqlite3_stricmp(column.name.c_str(), names.key.c_str()) == 0;
  };
  while (std::any_of(table.columns.begin(), table.columns.end(), taken)) names.key += '_';
  return names;
}

std::int32_t srs_id_of(const crs::Crs& crs) {
  constexpr std::string_view kEpsg = "EPSG:";
  if (crs.id.rfind(kEpsg, 0) != 0) return kOwnSrsId;
  std::int32_t code = 0;
  const char* end = crs.id.data() + crs.id.size();
  const auto [stop, problem] = std::from_chars(crs.id.data() + kEpsg.size(), end, code);
  return problem == std::errc{} && stop == end ? code : kOwnSrsId;
}

std::vector<ReferenceRow> reference_rows(const crs::Crs& crs) {
  std::vector<ReferenceRow> rows = {
      {"Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian", "undefined"},
      {"Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic", "undefined"},
  };
  const auto row_of = [](const crs::Crs& c, std::string description) {
    const std::int32_t id = srs_id_of(c);
    const std::string organization = id == kOwnSrsId ? "NONE" : "EPSG";
    return ReferenceRow{c.name, id, organization, id, crs::wkt1_of(c), std::move(description), c.wkt};
  };
  const auto wgs84 = crs::crs_from_text("EPSG:4326");
  if (wgs84) rows.push_back(row_of(*wgs84, "longitude and latitude on WGS 84"));
  if (srs_id_of(crs) != 4326) rows.push_back(row_of(crs, "coordinate system of the project"));
  return rows;
}

std::string optional_tables_sql() {
  return R"sql(
CREATE TABLE IF NOT EXISTS gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
)sql";
}

std::string schema_sql() {
  return R"sql(
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT,
  definition_12_063 TEXT NOT NULL);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
)sql" + optional_tables_sql() +
         R"sql(
INSERT INTO gpkg_extensions VALUES ('gpkg_spatial_ref_sys', 'definition_12_063', 'gpkg_crs_wkt',
  'http://www.geopackage.org/spec130/#extension_crs_wkt', 'read-write');
)sql";
}

std::string create_table_sql(const TableLayout& table, const TableNames& names) {
  std::string sql = fmt::format("CREATE TABLE {} ({} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
                                quoted_name(table.name), quoted_name(names.key));
  if (table.geometry != GeometryType::none) {
    sql += fmt::format(", {} {}", quoted_name(kGeometryColumn),
                       table.geometry == GeometryType::point ? "POINT" : "MULTIPOLYGON");
  }
  for (const Column& column : table.columns) {
    sql += fmt::format(", {} {}", quoted_name(column.name), sql_type(column.type));
  }
  return sql + ")";
}

std::string add_column_sql(const std::string& table, const Column& column) {
  return fmt::format("ALTER TABLE {} ADD COLUMN {} {}", quoted_name(table), quoted_name(column.name),
                     sql_type(column.type));
}

std::string insert_row_sql(const TableLayout& table, const TableNames&) {
  const std::size_t values = 1 + (table.geometry != GeometryType::none ? 1 : 0) + table.columns.size();
  std::string sql = fmt::format("INSERT INTO {} VALUES (?", quoted_name(table.name));
  for (std::size_t i = 1; i < values; ++i) sql += ",?";
  return sql + ")";
}

std::string create_rtree_sql(const std::string& table, const TableNames&) {
  return fmt::format("CREATE VIRTUAL TABLE {} USING rtree(id, minx, maxx, miny, maxy)", rtree_name(table));
}

std::string insert_rtree_sql(const std::string& table) {
  return fmt::format("INSERT INTO {} VALUES (?,?,?,?,?)", rtree_name(table));
}

std::string create_triggers_sql(const std::string& table, const TableNames& names) {
  constexpr std::string_view kTriggers = R"sql(
CREATE TRIGGER {insert} AFTER INSERT ON {table} WHEN (NEW.{geom} NOT NULL AND NOT ST_IsEmpty(NEW.{geom})) BEGIN
  INSERT OR REPLACE INTO {rtree} VALUES (NEW.{key}, ST_MinX(NEW.{geom}), ST_MaxX(NEW.{geom}),
    ST_MinY(NEW.{geom}), ST_MaxY(NEW.{geom})); END;
CREATE TRIGGER {update1} AFTER UPDATE OF {geom} ON {table} WHEN OLD.{key} = NEW.{key} AND
  (NEW.{geom} NOTNULL AND NOT ST_IsEmpty(NEW.{geom})) BEGIN
  INSERT OR REPLACE INTO {rtree} VALUES (NEW.{key}, ST_MinX(NEW.{geom}), ST_MaxX(NEW.{geom}),
    ST_MinY(NEW.{geom}), ST_MaxY(NEW.{geom})); END;
CREATE TRIGGER {update2} AFTER UPDATE OF {geom} ON {table} WHEN OLD.{key} = NEW.{key} AND
  (NEW.{geom} ISNULL OR ST_IsEmpty(NEW.{geom})) BEGIN DELETE FROM {rtree} WHERE id = OLD.{key}; END;
CREATE TRIGGER {update3} AFTER UPDATE ON {table} WHEN OLD.{key} != NEW.{key} AND
  (NEW.{geom} NOTNULL AND NOT ST_IsEmpty(NEW.{geom})) BEGIN DELETE FROM {rtree} WHERE id = OLD.{key};
  INSERT OR REPLACE INTO {rtree} VALUES (NEW.{key}, ST_MinX(NEW.{geom}), ST_MaxX(NEW.{geom}),
    ST_MinY(NEW.{geom}), ST_MaxY(NEW.{geom})); END;
CREATE TRIGGER {update4} AFTER UPDATE ON {table} WHEN OLD.{key} != NEW.{key} AND
  (NEW.{geom} ISNULL OR ST_IsEmpty(NEW.{geom})) BEGIN
  DELETE FROM {rtree} WHERE id IN (OLD.{key}, NEW.{key}); END;
CREATE TRIGGER {delete} AFTER DELETE ON {table} WHEN OLD.{geom} NOT NULL BEGIN
  DELETE FROM {rtree} WHERE id = OLD.{key}; END;
)sql";
  return fmt::format(
      fmt::runtime(kTriggers), fmt::arg("table", quoted_name(table)), fmt::arg("rtree", rtree_name(table)),
      fmt::arg("geom", quoted_name(kGeometryColumn)), fmt::arg("key", quoted_name(names.key)),
      fmt::arg("insert", rtree_name(table, "_insert")), fmt::arg("update1", rtree_name(table, "_update1")),
      fmt::arg("update2", rtree_name(table, "_update2")), fmt::arg("update3", rtree_name(table, "_update3")),
      fmt::arg("update4", rtree_name(table, "_update4")), fmt::arg("delete", rtree_name(table, "_delete")));
}

}  // namespace schouw::tables
