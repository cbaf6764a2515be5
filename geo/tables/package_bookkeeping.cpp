// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/package_bookkeeping.h"

namespace schouw::tables {

namespace {

bool write_geometry_column(sqlite3* database, const TableLayout& table, const ContentsRow& row) {
  constexpr std::string_view kColumn = "INSERT INTO gpkg_geometry_columns VALUES (?,?,?,?,?,0)";
  Statement column(database, kColumn);
  column.bind(1, table.name).bind(2, kGeometryColumn);
  column.bind(3, std::string_view(table.geometry == GeometryType::point ? "POINT" : "MULTIPOLYGON"));
  column.bind(4, std::int64_t{row.srs_id}).bind(5, std::int64_t{row.heights ? 2 : 0});
  Statement extension(database, "INSERT INTO gpkg_extensions VALUES (?,?,'gpkg_rtree_index',?,'write-only')");
  extension.bind(1, table.name).bind(2, kGeometryColumn);
  extension.bind(3, std::string_view("http://www.geopackage.org/spec130/#extension_rtree"));
  return column.run() && extension.run();
}

}  // namespace

std::string with_milliseconds(const std::string& iso) {
  constexpr std::size_t kSeconds = std::string_view("2026-11-21T10:00:00").size();
  if (iso.size() < kSeconds) return "2000-01-01T00:00:00.000Z";
  return iso.substr(0, kSeconds) + ".000Z";
}

void bind_cell(Statement& statement, int index, const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    statement.bind(index, *text);
  } else if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
    statement.bind(index, *integer);
  } else if (const auto* real = std::get_if<double>(&cell)) {
    statement.bind(index, *real);
  } else {
    statement.bind_null(index);
  }
}

bool write_contents(sqlite3* database, const TableLayout& table, const ContentsRow& row) {
  constexpr std::string_view kContents =
      "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, min_x, min_y, max_x, "
      "max_y, srs_id) VALUES (?,?,?,?,?,?,?,?,?,?)";
  Statement insert(database, kContents);
  const bool spatial = table.geometry != GeometryType::none;
  insert.bind(1, table.name).bind(2, std::string_view(spatial ? "features" : "attributes"));
  insert.bind(3, table.name).bind(4, table.description).bind(5, row.last_change);
  if (!row.bounds.empty()) {
    insert.bind(6, row.bounds.min_x).bind(7, row.bounds.min_y).bind(8, row.bounds.max_x).bind(9, row.bounds.max_y);
  }
  if (spatial) insert.bind(10, std::int64_t{row.srs_id});
  return insert.run() && (!spatial || write_geometry_column(database, table, row));
}

}  // namespace schouw::tables
