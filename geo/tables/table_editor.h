// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "geo/tables/geometry_blob.h"
#include "geo/tables/sqlite_handles.h"
#include "geo/tables/update_package.h"

namespace schouw::tables {

// Edits one table of an open package and keeps its R-tree; what else the standard wants is written by finish. For the
// sources of this room only. The database must outlive it.
class TableEditor {
 public:
  TableEditor(sqlite3* database, const TableShape& shape, const std::filesystem::path& path);

  base::Result<std::int64_t> insert(std::optional<std::int64_t> fid, const RowChange& row);
  base::Result<std::int64_t> insert_row(const std::vector<std::string>& columns, std::optional<std::int64_t> fid,
                                        const Row& row);
  base::Result<std::int64_t> next_fid();
  base::Result<std::optional<Row>> row(std::int64_t fid);
  base::Result<base::Done> update(std::int64_t fid, const RowChange& row);
  base::Result<base::Done> erase(std::int64_t fid);

  // Bounds, last_change, feature_count, and what gpkg_geometry_columns says of kind and heights.
  base::Result<base::Done> finish(const std::string& last_change);
  bool changed() const { return changed_; }
  // Columns were added.
  void take_shape(const TableShape& shape);

 private:
  using Bytes = std::optional<std::string>;

  base::Diagnostic problem(const char* code, const std::string& what, std::optional<std::int64_t> fid) const;
  base::Diagnostic refused(std::optional<std::int64_t> fid) const;  // by SQLite
  base::Result<base::Done> check(const RowChange& row, std::optional<std::int64_t> fid) const;
  base::Result<base::Done> check_place(const model::Geometry& geometry, std::optional<std::int64_t> fid) const;
  base::Result<base::Done> check_columns(const std::vector<std::string>& columns) const;
  bool takes(const model::Geometry& geometry) const;
  Statement& statement(const std::string& sql);
  int bind_values(Statement& to, int at, const RowChange& row, const Bytes& blob) const;
  bool index(std::int64_t fid, const model::Geometry& geometry);
  void note_geometry(const model::Geometry& geometry);
  bool finish_geometry(const std::string& last_change);

  sqlite3* database_;
  TableShape shape_;
  const std::filesystem::path& path_;
  std::string rtree_;  // quoted; empty where there is none
  bool only_added_;    // every row of the table was added here
  PlanBox added_;
  std::map<std::string, std::unique_ptr<Statement>> statements_;
  std::vector<std::string> row_columns_;  // of row_insert_
  std::unique_ptr<Statement> row_insert_;
  std::unique_ptr<Statement> row_select_;
  std::unique_ptr<Statement> rtree_put_;
  bool changed_ = false;
  bool moved_ = false;
  bool counted_ = false;
  bool raised_ = false;      // some geometry has heights
  bool flat_ = false;        // some has none
  bool many_parts_ = false;  // an area of several parts, in a table for single ones
};

}  // namespace schouw::tables
