// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "layers/town/generate_town.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct TownArguments {
  town::TownOptions options;
  std::string out;
};

ExitCode run_generate_city(Shell& shell, const TownArguments& arguments) {
  const auto files = town::generate_town(arguments.options, arguments.out, shell.progress());
  if (!files) return shell.fail(files.diagnostics());
  shell.report(files.diagnostics());
  base::Json list = base::Json::array();
  for (const auto& file : *files) {
    list.push_back(file.string());
    if (!shell.json()) shell.print(file.string());
  }
  if (shell.json()) shell.print_json(base::Json{{"files", list}});
  return ExitCode::ok;
}

}  // namespace

void declare_generate_city(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command =
      program.add_subcommand("generate-city", "Writes a Dutch-looking town with a register; same seed, same bytes");
  auto arguments = std::make_shared<TownArguments>();
  command->add_option("--buildings", arguments->options.buildings, "How many buildings")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{10'000'000}))
      ->capture_default_str();
  command->add_option("--sensors", arguments->options.sensors, "How many sensors")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{10'000'000}))
      ->capture_default_str();
  command->add_option("--seed", arguments->options.seed, "Another seed, another town")->capture_default_str();
  command->add_option("--out", arguments->out, "The folder to write")->required();
  command->callback([&shell, &chosen, arguments] {
    chosen = [&shell, arguments] { return run_generate_city(shell, *arguments); };
  });
}

}  // namespace schouw::cli
