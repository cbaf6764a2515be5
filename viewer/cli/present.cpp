// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "viewer/cli/open_window.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

ExitCode run_present(Shell& shell, const WindowArguments& arguments) {
  if (arguments.public_only) {
    shell.report({{.code = "CLI-105",
                   .severity = base::Severity::note,
                   .message = "a presentation is public: all but public values are left out while loading",
                   .where = {.file = arguments.project},
                   .hint = "use --internal to keep them; every slide says so"}});
  }
  return open_window(shell, arguments);
}

}  // namespace

void declare_present(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("present", "Plays a story of the plan in the council chamber");
  auto arguments = std::make_shared<WindowArguments>();
  arguments->mode = app::Mode::presentation;
  const auto internal = std::make_shared<bool>(false);
  command->add_option("PROJECT", arguments->project, "The project")->required()->type_name("");
  command->add_option("--story", arguments->story_id, "A story of the project; default: the one that makes itself");
  command->add_flag("--internal", *internal, "Show what is not public too, and say so on every slide");
  command->add_option("--script", arguments->script_file, "Commands to run once it is open");
  command->callback([&shell, &chosen, arguments, internal] {
    arguments->public_only = !*internal;
    chosen = [&shell, arguments] { return run_present(shell, *arguments); };
  });
}

}  // namespace schouw::cli
