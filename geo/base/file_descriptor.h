// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <utility>

namespace schouw::base {

// Owns one open file of the operating system. Calls that a signal interrupts are made again; a short write goes on.
// Every function that fails says so with its result and leaves the reason in errno.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
      close();
      number_ = std::exchange(other.number_, -1);
    }
    return *this;
  }
  ~FileDescriptor() { close(); }

  // flags as in open(2); O_CLOEXEC is added. Not valid where it cannot be opened.
  static FileDescriptor open(const std::filesystem::path& path, int flags, unsigned mode = 0644);

  bool valid() const { return number_ >= 0; }
  int number() const { return number_; }
  bool close();

  bool write_all(std::string_view bytes) const;
  bool write_all_at(std::string_view bytes, std::uint64_t offset) const;
  bool sync() const;
  // The whole of source, from its beginning, at our present place. Shares blocks where the file system can.
  bool copy_all_of(const FileDescriptor& source) const;

 private:
  int number_ = -1;
};

// A rename or a new name is durable only once its folder is on disk. True also where the file system cannot sync a
// folder at all.
bool sync_folder(const std::filesystem::path& folder);

}  // namespace schouw::base
