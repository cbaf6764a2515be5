// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>

#include "geo/base/calendar.h"
#include "geo/formats/write_glb.h"
#include "geo/tables/package_reader.h"
#include "layers/plan/shared_plan.h"
#include "layers/publish/public_plan.h"
#include "layers/register/foreign_schemas.h"
#include "viewer/cli/export_output.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/standard_streams.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

using Written = base::Result<ExportAnswer>;

base::Result<plan::Project> load(const ExportArguments& arguments, const base::Progress& progress) {
  if (arguments.internal()) return plan::load_project(arguments.analysis.project, progress);
  auto project = plan::load_public(arguments.analysis.project, progress);
  if (project) project->plan = publish::plan_in_copy(project->plan, base::today_iso());
  return project;
}

Written export_city(const std::filesystem::path& file, const plan::Project& project) {
  if (project.city == nullptr || project.city->objects.empty()) {
    return base::Diagnostic{.code = "EXP-104",
                            .message = "the project has no city to export",
                            .where = {.field = "--what"},
                            .hint = "import a city, or export something else"};
  }
  auto written = formats::write_glb(file, *project.city);
  if (!written) return Written::failure(written.diagnostics());
  return {ExportAnswer{.rows = static_cast<std::int64_t>(project.city->objects.size()),
                       .crs = crs::label_of(project.city->crs)},
          written.diagnostics()};
}

Written write_target(const ExportRequest& request, const base::Progress& progress) {
  const ExportSubject subject = request.target.subject;
  if (subject != ExportSubject::sensors && subject != ExportSubject::city) return export_analysis(request, progress);
  auto project = load(request.arguments, progress);
  if (!project) return Written::failure(project.diagnostics());
  if (auto asked = not_interrupted(); !asked) return Written::failure(std::move(asked).diagnostics());
  auto written =
      subject == ExportSubject::city ? export_city(request.file, *project) : export_register(request, *project->plan);
  base::Diagnostics said = project.diagnostics();
  base::append(said, written.diagnostics());
  if (!written) return Written::failure(std::move(said));
  return {*std::move(written), std::move(said)};
}

// What the profile leaves out.
struct Withheld {
  std::int64_t sensors = 0;
  std::int64_t fields = 0;
};

// Sensors of the project are counted without holding one.
Withheld withheld_by(const ExportArguments& arguments, const ExportAnswer& answer) {
  if (arguments.internal() || !answer.sensors_held) return {};
  Withheld withheld{.fields = registers::restricted_field_count()};
  const auto reader = tables::PackageReader::open(plan::working_file(arguments.analysis.project));
  const auto* shape = reader ? reader->table("sensors") : nullptr;
  if (shape != nullptr) withheld.sensors = shape->row_count - *answer.sensors_held;
  return withheld;
}

void answer_in_json(Shell& shell, const ExportArguments& arguments, const ExportTarget& target,
                    const base::Result<ExportAnswer>& written) {
  const ExportAnswer& answer = *written;
  base::Json json = {{"file", arguments.out},
                     {"what", arguments.what},
                     {"format", export_format_name(target.format)},
                     {"profile", arguments.profile},
                     {"rows", answer.rows}};
  if (target.format == ExportFormat::csv) json["csv"] = arguments.csv.empty() ? "open" : arguments.csv;
  if (!arguments.schema.empty()) json["schema"] = arguments.schema;
  if (!answer.crs.empty()) json["crs"] = answer.crs;
  if (answer.sensors_held) {
    const Withheld withheld = withheld_by(arguments, answer);
    json["withheld"] = {{"sensors", withheld.sensors}, {"fields", withheld.fields}};
  }
  json["diagnostics"] = base::to_json(written.diagnostics());
  shell.print_json(json);
}

void answer_in_words(Shell& shell, const ExportArguments& arguments, const ExportAnswer& answer) {
  shell.print(base::Sentence{arguments.internal() ? "cli.export.internal" : "cli.export.public",
                             {{"rows", answer.rows},
                              {"what", base::Sentence::Key{"cli.export.what." + arguments.what}},
                              {"file", arguments.out}}});
  const Withheld withheld = withheld_by(arguments, answer);
  if (withheld.fields == 0) return;
  shell.print(base::Sentence{"cli.export.withheld", {{"count", withheld.sensors}, {"fields", withheld.fields}}});
}

base::Diagnostic both_to_stdout() {
  return {.code = "EXP-106",
          .kind = base::DiagnosticKind::usage,
          .message = "--out - and --json would both be written to standard output",
          .where = {.field = "--out"},
          .hint = "leave --json out, or name a file"};
}

ExitCode run_export(Shell& shell, const ExportArguments& arguments) {
  const bool to_stdout = arguments.out == "-";
  if (to_stdout && shell.json()) return shell.fail({both_to_stdout()});
  const auto target = export_target(arguments);
  if (!target) return shell.fail(target.diagnostics());
  StreamTempDir passing;
  const auto file = passing.output(arguments.out);
  if (!file) return shell.fail(file.diagnostics());
  const base::Progress progress = shell.progress();
  const auto written = write_target({arguments, *target, *file, shell.texts()}, progress);
  if (!written) return shell.fail(written.diagnostics());
  shell.report(written.diagnostics());
  if (to_stdout) {
    const auto printed = passing.print(arguments.out);
    return printed ? ExitCode::ok : shell.fail(printed.diagnostics());
  }
  if (shell.json()) {
    answer_in_json(shell, arguments, *target, written);
  } else {
    answer_in_words(shell, arguments, *written);
  }
  return ExitCode::ok;
}

std::vector<std::string> schema_names() {
  std::vector<std::string> names;
  for (const registers::ForeignSchema& schema : registers::registered_foreign_schemas())
    names.emplace_back(schema.id);
  return names;
}

}  // namespace

void declare_export(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand(
      "export", "Writes a part of a project for other programs: the public part, unless asked otherwise");
  auto arguments = std::make_shared<ExportArguments>();
  add_analysis_options(*command, arguments->analysis);
  command->add_option("--what", arguments->what, "What is written")
      ->required()
      ->check(CLI::IsMember(export_subject_names()));
  command
      ->add_option("--out", arguments->out,
                   "The file: sensors as .gpkg .geojson .csv .xlsx .json; coverage, zones and findings as .gpkg "
                   ".geojson .csv; city as .glb; - writes text to standard output")
      ->required()
      ->type_name("FILE");
  command->add_option("--profile", arguments->profile, "public: what anyone may know; internal: everything")
      ->check(CLI::IsMember({"public", "internal"}))
      ->capture_default_str();
  command->add_option("--csv", arguments->csv, "Of .csv: open (RFC 4180, the default) or for a Dutch Excel")
      ->check(CLI::IsMember({"excel-nl", "open"}));
  command->add_option("--schema", arguments->schema, "Of .json: whose register it is")
      ->check(CLI::IsMember(schema_names()));
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_export(shell, *arguments); }; });
}

}  // namespace schouw::cli
