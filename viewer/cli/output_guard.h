// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "geo/base/result.h"

namespace schouw::cli {

// A file that a command is about to write, and those that it reads.
struct OutputFile {
  std::string path;    // empty or "-": no file
  std::string option;  // that names it: "--out"
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path project;  // whose stores are read too; empty where there is none
};

// Whether two paths lead to one file: through links of either kind, or, where it is not there yet, by their names.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b);

// Whether a Schouw project lies there, whatever it is called.
bool is_project_file(const std::filesystem::path& path);

// Whether a file is called as projects are: NAME.schouw.gpkg.
bool is_called_like_a_project(const std::filesystem::path& path);

// Before a command starts on what it writes at the end: an option that names a file must not cost the user a project
// or what the command was given to read.
//   if (auto free = check_output({.path = out, .option = "--out", .inputs = {file}, .project = project}); !free) ...
// Any other file is replaced, as the user asked. Cost: reads the start of the file that lies there. Threads: any.
// Fails with CLI-107.
base::Result<base::Done> check_output(const OutputFile& output);

}  // namespace schouw::cli
