// SPDX-License-Identifier: EUPL-1.2
#include "layers/publish/publish.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>

#include "geo/base/atomic_file.h"
#include "geo/base/calendar.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/output_guard.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

namespace fs = std::filesystem;

struct PublishArguments {
  publish::PublishOptions options;
  std::string report;
};

base::Json answer_json(const PublishArguments& arguments, const publish::Published& published) {
  return {{"out", arguments.options.out.string()},
          {"date", arguments.options.date_iso},
          {"sensors", published.sensors},
          {"coverage", {{"squares", published.squares}, {"at_least", published.at_least}}},
          {"time_line", published.changes},
          {"bytes", published.bytes},
          {"redaction", to_json(published.report)}};
}

void print_report(Shell& shell, const publish::RedactionReport& report) {
  using base::Sentence;
  const auto count = [](int number) { return Sentence::Value(std::int64_t{number}); };
  shell.print(Sentence{"cli.publish.internal", {}});
  shell.print(Sentence{"cli.publish.sensors",
                       {{"total", count(report.sensors)},
                        {"exact", count(report.exact)},
                        {"generalised", count(report.generalised)}}});
  for (const auto& [why, sensors] : report.withheld) {
    if (sensors > 0) shell.print(Sentence{"cli.publish.withheld." + why, {{"count", count(sensors)}}});
  }
  for (const auto& [field, held] : report.fields) {
    shell.print(Sentence{"cli.publish.field." + held.publicity,
                         {{"field", Sentence::Key{"field." + field}}, {"count", count(held.sensors)}}});
  }
  for (const auto& [key, number] : {std::pair{"cli.publish.unknown_fields", report.unknown_fields},
                                    {"cli.publish.foreign_records", report.foreign_records},
                                    {"cli.publish.masked", report.masked_addresses},
                                    {"cli.publish.records", report.records},
                                    {"cli.publish.scenarios", report.scenarios},
                                    {"cli.publish.stories", report.stories},
                                    {"cli.publish.files", report.imported_files}}) {
    if (number > 0) shell.print(Sentence{key, {{"count", count(number)}}});
  }
  for (const std::string& text : report.also_public) {
    shell.print(Sentence{"cli.publish.also_public", {{"text", text}}});
  }
}

// For its owner alone, before there is anything in it. A file that others could read is replaced, not filled: whoever
// has it open keeps the old one.
base::Result<base::Done> write_report(const std::string& path, const base::Json& report) {
  std::error_code problem;
  constexpr auto kOwner = fs::perms::owner_read | fs::perms::owner_write;
  if (!fs::exists(path, problem)) std::ofstream(path).close();
  // The new file has the permissions of the one that it replaces.
  if (fs::is_regular_file(path, problem)) {
    fs::permissions(path, kOwner, problem);
    if (problem) {
      return base::Diagnostic{.code = "IO-105",
                              .message = "cannot make the report readable by its owner alone: " + problem.message(),
                              .where = {.file = path, .field = "--report"},
                              .hint = "name another file"};
    }
  }
  return base::write_file_atomically(path, report.dump(2, ' ', false, base::Json::error_handler_t::replace) + "\n");
}

ExitCode run_publish(Shell& shell, PublishArguments arguments) {
  publish::PublishOptions& options = arguments.options;
  OutputFile kept{
      .path = arguments.report, .option = "--report", .inputs = options.since, .project = options.project};
  kept.inputs.push_back(options.out);
  if (const auto free = check_output(kept); !free) return shell.fail(free.diagnostics());
  if (options.date_iso.empty()) options.date_iso = base::today_iso();
  options.say = [&shell](const base::Sentence& sentence) { return shell.texts()(sentence); };
  auto published = publish::publish_project(options, shell.progress());
  if (!published) return shell.fail(published.diagnostics());
  base::Json answer = answer_json(arguments, *published);
  if (!arguments.report.empty()) {
    base::Json report = answer["redaction"];
    report["project"] = options.project.filename().string();
    report["date"] = options.date_iso;
    const auto written = write_report(arguments.report, report);
    if (!written) return shell.fail(written.diagnostics());
  }
  shell.report(published.diagnostics());
  if (shell.json()) {
    answer["diagnostics"] = base::to_json(published.diagnostics());
    shell.print_json(answer);
    return ExitCode::ok;
  }
  shell.print(base::Sentence{"cli.publish.written",
                             {{"file", options.out.filename().string()},
                              {"sensors", std::int64_t{published->sensors}},
                              {"squares", std::int64_t{published->squares}},
                              {"changes", std::int64_t{published->changes}}}});
  print_report(shell, published->report);
  return ExitCode::ok;
}

}  // namespace

void declare_publish(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand(
      "publish",
      "The public copy: public records, coverage on squares of 10 m, what changed; tells what it held back");
  auto arguments = std::make_shared<PublishArguments>();
  publish::PublishOptions& options = arguments->options;
  command->add_option("PROJECT", options.project, "The project")->required()->type_name("");
  command
      ->add_option("--out", options.out,
                   "The public copy, NAME.gpkg; an earlier one is replaced and tells what changed")
      ->required();
  command->add_option("--since", options.since, "A further earlier public copy, for the time line; may be repeated")
      ->type_name("EARLIER")
      ->allow_extra_args(false);
  command->add_option("--date", options.date_iso, "The day of publication, YYYY-MM-DD; default today");
  command->add_option("--title", options.title, "A title for the public; the project's own is internal");
  command
      ->add_option("--also-public", options.also_public,
                   "A restricted text that may be known all the same; may be repeated")
      ->type_name("TEXT")
      ->allow_extra_args(false);
  command->add_option("--report", arguments->report,
                      "Write what was held back to this file too, as JSON, readable by its owner alone: INTERNAL");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_publish(shell, *arguments); }; });
}

}  // namespace schouw::cli
