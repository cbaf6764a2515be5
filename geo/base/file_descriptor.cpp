// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/file_descriptor.h"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace schouw::base {

namespace {

// One write that may be short; at least one byte, or failed.
template <class Write>
bool write_in_parts(std::string_view bytes, const Write& write) {
  while (!bytes.empty()) {
    const ssize_t written = write(bytes);
    if (written < 0 && errno == EINTR) continue;
    if (written == 0) errno = ENOSPC;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool copy_by_reading(int from, const FileDescriptor& to) {
  std::vector<char> buffer(std::size_t{1} << 20);
  for (;;) {
    const ssize_t got = ::read(from, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0;
    if (!to.write_all({buffer.data(), static_cast<std::size_t>(got)})) return false;
  }
}

bool cannot_share_blocks(int problem) {
  return problem == EXDEV || problem == EINVAL || problem == ENOSYS || problem == EOPNOTSUPP || problem == EBADF;
}

}  // namespace

FileDescriptor FileDescriptor::open(const std::filesystem::path& path, int flags, unsigned mode) {
  for (;;) {
    const int number = ::open(path.c_str(), flags | O_CLOEXEC, mode);
    if (number >= 0 || errno != EINTR) return FileDescriptor(number);
  }
}

// Never again after EINTR: Linux has given the number back by then.
bool FileDescriptor::close() {
  const int number = std::exchange(number_, -1);
  return number < 0 || ::close(number) == 0 || errno == EINTR;
}

bool FileDescriptor::write_all(std::string_view bytes) const {
  return write_in_parts(bytes, [&](std::string_view rest) { return ::write(number_, rest.data(), rest.size()); });
}

bool FileDescriptor::write_all_at(std::string_view bytes, std::uint64_t offset) const {
  return write_in_parts(bytes, [&](std::string_view rest) {
    const std::uint64_t at = offset + (bytes.size() - rest.size());
    return ::pwrite(number_, rest.data(), rest.size(), static_cast<off_t>(at));
  });
}

bool FileDescriptor::sync() const {
  int outcome = ::fsync(number_);
  while (outcome != 0 && errno == EINTR) outcome = ::fsync(number_);
  return outcome == 0;
}

bool FileDescriptor::copy_all_of(const FileDescriptor& source) const {
  if (::lseek(source.number_, 0, SEEK_SET) != 0) return false;
  constexpr std::size_t kMost_bytes = std::size_t{1} << 30;
  bool any = false;
  for (;;) {
    const ssize_t copied = ::copy_file_range(source.number_, nullptr, number_, nullptr, kMost_bytes, 0);
    if (copied < 0 && errno == EINTR) continue;
    if (copied < 0 && !any && cannot_share_blocks(errno)) return copy_by_reading(source.number_, *this);
    // Some file systems report an end where there is none; reading is asked before it is believed.
    if (copied == 0) return copy_by_reading(source.number_, *this);
    if (copied < 0) return false;
    any = true;
  }
}

bool sync_folder(const std::filesystem::path& folder) {
  const auto opened = FileDescriptor::open(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY);
  if (!opened.valid()) return false;
  return opened.sync() || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP;
}

}  // namespace schouw::base
