// SPDX-License-Identifier: EUPL-1.2
#include "geo/base/resource_path.h"

#include <cstdlib>
#include <system_error>

namespace schouw::base {

namespace {

bool holds_resources(const std::filesystem::path& folder) {
  std::error_code ignored;
  return std::filesystem::is_directory(folder / "data" / "policy", ignored);
}

}  // namespace

std::filesystem::path resource_root() {
  if (const char* chosen = std::getenv("SCHOUW_RESOURCES"); chosen != nullptr && *chosen != '\0') return chosen;
  std::error_code problem;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", problem);
  if (problem) return {};
  auto installed = program.parent_path().parent_path() / "share" / "schouw";
  if (holds_resources(installed)) return installed;
  for (auto folder = program.parent_path(); folder != folder.root_path(); folder = folder.parent_path()) {
    if (holds_resources(folder)) return folder;
  }
  return {};
}

}  // namespace schouw::base
