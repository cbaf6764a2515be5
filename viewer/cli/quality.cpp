// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "geo/base/calendar.h"
#include "layers/plan/shared_plan.h"
#include "layers/register/quality.h"
#include "viewer/cli/analysis_output.h"
#include "viewer/cli/catalogue_output.h"
#include "viewer/cli/field_round_output.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct QualityArguments {
  std::string project;
};

void print_quality(Shell& shell, const registers::QualityReport& quality, std::size_t sensors) {
  shell.print(base::Sentence{"cli.quality.sensors", {{"count", static_cast<std::int64_t>(sensors)}}});
  const std::pair<const char*, int> counts[] = {
      {"contradictions", quality.contradictions}, {"expired", quality.expired},
      {"duplicates", quality.duplicates},         {"without_place", quality.without_place},
      {"unconfirmed", quality.unconfirmed},       {"long_description", quality.long_description}};
  for (const auto& [name, count] : counts) {
    shell.print(base::Sentence{std::string("cli.quality.") + name, {{"count", std::int64_t{count}}}});
  }
  shell.print(base::Sentence{"cli.quality.fill_rate", {}});
  for (const auto& [field, ratio] : quality.fill_rate) {
    shell.print(base::Sentence{
        "cli.quality.field",
        {{"field", base::Sentence::Key{"field." + field}}, {"percent", base::Sentence::Number{100.0 * ratio, 0}}}});
  }
}

ExitCode run_quality(Shell& shell, const QualityArguments& arguments) {
  const auto plan = plan::store_of(arguments.project, plan::StoreUse::reading)->read();
  if (!plan) return shell.fail(plan.diagnostics());
  base::Diagnostics said = plan.diagnostics();
  const std::vector<registers::Sensor> sensors((*plan)->sensors.begin(), (*plan)->sensors.end());
  const std::string today = base::today_iso();
  const registers::QualityReport quality =
      registers::quality_of(sensors, {.project_crs = (*plan)->project_crs, .today_iso = today}, said);
  shell.report(said);
  if (shell.json()) {
    base::Json answer = {{"sensors", sensors.size()}, {"quality", quality_json(quality)}};
    if (auto catalogue = catalogue_json(**plan, today, shell.texts()); !catalogue.is_null()) {
      answer["catalogue"] = std::move(catalogue);
    }
    if (auto rounds = contradictions_json(**plan); !rounds.is_null()) answer["against_rounds"] = std::move(rounds);
    answer["diagnostics"] = base::to_json(said);
    shell.print_json(answer);
  } else {
    print_quality(shell, quality, sensors.size());
    print_catalogue(shell, **plan, today);
    print_contradictions(shell, **plan);
  }
  return ExitCode::ok;
}

}  // namespace

void declare_quality(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("quality", "How complete and how sound the register of a project is");
  auto arguments = std::make_shared<QualityArguments>();
  command->add_option("PROJECT", arguments->project, "The project")->required()->type_name("");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_quality(shell, *arguments); }; });
}

}  // namespace schouw::cli
