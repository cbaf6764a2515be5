// SPDX-License-Identifier: EUPL-1.2
#include "geo/tables/file_stamp.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "geo/base/file_descriptor.h"
#include "geo/tables/package_file.h"

namespace schouw::tables {

base::Result<FileStamp> stamp_of(const std::filesystem::path& path) {
  const auto file = base::FileDescriptor::open(path, O_RDONLY | O_NONBLOCK);
  std::error_code problem;
  if (!file.valid() && !std::filesystem::exists(path, problem)) {
    return package_problem("PLAN-101", path, "no such project", "check the path, or create it with import");
  }
  struct stat found = {};
  if (!file.valid() || ::fstat(file.number(), &found) != 0) {
    return package_problem("PLAN-102", path, "the file cannot be read", "check its permissions");
  }
  constexpr off_t kChangeCounter = 24;  // big-endian. Source: SQLite file format, 1.3.8
  unsigned char bytes[4] = {};
  const bool has_counter = ::pread(file.number(), bytes, sizeof bytes, kChangeCounter) == sizeof bytes;
  FileStamp stamp{.device = found.st_dev, .inode = found.st_ino, .bytes = static_cast<std::uint64_t>(found.st_size)};
  stamp.modified_ns = std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec;
  for (const unsigned char byte : bytes)
    stamp.change_counter = stamp.change_counter << 8U | (has_counter ? byte : 0U);
  return stamp;
}

}  // namespace schouw::tables
