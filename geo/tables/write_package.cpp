// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "geo/base/atomic_file.h"
#include "geo/tables/geometry_blob.h"
#include "geo/tables/geopackage.h"
#include "geo/tables/package_bookkeeping.h"
#include "geo/tables/package_file.h"
#include "geo/tables/package_schema.h"
#include "geo/tables/sqlite_handles.h"

namespace schouw::tables {

namespace {

class PackageWriter {
 public:
  PackageWriter(sqlite3* database, const Package& package, std::string last_change)
      : database_(database),
        package_(package),
        srs_id_(srs_id_of(package.crs)),
        last_change_(std::move(last_change)) {}

  bool write() {
    if (!execute(database_, schema_sql()) || !write_crs()) return false;
    for (const Table& table : package_.tables) {
      if (!write_table(table)) return false;
    }
    return true;
  }
  const std::string& reason() const { return reason_; }

 private:
  bool write_crs() {
    for (const ReferenceRow& row : reference_rows(package_.crs)) {
      Statement insert(database_, "INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?,?)");
      insert.bind(1, row.name).bind(2, std::int64_t{row.srs_id}).bind(3, row.organization);
      insert.bind(4, std::int64_t{row.organization_id}).bind(5, row.definition);
      insert.bind(6, row.description).bind(7, row.definition_wkt2);
      if (!insert.run()) return false;
    }
    return true;
  }

  bool write_table(const Table& table) {
    const TableLayout layout = layout_of(table);
    const TableNames names = names_of(layout);
    if (!execute(database_, create_table_sql(layout, names))) return false;
    const bool spatial = layout.geometry != GeometryType::none;
    if (spatial && !execute(database_, create_rtree_sql(layout.name, names))) return false;
    ContentsRow contents{.srs_id = srs_id_, .last_change = last_change_};
    if (!write_rows(table, layout, contents) || !write_contents(database_, layout, contents)) return false;
    return !spatial || execute(database_, create_triggers_sql(layout.name, names));
  }

  bool write_rows(const Table& table, const TableLayout& layout, ContentsRow& contents) {
    const bool spatial = layout.geometry != GeometryType::none;
    Statement insert(database_, insert_row_sql(layout, names_of(layout)));
    Statement index(database_, spatial ? insert_rtree_sql(layout.name) : "SELECT ?,?,?,?,?");
    std::int64_t key = 0;
    for (const Row& row : table.rows) {
      key = row.fid != 0 ? row.fid : key + 1;
      if (!write_row(insert, row, layout, key)) return false;
      const PlanBox box = box_of(row.geometry);
      if (!spatial || box.empty()) continue;
      index.bind(1, key).bind(2, box.min_x).bind(3, box.max_x).bind(4, box.min_y).bind(5, box.max_y);
      if (!index.run()) return false;
      contents.bounds.include(box);
      contents.heights = contents.heights || has_heights(row.geometry);
    }
    return true;
  }

  bool write_row(Statement& insert, const Row& row, const TableLayout& layout, std::int64_t key) {
    insert.bind(1, key);
    const auto blob = geometry_blob(row.geometry, srs_id_);
    if (!blob && !std::holds_alternative<std::monostate>(row.geometry)) {
      reason_ = fmt::format("row {} of {} has a geometry that is neither a point nor an area", key, layout.name);
      return false;
    }
    int at = 2;
    if (layout.geometry != GeometryType::none) {
      if (blob) insert.bind_blob(at, *blob);
      if (!blob) insert.bind_null(at);
      ++at;
    }
    for (std::size_t i = 0; i < layout.columns.size(); ++i, ++at) {
      if (i < row.cells.size()) bind_cell(insert, at, row.cells[i]);
      if (i >= row.cells.size()) insert.bind_null(at);
    }
    if (insert.run()) return true;
    reason_ = fmt::format("row {} of {}: {}", key, layout.name, sqlite3_errmsg(database_));
    return false;
  }

  sqlite3* database_;
  const Package& package_;
  std::int32_t srs_id_;
  std::string last_change_;
  std::string reason_;
};

// No journal: nobody else sees this file before it is whole and synced.
std::optional<std::string> fill(sqlite3* database, const Package& package, const std::string& last_change_iso) {
  PackageWriter writer(database, package, with_milliseconds(last_change_iso));
  const bool done = execute(database,
                            "PRAGMA page_size=4096; PRAGMA encoding='UTF-8'; PRAGMA journal_mode=OFF;"
                            "PRAGMA application_id=0x47504B47; PRAGMA user_version=10300; BEGIN") &&
                    writer.write() && execute(database, "COMMIT");
  if (done) return std::nullopt;
  return writer.reason().empty() ? std::string(sqlite3_errmsg(database)) : writer.reason();
}

std::optional<std::string> fill(const std::filesystem::path& fresh, const Package& package,
                                const std::string& last_change_iso) {
  const DatabaseHandle database = open_defensively(fresh, Access::writing);
  if (!database) return "SQLite cannot open " + fresh.filename().string();
  return fill(database.get(), package, last_change_iso);
}

struct SqliteFree {
  void operator()(unsigned char* bytes) const { sqlite3_free(bytes); }
};

}  // namespace

base::Result<base::Done> fill_package(const std::filesystem::path& fresh, const std::filesystem::path& path,
                                      const Package& package, const std::string& last_change_iso) {
  if (const auto problem = fill(fresh, package, last_change_iso)) return cannot_write(path, *problem);
  return base::Done{};
}

base::Result<base::Done> write_package(const std::filesystem::path& path, const Package& package,
                                       const std::string& last_change_iso) {
  using Failed = base::Result<base::Done>;
  // SQLite would play another program's journal into the new file.
  if (auto quiet = check_nothing_waits(path); !quiet) return quiet;
  base::remove_orphans(path);
  auto file = base::AtomicFile::beside(path);
  if (!file) return Failed::failure(as_of_package(std::move(file).diagnostics()));
  if (auto filled = fill_package(file->fresh(), path, package, last_change_iso); !filled) return filled;
  auto done = file->commit(base::AtomicFile::Keep::backup);
  if (!done) return Failed::failure(as_of_package(std::move(done).diagnostics()));
  return done;
}

base::Result<std::string> package_bytes(const Package& package, const std::string& last_change_iso) {
  const std::filesystem::path nowhere = "memory";
  const DatabaseHandle database = open_in_memory();
  if (!database) return cannot_write(nowhere, "SQLite cannot open a database in memory");
  if (const auto problem = fill(database.get(), package, last_change_iso)) return cannot_write(nowhere, *problem);
  sqlite3_int64 length = 0;
  const std::unique_ptr<unsigned char, SqliteFree> bytes(sqlite3_serialize(database.get(), "main", &length, 0));
  if (!bytes) return cannot_write(nowhere, "SQLite gives no bytes");
  return std::string(reinterpret_cast<const char*>(bytes.get()), static_cast<std::size_t>(length));
}

}  // namespace schouw::tables
