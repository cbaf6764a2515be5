// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "geo/base/calendar.h"
#include "layers/findings/finding.h"
#include "viewer/cli/analysis_arguments.h"
#include "viewer/cli/analysis_output.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

std::string verdict_words(const findings::Finding& finding, const text::Texts& texts) {
  const std::string family = finding.adopted ? std::string(findings::family_name(finding.family)) : "example";
  return texts(fmt::format("finding.verdict.{}.{}", family, findings::verdict_name(finding.verdict)));
}

// What a finding is about: a sensor, a place, or the whole plan.
std::string subject_of(const plan::Plan& plan, const stacking::Stacking& stacking, const findings::Finding& finding,
                       const text::Texts& texts) {
  if (finding.sensor) return plan.sensors[*finding.sensor].id + ": ";
  for (const stacking::Place& place : stacking.places) {
    if (!finding.place.empty() && place.id == finding.place) return texts(place.name) + ": ";
  }
  return {};
}

void print_findings(Shell& shell, const plan::Plan& plan, const stacking::Stacking& stacking,
                    const std::vector<findings::Finding>& found) {
  const findings::ChecksDone checks = findings::checks_done(found);
  shell.print(
      base::Sentence{"cli.check.done", {{"done", std::int64_t{checks.done}}, {"of", std::int64_t{checks.of}}}});
  for (const auto family : {findings::Family::law, findings::Family::principle, findings::Family::policy}) {
    bool titled = false;
    for (const findings::Finding& finding : found) {
      if (finding.family != family || finding.verdict == findings::Verdict::pass) continue;
      if (!titled) shell.print(shell.texts()(fmt::format("cli.check.family.{}", findings::family_name(family))));
      titled = true;
      shell.print(fmt::format("  {}  {}  {}{}", finding.rule, verdict_words(finding, shell.texts()),
                              subject_of(plan, stacking, finding, shell.texts()), shell.texts()(finding.message)));
    }
  }
}

ExitCode run_check(Shell& shell, const AnalysisArguments& arguments) {
  const base::Progress progress = shell.progress();
  auto loaded = load_for_analysis(arguments, progress);
  if (!loaded) return shell.fail(loaded.diagnostics());
  auto analysis = run_analysis(*loaded, arguments, progress);
  if (!analysis) return shell.fail(analysis.diagnostics());
  const plan::Plan& plan = *loaded->project.plan;
  const auto found = findings::check_all({plan, *analysis, base::today_iso()});
  if (const auto asked = not_interrupted(); !asked) return shell.fail(asked.diagnostics());
  shell.report(loaded.diagnostics());
  shell.report(analysis.diagnostics());
  if (shell.json()) {
    shell.print_json(findings_json(plan, *analysis, found, shell.texts()));
  } else {
    print_findings(shell, plan, analysis->stacking, found);
  }
  const bool any_failed =
      std::any_of(found.begin(), found.end(), [](const auto& f) { return f.verdict == findings::Verdict::fail; });
  return any_failed ? ExitCode::findings : ExitCode::ok;
}

}  // namespace

void declare_check(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("check", "Findings: law, principles and the municipality's own norm");
  auto arguments = std::make_shared<AnalysisArguments>();
  command->add_option("PROJECT", arguments->project, "The project")->required()->type_name("");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_check(shell, *arguments); }; });
}

}  // namespace schouw::cli
