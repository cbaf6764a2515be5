// SPDX-License-Identifier: EUPL-1.2
#include "viewer/cli/analysis_arguments.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>

#include "geo/base/calendar.h"
#include "layers/publish/public_plan.h"
#include "viewer/app/parameter.h"
#include "viewer/cli/interrupt.h"

namespace schouw::cli {

namespace {

base::Diagnostic usage_error(std::string field, std::string message, std::string hint) {
  return {.code = "CLI-101",
          .kind = base::DiagnosticKind::usage,
          .message = std::move(message),
          .where = {.field = std::move(field)},
          .hint = std::move(hint)};
}

// 0 = Monday. Nothing where the text is not a date of the calendar.
std::optional<int> weekday_of(const std::string& iso) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  char rest = 0;
  if (std::sscanf(iso.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) != 3) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{date}}.iso_encoding()) - 1;
}

// The words of an enumeration, from its first value up to and with its last.
template <class Enum, class Name>
std::vector<std::string> words_of(Enum last, Name&& name) {
  std::vector<std::string> words;
  for (int i = 0; i <= static_cast<int>(last); ++i) words.emplace_back(name(static_cast<Enum>(i)));
  return words;
}

// An option of the command line from the declaration of its parameter: its words, its range, its choices.
template <class Target>
CLI::Option* add_parameter(CLI::App& command, const app::Parameter& parameter, Target& into) {
  const auto check = [parameter](const std::string& value) {
    return app::fits(parameter, value) ? std::string()
                                       : "found " + value + ", expected " + app::expectation(parameter);
  };
  const std::string doc = std::string(parameter.doc) + "; " + app::expectation(parameter);
  return command.add_option("--" + std::string(parameter.name), into, doc)->check(check);
}

void add_filter_options(CLI::App& command, AnalysisArguments& arguments) {
  command.add_option("--kind", arguments.kinds, "Count only sensors of this kind; may be repeated")
      ->check(CLI::IsMember(words_of(registers::SensorKind::other, registers::kind_name)));
  command.add_option("--purpose", arguments.purposes, "Count only sensors with this purpose; may be repeated");
  command.add_option("--controller", arguments.controllers, "Count only this controller's sensors; may be repeated");
  command
      .add_option("--personal-data", arguments.personal_data,
                  "Count only sensors at this level of personal data; may be repeated")
      ->check(CLI::IsMember(words_of(registers::PersonalData::unknown, registers::personal_data_name)));
  command
      .add_option("--min-density", arguments.min_density_px_per_m,
                  "Count only where seen at this many px/m or better")
      ->check(CLI::PositiveNumber);
}

}  // namespace

stacking::CountFilter count_filter(const AnalysisArguments& arguments) {
  stacking::CountFilter filter{.purposes = arguments.purposes,
                               .controllers = arguments.controllers,
                               .min_density_px_per_m = arguments.min_density_px_per_m};
  for (const std::string& word : arguments.kinds) {
    if (const auto kind = registers::kind_from_name(word)) filter.kinds.push_back(*kind);
  }
  for (const std::string& word : arguments.personal_data) {
    if (const auto level = registers::personal_data_from_name(word)) filter.personal_data.push_back(*level);
  }
  return filter;
}

void add_analysis_options(CLI::App& command, AnalysisArguments& arguments) {
  command.add_option("PROJECT", arguments.project, "The project")->required()->type_name("");
  add_parameter(command, app::cell_parameter("cell"), arguments.cell_m)->capture_default_str();
  command.add_option("--date", arguments.date, "Only what is active on this day, YYYY-MM-DD");
  command
      .add_option("--hour", arguments.hour,
                  "Only what is active at this hour: 0 to 23 of --date, else 0 to 167 of the week")
      ->check(CLI::Range(0, 167));
  auto* heights = add_parameter(command, app::target_height_parameter("target-height"), arguments.target_heights_m);
  heights->description(heights->get_description() + "; may be repeated; default 0 and 1.7");
  add_parameter(command, app::range_parameter("range"), arguments.range)->capture_default_str();
  add_turning_option(command, arguments.turning);
  add_filter_options(command, arguments);
}

void add_turning_option(CLI::App& command, std::string& turning) {
  add_parameter(command, app::turning_parameter("turning"), turning)->capture_default_str();
}

base::Result<coverage::CoverageOptions> coverage_options(const AnalysisArguments& arguments) {
  coverage::CoverageOptions options{
      .cell_m = arguments.cell_m,
      .range = coverage::range_variant(arguments.range).value_or(coverage::RangeVariant::declared),
      .turning = coverage::turning_figure(arguments.turning).value_or(coverage::TurningFigure::reachable)};
  if (!arguments.target_heights_m.empty()) options.target_height_m = arguments.target_heights_m.front();
  options.date_iso = arguments.date;
  options.hour_of_week = arguments.hour;
  if (!arguments.date.empty()) {
    const auto weekday = weekday_of(arguments.date);
    if (!weekday) return usage_error("--date", "date " + arguments.date + " is no day", "write it as 2026-11-20");
    if (arguments.hour && *arguments.hour > 23) {
      return usage_error("--hour", "hour " + std::to_string(*arguments.hour) + " of a day, expected 0 to 23",
                         "leave --date out to give an hour of the week");
    }
    if (arguments.hour) options.hour_of_week = *weekday * 24 + *arguments.hour;
  }
  return options;
}

base::Result<LoadedAnalysis> load_for_analysis(const AnalysisArguments& arguments, const base::Progress& progress) {
  const auto started = std::chrono::steady_clock::now();
  auto options = coverage_options(arguments);
  if (!options) return base::Result<LoadedAnalysis>::failure(options.diagnostics());
  auto project = arguments.public_only ? plan::load_public(arguments.project, progress)
                                       : plan::load_project(arguments.project, progress);
  if (!project) return base::Result<LoadedAnalysis>::failure(project.diagnostics());
  if (arguments.public_only) project->plan = publish::plan_in_copy(project->plan, base::today_iso());
  base::Diagnostics diagnostics = project.diagnostics();
  if (auto asked = not_interrupted(); !asked) {
    return base::Result<LoadedAnalysis>::failure(std::move(asked).diagnostics());
  }
  if (!arguments.parts.empty()) {
    auto traced = coverage::read_parts(arguments.parts, {*project->plan, *options, target_heights(arguments)});
    if (!traced) return base::Result<LoadedAnalysis>::failure(traced.diagnostics());
    options->traced = *std::move(traced);
  }
  coverage::OcclusionModelOptions around{.cell_m = options->cell_m, .or_nothing = !arguments.parts.empty()};
  if (arguments.share) around.sensors = coverage::sensors_of(*project->plan, *arguments.share);
  auto occlusion = coverage::make_occlusion_model(*project, around, progress);
  base::append(diagnostics, occlusion.diagnostics());
  if (!occlusion) return base::Result<LoadedAnalysis>::failure(std::move(diagnostics));
  const std::chrono::duration<double, std::milli> load = std::chrono::steady_clock::now() - started;
  return {LoadedAnalysis{*std::move(project), *std::move(occlusion), *std::move(options), load.count()},
          std::move(diagnostics)};
}

std::vector<double> target_heights(const AnalysisArguments& arguments) {
  return arguments.target_heights_m.empty() ? std::vector<double>{0.0, 1.7} : arguments.target_heights_m;
}

base::Result<stacking::Analysis> run_analysis(const LoadedAnalysis& loaded, const AnalysisArguments& arguments,
                                              const base::Progress& progress) {
  auto analysis = stacking::analyse(
      loaded.project, *loaded.occlusion,
      {.options = loaded.options, .target_heights_m = target_heights(arguments), .filter = count_filter(arguments)},
      progress);
  if (analysis) analysis->elapsed_ms.load = loaded.load_ms;
  return analysis;
}

}  // namespace schouw::cli
