// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/lock_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <thread>

#include "geo/base/lock_content.h"

namespace schouw::base {

namespace {

constexpr double kSilent_s = 60.0;

std::filesystem::path lock_of(const std::filesystem::path& path) { return path.string() + ".lock"; }

Diagnostic cannot_lock(const std::filesystem::path& lock, int problem) {
  if (problem == EACCES || problem == EPERM || problem == EROFS) {
    return {.code = "IO-131",
            .message = fmt::format("cannot make the lock file: {}", std::strerror(problem)),
            .where = {.file = lock.string()},
            .hint = "open it read-only, or check the permissions of the folder"};
  }
  return {.code = "IO-133",
          .message = fmt::format("cannot make the lock file: {}", std::strerror(problem)),
          .where = {.file = lock.string()},
          .hint = "check free space and the disk"};
}

Diagnostic held(const std::filesystem::path& lock, const LockHolder& holder) {
  const std::string who = holder.host.empty()
                              ? std::string("another program")
                              : fmt::format("{} on {} (process {})", holder.user, holder.host, holder.pid);
  return {.code = "IO-130",
          .kind = DiagnosticKind::conflict,
          .message = fmt::format("{} edits it{}{}", who, holder.since_iso.empty() ? "" : " since ", holder.since_iso),
          .where = {.file = lock.string()},
          .hint = "open it read-only, or take over where you know that nobody works there"};
}

bool same_file(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

bool is_at(const FileDescriptor& file, const std::filesystem::path& path) {
  struct stat own = {};
  struct stat there = {};
  return ::fstat(file.number(), &own) == 0 && ::lstat(path.c_str(), &there) == 0 && same_file(own, there);
}

double seconds(const struct timespec& time) {
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

// A file of ours with what a lock says, under a name of its own. Its time is the file system's own "now", which a
// clock that differs between two machines does not disturb.
class Claim {
 public:
  explicit Claim(const std::filesystem::path& lock)
      : path_(fmt::format("{}.{}", lock.string(), unique_word())),
        file_(FileDescriptor::open(path_, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0644)),
        made_(file_.valid()) {
    if (!made_ || !file_.write_all(lock_content()) || !file_.sync()) problem_ = errno;
  }
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;
  ~Claim() {
    if (made_) ::unlink(path_.c_str());
  }

  int problem() const { return problem_; }
  double now_s() const {
    struct stat own = {};
    return ::futimens(file_.number(), nullptr) == 0 && ::fstat(file_.number(), &own) == 0 ? seconds(own.st_mtim)
                                                                                          : 0.0;
  }
  // True where nobody had it; else errno says why.
  bool link_to(const std::filesystem::path& lock) const {
    if (::link(path_.c_str(), lock.c_str()) == 0) return true;
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK) return false;
    return ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, lock.c_str(), RENAME_NOREPLACE) == 0;
  }
  bool rename_to(const std::filesystem::path& lock) const { return ::rename(path_.c_str(), lock.c_str()) == 0; }
  FileDescriptor take_file() { return std::move(file_); }

 private:
  std::filesystem::path path_;
  FileDescriptor file_;
  bool made_ = false;
  int problem_ = 0;
};

LockHolder judge(const FileDescriptor& lock, const Claim& claim) {
  struct stat found = {};
  LockHolder holder = holder_in(lock).value_or(LockHolder{});
  if (::fstat(lock.number(), &found) == 0) holder.silent_s = claim.now_s() - seconds(found.st_mtim);
  return holder;
}

// Whoever replaces or removes a lock holds flock on it meanwhile, so that it is done once. That takes milliseconds;
// who holds it longer means no good and is not waited for.
bool hold_alone(const FileDescriptor& file) {
  constexpr int kMostTries = 100;
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    if (::flock(file.number(), LOCK_EX | LOCK_NB) == 0) return true;
    if (errno != EINTR && errno != EWOULDBLOCK) return errno == ENOLCK || errno == EOPNOTSUPP || errno == ENOSYS;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

}  // namespace

bool LockHolder::stale() const { return process_gone || silent_s > kSilent_s; }

Result<LockFile> LockFile::obtain(const std::filesystem::path& path, bool by_force) {
  const std::filesystem::path lock = lock_of(path);
  Claim claim(lock);
  if (claim.problem() != 0) return cannot_lock(lock, claim.problem());
  constexpr int kMostRaces = 100;
  for (int race = 0; race < kMostRaces; ++race) {
    if (claim.link_to(lock)) return LockFile(lock, claim.take_file());
    if (errno != EEXIST) return cannot_lock(lock, errno);
    const auto old = FileDescriptor::open(lock, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    if (!old.valid() && errno == ENOENT) continue;
    if (!old.valid()) return cannot_lock(lock, errno);
    if (!hold_alone(old)) return cannot_lock(lock, errno);
    if (!is_at(old, lock)) continue;
    const LockHolder holder = judge(old, claim);
    if (!by_force && !holder.stale()) return held(lock, holder);
    if (!claim.rename_to(lock)) return cannot_lock(lock, errno);
    return LockFile(lock, claim.take_file());
  }
  return cannot_lock(lock, EBUSY);
}

Result<LockFile> LockFile::take(const std::filesystem::path& path) { return obtain(path, false); }
Result<LockFile> LockFile::take_over(const std::filesystem::path& path) { return obtain(path, true); }

std::optional<LockHolder> LockFile::holder(const std::filesystem::path& path) {
  const auto file = FileDescriptor::open(lock_of(path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  struct stat found = {};
  if (!file.valid() || ::fstat(file.number(), &found) != 0) return std::nullopt;
  auto holder = holder_in(file);
  if (!holder) return std::nullopt;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  holder->silent_s = std::chrono::duration<double>(now).count() - seconds(found.st_mtim);
  return holder;
}

LockFile::~LockFile() {
  if (!file_.valid() || !hold_alone(file_) || !is_at(file_, lock_)) return;
  ::unlink(lock_.c_str());
}

bool LockFile::ours() const { return file_.valid() && is_at(file_, lock_); }

Result<Done> LockFile::heartbeat() {
  if (!ours()) {
    const auto now_held = FileDescriptor::open(lock_, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    const auto by = now_held.valid() ? holder_in(now_held) : std::nullopt;
    return Diagnostic{.code = "IO-132",
                      .kind = DiagnosticKind::conflict,
                      .message = by ? fmt::format("{} on {} (process {}) took over the project since {}", by->user,
                                                  by->host, by->pid, by->since_iso)
                                    : std::string("the lock file was taken away"),
                      .where = {.file = lock_.string()},
                      .hint = "save under another name, or take over again"};
  }
  if (::futimens(file_.number(), nullptr) == 0) return Done{};
  return Diagnostic{.code = "IO-133",
                    .message = fmt::format("cannot renew the lock file: {}", std::strerror(errno)),
                    .where = {.file = lock_.string()},
                    .hint = "check the disk; after a minute others may take over"};
}

}  // namespace schouw::base
