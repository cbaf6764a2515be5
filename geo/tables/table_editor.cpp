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
    : database_(database),
      shape_(shape),
      path_(path),
      rtree_(find_rtree(database, shape)),
      only_added_(shape.row_count == 0) {}

void TableEditor::take_shape(const TableShape& shape) {
  shape_ = shape;
  row_insert_.reset();
  row_select_.reset();
}

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

base::Result<base::Done> TableEditor::check_columns(const std::vector<std::string>& columns) const {
  for (const std::string& column : columns) {
    if (find_column(shape_, column) == nullptr) {
      return no_such(path_, fmt::format("column {} in table {}", column, shape_.layout.name));
    }
  }
  return base::Done{};
}

base::Result<base::Done> TableEditor::check(const RowChange& row, std::optional<std::int64_t> fid) const {
  if (shape_.key.empty()) return problem("PLAN-131", "its rows have no integer key", fid);
  for (const RowChange::Value& value : row.values) {
    if (find_column(shape_, value.column) == nullptr) {
      return no_such(path_, fmt::format("column {} in table {}", value.column, shape_.layout.name));
    }
  }
  return check_place(row.geometry.value_or(model::Geometry()), fid);
}

base::Result<base::Done> TableEditor::check_place(const model::Geometry& geometry,
                                                  std::optional<std::int64_t> fid) const {
  if (shape_.key.empty()) return problem("PLAN-131", "its rows have no integer key", fid);
  if (is_empty(geometry)) return base::Done{};
  if (shape_.geometry_column.empty()) return problem("PLAN-131", "it has no column for a place", fid);
  if (!takes(geometry)) {
    return problem("PLAN-131", fmt::format("its places are of kind {}, this one is not", shape_.geometry_type_name),
                   fid);
  }
  if (!geometry_blob(geometry, shape_.srs_id)) {
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
  const PlanBox box = box_of(geometry);
  added_.include(box);
  if (rtree_.empty()) return true;
  if (box.empty()) return statement(fmt::format("DELETE FROM {} WHERE id = ?", rtree_)).bind(1, fid).run();
  if (!rtree_put_ || rtree_put_->failed()) {
    rtree_put_ =
        std::make_unique<Statement>(database_, fmt::format("INSERT OR REPLACE INTO {} VALUES (?,?,?,?,?)", rtree_));
  }
  Statement& put = *rtree_put_;
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

base::Result<std::int64_t> TableEditor::insert_row(const std::vector<std::string>& columns,
                                                   std::optional<std::int64_t> fid, const Row& row) {
  using Failed = base::Result<std::int64_t>;
  const bool spatial = !shape_.geometry_column.empty();
  if (!row_insert_ || row_insert_->failed() || row_columns_ != columns) {
    if (auto known = check_columns(columns); !known) return Failed::failure(known.diagnostics());
    std::string sql = fmt::format("INSERT INTO {} ({}", quoted_name(shape_.layout.name), key_sql(shape_));
    if (spatial) sql += ", " + quoted_name(shape_.geometry_column);
    for (const std::string& column : columns) sql += ", " + quoted_name(column);
    sql += ") VALUES (?";
    for (std::size_t i = 0; i < columns.size() + (spatial ? 1 : 0); ++i) sql += ",?";
    row_insert_ = std::make_unique<Statement>(database_, sql + ")");
    row_columns_ = columns;
  }
  const auto blob = geometry_blob(row.geometry, shape_.srs_id);
  const bool usual = spatial && shape_.geometry_type_name == "POINT" && !shape_.key.empty() && blob &&
                     std::holds_alternative<model::Coordinate>(row.geometry);
  if (!usual) {
    if (auto fits = check_place(row.geometry, fid); !fits) return Failed::failure(fits.diagnostics());
  }
  int at = 1;
  fid ? row_insert_->bind(at, *fid) : row_insert_->bind_null(at);
  if (spatial) blob ? row_insert_->bind_blob(++at, *blob) : row_insert_->bind_null(++at);
  for (const Cell& cell : row.cells) bind_cell(*row_insert_, ++at, cell);
  if (!row_insert_->run()) return refused(fid);
  const std::int64_t key = sqlite3_last_insert_rowid(database_);
  changed_ = counted_ = true;
  // A row that was not there has nothing in the index.
  if (!blob) return key;
  if (!index(key, row.geometry)) return refused(key);
  return key;
}

base::Result<std::int64_t> TableEditor::next_fid() {
  Statement greatest(database_,
                     fmt::format("SELECT max({}) FROM {}", key_sql(shape_), quoted_name(shape_.layout.name)));
  std::int64_t last = greatest.step() ? greatest.integer(0) : 0;
  Statement counted(database_, "SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'");
  if (counted.step()) {
    Statement given(database_, "SELECT seq FROM sqlite_sequence WHERE name = ? COLLATE NOCASE");
    if (given.bind(1, shape_.layout.name).step()) last = std::max(last, given.integer(0));
  }
  if (greatest.failed()) return refused({});
  return last + 1;
}

base::Result<std::optional<Row>> TableEditor::row(std::int64_t fid) {
  if (shape_.key.empty()) return problem("PLAN-131", "its rows have no integer key", fid);
  const std::vector<std::string> columns = names_of(shape_.layout.columns);
  const RowRequest request{shape_, columns, path_};
  if (!row_select_ || row_select_->failed()) row_select_ = std::make_unique<Statement>(database_, row_sql(request));
  std::optional<Row> found;
  if (row_select_->bind(1, fid).step()) found = current_row(*row_select_, request);
  if (!row_select_->run()) return refused(fid);
  return found;
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
  only_added_ = false;
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
  only_added_ = false;
  if (!shape_.geometry_column.empty() && !index(fid, {})) return refused(fid);
  return base::Done{};
}

bool TableEditor::finish_geometry(const std::string& last_change) {
  PlanBox bounds = added_;
  Statement places(database_, fmt::format("SELECT {} FROM {}", quoted_name(shape_.geometry_column),
                                          quoted_name(shape_.layout.name)));
  while (!only_added_ && places.step()) bounds.include(box_of_blob(places.blob(0)));
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
