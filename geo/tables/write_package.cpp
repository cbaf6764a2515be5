// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "geo/tables/geometry_blob.h"
#include "geo/tables/geopackage.h"
#include "geo/tables/package_schema.h"
#include "geo/tables/sqlite_handles.h"

namespace schouw::tables {

namespace {

base::Diagnostic cannot_write(const std::filesystem::path& path, const std::string& why) {
  return {.code = "PLAN-105",
          .message = "cannot write the GeoPackage: " + why,
          .where = {.file = path.string()},
          .hint = "check free space and permissions; the old file is as it was"};
}

void bind_cell(Statement& insert, int index, const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) {
    insert.bind(index, *text);
  } else if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
    insert.bind(index, *integer);
  } else if (const auto* real = std::get_if<double>(&cell)) {
    insert.bind(index, *real);
  } else {
    insert.bind_null(index);
  }
}

class PackageWriter {
 public:
  PackageWriter(sqlite3* database, const Package& package, std::string last_change)
      : database_(database), package_(package), last_change_(std::move(last_change)) {}

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
    const TableNames names = names_of(table);
    if (!execute(database_, create_table_sql(table, names))) return false;
    const bool spatial = table.geometry != GeometryType::none;
    if (spatial && !execute(database_, create_rtree_sql(table.name, names))) return false;
    PlanBox bounds;
    bool heights = false;
    if (!write_rows(table, names, bounds, heights)) return false;
    if (!write_contents(table, bounds)) return false;
    if (!spatial) return true;
    return write_geometry_column(table, heights) && execute(database_, create_triggers_sql(table.name, names));
  }

  bool write_rows(const Table& table, const TableNames& names, PlanBox& bounds, bool& heights) {
    Statement insert(database_, insert_row_sql(table, names));
    Statement index(database_,
                    table.geometry == GeometryType::none ? "SELECT ?,?,?,?,?" : insert_rtree_sql(table.name));
    std::int64_t key = 0;
    for (const Row& row : table.rows) {
      ++key;
      insert.bind(1, key);
      const auto blob = geometry_blob(row.geometry, srs_id_of(package_.crs));
      if (!blob && !std::holds_alternative<std::monostate>(row.geometry)) {
        reason_ = fmt::format("row {} of {} has a geometry that is neither a point nor an area", key, table.name);
        return false;
      }
      int at = 2;
      if (table.geometry != GeometryType::none) {
        if (blob) insert.bind_blob(at, *blob);
        if (!blob) insert.bind_null(at);
        ++at;
      }
      for (std::size_t i = 0; i < table.columns.size(); ++i, ++at) {
        i < row.cells.size() ? bind_cell(insert, at, row.cells[i]) : static_cast<void>(insert.bind_null(at));
      }
      if (!insert.run()) return false;
      const PlanBox box = box_of(row.geometry);
      if (table.geometry == GeometryType::none || box.empty()) continue;
      index.bind(1, key).bind(2, box.min_x).bind(3, box.max_x).bind(4, box.min_y).bind(5, box.max_y);
      if (!index.run()) return false;
      bounds.include(box);
      heights = heights || has_heights(row.geometry);
    }
    return true;
  }

  bool write_contents(const Table& table, const PlanBox& bounds) {
    Statement insert(database_, "INSERT INTO gpkg_contents VALUES (?,?,?,?,?,?,?,?,?,?)");
    const bool spatial = table.geometry != GeometryType::none;
    insert.bind(1, table.name).bind(2, std::string_view(spatial ? "features" : "attributes"));
    insert.bind(3, table.name).bind(4, table.description).bind(5, last_change_);
    if (!bounds.empty()) {
      insert.bind(6, bounds.min_x).bind(7, bounds.min_y).bind(8, bounds.max_x).bind(9, bounds.max_y);
    }
    if (spatial) insert.bind(10, std::int64_t{srs_id_of(package_.crs)});
    return insert.run();
  }

  bool write_geometry_column(const Table& table, bool heights) {
    constexpr std::string_view kColumn = "INSERT INTO gpkg_geometry_columns VALUES (?,?,?,?,?,0)";
    Statement column(database_, kColumn);
    column.bind(1, table.name).bind(2, kGeometryColumn);
    column.bind(3, std::string_view(table.geometry == GeometryType::point ? "POINT" : "MULTIPOLYGON"));
    column.bind(4, std::int64_t{srs_id_of(package_.crs)}).bind(5, std::int64_t{heights ? 2 : 0});
    Statement extension(database_, "INSERT INTO gpkg_extensions VALUES (?,?,'gpkg_rtree_index',?,'write-only')");
    extension.bind(1, table.name).bind(2, kGeometryColumn);
    extension.bind(3, std::string_view("http://www.geopackage.org/spec130/#extension_rtree"));
    return column.run() && extension.run();
  }

  sqlite3* database_;
  const Package& package_;
  std::string last_change_;
  std::string reason_;
};

// "2026-11-21T10:00:00Z" as the standard wants it, with milliseconds.
std::string with_milliseconds(const std::string& iso) {
  constexpr std::size_t kSeconds = std::string_view("2026-11-21T10:00:00").size();
  if (iso.size() < kSeconds) return "2000-01-01T00:00:00.000Z";
  return iso.substr(0, kSeconds) + ".000Z";
}

// No journal: nobody else sees this file before it is whole and synced.
std::optional<std::string> fill(const std::filesystem::path& fresh, const Package& package,
                                const std::string& last_change_iso) {
  sqlite3* opened = nullptr;
  const int outcome = sqlite3_open_v2(fresh.c_str(), &opened,
                                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW, nullptr);
  const DatabaseHandle database(opened);
  if (outcome != SQLITE_OK) return sqlite3_errstr(outcome);
  PackageWriter writer(opened, package, with_milliseconds(last_change_iso));
  const bool done = execute(opened,
                            "PRAGMA page_size=4096; PRAGMA encoding='UTF-8'; PRAGMA journal_mode=OFF;"
                            "PRAGMA synchronous=OFF; PRAGMA application_id=0x47504B47; PRAGMA user_version=10300;"
                            "BEGIN") &&
                    writer.write() && execute(opened, "COMMIT");
  if (done) return std::nullopt;
  return writer.reason().empty() ? std::string(sqlite3_errmsg(opened)) : writer.reason();
}

bool synced(const std::filesystem::path& path, int flags) {
  const int descriptor = ::open(path.empty() ? "." : path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool done = ::fsync(descriptor) == 0;
  return ::close(descriptor) == 0 && done;
}

// The old file stays as .bak. A journal that a crashed program left beside it belongs to the old bytes; SQLite would
// play it into the new ones.
bool replace(const std::filesystem::path& fresh, const std::filesystem::path& path) {
  const std::string name = path.string();
  const std::string backup = name + ".bak";
  ::unlink(backup.c_str());
  if (::link(name.c_str(), backup.c_str()) != 0 && errno != ENOENT) {
    std::error_code problem;
    std::filesystem::copy_file(path, backup, std::filesystem::copy_options::overwrite_existing, problem);
    if (problem) return false;
  }
  for (const char* leftover : {"-journal", "-wal", "-shm"}) ::unlink((name + leftover).c_str());
  return ::rename(fresh.c_str(), name.c_str()) == 0;
}

}  // namespace

base::Result<base::Done> write_package(const std::filesystem::path& path, const Package& package,
                                       const std::string& last_change_iso) {
  const std::filesystem::path fresh = path.string() + ".part" + std::to_string(::getpid());
  ::unlink(fresh.c_str());
  auto problem = fill(fresh, package, last_change_iso);
  if (!problem && (!synced(fresh, O_RDONLY) || !replace(fresh, path))) problem = std::strerror(errno);
  if (problem) {
    ::unlink(fresh.c_str());
    return cannot_write(path, *problem);
  }
  synced(path.parent_path(), O_RDONLY | O_DIRECTORY);
  return base::Done{};
}

}  // namespace schouw::tables
