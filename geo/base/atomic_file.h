// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "geo/base/file_descriptor.h"
#include "geo/base/result.h"

namespace schouw::base {

// Replaces a file as a whole: a reader, and a program that is killed at any moment, finds the old bytes or the new
// ones, never half. The one way in which Schouw replaces a file.
//
//   auto file = AtomicFile::beside(path);
//   if (!file) return Result<Done>::failure(file.diagnostics());
//   if (auto written = file->write(bytes); !written) return written;
//   return file->commit(AtomicFile::Keep::backup);
//
// Until commit the new bytes lie in <path>.part<process>, for a further writer of the process (64 at most)
// <path>.part<process>-<number>, which the destructor removes; a killed program leaves it behind, and remove_orphans
// takes it away later. Where the path is a link that can be followed, the file that it leads to is replaced. The new
// file has the permissions of the old one, 0644 less the umask where there was none.
// Cost: linear in the bytes, one system call a write and nothing kept in memory; commit waits for the disk, and
// until then the disk holds both files. Threads: one at a time. It refers to nothing. Each failure is IO-105 and
// says that the old file is as it was.
class AtomicFile {
 public:
  // backup: the old file stays as <path>.bak, which is whole at every moment.
  enum class Keep { none, backup };

  static Result<AtomicFile> beside(const std::filesystem::path& path);
  AtomicFile(AtomicFile&&) noexcept = default;
  AtomicFile& operator=(AtomicFile&&) = delete;
  ~AtomicFile();

  const std::filesystem::path& target() const { return target_; }
  // For a library that opens the file itself; it must have closed it before commit.
  const std::filesystem::path& fresh() const { return fresh_; }
  const FileDescriptor& descriptor() const { return descriptor_; }

  Result<Done> write(std::string_view bytes);
  // All of another file's bytes, at the present end.
  Result<Done> copy_of(const FileDescriptor& source);

  // Sync, backup, rename, sync of the folder. Once. Where only the last of these fails, the new file is in place and
  // comes with the warning IO-127: after a loss of power the old one may be back.
  Result<Done> commit(Keep keep = Keep::none);

 private:
  AtomicFile(std::filesystem::path target, std::filesystem::path fresh, FileDescriptor descriptor)
      : target_(std::move(target)), fresh_(std::move(fresh)), descriptor_(std::move(descriptor)) {}
  bool keep_old() const;
  Diagnostic failed(const char* what) const;

  std::filesystem::path target_;
  std::filesystem::path fresh_;
  FileDescriptor descriptor_;
  bool waiting_ = true;
};

// Takes away what killed programs left of writing this file: <path>.part<number>, not held by a running program and
// untouched for a minute.
void remove_orphans(const std::filesystem::path& path);

// bytes at the path, through AtomicFile. A device or a pipe is written as it stands. Fails with IO-105 and leaves
// nothing behind; may warn with IO-127.
Result<Done> write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

}  // namespace schouw::base
