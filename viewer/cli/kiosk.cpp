// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "geo/base/calendar.h"
#include "layers/plan/plan.h"
#include "layers/publish/public_plan.h"
#include "viewer/cli/open_window.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

base::Diagnostics restricted_refusal(const std::string& project) {
  return {{.code = "CLI-104",
           .message = "the kiosk refuses this project: it holds values that are not public",
           .where = {.file = project},
           .hint = "use --preview to leave them out while loading"}};
}

ExitCode run_kiosk(Shell& shell, const WindowArguments& arguments) {
  if (arguments.public_only) {
    shell.report({{.code = "CLI-105",
                   .severity = base::Severity::note,
                   .message = "preview: all but public values are left out while loading",
                   .where = {.file = arguments.project}}});
    return open_window(shell, arguments);
  }
  const auto project = plan::load_project(arguments.project);
  if (!project) return shell.fail(project.diagnostics());
  const bool hidden = publish::without_hidden(project->plan, base::today_iso()) != project->plan;
  if (hidden || registers::holds_restricted(project->plan->sensors))
    return shell.fail(restricted_refusal(arguments.project));
  return open_window(shell, arguments);
}

}  // namespace

void declare_kiosk(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("kiosk", "Full screen for the town hall, public values only");
  auto arguments = std::make_shared<WindowArguments>();
  arguments->mode = app::Mode::kiosk;
  command->add_option("PROJECT", arguments->project, "The project")->required()->type_name("");
  command->add_flag("--preview", arguments->public_only, "Leave out all but public values while loading");
  command->add_option("--script", arguments->script_file, "Commands to run once it is open");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_kiosk(shell, *arguments); }; });
}

}  // namespace schouw::cli
