// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/table_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "geo/tables/geometry_blob.h"
#include "geo/tables/package_file.h"

namespace schouw::tables {

namespace {

ColumnType column_type(std::string type) {
  for (char& c : type) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (type.find("INT") != std::string::npos || type == "BOOLEAN") return ColumnType::integer;
  if (type == "REAL" || type == "DOUBLE" || type == "FLOAT") return ColumnType::real;
  return ColumnType::text;
}

Cell cell_of(const Statement& row, int column) {
  switch (row.type(column)) {
    case SQLITE_INTEGER: return row.integer(column);
    case SQLITE_FLOAT: return row.real(column);
    case SQLITE_TEXT: return row.text(column);
    default: return {};
  }
}

bool has_table(sqlite3* database, std::string_view name) {
  Statement found(database, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE");
  found.bind(1, name);
  return found.step();
}

bool has_column(sqlite3* database, std::string_view table, std::string_view column) {
  Statement found(database, "SELECT 1 FROM pragma_table_info(?) WHERE name = ? COLLATE NOCASE");
  found.bind(1, table).bind(2, column);
  return found.step();
}

// Of a WKT 2 where the package has the extension for it, which other programs leave out.
std::string srs_sql(sqlite3* database) {
  const bool wkt2 = has_column(database, "gpkg_spatial_ref_sys", "definition_12_063");
  const bool places = has_table(database, "gpkg_geometry_columns");
  return fmt::format(
      "SELECT organization, organization_coordsys_id, definition, {}, srs_id FROM gpkg_spatial_ref_sys WHERE srs_id "
      "= "
      "coalesce({}, (SELECT max(srs_id) FROM gpkg_spatial_ref_sys))",
      wkt2 ? "definition_12_063" : "NULL",
      places ? "(SELECT srs_id FROM gpkg_geometry_columns GROUP BY srs_id ORDER BY count(*) DESC, min(rowid) LIMIT 1)"
             : "NULL");
}

class ShapeReader {
 public:
  ShapeReader(sqlite3* database, const std::filesystem::path& path) : database_(database), path_(path) {}

  std::optional<TableShape> read(std::string name, std::string description) {
    TableShape shape{.layout = {.name = std::move(name), .description = std::move(description)}};
    if (!read_geometry(shape) || !read_columns(shape)) return std::nullopt;
    Statement count(database_, fmt::format("SELECT count(*) FROM {}", quoted_name(shape.layout.name)));
    if (!count.step()) return std::nullopt;
    shape.row_count = count.integer(0);
    return shape;
  }
  base::Diagnostics take_diagnostics() { return std::move(diagnostics_); }

 private:
  bool read_geometry(TableShape& shape) {
    if (!has_table(database_, "gpkg_geometry_columns")) return true;
    Statement spatial(
        database_,
        "SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ? "
        "COLLATE NOCASE");
    spatial.bind(1, shape.layout.name);
    if (!spatial.step()) return !spatial.failed();
    if (!has_column(database_, shape.layout.name, spatial.text(0))) {
      warn_of_missing(shape.layout.name, spatial.text(0));
      return true;
    }
    shape.geometry_column = spatial.text(0);
    shape.geometry_type_name = spatial.text(1);
    for (char& c : shape.geometry_type_name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    shape.srs_id = static_cast<std::int32_t>(spatial.integer(2));
    shape.layout.geometry = shape.geometry_type_name == "POINT" ? GeometryType::point : GeometryType::multi_polygon;
    return true;
  }

  // Only a single column that is INTEGER to the letter is SQLite's own key. Source: sqlite.org/lang_createtable.html.
  bool read_columns(TableShape& shape) {
    std::string last_key;
    int keys = 0;
    Statement columns(database_, "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid");
    columns.bind(1, shape.layout.name);
    while (columns.step()) {
      if (columns.integer(2) != 0) {
        ++keys;
        if (same_name(columns.text(1), "INTEGER")) last_key = columns.text(0);
      }
      if (same_name(columns.text(0), shape.geometry_column)) continue;
      shape.layout.columns.push_back({.name = columns.text(0), .type = column_type(columns.text(1))});
    }
    if (columns.failed()) return false;
    const bool own_key = keys == 1 && !last_key.empty() && has_rowid(shape.layout.name);
    if (own_key) {
      std::erase_if(shape.layout.columns, [&](const Column& column) { return column.name == last_key; });
    }
    shape.key = own_key ? last_key : free_rowid(shape);
    return true;
  }

  bool has_rowid(const std::string& table) const {
    Statement without(database_,
                      "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ? COLLATE NOCASE");
    without.bind(1, table);
    return !without.step() || without.integer(0) == 0;
  }

  // A column of that name hides it.
  std::string free_rowid(const TableShape& shape) const {
    if (!has_rowid(shape.layout.name)) return {};
    for (const char* name : {"rowid", "_rowid_", "oid"}) {
      if (find_column(shape, name) == nullptr && !same_name(shape.geometry_column, name)) return name;
    }
    return {};
  }

  void warn_of_missing(const std::string& table, const std::string& column) {
    diagnostics_.push_back({.code = "PLAN-109",
                            .severity = base::Severity::warning,
                            .message = fmt::format("table {} states its places in column {}, which it does not have; "
                                                   "its rows come without a place",
                                                   table, column),
                            .where = {.file = path_.string(), .field = table + "." + column},
                            .hint = "restore the column in the program that removed it, or open the .bak"});
  }

  sqlite3* database_;
  const std::filesystem::path& path_;
  base::Diagnostics diagnostics_;
};

class RowReader {
 public:
  RowReader(const RowRequest& request, std::size_t cells) : request_(request), cells_(cells) {}

  Row read(const Statement& rows) {
    ++position_;
    Row row;
    row.fid = rows.type(0) == SQLITE_INTEGER ? rows.integer(0) : 0;
    if (rows.type(1) == SQLITE_BLOB) {
      auto geometry = geometry_from_blob(rows.blob(1));
      if (!geometry) warn_of_geometry(row.fid);
      if (geometry) row.geometry = *std::move(geometry);
    }
    row.cells.reserve(cells_);
    for (std::size_t i = 0; i < cells_; ++i) row.cells.push_back(cell_of(rows, static_cast<int>(i) + 2));
    return row;
  }
  std::int64_t position() const { return position_; }

  base::Diagnostics take_diagnostics() {
    if (geometries_ > kMostWarnings) {
      diagnostics_.back().message = fmt::format("{} rows of {} have a geometry that is neither a point nor an area",
                                                geometries_, request_.shape.layout.name);
    }
    return std::move(diagnostics_);
  }

 private:
  static constexpr std::int64_t kMostWarnings = 100;

  void warn_of_geometry(std::int64_t fid) {
    if (++geometries_ > kMostWarnings) return;
    diagnostics_.push_back(
        {.code = "PLAN-106",
         .severity = base::Severity::warning,
         .message = fmt::format("a row of {} has a geometry that is neither a point nor an area; it "
                                "is kept without a place",
                                request_.shape.layout.name),
         .where = {.file = request_.path.string(),
                   .feature = fmt::format("{} {}", request_.shape.layout.name, fid),
                   .row = position_},
         .hint = "draw it again"});
  }

  const RowRequest& request_;
  std::size_t cells_;
  std::int64_t position_ = 0;
  std::int64_t geometries_ = 0;
  base::Diagnostics diagnostics_;
};

std::string columns_sql(const RowRequest& request) {
  const TableShape& shape = request.shape;
  std::string sql = "SELECT " + (shape.key.empty() ? "NULL" : key_sql(shape));
  sql += ", " + (shape.geometry_column.empty() ? "NULL" : quoted_name(shape.geometry_column));
  for (const std::string& column : request.columns) sql += ", " + quoted_name(column);
  return sql + " FROM " + quoted_name(shape.layout.name);
}

// Without an order SQLite walks a table in that of its key.
std::string select_sql(const RowRequest& request) {
  const std::string sql = columns_sql(request);
  return request.shape.key.empty() ? sql : sql + " ORDER BY " + key_sql(request.shape);
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sqlite3_strnicmp(a.data(), b.data(), static_cast<int>(a.size())) == 0;
}

base::Result<PackageSystem> read_system(sqlite3* database, const std::filesystem::path& path) {
  const auto unknown = [&] { return damaged(path, "its coordinate system is missing or not known"); };
  Statement row(database, srs_sql(database));
  if (!row.step()) return unknown();
  const std::string organization = row.text(0);
  const std::string wkt2 = row.text(3);
  const std::string definition = !same_name(organization, "NONE")        ? organization + ":" + row.text(1)
                                 : (wkt2.empty() || wkt2 == "undefined") ? row.text(2)
                                                                         : wkt2;
  auto found = crs::crs_from_text(definition);
  if (!found && !row.text(2).empty()) found = crs::crs_from_text(row.text(2));
  if (!found) return unknown();
  return PackageSystem{.crs = *std::move(found), .srs_id = static_cast<std::int32_t>(row.integer(4))};
}

base::Result<std::vector<TableShape>> read_shapes(sqlite3* database, const std::filesystem::path& path) {
  std::vector<TableShape> shapes;
  ShapeReader reader(database, path);
  Statement list(database,
                 "SELECT m.name, coalesce(c.description, '') FROM gpkg_contents c JOIN sqlite_master m ON "
                 "m.name = c.table_name COLLATE NOCASE AND m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' "
                 "WHERE c.data_type IN ('features', 'attributes') ORDER BY c.rowid");
  while (list.step()) {
    auto shape = reader.read(list.text(0), list.text(1));
    if (!shape) return damaged(path, fmt::format("table {}: {}", list.text(0), sqlite3_errmsg(database)));
    shapes.push_back(*std::move(shape));
  }
  if (list.failed()) return damaged(path, sqlite3_errmsg(database));
  return {std::move(shapes), reader.take_diagnostics()};
}

const TableShape* find_shape(const std::vector<TableShape>& shapes, std::string_view name) {
  const auto found = std::find_if(shapes.begin(), shapes.end(),
                                  [&](const TableShape& shape) { return same_name(shape.layout.name, name); });
  return found == shapes.end() ? nullptr : &*found;
}

const Column* find_column(const TableShape& shape, std::string_view name) {
  const auto found = std::find_if(shape.layout.columns.begin(), shape.layout.columns.end(),
                                  [&](const Column& column) { return same_name(column.name, name); });
  return found == shape.layout.columns.end() ? nullptr : &*found;
}

base::Diagnostic no_such(const std::filesystem::path& path, std::string what) {
  return package_problem("PLAN-130", path, "the project has no " + std::move(what),
                         "another program removed or renamed it: open the project again");
}

std::string key_sql(const TableShape& shape) {
  return find_column(shape, shape.key) == nullptr &&
                 (shape.key == "rowid" || shape.key == "_rowid_" || shape.key == "oid")
             ? shape.key
             : quoted_name(shape.key);
}

base::Result<base::Done> visit_rows(sqlite3* database, const RowRequest& request, const RowVisit& visit) {
  for (const std::string& column : request.columns) {
    if (find_column(request.shape, column) == nullptr) {
      return no_such(request.path, fmt::format("column {} in table {}", column, request.shape.layout.name));
    }
  }
  Statement rows(database, select_sql(request));
  RowReader reader(request, request.columns.size());
  while (rows.step()) {
    if (!visit(reader.read(rows))) break;
  }
  if (!rows.failed()) return {base::Done{}, reader.take_diagnostics()};
  base::Diagnostic problem =
      damaged(request.path, fmt::format("table {}: {}", request.shape.layout.name, sqlite3_errmsg(database)));
  problem.where.row = reader.position() + 1;
  return problem;
}

std::string row_sql(const RowRequest& request) {
  return columns_sql(request) + " WHERE " + key_sql(request.shape) + " = ?";
}

Row current_row(const Statement& rows, const RowRequest& request) {
  return RowReader(request, request.columns.size()).read(rows);
}

std::vector<std::string> names_of(const std::vector<Column>& columns) {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column& column : columns) names.push_back(column.name);
  return names;
}

}  // namespace schouw::tables
