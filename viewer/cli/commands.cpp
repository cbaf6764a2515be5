// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "viewer/app/command.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

base::Json command_json(const app::Command& command) {
  base::Json parameters = base::Json::array();
  for (const app::Parameter& parameter : command.parameters) {
    parameters.push_back({{"name", parameter.name},
                          {"type", parameter.type},
                          {"required", parameter.required},
                          {"doc", parameter.doc}});
  }
  base::Json modes = base::Json::array();
  if ((command.modes & app::planner_only) != 0) modes.push_back("planner");
  if ((command.modes & app::presentation_only) != 0) modes.push_back("presentation");
  if ((command.modes & app::kiosk_only) != 0) modes.push_back("kiosk");
  return {{"name", command.name},
          {"doc", command.doc},
          {"parameters", parameters},
          {"keys", command.keys},
          {"modes", modes}};
}

ExitCode run_commands(Shell& shell) {
  base::Json list = base::Json::array();
  for (const app::Command& command : app::registered_commands()) {
    list.push_back(command_json(command));
    if (!shell.json()) shell.print(std::string(command.name) + "  " + std::string(command.doc));
  }
  if (shell.json()) shell.print_json(base::Json{{"commands", list}});
  return ExitCode::ok;
}

}  // namespace

void declare_commands(CLI::App& program, Shell& shell, Chosen& chosen) {
  auto* command = program.add_subcommand("commands", "Every named command of windows and scripts");
  command->callback([&shell, &chosen] { chosen = [&shell] { return run_commands(shell); }; });
}

}  // namespace schouw::cli
