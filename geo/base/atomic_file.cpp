// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <optional>

namespace schouw::base {

namespace {

std::string hint_for(int problem) {
  switch (problem) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return "free some space and do it again";
    case EACCES:
    case EPERM:
    case EROFS: return "check the permissions of the folder, or write elsewhere";
    case ENOENT:
    case ENOTDIR: return "check the folder";
    default: return "check free space and permissions, and the disk itself";
  }
}

Diagnostic cannot_write(const std::filesystem::path& path, const std::string& what) {
  const int problem = errno;
  return {.code = "IO-105",
          .message = fmt::format("cannot {}: {}; the old file is as it was", what, std::strerror(problem)),
          .where = {.file = path.string()},
          .hint = hint_for(problem)};
}

// Asked of the kernel first: it refuses a link that another user laid in a folder open to all.
std::filesystem::path followed(const std::filesystem::path& path) {
  std::error_code problem;
  if (!std::filesystem::is_symlink(path, problem) || !std::filesystem::exists(path, problem)) return path;
  auto real = std::filesystem::canonical(path, problem);
  return problem ? path : real;
}

// Held while it is written, so that nobody takes it for an orphan.
bool hold(const FileDescriptor& file) {
  return ::flock(file.number(), LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

bool is_orphan(const std::filesystem::path& part) {
  constexpr std::int64_t kUntouched_s = 60;
  const auto file = FileDescriptor::open(part, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  struct stat found = {};
  if (!file.valid() || ::fstat(file.number(), &found) != 0 || !S_ISREG(found.st_mode)) return false;
  const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  return now - found.st_mtim.tv_sec > kUntouched_s && ::flock(file.number(), LOCK_EX | LOCK_NB) == 0;
}

bool is_part_of(const std::string& name, const std::string& target) {
  const std::string start = target + ".part";
  return name.size() > start.size() && name.compare(0, start.size(), start) == 0 &&
         std::all_of(name.begin() + static_cast<std::ptrdiff_t>(start.size()), name.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
}

// Two writers of one process have a name each.
std::optional<std::pair<std::filesystem::path, FileDescriptor>> open_fresh(const std::filesystem::path& target,
                                                                           unsigned mode) {
  constexpr int kMostWriters = 64;
  for (int writer = 0; writer < kMostWriters; ++writer) {
    std::filesystem::path fresh = fmt::format("{}.part{}", target.string(), ::getpid());
    if (writer > 0) fresh += fmt::format("-{}", writer);
    if (is_orphan(fresh)) ::unlink(fresh.c_str());
    auto file = FileDescriptor::open(fresh, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode);
    if (file.valid() && hold(file)) return std::pair{std::move(fresh), std::move(file)};
    if (!file.valid() && errno != EEXIST) return std::nullopt;
  }
  return std::nullopt;
}

// Whoever could not read the old file cannot read the new one. A group that may not be given is not a failure.
bool take_permissions(const FileDescriptor& file, const std::filesystem::path& target) {
  struct stat old = {};
  if (::stat(target.c_str(), &old) != 0 || !S_ISREG(old.st_mode)) return true;
  const bool same_group = ::fchown(file.number(), static_cast<uid_t>(-1), old.st_gid) == 0;
  const mode_t mode = old.st_mode & (same_group ? 0777U : 0707U);
  return ::fchmod(file.number(), mode) == 0 || errno == EPERM || errno == EOPNOTSUPP;
}

// Where the file system has no hard links.
bool copy_to(const std::filesystem::path& from, const std::filesystem::path& to) {
  const auto source = FileDescriptor::open(from, O_RDONLY);
  struct stat old = {};
  if (!source.valid() || ::fstat(source.number(), &old) != 0) return false;
  auto copy = FileDescriptor::open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, old.st_mode & 0777U);
  return copy.valid() && copy.copy_all_of(source) && copy.sync() && copy.close();
}

// A device or a pipe has no old bytes to keep, and a rename would put a file in its place.
Result<Done> write_in_place(const std::filesystem::path& path, std::string_view bytes) {
  auto file = FileDescriptor::open(path, O_WRONLY);
  if (!file.valid() || !file.write_all(bytes) || !file.close()) return cannot_write(path, "write");
  return Done{};
}

}  // namespace

Result<AtomicFile> AtomicFile::beside(const std::filesystem::path& path) {
  std::filesystem::path target = followed(path);
  std::error_code problem;
  auto opened = open_fresh(target, std::filesystem::exists(target, problem) ? 0600U : 0644U);
  if (!opened) return cannot_write(path, "make a file beside it");
  return AtomicFile(std::move(target), std::move(opened->first), std::move(opened->second));
}

AtomicFile::~AtomicFile() {
  if (descriptor_.valid() && waiting_) ::unlink(fresh_.c_str());
}

Diagnostic AtomicFile::failed(const char* what) const { return cannot_write(target_, what); }

Result<Done> AtomicFile::write(std::string_view bytes) {
  if (!descriptor_.write_all(bytes)) return failed("write");
  return Done{};
}

Result<Done> AtomicFile::copy_of(const FileDescriptor& source) {
  if (!descriptor_.copy_all_of(source)) return failed("copy");
  return Done{};
}

// Linked under another name first, so that there is a whole .bak at every moment. A rename between two links of one
// file does nothing and leaves both, hence the last line.
bool AtomicFile::keep_old() const {
  const std::filesystem::path backup = target_.string() + ".bak";
  const std::filesystem::path coming = backup.string() + ".new";
  ::unlink(coming.c_str());
  if (::link(target_.c_str(), coming.c_str()) != 0) {
    if (errno == ENOENT) return true;
    if (errno == ENOSPC || errno == EIO || !copy_to(target_, coming)) {
      const int problem = errno;
      ::unlink(coming.c_str());
      errno = problem;
      return false;
    }
  }
  const bool kept = ::rename(coming.c_str(), backup.c_str()) == 0;
  const int problem = errno;
  ::unlink(coming.c_str());
  errno = problem;
  return kept;
}

// The descriptor stays open over the rename: closing lets go of what marks the file as being written.
Result<Done> AtomicFile::commit(Keep keep) {
  if (!take_permissions(descriptor_, target_)) return failed("set the permissions of the new file");
  if (!descriptor_.sync()) return failed("write to disk");
  if (keep == Keep::backup && !keep_old()) return failed("keep the old file as .bak");
  if (::rename(fresh_.c_str(), target_.c_str()) != 0) return failed("put the new file in place");
  waiting_ = false;
  descriptor_.close();
  if (sync_folder(target_.parent_path())) return Done{};
  return {
      Done{},
      {{.code = "IO-127",
        .severity = Severity::warning,
        .message = fmt::format("the new file is in place, and its folder could not be written to disk: {}; after a "
                               "loss of power the old file may be back",
                               std::strerror(errno)),
        .where = {.file = target_.string()},
        .hint = "check the disk and write the file again"}}};
}

void remove_orphans(const std::filesystem::path& path) {
  const std::filesystem::path target = followed(path);
  const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
  std::error_code problem;
  for (std::filesystem::directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    if (is_part_of(entry->path().filename().string(), target.filename().string()) && is_orphan(entry->path())) {
      ::unlink(entry->path().c_str());
    }
  }
}

Result<Done> write_file_atomically(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code unknown;
  const auto status = std::filesystem::status(path, unknown);
  if (std::filesystem::exists(status) && std::filesystem::is_other(status)) return write_in_place(path, bytes);
  auto file = AtomicFile::beside(path);
  if (!file) return Result<Done>::failure(std::move(file).diagnostics());
  if (auto written = file->write(bytes); !written) return written;
  return file->commit();
}

}  // namespace schouw::base
