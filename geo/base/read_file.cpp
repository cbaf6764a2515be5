// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/read_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

namespace schouw::base {

namespace {

Diagnostic file_error(std::string code, const std::filesystem::path& path, std::string message, std::string hint) {
  return {.code = std::move(code),
          .message = std::move(message),
          .where = {.file = path.string()},
          .hint = std::move(hint)};
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// A rename is durable only once its folder is on disk.
void sync_folder(const std::filesystem::path& folder) {
  const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

// A device or a pipe has no old bytes to keep, and a rename would put a file in its place.
Result<Done> write_in_place(const std::filesystem::path& path, std::string_view bytes) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  const bool written = descriptor >= 0 && write_all(descriptor, bytes);
  const std::string reason = std::strerror(errno);
  if (descriptor >= 0) ::close(descriptor);
  if (!written) return file_error("IO-105", path, "cannot write: " + reason, "check free space and permissions");
  return Done{};
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t max_bytes) {
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (problem || !std::filesystem::exists(status)) {
    return of_kind(DiagnosticKind::not_found, file_error("IO-101", path, "no such file", "check the path"));
  }
  if (!std::filesystem::is_regular_file(status)) {
    return file_error("IO-102", path, "not a file that can be read", "give a file, not a folder or a device");
  }
  const auto size = std::filesystem::file_size(path, problem);
  if (!problem && size > max_bytes) {
    return of_kind(
        DiagnosticKind::resource_limit,
        file_error("IO-104", path,
                   "file of " + std::to_string(size) + " bytes, expected at most " + std::to_string(max_bytes),
                   "split the file"));
  }
  std::ifstream in(path, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(problem ? 0 : size), '\0');
  if (!in || !in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
    return file_error("IO-102", path, "the file cannot be read", "check its permissions");
  }
  return bytes;
}

Result<Done> write_file_atomically(const std::filesystem::path& path, std::string_view bytes) {
  std::error_code unknown;
  const auto status = std::filesystem::status(path, unknown);
  if (std::filesystem::exists(status) && std::filesystem::is_other(status)) return write_in_place(path, bytes);
  const std::filesystem::path fresh = path.string() + ".part" + std::to_string(::getpid());
  const int descriptor = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return file_error("IO-105", path, std::string("cannot write: ") + std::strerror(errno), "check the folder");
  }
  const bool written = write_all(descriptor, bytes) && ::fsync(descriptor) == 0;
  const bool closed = ::close(descriptor) == 0;
  if (!written || !closed || ::rename(fresh.c_str(), path.c_str()) != 0) {
    const std::string reason = std::strerror(errno);
    ::unlink(fresh.c_str());
    return file_error("IO-105", path, "cannot write: " + reason, "check free space and permissions");
  }
  sync_folder(path.parent_path());
  return Done{};
}

}  // namespace schouw::base
