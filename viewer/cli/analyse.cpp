// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>
#include <cstdio>

#include "viewer/cli/analysis_arguments.h"
#include "viewer/cli/analysis_output.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/output_guard.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct AnalyseArguments {
  AnalysisArguments analysis;
  std::string out;
  std::string tiles;  // "I/N"
};

base::Diagnostic wrong_tiles(std::string message) {
  return {.code = "CLI-101",
          .kind = base::DiagnosticKind::usage,
          .message = std::move(message),
          .where = {.field = "--tiles"},
          .hint = "schouw analyse PROJECT --tiles 1/8 --out part-1-of-8.schouw-part"};
}

base::Result<coverage::Share> share_of(const AnalyseArguments& arguments) {
  coverage::Share share;
  char rest = 0;
  if (std::sscanf(arguments.tiles.c_str(), "%6d/%6d%c", &share.index, &share.count, &rest) != 2 || share.index < 1 ||
      share.count < share.index) {
    return wrong_tiles("found '" + arguments.tiles + "', expected I/N with I from 1 to N");
  }
  if (arguments.out.empty()) return wrong_tiles("--tiles needs --out FILE for the part");
  if (!arguments.analysis.parts.empty()) return wrong_tiles("--tiles makes a part and --merge joins them");
  return share;
}

// One part: the sight of a share of the sensors, into a file.
ExitCode run_share(Shell& shell, AnalyseArguments arguments) {
  const auto share = share_of(arguments);
  if (!share) return shell.fail(share.diagnostics());
  arguments.analysis.share = *share;
  const base::Progress progress = shell.progress();
  auto loaded = load_for_analysis(arguments.analysis, progress);
  if (!loaded) return shell.fail(loaded.diagnostics());
  const plan::Plan& plan = *loaded->project.plan;
  const std::vector<double> heights_m = target_heights(arguments.analysis);
  std::vector<coverage::CoverageResult> results;
  base::Diagnostics diagnostics = loaded.diagnostics();
  for (const double height_m : heights_m) {
    coverage::CoverageOptions options = loaded->options;
    options.target_height_m = height_m;
    options.outlines = false;
    auto coverage = coverage::compute_coverage_of(loaded->project, *loaded->occlusion, options,
                                                  coverage::sensors_of(plan, *share), progress);
    if (!coverage) return shell.fail(coverage.diagnostics());
    if (results.empty()) base::append(diagnostics, coverage.diagnostics());
    results.push_back(*std::move(coverage));
  }
  if (const auto asked = not_interrupted(); !asked) return shell.fail(asked.diagnostics());
  const auto written = coverage::write_part(arguments.out, {plan, loaded->options, heights_m}, *share, results);
  if (!written) return shell.fail(written.diagnostics());
  shell.report(diagnostics);
  const auto traced = static_cast<std::int64_t>(results.front().footprints.size());
  if (shell.json()) {
    shell.print_json({{"part", arguments.out},
                      {"tiles", {share->index, share->count}},
                      {"with_coverage", traced},
                      {"coverage_unknown", results.front().unknown.size()},
                      {"diagnostics", base::to_json(diagnostics)}});
  } else {
    shell.print(base::Sentence{
        "cli.analyse.part",
        {{"index", std::int64_t{share->index}}, {"count", std::int64_t{share->count}}, {"sensors", traced}}});
  }
  return ExitCode::ok;
}

void print_summary(Shell& shell, const stacking::Analysis& analysis) {
  const stacking::Stacking& stacking = analysis.stacking;
  const stacking::Completeness& complete = stacking.completeness;
  shell.print(base::Sentence{complete.coverage_unknown == 0 ? "cli.analyse.all_computed" : "cli.analyse.sensors",
                             {{"total", std::int64_t{complete.total}},
                              {"with_coverage", std::int64_t{complete.with_coverage}},
                              {"unknown", std::int64_t{complete.coverage_unknown}}}});
  shell.print(base::Sentence{"cli.analyse.covered",
                             {{"area", base::Sentence::Number{stacking.covered_area_m2, 0}},
                              {"camera", base::Sentence::Number{stacking.optical.covered_area_m2, 0}},
                              {"count", std::int64_t{stacking.max_count}}}});
  if (analysis.audit.rays > 0) {
    shell.print(base::Sentence{"cli.analyse.audit",
                               {{"rays", analysis.audit.rays},
                                {"share", base::Sentence::Number{100.0 * analysis.audit.disagreement_ratio, 2}}}});
  }
  for (const stacking::Place& place : stacking.places) {
    shell.print(shell.texts()(place.name) + ": " + shell.texts()(place.reason));
    for (std::size_t i = 1; i < place.rules.size(); ++i) {
      shell.print("  " + shell.texts()(place.rules[i].reason));
    }
  }
  if (stacking.zones.empty()) shell.print(base::Sentence{"cli.analyse.no_zones", {}});
}

ExitCode run_analyse(Shell& shell, const AnalyseArguments& arguments) {
  const OutputFile out{.path = arguments.out,
                       .option = "--out",
                       .inputs = arguments.analysis.parts,
                       .project = arguments.analysis.project};
  if (const auto free = check_output(out); !free) return shell.fail(free.diagnostics());
  if (!arguments.tiles.empty()) return run_share(shell, arguments);
  const base::Progress progress = shell.progress();
  auto loaded = load_for_analysis(arguments.analysis, progress);
  if (!loaded) return shell.fail(loaded.diagnostics());
  loaded->options.outlines = false;  // nothing is drawn
  auto analysis = run_analysis(*loaded, arguments.analysis, progress);
  if (!analysis) return shell.fail(analysis.diagnostics());
  base::Diagnostics diagnostics = loaded.diagnostics();
  base::append(diagnostics, analysis.diagnostics());
  if (const auto asked = not_interrupted(); !asked) return shell.fail(asked.diagnostics());
  base::Json answer;
  if (shell.json()) {
    answer = analysis_json(*loaded->project.plan, *analysis, shell.texts());
    answer["diagnostics"] = base::to_json(diagnostics);
  }
  if (!arguments.out.empty()) {
    const auto written = write_analysis(arguments.out, *loaded->project.plan, *analysis, shell.texts());
    if (!written) return shell.fail(written.diagnostics());
  }
  shell.report(diagnostics);
  if (shell.json()) {
    shell.print_json(answer);
  } else {
    print_summary(shell, *analysis);
  }
  return ExitCode::ok;
}

}  // namespace

void declare_analyse(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("analyse", "Coverage of every sensor, stacking, and zones over a threshold");
  auto arguments = std::make_shared<AnalyseArguments>();
  add_analysis_options(*command, arguments->analysis);
  command->add_option("--out", arguments->out,
                      "Write coverage and zones to this GeoPackage; with --tiles, the part to this file");
  command->add_option("--tiles", arguments->tiles, "Only the sight of share I of N of the sensors, into --out")
      ->type_name("I/N");
  command->add_option("--merge", arguments->analysis.parts,
                      "Parts that --tiles made: all of them, instead of tracing");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_analyse(shell, *arguments); }; });
}

}  // namespace schouw::cli
