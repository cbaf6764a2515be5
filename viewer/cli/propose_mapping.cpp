// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "geo/base/atomic_file.h"
#include "geo/base/resource_path.h"
#include "geo/formats/read_features_gdal.h"
#include "layers/register/propose_mapping.h"
#include "viewer/cli/output_guard.h"
#include "viewer/cli/standard_streams.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct ProposeArguments {
  std::string file;
  std::string out;
};

base::Result<registers::ProposalWords> proposal_words() {
  using Words = base::Result<registers::ProposalWords>;
  const auto data = base::resource_root() / "data";
  auto columns = base::read_json_file(data / "proposal" / "column_words.json");
  if (!columns) return Words::failure(columns.diagnostics());
  auto schemas = registers::load_schemas(data / "registers");
  if (!schemas) return Words::failure(schemas.diagnostics());
  return registers::ProposalWords{.column_words = *std::move(columns), .schemas = *std::move(schemas)};
}

base::Result<registers::MappingProposal> proposal_for(const std::string& file, const base::Progress& progress) {
  using Proposal = base::Result<registers::MappingProposal>;
  const auto tables = formats::read_feature_file(file, progress);
  if (!tables) return Proposal::failure(tables.diagnostics());
  const auto words = proposal_words();
  if (!words) return Proposal::failure(words.diagnostics());
  auto proposal = registers::propose_mapping(*tables, *words, std::filesystem::path(file).filename().string());
  if (!proposal) return proposal;
  return {*std::move(proposal), tables.diagnostics()};
}

void print_proposal(Shell& shell, const registers::MappingProposal& proposal, const std::string& out) {
  shell.print(base::Sentence{"cli.propose.written",
                             {{"file", out},
                              {"mapped", std::int64_t{proposal.mapped}},
                              {"unmapped", static_cast<std::int64_t>(proposal.unmapped.size())}}});
  if (!proposal.has_position) shell.print(base::Sentence{"cli.propose.no_position", {}});
  shell.print(base::Sentence{"cli.propose.next", {{"file", out}}});
}

ExitCode run_propose(Shell& shell, const ProposeArguments& arguments) {
  const OutputFile out{.path = arguments.out, .option = "--out", .inputs = {arguments.file}, .project = {}};
  if (const auto free = check_output(out); !free) return shell.fail(free.diagnostics());
  StreamTempDir passing;
  const auto file = passing.input(arguments.file);
  if (!file) return shell.fail(file.diagnostics());
  const auto proposal = proposal_for(*file, shell.progress());
  if (!proposal) return shell.fail(proposal.diagnostics());
  shell.report(proposal.diagnostics());
  const auto target = passing.output(arguments.out);
  if (!target) return shell.fail(target.diagnostics());
  const std::string text = proposal->mapping.dump(2, ' ', false, base::Json::error_handler_t::replace) + "\n";
  if (const auto written = base::write_file_atomically(*target, text); !written) {
    return shell.fail(written.diagnostics());
  }
  if (const auto printed = passing.print(arguments.out); !printed) return shell.fail(printed.diagnostics());
  if (arguments.out == "-") return ExitCode::ok;
  if (shell.json()) {
    shell.print_json({{"file", arguments.out},
                      {"mapped", proposal->mapped},
                      {"unmapped", proposal->unmapped},
                      {"has_position", proposal->has_position}});
  } else {
    print_proposal(shell, *proposal, arguments.out);
  }
  return ExitCode::ok;
}

}  // namespace

void declare_propose_mapping(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command =
      program.add_subcommand("propose-mapping", "A mapping for a register that fits no schema, to be corrected");
  auto arguments = std::make_shared<ProposeArguments>();
  command->add_option("FILE", arguments->file, "A table: CSV, XLSX, JSON, GeoPackage; - reads standard input")
      ->required()
      ->type_name("");
  command->add_option("--out", arguments->out, "The mapping to write, a JSON file; - writes it to standard output")
      ->required();
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_propose(shell, *arguments); }; });
}

}  // namespace schouw::cli
