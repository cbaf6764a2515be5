// SPDX-License-Identifier: EUPL-1.2
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>

#include "geo/base/resource_path.h"
#include "geo/crs/crs_in_force.h"
#include "geo/formats/probe.h"
#include "geo/formats/read_cityjson.h"
#include "geo/formats/read_features_gdal.h"
#include "geo/formats/read_geotiff_gdal.h"
#include "geo/mesh/triangulate.h"
#include "layers/plan/plan.h"
#include "layers/plan/shared_plan.h"
#include "viewer/cli/interrupt.h"
#include "viewer/cli/standard_streams.h"
#include "viewer/cli/subcommand.h"

namespace schouw::cli {

namespace {

struct Described {
  base::Json answer = base::Json::object();
  base::Diagnostics diagnostics;
  bool failed = false;
};

Described failure(base::Diagnostics diagnostics) { return {.diagnostics = std::move(diagnostics), .failed = true}; }

// What describing a file needs beside its name.
struct InfoQuestion {
  std::string file;
  std::optional<crs::Crs> crs;  // --crs
  base::Progress progress;
};

base::Json bounds_json(const crs::MapBounds& bounds) {
  return {{"min", {bounds.min.east_m, bounds.min.north_m, bounds.min.up_m}},
          {"max", {bounds.max.east_m, bounds.max.north_m, bounds.max.up_m}}};
}

std::int64_t building_count(const model::CityModel& city) {
  return std::count_if(city.objects.begin(), city.objects.end(),
                       [](const auto& object) { return object.object_class == model::ObjectClass::building; });
}

void add_city(base::Json& answer, const model::CityModel& city) {
  answer["crs"] = crs::label_of(city.crs);
  answer["kind"] = "city";
  answer["objects"] = city.objects.size();
  answer["buildings"] = building_count(city);
  answer["triangles"] = city.triangles.size();
  answer["lods"] = city.lods;
  if (!city.bounds.empty()) answer["bounds"] = bounds_json(city.bounds);
}

Described describe_city(const InfoQuestion& question) {
  auto read = formats::read_cityjson(question.file, {.assumed_crs = question.crs}, question.progress);
  if (!read) return failure(read.diagnostics());
  Described described{.diagnostics = read.diagnostics()};
  described.answer["format"] = read->sequence ? "CityJSONSeq" : "CityJSON";
  described.answer["format_version"] = read->version;
  auto city = mesh::triangulate(std::move(read->surfaces), question.progress);
  base::append(described.diagnostics, city.diagnostics());
  if (!city) return failure(std::move(described.diagnostics));
  add_city(described.answer, *city);
  return described;
}

void add_raster(base::Json& answer, const model::Terrain& terrain) {
  const auto& heights = terrain.heights_m.values();
  const raster::GridFrame& frame = terrain.heights_m.frame();
  const auto missing = std::count_if(heights.begin(), heights.end(), [](float height) { return std::isnan(height); });
  crs::MapBounds bounds;
  float lowest = INFINITY;
  float highest = -INFINITY;
  for (const float height : heights) {
    if (std::isnan(height)) continue;
    lowest = std::min(lowest, height);
    highest = std::max(highest, height);
  }
  const bool any = lowest <= highest;
  bounds.include(crs::MapPosition{frame.west_m, frame.south_m, any ? static_cast<double>(lowest) : 0.0});
  bounds.include(crs::MapPosition{frame.west_m + frame.columns * frame.cell_m,
                                  frame.south_m + frame.rows * frame.cell_m,
                                  any ? static_cast<double>(highest) : 0.0});
  answer["crs"] = crs::label_of(terrain.crs);
  answer["kind"] = "terrain";
  answer["bounds"] = bounds_json(bounds);
  answer["raster"] = {{"width", frame.columns},
                      {"height", frame.rows},
                      {"cell_m", frame.cell_m},
                      {"nodata_ratio", heights.empty() ? 1.0 : static_cast<double>(missing) / heights.size()}};
}

Described describe_raster(const InfoQuestion& question) {
  const auto terrain = formats::read_geotiff(question.file, question.crs, question.progress);
  if (!terrain) return failure(terrain.diagnostics());
  Described described{.diagnostics = terrain.diagnostics()};
  add_raster(described.answer, *terrain);
  return described;
}

bool holds_polygons(const model::FeatureTable& table) {
  return std::any_of(table.features.begin(), table.features.end(), [](const model::Feature& feature) {
    return std::holds_alternative<std::vector<model::PolygonWithHoles>>(feature.geometry);
  });
}

// A register where a schema recognises the fields; areas where there are polygons; else a base map.
std::string kind_of(const std::vector<model::FeatureTable>& tables) {
  const auto schemas = registers::load_schemas(base::resource_root() / "data" / "registers");
  if (schemas && registers::recognise(*schemas, tables) != nullptr) return "register";
  return std::any_of(tables.begin(), tables.end(), holds_polygons) ? "areas" : "base_map";
}

bool holds_places(const model::FeatureTable& table) {
  return std::any_of(table.features.begin(), table.features.end(), [](const model::Feature& feature) {
    return !std::holds_alternative<std::monostate>(feature.geometry);
  });
}

// The CRS of the first table that holds places. A table without one can still be told of, so that this is a warning.
void add_crs(Described& described, const model::FeatureTable& table, const InfoQuestion& question) {
  if (described.answer.contains("crs") || !holds_places(table)) return;
  const auto crs = crs::crs_in_force(model::crs_claims_of(table, question.crs), {.file = question.file},
                                     "the table '" + table.name + "'");
  for (base::Diagnostic said : crs.diagnostics()) {
    said.severity = base::Severity::warning;
    described.diagnostics.push_back(std::move(said));
  }
  if (crs) described.answer["crs"] = crs::label_of(*crs);
}

Described describe_features(const InfoQuestion& question) {
  const auto tables = formats::read_feature_file(question.file, question.progress);
  if (!tables) return failure(tables.diagnostics());
  Described described{.diagnostics = tables.diagnostics()};
  std::size_t count = 0;
  for (const model::FeatureTable& table : *tables) {
    count += table.features.size();
    add_crs(described, table, question);
  }
  described.answer["kind"] = kind_of(*tables);
  described.answer["features"] = count;
  return described;
}

Described describe_project(const InfoQuestion& question) {
  const auto project = plan::load_project(question.file, question.progress);
  if (!project) return failure(project.diagnostics());
  Described described{.diagnostics = project.diagnostics()};
  if (project->city) add_city(described.answer, *project->city);
  described.answer["kind"] = "project";
  described.answer["crs"] = crs::label_of(project->plan->project_crs);
  described.answer["sensors"] = project->plan->sensors.size();
  return described;
}

Described describe_file(const InfoQuestion& question) {
  if (plan::service_of(question.file)) {
    Described shared = describe_project(question);
    base::Json answer = {{"file", question.file}, {"format", "PostgreSQL"}};
    answer.update(shared.answer);
    shared.answer = std::move(answer);
    return shared;
  }
  const auto format = formats::probe_file(question.file);
  if (!format) return failure(format.diagnostics());
  const formats::Format& found = **format;
  Described described;
  switch (found.content) {
    case formats::Content::city: described = describe_city(question); break;
    case formats::Content::raster: described = describe_raster(question); break;
    case formats::Content::features: described = describe_features(question); break;
    case formats::Content::project: described = describe_project(question); break;
  }
  base::Json answer = {{"file", question.file}, {"format", found.name}};
  answer.update(described.answer);
  described.answer = answer;
  return described;
}

void print_table(Shell& shell, const base::Json& answer) {
  for (const auto& [key, value] : answer.items()) {
    if (key == "diagnostics") continue;
    shell.print(shell.texts()("cli.info." + key) + ": " +
                (value.is_string() ? value.get<std::string>() : value.dump()));
  }
}

struct InfoArguments {
  std::vector<std::string> files;
  std::string crs;
};

base::Result<std::optional<crs::Crs>> asked_crs(const std::string& text) {
  if (text.empty()) return std::optional<crs::Crs>();
  auto named = crs::crs_from_text(text);
  if (!named) return base::Result<std::optional<crs::Crs>>::failure(named.diagnostics());
  return std::optional<crs::Crs>(*std::move(named));
}

ExitCode run_info(Shell& shell, const InfoArguments& arguments) {
  const auto crs = asked_crs(arguments.crs);
  if (!crs) return shell.fail(crs.diagnostics());
  base::Json answers = base::Json::array();
  std::vector<base::Json> tables;
  base::Diagnostics errors;
  StreamTempDir passing;
  for (const std::string& file : arguments.files) {
    const auto readable = passing.input(file);
    Described described =
        readable ? describe_file({*readable, *crs, shell.progress()}) : failure(readable.diagnostics());
    if (const auto asked = not_interrupted(); !asked) return shell.fail(asked.diagnostics());
    shell.report(described.diagnostics);
    base::Json answer = described.failed ? base::Json::object() : described.answer;
    answer["file"] = file;
    answer["diagnostics"] = base::to_json(described.diagnostics);
    if (!described.failed) tables.push_back(answer);
    answers.push_back(answer);
    if (described.failed) base::append(errors, std::move(described.diagnostics));
  }
  if (shell.json()) {
    shell.print_json(answers.size() == 1 ? answers.front() : answers);
  } else {
    for (const base::Json& answer : tables) print_table(shell, answer);
  }
  return errors.empty() ? ExitCode::ok : exit_code_of(errors);
}

}  // namespace

void declare_info(CLI::App& program, Shell& shell, SelectedCommand& chosen) {
  auto* command = program.add_subcommand("info", "What a file holds");
  auto arguments = std::make_shared<InfoArguments>();
  command->add_option("FILE", arguments->files, "Files; - reads standard input")->required()->type_name("");
  command->add_option("--crs", arguments->crs, "CRS of files that state none, EPSG:n");
  command->callback(
      [&shell, &chosen, arguments] { chosen = [&shell, arguments] { return run_info(shell, *arguments); }; });
}

}  // namespace schouw::cli
