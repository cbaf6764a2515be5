// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "viewer/cli/export_output.h"
#include "viewer/cli/output_guard.h"

namespace schouw::cli {

namespace {

constexpr std::array<std::string_view, 5> kSubjects = {"sensors", "coverage", "zones", "findings", "city"};
constexpr std::array<std::string_view, 6> kFormats = {"gpkg", "geojson", "csv", "xlsx", "json", "glb"};

std::vector<ExportFormat> formats_of(ExportSubject subject) {
  using F = ExportFormat;
  switch (subject) {
    case ExportSubject::sensors: return {F::gpkg, F::geojson, F::csv, F::xlsx, F::json};
    case ExportSubject::city: return {F::glb};
    default: return {F::gpkg, F::geojson, F::csv};
  }
}

bool is_text(ExportFormat format) {
  return format == ExportFormat::geojson || format == ExportFormat::csv || format == ExportFormat::json;
}

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::optional<ExportFormat> format_of(const ExportArguments& arguments) {
  if (arguments.out == "-") {
    if (!arguments.schema.empty()) return ExportFormat::json;
    return arguments.csv.empty() ? ExportFormat::geojson : ExportFormat::csv;
  }
  const std::string extension = lower_case(std::filesystem::path(arguments.out).extension().string());
  const auto* found = std::find_if(kFormats.begin(), kFormats.end(),
                                   [&](std::string_view name) { return extension == "." + std::string(name); });
  return found == kFormats.end() ? std::nullopt : std::optional(static_cast<ExportFormat>(found - kFormats.begin()));
}

base::Diagnostic not_written_so(const ExportArguments& arguments, const std::vector<ExportFormat>& known) {
  std::vector<std::string> names;
  names.reserve(known.size());
  for (const ExportFormat format : known) names.push_back("." + std::string(export_format_name(format)));
  const std::string extension = std::filesystem::path(arguments.out).extension().string();
  return {.code = "EXP-101",
          .message = fmt::format("{} cannot be written as {}, expected {}", arguments.what,
                                 arguments.out == "-" ? "text to standard output"
                                 : extension.empty()  ? "a file without an extension"
                                                      : "\"" + extension + "\"",
                                 fmt::join(names, ", ")),
          .where = {.file = arguments.out, .field = "--out"},
          .hint = "end the name in one of these"};
}

base::Diagnostic not_together(std::string field, std::string message, std::string hint) {
  return {.code = "EXP-102",
          .kind = base::DiagnosticKind::usage,
          .message = std::move(message),
          .where = {.field = std::move(field)},
          .hint = std::move(hint)};
}

base::Result<base::Done> check_options(const ExportArguments& arguments, ExportFormat format) {
  if (!arguments.csv.empty() && format != ExportFormat::csv) {
    return not_together("--csv", fmt::format("--csv is for .csv, found .{}", export_format_name(format)),
                        "leave --csv out, or end the name in .csv");
  }
  if (format == ExportFormat::json && arguments.schema.empty()) {
    return not_together("--schema",
                        "a .json is written for somebody else's register, and --schema does not say whose",
                        "give --schema sensrnet, wecity or sensorthings; for GeoJSON end the name in .geojson");
  }
  if (!arguments.schema.empty() && format != ExportFormat::json) {
    return not_together("--schema", fmt::format("--schema is for .json, found .{}", export_format_name(format)),
                        "leave --schema out, or end the name in .json");
  }
  return base::Done{};
}

// A project is not a file to write over, this one or another; nor may an export be called like one.
base::Result<base::Done> check_overwriting(const ExportArguments& arguments) {
  const bool itself = is_same_file(arguments.out, arguments.analysis.project);
  const bool called_so = is_called_like_a_project(arguments.out);
  const bool another = !itself && is_project_file(arguments.out);
  if (!itself && !called_so && !another) {
    return check_output(
        {.path = arguments.out, .option = "--out", .inputs = {}, .project = arguments.analysis.project});
  }
  return base::Diagnostic{.code = "EXP-103",
                          .message = itself    ? "the export would write over the project itself"
                                     : another ? "the export would write over another Schouw project"
                                               : "the export would be called like a Schouw project",
                          .where = {.file = arguments.out, .field = "--out"},
                          .hint = "name another file, for example sensors.gpkg"};
}

}  // namespace

std::string_view export_subject_name(ExportSubject subject) { return kSubjects[static_cast<std::size_t>(subject)]; }
std::vector<std::string> export_subject_names() { return {kSubjects.begin(), kSubjects.end()}; }
std::string_view export_format_name(ExportFormat format) { return kFormats[static_cast<std::size_t>(format)]; }

base::Result<ExportTarget> export_target(const ExportArguments& arguments) {
  using Target = base::Result<ExportTarget>;
  const auto* subject = std::find(kSubjects.begin(), kSubjects.end(), arguments.what);
  ExportTarget target{.subject = static_cast<ExportSubject>(subject - kSubjects.begin())};
  const auto known = formats_of(target.subject);
  const auto format = format_of(arguments);
  const bool to_stdout = arguments.out == "-";
  if (!format || std::find(known.begin(), known.end(), *format) == known.end() || (to_stdout && !is_text(*format))) {
    return not_written_so(arguments, known);
  }
  target.format = *format;
  if (auto checked = check_options(arguments, *format); !checked) return Target::failure(checked.diagnostics());
  if (to_stdout) return target;
  if (auto checked = check_overwriting(arguments); !checked) return Target::failure(checked.diagnostics());
  return target;
}

}  // namespace schouw::cli
