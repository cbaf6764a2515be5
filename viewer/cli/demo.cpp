// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>
#include <cstdlib>

#include "layers/plan/plan.h"
#include "layers/town/generate_town.h"
#include "viewer/cli/open_window.h"
#include "viewer/cli/output_guard.h"
#include "viewer/cli/subcommand.h"
#include "viewer/cli/write_picture.h"

namespace schouw::cli {

namespace {

struct DemoArguments {
  std::string picture;
};

// Where this user's programs keep what they can make again: the XDG base directory specification.
std::filesystem::path cache_folder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return std::filesystem::path(value == nullptr ? "" : value);
  };
  const auto cache = variable("XDG_CACHE_HOME");
  if (cache.is_absolute()) return cache / "schouw";
  const auto home = variable("HOME");
  return (home.empty() ? std::filesystem::temp_directory_path() : home / ".cache") / "schouw";
}

// The demo town never changes within a version, so that the second start opens what the first one made.
base::Result<std::filesystem::path> demo_project(const base::Progress& progress) {
  const auto folder = cache_folder() / "demo-" SCHOUW_VERSION;
  const auto project = folder / "demo.schouw.gpkg";
  std::error_code ignored;
  if (std::filesystem::exists(project, ignored)) return project;
  std::filesystem::create_directories(folder, ignored);
  const auto files = town::generate_town({}, folder / "town", progress);
  if (!files) return base::Result<std::filesystem::path>::failure(files.diagnostics());
  // A fixed moment: the demo is the same on every machine and every day.
  const auto report = plan::import_files(project, *files, {.now_iso = "2026-11-20T12:00:00Z"}, progress);
  if (!report) return base::Result<std::filesystem::path>::failure(report.diagnostics());
  return project;
}

ExitCode run_demo(Shell& shell, const DemoArguments& arguments) {
  const auto project = demo_project(shell.progress());
  if (!project) return shell.fail(project.diagnostics());
  if (arguments.picture.empty()) return open_window(shell, {.project = project->string()});
  const OutputFile out{.path = arguments.picture, .option = "--picture", .inputs = {}, .project = *project};
  if (const auto free = check_output(out); !free) return shell.fail(free.diagnostics());
  return write_picture(shell, {.session = {.project = *project, .language = shell.language()}, .panels = true},
                       arguments.picture);
}

}  // namespace

void declare_demo(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("demo", "Opens the built-in demo plan");
  auto arguments = std::make_shared<DemoArguments>();
  command->add_option("--picture", arguments->picture, "Write this PNG instead of opening a window");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_demo(shell, *arguments); }; });
}

}  // namespace schouw::cli
