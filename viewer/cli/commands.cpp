// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>
#include <cmath>

#include "viewer/app/command.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

base::Json parameter_json(const app::Parameter& parameter) {
  base::Json json{{"name", parameter.name},
                  {"type", app::type_name(parameter.type)},
                  {"required", parameter.required},
                  {"doc", parameter.doc},
                  {"expected", app::expectation(parameter)}};
  if (!parameter.unit.empty()) json["unit"] = parameter.unit;
  if (std::isfinite(parameter.minimum)) json["minimum"] = parameter.minimum;
  if (std::isfinite(parameter.maximum)) json["maximum"] = parameter.maximum;
  if (!parameter.choices.empty()) json["choices"] = app::choices_of(parameter);
  if (!parameter.fallback.empty()) json["default"] = parameter.fallback;
  if (parameter.names != app::Names::nothing) json["names"] = app::names_name(parameter.names);
  return json;
}

base::Json command_json(const app::Command& command) {
  base::Json parameters = base::Json::array();
  for (const app::Parameter& parameter : command.parameters) parameters.push_back(parameter_json(parameter));
  base::Json modes = base::Json::array();
  if ((command.modes & app::planner_only) != 0) modes.push_back("planner");
  if ((command.modes & app::presentation_only) != 0) modes.push_back("presentation");
  if ((command.modes & app::kiosk_only) != 0) modes.push_back("kiosk");
  base::Json json{{"name", command.name},
                  {"doc", command.doc},
                  {"parameters", parameters},
                  {"keys", command.keys},
                  {"modes", modes}};
  if (command.needs != app::Needs::nothing) json["needs"] = app::needs_name(command.needs);
  return json;
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

void declare_commands(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("commands", "Every named command of windows and scripts");
  command->callback([&shell, &chosen] { chosen = [&shell] { return run_commands(shell); }; });
}

}  // namespace schouw::cli
