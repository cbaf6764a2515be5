// SPDX-License-Identifier: EUPL-1.2
// Answers the calls of the C library that change files. On the folder SCHOUW_FAULT_FOLDER and below it each is
// counted and written to SCHOUW_FAULT_TRACE as "name path"; the one with number SCHOUW_FAULT_AT meets
// SCHOUW_FAULT_KIND:
//   kill    the process is killed before the call
//   enospc, eio    the call fails
//   full    so do all that need space from then on
//   short   a write takes half of its bytes
// Without the folder, everything goes straight to the kernel. By direct system calls: nothing here is intercepted
// again.
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

// The one mutable thing: interposed functions have nowhere else to count.
std::atomic<long> calls{0};

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

enum class Answer { through, refused, half };

void trace(std::string_view name, const std::string& path) {
  const std::string file = setting("SCHOUW_FAULT_TRACE");
  if (file.empty()) return;
  const long descriptor = ::syscall(SYS_openat, AT_FDCWD, file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  const std::string line = std::string(name) + " " + path + "\n";
  if (::syscall(SYS_write, descriptor, line.data(), line.size()) < 0) ::abort();
  ::syscall(SYS_close, descriptor);
}

// Bytes are needed by all of these but the ones that take them away.
bool needs_space(std::string_view name) { return name != "unlink" && name != "ftruncate"; }

Answer meet(std::string_view name, const std::string& path) {
  const std::string folder = setting("SCHOUW_FAULT_FOLDER");
  const bool concerns = path == folder || path.compare(0, folder.size() + 1, folder + "/") == 0;
  if (folder.empty() || !concerns) return Answer::through;
  trace(name, path);
  const long call = ++calls;
  const long at = std::atol(setting("SCHOUW_FAULT_AT").c_str());
  const std::string kind = setting("SCHOUW_FAULT_KIND");
  if (kind == "full" && at > 0 && call >= at && needs_space(name)) {
    errno = ENOSPC;
    return Answer::refused;
  }
  if (call != at) return Answer::through;
  if (kind == "kill") ::raise(SIGKILL);
  if (kind == "short") return Answer::half;
  errno = kind == "eio" ? EIO : ENOSPC;
  return kind == "enospc" || kind == "eio" ? Answer::refused : Answer::through;
}

std::string path_of(int descriptor) {
  char name[64];
  char path[PATH_MAX] = {};
  std::snprintf(name, sizeof name, "/proc/self/fd/%d", descriptor);
  const long length = ::syscall(SYS_readlinkat, AT_FDCWD, name, path, sizeof path - 1);
  return length > 0 ? std::string(path, static_cast<std::size_t>(length)) : std::string();
}

template <class Call>
ssize_t write_through(const char* name, int descriptor, std::size_t bytes, const Call& call) {
  switch (meet(name, path_of(descriptor))) {
    case Answer::refused: return -1;
    case Answer::half: return call(std::max<std::size_t>(bytes / 2, 1));
    case Answer::through: break;
  }
  return call(bytes);
}

int open_through(const char* path, int flags, mode_t mode) {
  if ((flags & O_CREAT) != 0 && meet("open", path) == Answer::refused) return -1;
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

mode_t mode_from(int flags, va_list list) { return (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0; }

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t count) {
  return write_through("write", descriptor, count,
                       [&](std::size_t most) { return ::syscall(SYS_write, descriptor, bytes, most); });
}

ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
  return write_through("pwrite", descriptor, count,
                       [&](std::size_t most) { return ::syscall(SYS_pwrite64, descriptor, bytes, most, offset); });
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset) {
  return pwrite(descriptor, bytes, count, offset);
}

ssize_t writev(int descriptor, const struct iovec* parts, int count) {
  if (meet("writev", path_of(descriptor)) == Answer::refused) return -1;
  return ::syscall(SYS_writev, descriptor, parts, count);
}

ssize_t copy_file_range(int from, off64_t* from_at, int to, off64_t* to_at, size_t count, unsigned flags) {
  return write_through("copy_file_range", to, count, [&](std::size_t most) {
    return ::syscall(SYS_copy_file_range, from, from_at, to, to_at, most, flags);
  });
}

int fsync(int descriptor) {
  if (meet("fsync", path_of(descriptor)) == Answer::refused) return -1;
  return static_cast<int>(::syscall(SYS_fsync, descriptor));
}
int fdatasync(int descriptor) {
  if (meet("fdatasync", path_of(descriptor)) == Answer::refused) return -1;
  return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}

int ftruncate(int descriptor, off_t length) noexcept {
  if (meet("ftruncate", path_of(descriptor)) == Answer::refused) return -1;
  return static_cast<int>(::syscall(SYS_ftruncate, descriptor, length));
}
int ftruncate64(int descriptor, off64_t length) noexcept { return ftruncate(descriptor, length); }

int rename(const char* from, const char* to) noexcept {
  if (meet("rename", to) == Answer::refused) return -1;
  return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int link(const char* from, const char* to) noexcept {
  if (meet("link", to) == Answer::refused) return -1;
  return static_cast<int>(::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int unlink(const char* path) noexcept {
  if (meet("unlink", path) == Answer::refused) return -1;
  return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

int open(const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = mode_from(flags, list);
  va_end(list);
  return open_through(path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = mode_from(flags, list);
  va_end(list);
  return open_through(path, flags, mode);
}

}  // extern "C"
