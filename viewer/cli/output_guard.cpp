// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/output_guard.h"

#include <fmt/format.h>

#include <algorithm>

#include "geo/formats/probe.h"
#include "layers/plan/plan.h"
#include "layers/register/value_text.h"

namespace schouw::cli {

namespace {

namespace fs = std::filesystem;

base::Diagnostic refused(const OutputFile& output, std::string message) {
  return {.code = "CLI-107",
          .message = std::move(message),
          .where = {.file = output.path, .field = output.option},
          .hint = "name another file"};
}

// The tiles of city and terrain lie in a folder of their own beside the project.
bool lies_in_stores_of(const fs::path& project, const fs::path& path) {
  if (project.empty()) return false;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  return is_same_file(folder, plan::tiles_folder(project));
}

}  // namespace

bool is_same_file(const fs::path& a, const fs::path& b) {
  std::error_code problem;
  if (fs::equivalent(a, b, problem)) return true;
  const fs::path left = fs::weakly_canonical(fs::absolute(a, problem), problem);
  if (problem) return false;
  const fs::path right = fs::weakly_canonical(fs::absolute(b, problem), problem);
  return !problem && left == right;
}

bool is_project_file(const fs::path& path) {
  std::error_code problem;
  if (!fs::is_regular_file(path, problem)) return false;
  const auto format = formats::probe_file(path);
  return format && (*format)->content == formats::Content::project;
}

bool is_called_like_a_project(const fs::path& path) {
  return registers::lower_case(path.filename().string()).ends_with(".schouw.gpkg");
}

base::Result<base::Done> check_output(const OutputFile& output) {
  if (output.path.empty() || output.path == "-") return base::Done{};
  const fs::path path = output.path;
  std::vector<fs::path> inputs = output.inputs;
  if (!output.project.empty()) inputs.push_back(output.project);
  const auto read = std::find_if(inputs.begin(), inputs.end(), [&](const fs::path& input) {
    return !input.empty() && input != "-" && is_same_file(path, input);
  });
  if (read != inputs.end()) {
    return refused(output, fmt::format("{} would be written over, and the command is given it to read",
                                       read->filename().string()));
  }
  if (is_project_file(path)) return refused(output, "a Schouw project lies there and would be written over");
  if (is_called_like_a_project(path)) return refused(output, "what is written would be called like a Schouw project");
  if (lies_in_stores_of(output.project, path)) {
    return refused(output, "the file would lie among the tiles of city and terrain of the project");
  }
  return base::Done{};
}

}  // namespace schouw::cli
