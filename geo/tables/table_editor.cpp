// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/table_editor.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/tables/geometry_blob.h"
#include "geo/tables/package_bookkeeping.h"
#include "geo/tables/package_file.h"
#include "geo/tables/table_rows.h"

namespace schouw::tables {

namespace {

// Named as the standard says and made by the R-tree module; a plain table of that name is somebody else's.
std::string find_rtree(sqlite3* database, const TableShape& shape) {
  if (shape.geometry_column.empty()) return {};
  Statement found(database,
                  "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE AND sql LIKE "
                  "'CREATE VIRTUAL TABLE % USING rtree%'");
  const std::string name = fmt::format("rtree_{}_{}", shape.layout.name, shape.geometry_column);
  found.bind(1, name);
  return found.step() ? quoted_name(found.text(0)) : std::string();
}

bool is_empty(const model::Geometry& geometry) { return std::holds_alternative<std::monostate>(geometry); }

std::string comma_names(const TableShape& shape, const RowChange& row, const char* after) {
  std::string sql;
  if (row.geometry && !shape.geometry_column.empty()) sql += ", " + quoted_name(shape.geometry_column) + after;
  for (const RowChange::Value& value : row.values) sql += ", " + quoted_name(value.column) + after;
  return sql;
}

}  // namespace

TableEditor::TableEditor(sqlite3* database, const TableShape& shape, const std::filesystem::path& path)
    : database_(database), shape_(shape), path_(path), rtree_(find_rtree(database, shape)) {}

void TableEditor::take_shape(const TableShape& shape) { shape_ = shape; }

base::Diagnostic TableEditor::problem(const char* code, const std::string& what,
                                      std::optional<std::int64_t> fid) const {
  const std::string row = fid ? fmt::format(" row {}", *fid) : std::string();
  base::Diagnostic diagnostic =
      package_problem(code, path_, fmt::format("table {}{}: {}", shape_.layout.name, row, what), "");
  diagnostic.where.feature = shape_.layout.name + row;
  diagnostic.hint = "see the table in QGIS; the other changes are not concerned";
  return diagnostic;
}

base::Diagnostic TableEditor::refused(std::optional<std::int64_t> fid) const {
  const std::string why = sqlite3_errmsg(database_);
  const int kind = sqlite3_errcode(database_) & 0xff;
  if (kind == SQLITE_CONSTRAINT || kind == SQLITE_MISMATCH) return problem("PLAN-132", why, fid);
  if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB) return damaged(path_, why);
  return cannot_write(path_, fmt::format("table {}: {}", shape_.layout.name, why));
}

bool TableEditor::takes(const model::Geometry& geometry) const {
  const std::string& type = shape_.geometry_type_name;
  if (is_empty(geometry) || type == "GEOMETRY") return true;
  if (std::holds_alternative<model::Coordinate>(geometry)) return type == "POINT";
  return type == "MULTIPOLYGON" || type == "POLYGON" || type == "MULTISURFACE";
}

base::Result<base::Done> TableEditor::check(const RowChange& row, std::optional<std::int64_t> fid) const {
  if (shape_.key.empty()) return problem("PLAN-131", "its rows have no integer key", fid);
  for (const RowChange::Value& value : row.values) {
    if (find_column(shape_, value.column) == nullptr) {
      return no_such(path_, fmt::format("column {} in table {}", value.column, shape_.layout.name));
    }
  }
  if (!row.geometry || is_empty(*row.geometry)) return base::Done{};
  if (shape_.geometry_column.empty()) return problem("PLAN-131", "it has no column for a place", fid);
  if (!takes(*row.geometry)) {
    return problem("PLAN-131", fmt::format("its places are of kind {}, this one is not", shape_.geometry_type_name),
                   fid);
  }
  if (!geometry_blob(*row.geometry, shape_.srs_id)) {
    return problem("PLAN-131", "the geometry is neither a point nor an area, or is not finite", fid);
  }
  return base::Done{};
}

Statement& TableEditor::statement(const std::string& sql) {
  auto& found = statements_[sql];
  // A statement that failed stays so.
  if (!found || found->failed()) found = std::make_unique<Statement>(database_, sql);
  return *found;
}

int TableEditor::bind_values(Statement& to, int at, const RowChange& row, const Bytes& blob) const {
  if (row.geometry && !shape_.geometry_column.empty()) {
    if (blob) to.bind_blob(at, *blob);
    if (!blob) to.bind_null(at);
    ++at;
  }
  for (const RowChange::Value& value : row.values) bind_cell(to, at++, value.cell);
  return at;
}

bool TableEditor::index(std::int64_t fid, const model::Geometry& geometry) {
  note_geometry(geometry);
  if (rtree_.empty()) return true;
  const PlanBox box = box_of(geometry);
  if (box.empty()) return statement(fmt::format("DELETE FROM {} WHERE id = ?", rtree_)).bind(1, fid).run();
  Statement& put = statement(fmt::format("INSERT OR REPLACE INTO {} VALUES (?,?,?,?,?)", rtree_));
  put.bind(1, fid).bind(2, box.min_x).bind(3, box.max_x).bind(4, box.min_y).bind(5, box.max_y);
  return put.run();
}

void TableEditor::note_geometry(const model::Geometry& geometry) {
  moved_ = true;
  if (is_empty(geometry)) return;
  (has_heights(geometry) ? raised_ : flat_) = true;
  const auto* areas = std::get_if<std::vector<model::PolygonWithHoles>>(&geometry);
  many_parts_ = many_parts_ || areas != nullptr;
}

base::Result<std::int64_t> TableEditor::insert(std::optional<std::int64_t> fid, const RowChange& row) {
  if (auto fits = check(row, fid); !fits) return base::Result<std::int64_t>::failure(fits.diagnostics());
  const std::string names = comma_names(shape_, row, "");
  std::string sql =
      fmt::format("INSERT INTO {} ({}{}) VALUES (?", quoted_name(shape_.layout.name), key_sql(shape_), names);
  const auto values = row.values.size() + (row.geometry && !shape_.geometry_column.empty() ? 1 : 0);
  for (std::size_t i = 0; i < values; ++i) sql += ",?";
  Statement& put = statement(sql + ")");
  const auto blob = row.geometry ? geometry_blob(*row.geometry, shape_.srs_id) : Bytes();
  if (fid) put.bind(1, *fid);
  if (!fid) put.bind_null(1);
  bind_values(put, 2, row, blob);
  if (!put.run()) return refused(fid);
  const std::int64_t key = sqlite3_last_insert_rowid(database_);
  changed_ = counted_ = true;
  if (row.geometry && !index(key, *row.geometry)) return refused(key);
  return key;
}

base::Result<base::Done> TableEditor::update(std::int64_t fid, const RowChange& row) {
  if (auto fits = check(row, fid); !fits) return fits;
  const bool moves = row.geometry && !shape_.geometry_column.empty();
  const std::string names = comma_names(shape_, row, " = ?");
  const std::string table = quoted_name(shape_.layout.name);
  const auto gone = [&] { return no_such(path_, fmt::format("row {} in table {}", fid, shape_.layout.name)); };
  if (names.empty()) {
    Statement& found = statement(fmt::format("SELECT 1 FROM {} WHERE {} = ?", table, key_sql(shape_)));
    const bool there = found.bind(1, fid).step();
    if (!found.run()) return refused(fid);
    if (!there) return gone();
    return base::Done{};
  }
  Statement& put = statement(fmt::format("UPDATE {} SET {} WHERE {} = ?", table, names.substr(2), key_sql(shape_)));
  const auto blob = moves ? geometry_blob(*row.geometry, shape_.srs_id) : Bytes();
  const int key_at = bind_values(put, 1, row, blob);
  put.bind(key_at, fid);
  if (!put.run()) return refused(fid);
  if (sqlite3_changes(database_) == 0) return gone();
  changed_ = true;
  if (moves && !index(fid, *row.geometry)) return refused(fid);
  return base::Done{};
}

base::Result<base::Done> TableEditor::erase(std::int64_t fid) {
  if (auto fits = check({}, fid); !fits) return fits;
  const std::string sql =
      fmt::format("DELETE FROM {} WHERE {} = ?", quoted_name(shape_.layout.name), key_sql(shape_));
  if (!statement(sql).bind(1, fid).run()) return refused(fid);
  if (sqlite3_changes(database_) == 0) {
    return no_such(path_, fmt::format("row {} in table {}", fid, shape_.layout.name));
  }
  changed_ = counted_ = true;
  if (!shape_.geometry_column.empty() && !index(fid, {})) return refused(fid);
  return base::Done{};
}

bool TableEditor::finish_geometry(const std::string& last_change) {
  PlanBox bounds;
  Statement places(database_, fmt::format("SELECT {} FROM {}", quoted_name(shape_.geometry_column),
                                          quoted_name(shape_.layout.name)));
  while (places.step()) bounds.include(box_of_blob(places.blob(0)));
  Statement put(
      database_,
      "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, last_change = ? WHERE table_name "
      "= ? COLLATE NOCASE");
  if (!bounds.empty()) {
    put.bind(1, bounds.min_x).bind(2, bounds.min_y).bind(3, bounds.max_x).bind(4, bounds.max_y);
  }
  put.bind(5, last_change).bind(6, shape_.layout.name);
  // z: 0 none has heights, 1 all have, 2 either. Source: OGC 12-128r17, table 6.
  Statement heights(
      database_,
      "UPDATE gpkg_geometry_columns SET z = 2 WHERE table_name = ? COLLATE NOCASE AND ((z = 0 AND ?) OR (z "
      "= 1 AND ?))");
  heights.bind(1, shape_.layout.name).bind(2, std::int64_t{raised_}).bind(3, std::int64_t{flat_});
  Statement kind(
      database_,
      "UPDATE gpkg_geometry_columns SET geometry_type_name = 'GEOMETRY' WHERE table_name = ? COLLATE NOCASE "
      "AND geometry_type_name = 'POLYGON' COLLATE NOCASE AND ?");
  kind.bind(1, shape_.layout.name).bind(2, std::int64_t{many_parts_});
  return !places.failed() && put.run() && heights.run() && kind.run();
}

base::Result<base::Done> TableEditor::finish(const std::string& last_change) {
  if (moved_ && !shape_.geometry_column.empty() && !finish_geometry(last_change)) return refused({});
  Statement dated(database_, "UPDATE gpkg_contents SET last_change = ? WHERE table_name = ? COLLATE NOCASE");
  if (!dated.bind(1, last_change).bind(2, shape_.layout.name).run()) return refused({});
  Statement counts(database_,
                   "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'gpkg_ogr_contents' COLLATE NOCASE");
  if (!counted_ || !counts.step()) return base::Done{};
  Statement count(database_,
                  fmt::format("UPDATE gpkg_ogr_contents SET feature_count = (SELECT count(*) FROM {}) WHERE "
                              "table_name = ? COLLATE NOCASE",
                              quoted_name(shape_.layout.name)));
  if (!count.bind(1, shape_.layout.name).run()) return refused({});
  return base::Done{};
}

}  // namespace schouw::tables
