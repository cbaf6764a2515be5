// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>

#include "geo/base/file_descriptor.h"
#include "geo/base/result.h"
#include "geo/tables/sqlite_handles.h"

namespace schouw::tables {

// The file of a package and how it is opened; for the sources of this room only.

base::Diagnostic package_problem(const char* code, const std::filesystem::path& path, std::string message,
                                 const char* hint);
base::Diagnostic damaged(const std::filesystem::path& path, const std::string& why);       // PLAN-103
base::Diagnostic cannot_write(const std::filesystem::path& path, const std::string& why);  // PLAN-105
// What base::AtomicFile says, as of a project: IO-105 becomes PLAN-105.
base::Diagnostics as_of_package(base::Diagnostics diagnostics);

// PLAN-101, PLAN-102, PLAN-103 by its first bytes and its length.
base::Result<base::Done> check_header(const std::filesystem::path& path);
// PLAN-107 where a rollback journal or a write-ahead log of another program waits beside it.
base::Result<base::Done> check_nothing_waits(const std::filesystem::path& path);

// reading takes no lock and writes nothing beside the file; writing is for a copy that nobody else sees. Both without
// triggers and views, with a schema that is not trusted and no other file to attach. Null where it cannot be opened.
enum class Access { reading, writing };
DatabaseHandle open_defensively(const std::filesystem::path& path, Access access);
// A new database that no file holds, with the same defences. Null where there is no memory for it.
DatabaseHandle open_in_memory();
// Without a lock there is no WAL: makes a copy of such a file, whose log is empty, one of DELETE mode.
bool leave_wal_mode(const base::FileDescriptor& copy);
std::string quick_check(sqlite3* database);  // "ok", or what is wrong

// The file, opened for reading and held so that no other SQLite program changes it until the descriptor is closed.
// PLAN-107 where one is changing it, or has it open in WAL mode. Where the file system knows no locks it is not held.
// Source: sqlite.org/lockingv3.html and os_unix.c, PENDING_BYTE and the 511 bytes after it.
base::Result<base::FileDescriptor> hold_unchanged(const std::filesystem::path& path);

// Waits until no other Schouw is putting a new file in the place of this one. False where that takes seconds; true
// also where the file system knows no such lock.
bool hold_alone(const base::FileDescriptor& file);

}  // namespace schouw::tables
