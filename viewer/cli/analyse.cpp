// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "viewer/cli/analysis_arguments.h"
#include "viewer/cli/analysis_json.h"
#include "viewer/cli/subcommand.h"
#include "viewer/cli/write_analysis.h"

namespace schouw::cli {

namespace {

struct AnalyseArguments {
  AnalysisArguments analysis;
  std::string out;
};

void print_summary(Shell& shell, const stacking::Analysis& analysis) {
  const stacking::Stacking& stacking = analysis.stacking;
  const stacking::Completeness& complete = stacking.completeness;
  shell.print(base::Sentence{complete.coverage_unknown == 0 ? "cli.analyse.all_computed" : "cli.analyse.sensors",
                             {{"total", std::int64_t{complete.total}},
                              {"with_coverage", std::int64_t{complete.with_coverage}},
                              {"unknown", std::int64_t{complete.coverage_unknown}}}});
  shell.print(base::Sentence{
      "cli.analyse.covered",
      {{"area", base::Sentence::Number{stacking.covered_area_m2, 0}}, {"count", std::int64_t{stacking.max_count}}}});
  for (const stacking::Zone& zone : stacking.zones) {
    shell.print(zone.id + "  " + shell.texts()(zone.reason));
  }
  if (stacking.zones.empty()) shell.print(base::Sentence{"cli.analyse.no_zones", {}});
}

ExitCode run_analyse(Shell& shell, const AnalyseArguments& arguments) {
  const base::Progress progress = shell.progress();
  auto loaded = load_for_analysis(arguments.analysis, progress);
  if (!loaded) return shell.fail(loaded.diagnostics());
  auto analysis = run_analysis(*loaded, arguments.analysis, progress);
  if (!analysis) return shell.fail(analysis.diagnostics());
  base::Diagnostics diagnostics = loaded.diagnostics();
  base::append(diagnostics, analysis.diagnostics());
  if (!arguments.out.empty()) {
    const auto written = write_analysis(arguments.out, *loaded->project.plan, *analysis, shell.texts());
    if (!written) return shell.fail(written.diagnostics());
  }
  shell.report(diagnostics);
  if (shell.json()) {
    base::Json answer = analysis_json(*loaded->project.plan, *analysis, shell.texts());
    answer["diagnostics"] = base::to_json(diagnostics);
    shell.print_json(answer);
  } else {
    print_summary(shell, *analysis);
  }
  return ExitCode::ok;
}

}  // namespace

void declare_analyse(CLI::App& program, Shell& shell, Chosen& chosen) {
  auto* command = program.add_subcommand("analyse", "Coverage of every sensor, stacking, and zones over a threshold");
  auto arguments = std::make_shared<AnalyseArguments>();
  add_analysis_options(*command, arguments->analysis);
  command->add_option("--out", arguments->out, "Write coverage and zones to this GeoPackage");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_analyse(shell, *arguments); }; });
}

}  // namespace schouw::cli
