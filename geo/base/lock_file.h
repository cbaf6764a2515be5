// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "geo/base/file_descriptor.h"
#include "geo/base/result.h"

namespace schouw::base {

// Who edits a project, as its lock file says.
struct LockHolder {
  std::string host;
  std::string user;
  std::int64_t pid = 0;
  std::string since_iso;      // UTC
  double silent_s = 0.0;      // since its last heartbeat, by this machine's clock; take asks the file system
  bool process_gone = false;  // known to be: same machine, same start, no such process
  bool here = false;          // this very process

  // Its process is gone, or it was silent for a minute.
  bool stale() const;
};

// Says to other programs that this one edits a file: <path>.lock beside it, with host, user, process and its start (a
// number that was given out again does not count), as JSON; its time of change is the heartbeat. It binds only
// programs that ask. Links are not followed.
//
//   auto lock = LockFile::take(project);     // IO-130: somebody else; open read-only, or take_over
//   if (!lock) return Result<Done>::failure(lock.diagnostics());
//   const auto beaten = lock->heartbeat();   // at least every 20 s; IO-132: somebody took over, stop saving
//
// Two that race for a free or a stale lock: exactly one gets it, through link(2), rename(2) and flock(2). Where a
// file system has no flock, two that take over the same stale lock within milliseconds may both go on until the
// heartbeat of one tells it. It is stale, and free to take, after a minute of silence or once its process is gone.
// Cost: to take it, a file of some hundred bytes is written to disk; a heartbeat is a few system calls. Who is
// taking the same lock is waited for, two seconds at most, also by the destructor. Threads: one at a time. The
// destructor releases it where it is still ours: keep it as long as the file is edited. Failures: IO-130 (conflict;
// who holds it since when), IO-131 (the folder is read-only), IO-132 (conflict; it is no longer ours), IO-133
// (anything else).
class LockFile {
 public:
  static Result<LockFile> take(const std::filesystem::path& path);
  // Also where another holds it and is not stale: a person has said so.
  static Result<LockFile> take_over(const std::filesystem::path& path);
  // Who holds it now; nothing where it is free or says nothing that can be read.
  static std::optional<LockHolder> holder(const std::filesystem::path& path);

  LockFile(LockFile&&) noexcept = default;
  LockFile& operator=(LockFile&&) = delete;
  ~LockFile();

  Result<Done> heartbeat();
  bool ours() const;

 private:
  LockFile(std::filesystem::path lock, FileDescriptor file) : lock_(std::move(lock)), file_(std::move(file)) {}
  static Result<LockFile> obtain(const std::filesystem::path& path, bool by_force);

  std::filesystem::path lock_;
  FileDescriptor file_;  // keeps its inode from being given out again
};

}  // namespace schouw::base
