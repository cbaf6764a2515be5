// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/read_file.h"

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

}  // namespace schouw::base
