// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/program.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <new>

#include "geo/base/json.h"
#include "viewer/cli/library_versions.h"
#include "viewer/cli/open_window.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct ProgramArguments {
  ShellOptions shell;
  bool version = false;
  std::string project;
};

void declare_program(CLI::App& program, ProgramArguments& arguments) {
  program.description(
      "Schouw: where sensors stand in a city, what they see, for what purpose and on whose answer.\n"
      "Without a command it opens the planner, or its start screen where PROJECT is left out.");
  program.add_flag("--json", arguments.shell.json, "Answer as JSON on stdout");
  program.add_flag("--quiet", arguments.shell.quiet, "Say only errors on stderr");
  program.add_flag("--no-color", arguments.shell.no_color, "No colour on stderr (as NO_COLOR)");
  program.add_option("--lang", arguments.shell.language, "Language of answers and windows")
      ->check(CLI::IsMember({"nl", "en"}))
      ->capture_default_str();
  program.add_flag("--version", arguments.version, "Versions of Schouw and its libraries");
  program.add_option("PROJECT", arguments.project, "A project, name.schouw.gpkg")->type_name("");
  program.fallthrough();
  program.require_subcommand(0, 1);
}

ExitCode print_versions(Shell& shell) {
  const base::Json versions = library_versions();
  if (shell.json()) {
    shell.print_json(base::Json{{"versions", versions}});
  } else {
    for (const auto& [name, version] : versions.items()) shell.print(name + " " + version.get<std::string>());
  }
  return ExitCode::ok;
}

// CLI11 reports help and version as exceptions with exit code 0.
int report_parse_problem(const CLI::App& program, const CLI::ParseError& problem) {
  return program.exit(problem) == 0 ? 0 : static_cast<int>(ExitCode::usage);
}

// What would fit: cells twice as large take about a quarter.
std::string fitting_hint(const CLI::App& command) {
  const auto* cell = command.get_option_no_throw("--cell");
  if (cell != nullptr) {
    return fmt::format("take larger cells, --cell {:g} takes about a quarter{}", 2.0 * cell->as<double>(),
                       command.get_option_no_throw("--tiles") != nullptr ? ", or parts: --tiles, then --merge" : "");
  }
  if (command.get_option_no_throw("--buildings") != nullptr) return "ask for fewer buildings or sensors";
  if (command.get_option_no_throw("--size") != nullptr) return "ask for a smaller --size, or a plan of fewer sensors";
  return "split the file, or take a plan of fewer sensors or a smaller city";
}

// What was made is gone by now, so that there is memory to say this.
base::Diagnostic out_of_memory(const CLI::App& program) {
  const auto given = program.get_subcommands();
  const CLI::App& command = given.empty() ? program : *given.front();
  return {.code = "CLI-111",
          .kind = base::DiagnosticKind::resource_limit,
          .message = fmt::format("{} ran out of memory; nothing was answered or written", command.get_name()),
          .where = {.feature = command.get_name()},
          .hint = fitting_hint(command)};
}

}  // namespace

int run_program(int argument_count, char** arguments) {
  ProgramArguments given;
  Shell shell(given.shell);
  SelectedCommand chosen;
  CLI::App program;
  program.name("schouw");
  declare_program(program, given);
  for (const Declare declare : registered_subcommands()) declare(program, shell, chosen);
  try {
    program.parse(argument_count, arguments);
  } catch (const CLI::ParseError& problem) {
    return report_parse_problem(program, problem);
  }
  try {
    if (given.version) return static_cast<int>(print_versions(shell));
    if (chosen) return static_cast<int>(chosen());
    return static_cast<int>(open_window(shell, {.mode = app::Mode::planner, .project = given.project}));
  } catch (const std::bad_alloc&) {
    return static_cast<int>(shell.fail({out_of_memory(program)}));
  }
}

}  // namespace schouw::cli
