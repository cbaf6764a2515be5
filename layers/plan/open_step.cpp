// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "geo/base/resource_path.h"
#include "geo/formats/probe.h"
#include "geo/formats/read_cityjson.h"
#include "geo/formats/read_features_gdal.h"
#include "geo/formats/read_geotiff_gdal.h"
#include "layers/plan/import_step.h"

namespace schouw::plan {

namespace {

using base::Result;

Result<std::optional<crs::Crs>> assumed_crs(const ImportOptions& options) {
  if (options.crs.empty()) return std::optional<crs::Crs>();
  auto named = crs::crs_from_text(options.crs);
  if (!named) return Result<std::optional<crs::Crs>>::failure(named.diagnostics());
  return std::optional<crs::Crs>(*std::move(named));
}

struct Shapes {
  std::size_t points = 0;
  std::size_t polygons = 0;
  std::size_t lines = 0;
  std::size_t none = 0;
};

Shapes shapes_of(const std::vector<model::FeatureTable>& tables) {
  Shapes shapes;
  for (const model::FeatureTable& table : tables) {
    for (const model::Feature& feature : table.features) {
      switch (feature.geometry.index()) {
        case 0: ++shapes.none; break;
        case 1:
        case 2: ++shapes.points; break;
        case 3: ++shapes.lines; break;
        default: ++shapes.polygons; break;
      }
    }
  }
  return shapes;
}

// The schema that --mapping or --schema asks for, else the one that fits; nothing where none does.
Result<std::optional<registers::Schema>> schema_for(const std::vector<model::FeatureTable>& tables,
                                                    const ImportOptions& options, const std::string& file) {
  using Chosen = Result<std::optional<registers::Schema>>;
  if (!options.mapping.empty()) {
    auto schema = registers::load_schema(options.mapping);
    if (!schema) return Chosen::failure(schema.diagnostics());
    return std::optional(*std::move(schema));
  }
  auto schemas = registers::load_schemas(base::resource_root() / "data" / "registers");
  if (!schemas) return Chosen::failure(schemas.diagnostics());
  if (options.schema.empty()) {
    const registers::Schema* best = registers::recognise(*schemas, tables);
    return best == nullptr ? std::optional<registers::Schema>() : std::optional(*best);
  }
  std::string known;
  for (const registers::Schema& schema : *schemas) {
    if (schema.id == options.schema) return std::optional(schema);
    known += (known.empty() ? "" : ", ") + schema.id;
  }
  return import_error("PLAN-117", fmt::format("no register schema '{}'; known are {}", options.schema, known), file,
                      "choose one of these, or give a schema file with --mapping");
}

base::Diagnostic not_for_a_plan(const ImportStep& step, const Shapes& shapes) {
  return import_error(
      "IO-109",
      fmt::format("'{}' is {} with {} points, {} lines, {} polygons and {} rows without geometry: neither a register "
                  "that is known nor areas",
                  step.name, step.format, shapes.points, shapes.lines, shapes.polygons, shapes.none),
      step.name, "for a register of another layout give --as register --mapping FILE; lines are not imported");
}

Result<ImportStep> open_features(ImportStep step, const ImportOptions& options, const base::Progress& progress) {
  auto tables = formats::read_feature_file(step.file, progress);
  if (!tables) return Result<ImportStep>::failure(tables.diagnostics());
  step.diagnostics = tables.diagnostics();
  step.tables = *std::move(tables);
  const Shapes shapes = shapes_of(step.tables);
  if (options.as == "areas") {
    step.role = Role::areas;
    return step;
  }
  auto schema = schema_for(step.tables, options, step.name);
  if (!schema) return Result<ImportStep>::failure(schema.diagnostics());
  const bool asked = options.as == "register" || !options.schema.empty() || !options.mapping.empty();
  if (*schema && (asked || shapes.points + shapes.none >= shapes.polygons + shapes.lines)) {
    step.role = Role::register_of_sensors;
    step.schema = *std::move(schema);
    return step;
  }
  if (asked) {
    return import_error("PLAN-117", "'" + step.name + "' fits no register schema", step.name,
                        "give --schema ID, or --mapping FILE for a layout of your own");
  }
  if (shapes.polygons == 0) return not_for_a_plan(step, shapes);
  step.role = Role::areas;
  return step;
}

Result<ImportStep> open_city(ImportStep step, const std::optional<crs::Crs>& assumed,
                             const base::Progress& progress) {
  step.role = Role::city;
  auto city = formats::read_cityjson(step.file, {.assumed_crs = assumed}, progress);
  if (!city) return Result<ImportStep>::failure(city.diagnostics());
  step.format = std::string(city->sequence ? "CityJSONSeq " : "CityJSON ") + city->version;
  step.surfaces = std::move(city->surfaces);
  step.diagnostics = city.diagnostics();
  if (!step.surfaces->objects.empty()) return step;
  auto problems = std::move(step.diagnostics);
  problems.push_back(import_error("PLAN-119", "'" + step.name + "' holds no city object that could be taken",
                                  step.name, "see what is said of its objects"));
  return Result<ImportStep>::failure(std::move(problems));
}

Result<ImportStep> open_terrain(ImportStep step, const std::optional<crs::Crs>& assumed,
                                const base::Progress& progress) {
  step.role = Role::terrain;
  auto terrain = formats::read_geotiff(step.file, assumed, progress);
  if (!terrain) return Result<ImportStep>::failure(terrain.diagnostics());
  step.diagnostics = terrain.diagnostics();
  step.terrain = *std::move(terrain);
  return step;
}

// Whether a file with this content may be imported as what --as says.
bool fits(const std::string& as, formats::Content content) {
  if (as.empty()) return true;
  if (as == "city") return content == formats::Content::city;
  if (as == "terrain") return content == formats::Content::raster;
  return content == formats::Content::features;
}

}  // namespace

base::Diagnostic import_error(std::string code, std::string message, const std::string& file, std::string hint) {
  base::Diagnostic problem;
  problem.code = std::move(code);
  problem.message = std::move(message);
  problem.where.file = file;
  problem.hint = std::move(hint);
  return problem;
}

base::Result<ImportStep> open_step(const std::filesystem::path& file, const ImportOptions& options,
                                   const base::Progress& progress) {
  auto format = formats::probe_file(file);
  if (!format) return Result<ImportStep>::failure(format.diagnostics());
  ImportStep step{.file = file, .name = file.filename().string(), .format = std::string((*format)->name)};
  if (options.as == "base_map") {
    return import_error("IO-109", "'" + step.name + "': a base map cannot be taken into a plan", step.name,
                        "import the city, terrain, areas or register instead");
  }
  if ((*format)->content == formats::Content::project) {
    return import_error("IO-109", "'" + step.name + "' is a Schouw project, expected a file to take into one",
                        step.name, "import the files that it was made from");
  }
  if (!fits(options.as, (*format)->content)) {
    return import_error("PLAN-116",
                        fmt::format("'{}' is {}, which cannot be taken as {}", step.name, step.format, options.as),
                        step.name, "leave --as out, or give another file");
  }
  auto assumed = assumed_crs(options);
  if (!assumed) return Result<ImportStep>::failure(assumed.diagnostics());
  switch ((*format)->content) {
    case formats::Content::city: return open_city(std::move(step), *assumed, progress);
    case formats::Content::raster: return open_terrain(std::move(step), *assumed, progress);
    default: return open_features(std::move(step), options, progress);
  }
}

}  // namespace schouw::plan
