// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "geo/base/calendar.h"
#include "layers/findings/finding.h"
#include "layers/findings/rule.h"
#include "layers/publish/public_figures.h"
#include "layers/stacking/area_polygons.h"
#include "viewer/cli/analysis_output.h"
#include "viewer/cli/export_output.h"
#include "viewer/cli/interrupt.h"

namespace schouw::cli {

namespace {

using Written = base::Result<ExportAnswer>;

base::Diagnostic not_public_yet() {
  return {.code = "EXP-105",
          .message = "zones for the public are made of public records on cells of 10 m, which an export does not do",
          .where = {.field = "--what"},
          .hint = "use publish for the public copy, or --profile internal for a file that stays inside"};
}

// The squares that at least `count` sensors see, on a frame whose corner is the map's zero.
raster::CellRuns squares_with(const publish::PublicFigures& figures, int count) {
  raster::CellRuns runs;
  for (const publish::CellFigure& figure : figures.cells) {
    if (figure.sensors < count) continue;
    const auto& [row, column] = figure.cell;
    if (!runs.empty() && runs.back().row == row && runs.back().last + 1 == column) {
      runs.back().last = column;
    } else {
      runs.push_back({row, column, column});
    }
  }
  return runs;
}

// What the public may see of coverage: no sensor's own view, and the squares of the public copy.
model::FeatureTable public_counts(const plan::Plan& plan, const stacking::Analysis& analysis) {
  constexpr int kMost = 4;  // as stacking_table
  const raster::GridFrame map{.cell_m = stacking::kPublicCell_m};
  const auto figures = publish::public_figures(plan, *analysis.stacking.coverage, analysis.stacking.filter);
  model::FeatureTable table{.name = "stacking", .crs = plan.project_crs, .field_names = {"at_least", "area_m2"}};
  for (int count = 1; count <= kMost; ++count) {
    const raster::CellRuns squares = squares_with(figures, count);
    if (squares.empty()) break;
    model::Feature& feature = table.features.emplace_back(
        model::Feature{.id = std::to_string(count), .geometry = stacking::polygons_of(squares, map)});
    feature.fields = {{"at_least", std::int64_t{count}},
                      {"area_m2", static_cast<double>(raster::cell_count(squares)) * map.cell_area_m2()}};
  }
  return table;
}

model::FieldValue field_value(const base::Json& json) {
  if (json.is_null()) return {};
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (json.is_number()) return json.get<double>();
  return json.is_string() ? json.get<std::string>() : base::json_text(json);
}

model::Geometry place_of(const plan::Plan& plan, const stacking::Analysis& analysis,
                         const findings::Finding& finding) {
  const findings::Evidence& evidence = findings::details_of(finding).evidence;
  if (!evidence.polygons.empty()) return evidence.polygons;
  if (!evidence.points.empty()) {
    std::vector<model::Coordinate> points;
    for (const crs::MapPosition& at : evidence.points) points.push_back({at.east_m, at.north_m, {}});
    return points;
  }
  if (finding.sensor) {
    const auto& at = plan.sensors[*finding.sensor].position;
    return at ? model::Geometry(model::Coordinate{at->east_m, at->north_m, {}}) : model::Geometry();
  }
  if (!finding.zone) return {};
  const crs::MapPosition& middle = analysis.stacking.zones[*finding.zone].centroid;
  return model::Coordinate{middle.east_m, middle.north_m, {}};
}

// The findings as `check --json` tells them, a key a column.
model::FeatureTable finding_table(const plan::Plan& plan, const stacking::Analysis& analysis,
                                  const std::vector<findings::Finding>& found, const text::Texts& texts) {
  model::FeatureTable table{.name = "findings", .crs = plan.project_crs};
  const base::Json told = findings_json(plan, analysis, found, texts)["findings"];
  for (std::size_t i = 0; i < told.size(); ++i) {
    model::Feature& row = table.features.emplace_back(
        model::Feature{.id = std::to_string(i + 1), .geometry = place_of(plan, analysis, found[i])});
    for (const auto& [key, value] : told[i].items()) {
      const auto& names = table.field_names;
      if (std::find(names.begin(), names.end(), key) == names.end()) table.field_names.push_back(key);
      row.fields.emplace_back(key, field_value(value));
    }
  }
  if (table.field_names.empty()) table.field_names = {"rule"};
  return table;
}

// The public gets views on cells of 10 m alone.
bool rests_on_exact_views(const findings::Finding& finding) {
  const findings::Rule* rule = findings::rule_named(finding.rule);
  return rule != nullptr && rule->data.find("coverage") != std::string_view::npos;
}

base::Diagnostic left_out(std::size_t count) {
  return {
      .code = "EXP-113",
      .severity = base::Severity::note,
      .message = fmt::format("{} findings on places, on exact views and on the plan as a whole are left out of what "
                             "the public may see",
                             count),
      .where = {.field = "--profile"},
      .hint = "publish computes those on cells of 10 m"};
}

class AnalysisExport {
 public:
  AnalysisExport(const ExportRequest& request, const plan::Plan& plan, const stacking::Analysis& analysis)
      : request_(request), plan_(plan), analysis_(analysis) {}

  std::vector<model::FeatureTable> tables() {
    std::vector<model::FeatureTable> tables;
    if (request_.target.subject == ExportSubject::findings) {
      tables.push_back(findings());
    } else if (request_.target.subject == ExportSubject::zones) {
      tables.push_back(zone_table(plan_, analysis_, request_.texts));
    } else if (!request_.arguments.internal()) {
      tables.push_back(public_counts(plan_, analysis_));
    } else {
      tables.push_back(coverage_table(plan_, *analysis_.stacking.coverage));
      tables.push_back(stacking_table(plan_, analysis_.stacking));
    }
    return tables;
  }
  base::Diagnostics take_notes() { return std::move(notes_); }

 private:
  model::FeatureTable findings() {
    auto found = findings::check_all({plan_, analysis_, base::today_iso()});
    if (!request_.arguments.internal()) {
      const std::size_t lost = std::erase_if(
          found, [](const auto& finding) { return !finding.sensor.has_value() || rests_on_exact_views(finding); });
      if (lost > 0) notes_.push_back(left_out(lost));
    }
    model::FeatureTable table = finding_table(plan_, analysis_, found, request_.texts);
    // A table of texts needs no place; its keys are those of check alone.
    if (request_.target.format == ExportFormat::csv) {
      for (model::Feature& row : table.features) row.geometry = std::monostate{};
    }
    return table;
  }

  const ExportRequest& request_;
  const plan::Plan& plan_;
  const stacking::Analysis& analysis_;
  base::Diagnostics notes_;
};

}  // namespace

Written export_analysis(const ExportRequest& request, const base::Progress& progress) {
  const bool internal = request.arguments.internal();
  if (request.target.subject == ExportSubject::zones && !internal) return not_public_yet();
  AnalysisArguments asked = request.arguments.analysis;
  asked.public_only = !internal;
  auto loaded = load_for_analysis(asked, progress);
  if (!loaded) return Written::failure(loaded.diagnostics());
  loaded->options.outlines = false;  // nothing is drawn
  const auto analysis = run_analysis(*loaded, asked, progress);
  if (!analysis) return Written::failure(analysis.diagnostics());
  const plan::Plan& plan = *loaded->project.plan;
  AnalysisExport made(request, plan, *analysis);
  auto tables = made.tables();
  base::Diagnostics said = loaded.diagnostics();
  base::append(said, analysis.diagnostics());
  base::append(said, made.take_notes());
  if (auto pressed = not_interrupted(); !pressed) return Written::failure(std::move(pressed).diagnostics());
  auto written = write_tables(request, std::move(tables));
  if (!written) return Written::failure(written.diagnostics());
  base::append(said, written.diagnostics());
  written->sensors_held = static_cast<std::int64_t>(plan.sensors.size());
  return {*std::move(written), std::move(said)};
}

}  // namespace schouw::cli
