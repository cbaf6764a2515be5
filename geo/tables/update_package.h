// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/base/result.h"
#include "geo/crs/project_crs.h"
#include "geo/tables/file_stamp.h"
#include "geo/tables/geopackage.h"
#include "geo/tables/package_reader.h"

namespace schouw::tables {

// What is written into one row: these columns and no other.
struct RowChange {
  struct Value {
    std::string column;
    Cell cell;
  };
  std::vector<Value> values;
  std::optional<model::Geometry> geometry;  // nothing: stays as it is; std::monostate: becomes NULL
};

// Changes some rows of a GeoPackage that other programs edit too. Everything that is not named stays as it is:
// foreign tables, columns, styles, triggers and indexes.
//
//   auto update = PackageUpdate::begin(path);
//   if (!update) return base::Result<base::Done>::failure(update.diagnostics());
//   if (auto done = update->update("sensors", 12, {.values = {{"id", std::string("K-7")}}}); !done) return done;
//   return update->commit("2026-11-21T10:00:00Z");
//
// Works on a copy beside the file (base::AtomicFile): all or nothing, the old file stays as .bak, and until commit
// nobody sees a change. The standard's bookkeeping is kept right: the R-tree where there is one, bounds and
// last_change of gpkg_contents for tables that were changed, gpkg_ogr_contents. No trigger of the file runs, and no
// foreign key acts: a foreign program's rule is not ours to follow, and its code is not ours to run. A file in WAL
// mode comes back in DELETE mode.
// Cost: begin copies and checks the file (linear in its bytes; 33 MiB 0.08 s), then a few microseconds a row; commit
// reads every place of a table in which one changed and waits for the disk. Both wait for other programs, six
// seconds at most. Memory: SQLite's cache and the old content of what was changed; on disk the file twice. Threads:
// one at a time. What table and tables give lives until the next ensure_table. Failures (all leave the file as it
// was): PLAN-101, -102, -103 as reading; PLAN-105 cannot write; PLAN-107 another program has changes waiting or is
// writing; PLAN-108 changed by another program since begin; PLAN-130 no such table, column or row; PLAN-131 the
// table cannot take such a row (no integer key, no geometry column, geometry of another kind); PLAN-132 a rule of
// the table refuses the row. After PLAN-130, -131 and -132 the update can go on.
class PackageUpdate {
 public:
  static base::Result<PackageUpdate> begin(const std::filesystem::path& path);
  // The same for a file that is not there yet: the copy is the package, and commit fails with PLAN-108 where somebody
  // has made the file since. Fails as write_package.
  static base::Result<PackageUpdate> begin_new(const std::filesystem::path& path, const Package& package,
                                               const std::string& last_change_iso);
  PackageUpdate(PackageUpdate&&) noexcept;
  PackageUpdate& operator=(PackageUpdate&&) = delete;
  ~PackageUpdate();  // without commit: nothing happened

  const crs::Crs& crs() const;
  const FileStamp& stamp() const;                 // of the file that was copied
  const std::vector<TableShape>& tables() const;  // row_count as at begin, or when ensure_table last changed one
  const TableShape* table(std::string_view name) const;

  // Rows as they are in the copy now, with all their columns and fid.
  base::Result<Table> read(std::string_view name);
  // The same row by row. Nothing may be changed before it returns.
  base::Result<base::Done> for_each_row(std::string_view name, const RowVisit& visit);
  // One row with all its columns; nothing where there is none of that fid.
  base::Result<std::optional<Row>> row(std::string_view name, std::int64_t fid);

  // Makes a table, or adds the columns that it lacks. Its other columns, their types and its description stay.
  base::Result<base::Done> ensure_table(const TableLayout& layout);

  // The row's fid: the given one, else the next. Columns that are not named get the table's default.
  base::Result<std::int64_t> insert(std::string_view name, std::optional<std::int64_t> fid, const RowChange& row);
  // The same for many rows of the same columns, in whose order the cells are, and with a geometry where the table has
  // them: some microseconds a row.
  base::Result<std::int64_t> insert_row(std::string_view name, const std::vector<std::string>& columns,
                                        std::optional<std::int64_t> fid, const Row& row);
  // The fid that the next row without one gets.
  base::Result<std::int64_t> next_fid(std::string_view name);
  base::Result<base::Done> update(std::string_view name, std::int64_t fid, const RowChange& row);
  base::Result<base::Done> erase(std::string_view name, std::int64_t fid);

  // Puts the copy in place of the file. Once, also where it fails; afterwards only the destructor. Where nothing was
  // changed, nothing is written. May warn with IO-127.
  base::Result<base::Done> commit(const std::string& last_change_iso);

 private:
  struct State;
  explicit PackageUpdate(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace schouw::tables
