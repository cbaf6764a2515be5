// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>

#include "geo/base/result.h"

namespace schouw::tables {

// Tells whether a SQLite file is the one that was read before: which file it is, how long, when changed, and SQLite's
// own counter of changes (bytes 24 to 27 of its header; a program in WAL mode need not raise it, but then changes the
// time). Two equal stamps: nobody changed it meanwhile, unless by setting the clock back.
struct FileStamp {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::uint64_t bytes = 0;
  std::int64_t modified_ns = 0;
  std::uint32_t change_counter = 0;

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

// Fails with PLAN-101 where there is no file, PLAN-102 where it cannot be read.
base::Result<FileStamp> stamp_of(const std::filesystem::path& path);

}  // namespace schouw::tables
