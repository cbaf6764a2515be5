// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <array>
#include <cctype>
#include <fstream>

#include "geo/tables/geometry_blob.h"
#include "geo/tables/geopackage.h"
#include "geo/tables/sqlite_handles.h"

namespace schouw::tables {

namespace {

base::Diagnostic package_error(const char* code, const std::filesystem::path& path, std::string message,
                               const char* hint) {
  return {.code = code, .message = std::move(message), .where = {.file = path.string()}, .hint = hint};
}

base::Diagnostic not_a_package(const std::filesystem::path& path, std::string found) {
  return package_error("PLAN-102", path,
                       "not a GeoPackage: found " + std::move(found) + ", expected SQLite with GPKG",
                       "give the .schouw.gpkg of a project; other files go through import");
}

base::Diagnostic damaged(const std::filesystem::path& path, const std::string& why) {
  return package_error("PLAN-103", path, "the GeoPackage is damaged: " + why, "open the .bak beside it");
}

// SQLite itself reads a last page that is cut off as if it were empty.
bool whole(std::string_view head, std::uintmax_t size) {
  const auto byte = [&](std::size_t at) { return std::uintmax_t{static_cast<unsigned char>(head[at])}; };
  const std::uintmax_t stated = byte(16) << 8U | byte(17);
  const std::uintmax_t page_bytes = stated == 1 ? 65536 : stated;
  const std::uintmax_t pages = byte(28) << 24U | byte(29) << 16U | byte(30) << 8U | byte(31);
  return size >= page_bytes * pages;
}

base::Result<base::Done> check_header(const std::filesystem::path& path) {
  std::error_code problem;
  if (!std::filesystem::exists(path, problem)) {
    return base::of_kind(base::DiagnosticKind::not_found, package_error("PLAN-101", path, "no such project",
                                                                        "check the path, or create it with import"));
  }
  if (!std::filesystem::is_regular_file(path, problem)) return not_a_package(path, "no plain file");
  std::string head(100, '\0');
  std::ifstream in(path, std::ios::binary);
  in.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(in.gcount()));
  if (head.empty()) return not_a_package(path, "an empty file");
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  if (head.size() < 100 || head.compare(0, kMagic.size(), kMagic) != 0) return not_a_package(path, "other content");
  if (head.compare(68, 4, "GPKG") != 0) return not_a_package(path, "another SQLite database");
  if (!whole(head, std::filesystem::file_size(path, problem))) return damaged(path, "it is cut off");
  for (const char* journal : {"-journal", "-wal"}) {
    const auto size = std::filesystem::file_size(path.string() + journal, problem);
    if (!problem && size > 0) {
      return base::of_kind(
          base::DiagnosticKind::conflict,
          package_error("PLAN-107", path, fmt::format("changes wait in {}{}", path.filename().string(), journal),
                        "close it in the other program (QGIS), which writes them, and open it again"));
    }
  }
  return base::Done{};
}

// As a URI, because only that says immutable: SQLite then writes nothing beside the file and takes no lock.
std::string immutable_uri(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(path).string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = std::isalnum(byte) != 0 || c == '/' || c == '.' || c == '-' || c == '_';
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return uri + "?immutable=1";
}

DatabaseHandle open_defensively(const std::filesystem::path& path) {
  sqlite3* opened = nullptr;
  const int outcome = sqlite3_open_v2(immutable_uri(path).c_str(), &opened,
                                      SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE, nullptr);
  DatabaseHandle database(opened);
  if (outcome != SQLITE_OK) return nullptr;
  for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                      {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                      {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}}) {
    sqlite3_db_config(opened, option, value, nullptr);
  }
  constexpr int kLongestValue_bytes = 256 << 20;
  sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, kLongestValue_bytes);
  sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0);
  execute(opened, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA query_only=ON");
  return database;
}

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

class PackageReader {
 public:
  PackageReader(sqlite3* database, const std::filesystem::path& path) : database_(database), path_(path) {}

  base::Result<Package> read() {
    if (const std::string found = quick_check(); found != "ok") return damaged(path_, found);
    Package package;
    if (!read_crs(package.crs)) return damaged(path_, "its coordinate system is missing or not known");
    Statement list(database_,
                   "SELECT c.table_name, coalesce(c.description, '') FROM gpkg_contents c JOIN sqlite_master m ON "
                   "m.name = c.table_name AND m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' "
                   "WHERE c.data_type IN ('features', 'attributes') ORDER BY c.rowid");
    while (list.step()) {
      Table table{.name = list.text(0), .description = list.text(1)};
      if (!read_table(table))
        return damaged(path_, fmt::format("table {}: {}", table.name, sqlite3_errmsg(database_)));
      package.tables.push_back(std::move(table));
    }
    if (list.failed()) return damaged(path_, sqlite3_errmsg(database_));
    return {std::move(package), std::move(diagnostics_)};
  }

 private:
  std::string quick_check() {
    Statement check(database_, "PRAGMA quick_check(1)");
    return check.step() ? check.text(0) : std::string(sqlite3_errmsg(database_));
  }

  bool read_crs(crs::Crs& crs) {
    Statement row(
        database_,
        "SELECT organization, organization_coordsys_id, definition, definition_12_063 "
        "FROM gpkg_spatial_ref_sys WHERE srs_id = coalesce((SELECT srs_id FROM gpkg_geometry_columns LIMIT 1),"
        "(SELECT max(srs_id) FROM gpkg_spatial_ref_sys))");
    if (!row.step()) return false;
    const std::string organization = row.text(0);
    const std::string wkt2 = row.text(3);
    const std::string definition =
        organization != "NONE" ? organization + ":" + row.text(1) : (wkt2 == "undefined" ? row.text(2) : wkt2);
    auto found = crs::crs_from_text(definition);
    if (!found && !row.text(2).empty()) found = crs::crs_from_text(row.text(2));
    if (!found) return false;
    crs = *found;
    return true;
  }

  bool read_table(Table& table) {
    std::string geometry_column;
    Statement spatial(database_,
                      "SELECT column_name, geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?");
    spatial.bind(1, table.name);
    if (spatial.step()) {
      geometry_column = spatial.text(0);
      table.geometry = spatial.text(1) == "POINT" ? GeometryType::point : GeometryType::multi_polygon;
    }
    std::string key;
    Statement columns(database_, "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid");
    columns.bind(1, table.name);
    while (columns.step()) {
      if (columns.integer(2) != 0) {
        key = columns.text(0);
      } else if (columns.text(0) != geometry_column) {
        table.columns.push_back({.name = columns.text(0), .type = column_type(columns.text(1))});
      }
    }
    return !columns.failed() && !spatial.failed() && read_rows(table, key, geometry_column);
  }

  bool read_rows(Table& table, const std::string& key, const std::string& geometry_column) {
    std::string sql = "SELECT " + (geometry_column.empty() ? "NULL" : quoted_name(geometry_column));
    for (const Column& column : table.columns) sql += ", " + quoted_name(column.name);
    sql += fmt::format(" FROM {} ORDER BY {}", quoted_name(table.name), key.empty() ? "rowid" : quoted_name(key));
    Statement rows(database_, sql);
    while (rows.step()) {
      Row row;
      if (rows.type(0) == SQLITE_BLOB) {
        auto geometry = geometry_from_blob(rows.blob(0));
        if (!geometry) warn_geometry(table);
        if (geometry) row.geometry = *std::move(geometry);
      }
      row.cells.reserve(table.columns.size());
      for (std::size_t i = 0; i < table.columns.size(); ++i) {
        row.cells.push_back(cell_of(rows, static_cast<int>(i) + 1));
      }
      table.rows.push_back(std::move(row));
    }
    return !rows.failed();
  }

  void warn_geometry(const Table& table) {
    diagnostics_.push_back(
        {.code = "PLAN-106",
         .severity = base::Severity::warning,
         .message = fmt::format("a row of {} has a geometry that is neither a point nor an area; it "
                                "is kept without a place",
                                table.name),
         .where = {.file = path_.string(), .row = static_cast<std::int64_t>(table.rows.size()) + 1},
         .hint = "draw it again"});
  }

  sqlite3* database_;
  const std::filesystem::path& path_;
  base::Diagnostics diagnostics_;
};

}  // namespace

base::Result<Package> read_package(const std::filesystem::path& path) {
  if (auto header = check_header(path); !header) return base::Result<Package>::failure(header.diagnostics());
  const DatabaseHandle database = open_defensively(path);
  if (!database) return damaged(path, "it cannot be opened");
  return PackageReader(database.get(), path).read();
}

}  // namespace schouw::tables
