// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/package_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <thread>
#include <utility>

namespace schouw::tables {

namespace {

base::Diagnostic not_a_package(const std::filesystem::path& path, std::string found) {
  return package_problem("PLAN-102", path,
                         "not a GeoPackage: found " + std::move(found) + ", expected SQLite with GPKG",
                         "give the .schouw.gpkg of a project; other files go through import");
}

// SQLite itself reads a last page that is cut off as if it were empty.
bool whole(std::string_view head, std::uintmax_t size) {
  const auto byte = [&](std::size_t at) { return std::uintmax_t{static_cast<unsigned char>(head[at])}; };
  const std::uintmax_t stated = byte(16) << 8U | byte(17);
  const std::uintmax_t page_bytes = stated == 1 ? 65536 : stated;
  const std::uintmax_t pages = byte(28) << 24U | byte(29) << 16U | byte(30) << 8U | byte(31);
  return size >= page_bytes * pages;
}

// As a URI, because only that says immutable (SQLite writes nothing beside the file and takes no lock) and nolock
// (our own copy, on which base::AtomicFile holds a lock that some file systems give out but once).
std::string uri_of(const std::filesystem::path& path, Access access) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(path).string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = std::isalnum(byte) != 0 || c == '/' || c == '.' || c == '-' || c == '_';
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return uri + (access == Access::reading ? "?immutable=1" : "?nolock=1");
}

constexpr int kWriteVersion_at = 18;  // the version for reading follows

bool in_wal_mode(const base::FileDescriptor& file) {
  char version = 0;
  return ::pread(file.number(), &version, 1, kWriteVersion_at) == 1 && version == 2;
}

struct flock range_lock(short type) {
  constexpr off_t kPendingByte = 0x40000000;
  constexpr off_t kLockBytes = 512;
  return {.l_type = type, .l_whence = SEEK_SET, .l_start = kPendingByte, .l_len = kLockBytes, .l_pid = 0};
}

enum class Hold { held, busy, unknown };
Hold try_hold(const base::FileDescriptor& file) {
  struct flock shared = range_lock(F_RDLCK);
  if (::fcntl(file.number(), F_OFD_SETLK, &shared) != 0) {
    return errno == EAGAIN || errno == EACCES ? Hold::busy : Hold::unknown;
  }
  // A reader in WAL mode will write beside the file whatever we hold.
  struct flock others = range_lock(F_WRLCK);
  if (!in_wal_mode(file) || ::fcntl(file.number(), F_OFD_GETLK, &others) != 0) return Hold::held;
  return others.l_type == F_UNLCK ? Hold::held : Hold::busy;
}

DatabaseHandle open_with(const std::string& name, int flags, Access access) {
  sqlite3* opened = nullptr;
  const int outcome = sqlite3_open_v2(name.c_str(), &opened, flags, nullptr);
  DatabaseHandle database(opened);
  if (outcome != SQLITE_OK) return nullptr;
  for (const auto& [option, value] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                      {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                      {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
                                      {SQLITE_DBCONFIG_ENABLE_FKEY, 0},
                                      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}}) {
    sqlite3_db_config(opened, option, value, nullptr);
  }
  constexpr int kLongestValue_bytes = 256 << 20;
  sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, kLongestValue_bytes);
  sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0);
  execute(opened, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0");
  // A copy that nobody else sees needs no journal on disk and no sync before it is whole. Out of WAL mode first,
  // whose shared memory would lie beside the file.
  execute(opened, access == Access::reading
                      ? "PRAGMA query_only=ON"
                      : "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; "
                        "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536");
  return database;
}

}  // namespace

base::Diagnostic package_problem(const char* code, const std::filesystem::path& path, std::string message,
                                 const char* hint) {
  const std::string_view which = code;
  auto kind = base::DiagnosticKind::invalid_input;
  if (which == "PLAN-101" || which == "PLAN-130") kind = base::DiagnosticKind::not_found;
  if (which == "PLAN-107" || which == "PLAN-108") kind = base::DiagnosticKind::conflict;
  return {.code = code, .kind = kind, .message = std::move(message), .where = {.file = path.string()}, .hint = hint};
}

base::Diagnostic damaged(const std::filesystem::path& path, const std::string& why) {
  return package_problem("PLAN-103", path, "the GeoPackage is damaged: " + why, "open the .bak beside it");
}

base::Diagnostic cannot_write(const std::filesystem::path& path, const std::string& why) {
  return package_problem("PLAN-105", path, "cannot write the GeoPackage: " + why,
                         "check free space and permissions; the old file is as it was");
}

base::Diagnostics as_of_package(base::Diagnostics diagnostics) {
  for (base::Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.code == "IO-105") diagnostic.code = "PLAN-105";
  }
  return diagnostics;
}

base::Result<base::Done> check_header(const std::filesystem::path& path) {
  std::error_code problem;
  if (!std::filesystem::exists(path, problem)) {
    return package_problem("PLAN-101", path, "no such project", "check the path, or create it with import");
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
  return check_nothing_waits(path);
}

base::Result<base::Done> check_nothing_waits(const std::filesystem::path& path) {
  std::error_code problem;
  // Another program names its journal after the file itself, wherever a link to it lies.
  const std::filesystem::path real = std::filesystem::weakly_canonical(path, problem);
  for (const char* journal : {"-journal", "-wal"}) {
    for (const std::filesystem::path& beside : {path, problem ? path : real}) {
      std::error_code none;
      const auto size = std::filesystem::file_size(beside.string() + journal, none);
      if (!none && size > 0) {
        return package_problem("PLAN-107", path,
                               fmt::format("changes wait in {}{}", path.filename().string(), journal),
                               "close it in the other program (QGIS), which writes them, and open it again");
      }
    }
  }
  return base::Done{};
}

DatabaseHandle open_defensively(const std::filesystem::path& path, Access access) {
  const int flags = access == Access::reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  return open_with(uri_of(path, access), flags | SQLITE_OPEN_URI | SQLITE_OPEN_PRIVATECACHE, access);
}

DatabaseHandle open_in_memory() {
  return open_with(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_PRIVATECACHE,
                   Access::writing);
}

// Source: SQLite file format, 1.3.3: 2 is WAL, 1 is not; nothing else of the file differs once its log is empty.
bool leave_wal_mode(const base::FileDescriptor& copy) {
  return !in_wal_mode(copy) || copy.write_all_at("\1\1", kWriteVersion_at);
}

std::string quick_check(sqlite3* database) {
  Statement check(database, "PRAGMA quick_check(1)");
  return check.step() ? check.text(0) : std::string(sqlite3_errmsg(database));
}

base::Result<base::FileDescriptor> hold_unchanged(const std::filesystem::path& path) {
  constexpr int kMostTries = 20;  // a second: longer than a program saves a row
  auto file = base::FileDescriptor::open(path, O_RDONLY);
  if (!file.valid()) return cannot_write(path, std::strerror(errno));
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    if (attempt > 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (try_hold(file) != Hold::busy) return file;
  }
  return package_problem("PLAN-107", path, "another program (QGIS) has it open and may be changing it",
                         "close it there, and do this again");
}

bool hold_alone(const base::FileDescriptor& file) {
  constexpr int kMostTries = 250;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    if (::flock(file.number(), LOCK_EX | LOCK_NB) == 0) return true;
    if (errno != EINTR && errno != EWOULDBLOCK) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

}  // namespace schouw::tables
