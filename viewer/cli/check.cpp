// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "geo/base/calendar.h"
#include "layers/findings/finding.h"
#include "layers/findings/rule.h"
#include "viewer/cli/analysis_arguments.h"
#include "viewer/cli/analysis_output.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

// What a finding is about: a sensor, a place, or the whole plan.
std::string subject_of(const plan::Plan& plan, const stacking::Stacking& stacking, const findings::Finding& finding,
                       const text::Texts& texts) {
  if (finding.sensor) return plan.sensors[*finding.sensor].id + ": ";
  const std::string_view id = findings::place_of(finding);
  for (const stacking::Place& place : stacking.places) {
    if (!id.empty() && place.id == id) return texts(place.name) + ": ";
  }
  return {};
}

using Found = std::vector<findings::Finding>;

void print_each(Shell& shell, const plan::Plan& plan, const stacking::Stacking& stacking, const Found& found,
                findings::Family family) {
  const text::Texts& texts = shell.texts();
  for (const findings::Finding& finding : found) {
    if (finding.family != family || finding.verdict != findings::Verdict::fail) continue;
    shell.print(fmt::format("  {}  {}  {}{}", finding.rule, texts(findings::verdict_key(finding)),
                            subject_of(plan, stacking, finding, texts), texts(findings::message_of(finding, plan))));
  }
}

// What cannot be told yet is one line a rule: how many, and what to ask first. One alone says itself what it is
// about.
void print_together(Shell& shell, const plan::Plan& plan, const Found& found, const findings::Rule& rule) {
  std::int64_t unknown = 0;
  const findings::Finding* first = nullptr;
  for (const findings::Finding& finding : found) {
    if (finding.rule != rule.id) continue;
    if (finding.verdict == findings::Verdict::not_asked) {
      shell.print(fmt::format("  {}  {}", rule.id, shell.texts()(findings::message_of(finding, plan))));
    }
    if (finding.verdict != findings::Verdict::cannot_tell) continue;
    ++unknown;
    if (first == nullptr) first = &finding;
  }
  if (first == nullptr) return;
  const std::string words = unknown == 1 ? shell.texts()(findings::message_of(*first, plan))
                                         : shell.texts()(base::Sentence{"check.unknown", {{"count", unknown}}});
  shell.print(fmt::format("  {}  {}  {} {}", rule.id, shell.texts()(findings::verdict_key(*first)), words,
                          shell.texts()(findings::first_question_of(*first))));
}

void print_findings(Shell& shell, const plan::Plan& plan, const stacking::Stacking& stacking, const Found& found) {
  const findings::ChecksDone checks = findings::checks_done(found);
  shell.print(
      base::Sentence{"cli.check.done", {{"done", std::int64_t{checks.done}}, {"of", std::int64_t{checks.of}}}});
  for (const auto family : {findings::Family::law, findings::Family::principle, findings::Family::policy}) {
    shell.print(shell.texts()(fmt::format("cli.check.family.{}", findings::family_name(family))));
    print_each(shell, plan, stacking, found, family);
    for (const findings::Rule& rule : findings::registered_rules()) {
      if (rule.family == family) print_together(shell, plan, found, rule);
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
