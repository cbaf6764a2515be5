// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "geo/base/calendar.h"
#include "layers/plan/plan.h"
#include "viewer/cli/analysis_output.h"
#include "viewer/cli/standard_streams.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct ImportArguments {
  std::string project;
  std::vector<std::string> files;
  plan::ImportOptions options;
  std::string mapping;
};

// Of a register: how sound it is, and what a planner had edited.
void print_register(Shell& shell, const plan::ImportReport& report) {
  if (!report.quality) return;
  shell.print(base::Sentence{"cli.import.quality",
                             {{"contradictions", std::int64_t{report.quality->contradictions}},
                              {"duplicates", std::int64_t{report.quality->duplicates}},
                              {"expired", std::int64_t{report.quality->expired}},
                              {"placeholders", std::int64_t{report.quality->placeholders}}}});
  if (report.kept_edits > 0) {
    shell.print(base::Sentence{"cli.import.kept_edits", {{"count", std::int64_t{report.kept_edits}}}});
  }
}

ExitCode run_import(Shell& shell, ImportArguments& arguments) {
  arguments.options.mapping = arguments.mapping;
  arguments.options.now_iso = base::now_utc_iso();
  StreamTempDir passing;
  std::vector<std::filesystem::path> files;
  for (const std::string& name : arguments.files) {
    const auto file = passing.input(name);
    if (!file) return shell.fail(file.diagnostics());
    files.emplace_back(*file);
  }
  auto report = plan::import_files(arguments.project, files, arguments.options, shell.progress());
  if (!report) return shell.fail(report.diagnostics());
  shell.report(report->diagnostics);
  if (shell.json()) {
    shell.print_json(import_json(*report));
  } else {
    shell.print(base::Sentence{"cli.import.counts",
                               {{"added", std::int64_t{report->added}},
                                {"changed", std::int64_t{report->changed}},
                                {"gone", std::int64_t{report->gone}},
                                {"unchanged", std::int64_t{report->unchanged}},
                                {"merged", std::int64_t{report->merged}},
                                {"rejected", std::int64_t{report->rejected}}}});
    print_register(shell, *report);
  }
  return ExitCode::ok;
}

}  // namespace

void declare_import(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command =
      program.add_subcommand("import", "Adds or updates a project from files; creates it where it is missing");
  auto arguments = std::make_shared<ImportArguments>();
  command->add_option("PROJECT", arguments->project, "The project, name.schouw.gpkg")->required()->type_name("");
  command->add_option("FILE", arguments->files, "City, terrain, register or areas; - reads standard input")
      ->required()
      ->type_name("");
  command->add_option("--as", arguments->options.as, "What the files hold, where their content cannot tell")
      ->check(CLI::IsMember({"city", "terrain", "register", "areas"}));
  command->add_option("--schema", arguments->options.schema, "Register schema, as in data/registers");
  command->add_option("--mapping", arguments->mapping, "A register schema of your own, a JSON file");
  command->add_option("--source", arguments->options.source,
                      "Within which the ids of a register are unique; its schema's own where left out");
  command->add_flag("--overwrite-edits", arguments->options.overwrite_edits,
                    "Take a register's values also where they were edited in the plan since");
  command->add_option("--crs", arguments->options.crs, "CRS of files that state none, EPSG:n");
  command->add_option("--project-crs", arguments->options.project_crs, "CRS of a new project, EPSG:n");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_import(shell, *arguments); }; });
}

}  // namespace schouw::cli
