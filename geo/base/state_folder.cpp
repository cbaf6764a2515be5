// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/state_folder.h"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "geo/base/content_hash.h"
#include "geo/base/file_descriptor.h"

namespace schouw::base {

namespace {

Diagnostic no_folder(const std::filesystem::path& folder, const std::string& why) {
  return {.code = "IO-128",
          .message = "no folder for unsaved edits: " + why,
          .where = {.file = folder.string()},
          .hint = "set XDG_STATE_HOME to a folder of your own"};
}

std::filesystem::path absolute_from(const char* variable) {
  const char* value = std::getenv(variable);
  const std::filesystem::path path = value == nullptr ? "" : value;
  return path.is_absolute() ? path : std::filesystem::path();
}

std::filesystem::path home() {
  if (auto path = absolute_from("HOME"); !path.empty()) return path;
  std::array<char, 16384> buffer{};
  struct passwd entry = {};
  struct passwd* found = nullptr;
  if (::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) return {};
  return found->pw_dir;
}

}  // namespace

Result<std::filesystem::path> state_folder() {
  std::filesystem::path parent = absolute_from("XDG_STATE_HOME");
  if (parent.empty()) {
    const std::filesystem::path own = home();
    if (own.empty()) return no_folder("~", "there is no home folder");
    parent = own / ".local" / "state";
  }
  const std::filesystem::path folder = parent / "schouw";
  std::error_code problem;
  std::filesystem::create_directories(parent, problem);
  if (problem) return no_folder(folder, problem.message());
  if (::mkdir(folder.c_str(), 0700) == 0) {
    if (!sync_folder(parent)) return no_folder(folder, std::strerror(errno));
    return folder;
  }
  struct stat found = {};
  if (errno != EEXIST || ::stat(folder.c_str(), &found) != 0) return no_folder(folder, std::strerror(errno));
  if (!S_ISDIR(found.st_mode)) return no_folder(folder, "it is a file");
  if (found.st_uid != ::geteuid()) return no_folder(folder, fmt::format("it belongs to user {}", found.st_uid));
  if ((found.st_mode & 0077U) != 0 && ::chmod(folder.c_str(), 0700) != 0) {
    return no_folder(folder, std::strerror(errno));
  }
  return folder;
}

std::string state_name_of(const std::filesystem::path& project) {
  constexpr std::size_t kReadable = 40;
  std::error_code problem;
  std::filesystem::path real =
      std::filesystem::weakly_canonical(std::filesystem::absolute(project, problem), problem);
  if (problem) real = std::filesystem::absolute(project, problem).lexically_normal();
  const std::string name = real.filename().string();
  std::string readable;
  for (const char c : name.substr(0, name.find('.'))) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (readable.size() < kReadable) readable += plain ? c : '-';
  }
  return readable + "-" + ContentHash().add(real.string()).hex();
}

}  // namespace schouw::base
