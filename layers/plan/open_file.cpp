// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include <algorithm>

#include "geo/base/resource_path.h"
#include "geo/formats/feature_source.h"
#include "geo/formats/probe.h"
#include "geo/formats/read_cityjson.h"
#include "geo/formats/read_features_gdal.h"
#include "geo/formats/read_geotiff_gdal.h"
#include "layers/plan/opened_file.h"
#include "layers/register/import_in_pieces.h"
#include "layers/register/import_records.h"

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

base::Diagnostic not_for_a_plan(const OpenedFile& opened, const Shapes& shapes) {
  return import_error(
      "IO-109",
      fmt::format("'{}' is {} with {} points, {} lines, {} polygons and {} rows without geometry: neither a register "
                  "that is known nor areas",
                  opened.name, opened.format, shapes.points, shapes.lines, shapes.polygons, shapes.none),
      opened.name,
      fmt::format("for a register of another layout: schouw propose-mapping {} --out mapping.json, correct it, and "
                  "give it with --mapping; lines are not imported",
                  opened.name));
}

base::Diagnostic fits_no_schema(const OpenedFile& opened) {
  return import_error("PLAN-117", "'" + opened.name + "' fits no register schema", opened.name,
                      fmt::format("give --schema ID; or schouw propose-mapping {} --out mapping.json, correct it, "
                                  "and give it with --mapping",
                                  opened.name));
}

bool is_asked_for(const ImportOptions& options) {
  return options.as == "register" || !options.schema.empty() || !options.mapping.empty();
}

// A register that need not be whole in memory; no rows where the file is another one.
Result<OpenedFile> open_in_pieces(OpenedFile opened, const ImportOptions& options, const base::Progress& progress) {
  using Opened = Result<OpenedFile>;
  if (options.as == "areas") return opened;
  auto rows = formats::open_in_pieces(opened.file, progress);
  if (!rows) return Opened::failure(rows.diagnostics());
  if (*rows == nullptr) return opened;
  // As many rows as recognise() looks at.
  auto beginning = (*rows)->next(registers::kProbedRows);
  if (!beginning) return Opened::failure(beginning.diagnostics());
  std::vector<model::FeatureTable> tables{(*rows)->table()};
  tables.front().features = *std::move(beginning);
  auto schema = schema_for(tables, options, opened.name);
  if (!schema) return Opened::failure(schema.diagnostics());
  // Rows without geometries are no areas either.
  if (!*schema) {
    if (is_asked_for(options)) return fits_no_schema(opened);
    return not_for_a_plan(opened, {.none = (*rows)->row_count()});
  }
  if (registers::is_of_records(**schema) || registers::looks_values_up(**schema)) return opened;
  opened.role = Role::register_of_sensors;
  opened.schema = *std::move(schema);
  opened.diagnostics = rows.diagnostics();
  opened.rows = *std::move(rows);
  return opened;
}

Result<OpenedFile> open_features(OpenedFile file, const ImportOptions& options, const base::Progress& progress) {
  auto in_pieces = open_in_pieces(std::move(file), options, progress);
  if (!in_pieces || in_pieces->rows) return in_pieces;
  OpenedFile opened = *std::move(in_pieces);
  auto tables = formats::read_feature_file(opened.file, progress);
  if (!tables) return Result<OpenedFile>::failure(tables.diagnostics());
  opened.diagnostics = tables.diagnostics();
  opened.tables = *std::move(tables);
  const Shapes shapes = shapes_of(opened.tables);
  if (options.as == "areas") {
    opened.role = Role::areas;
    return opened;
  }
  auto schema = schema_for(opened.tables, options, opened.name);
  if (!schema) return Result<OpenedFile>::failure(schema.diagnostics());
  const bool asked = is_asked_for(options);
  if (*schema && (asked || shapes.points + shapes.none >= shapes.polygons + shapes.lines)) {
    opened.role = Role::register_of_sensors;
    opened.schema = *std::move(schema);
    return opened;
  }
  if (asked) return fits_no_schema(opened);
  if (shapes.polygons == 0) return not_for_a_plan(opened, shapes);
  opened.role = Role::areas;
  return opened;
}

Result<OpenedFile> open_city(OpenedFile opened, const std::optional<crs::Crs>& assumed,
                             const base::Progress& progress) {
  opened.role = Role::city;
  auto city = formats::read_cityjson(opened.file, {.assumed_crs = assumed}, progress);
  if (!city) return Result<OpenedFile>::failure(city.diagnostics());
  opened.format = std::string(city->sequence ? "CityJSONSeq " : "CityJSON ") + city->version;
  opened.surfaces = std::move(city->surfaces);
  opened.diagnostics = city.diagnostics();
  if (!opened.surfaces->objects.empty()) return opened;
  auto problems = std::move(opened.diagnostics);
  problems.push_back(import_error("PLAN-119", "'" + opened.name + "' holds no city object that could be taken",
                                  opened.name, "see what is said of its objects"));
  return Result<OpenedFile>::failure(std::move(problems));
}

Result<OpenedFile> open_terrain(OpenedFile opened, const std::optional<crs::Crs>& assumed,
                                const base::Progress& progress) {
  opened.role = Role::terrain;
  auto terrain = formats::read_geotiff(opened.file, assumed, progress);
  if (!terrain) return Result<OpenedFile>::failure(terrain.diagnostics());
  opened.diagnostics = terrain.diagnostics();
  opened.terrain = *std::move(terrain);
  return opened;
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

base::Result<OpenedFile> open_file(const std::filesystem::path& file, const ImportOptions& options,
                                   const base::Progress& progress) {
  auto format = formats::probe_file(file);
  if (!format) return Result<OpenedFile>::failure(format.diagnostics());
  OpenedFile opened{.file = file, .name = file.filename().string(), .format = std::string((*format)->name)};
  if (options.as == "base_map") {
    return import_error("IO-109", "'" + opened.name + "': a base map cannot be taken into a plan", opened.name,
                        "import the city, terrain, areas or register instead");
  }
  if ((*format)->content == formats::Content::project) {
    return import_error("IO-109", "'" + opened.name + "' is a Schouw project, expected a file to take into one",
                        opened.name, "import the files that it was made from");
  }
  if (!fits(options.as, (*format)->content)) {
    return import_error(
        "PLAN-116", fmt::format("'{}' is {}, which cannot be taken as {}", opened.name, opened.format, options.as),
        opened.name, "leave --as out, or give another file");
  }
  auto assumed = assumed_crs(options);
  if (!assumed) return Result<OpenedFile>::failure(assumed.diagnostics());
  switch ((*format)->content) {
    case formats::Content::city: return open_city(std::move(opened), *assumed, progress);
    case formats::Content::raster: return open_terrain(std::move(opened), *assumed, progress);
    default: return open_features(std::move(opened), options, progress);
  }
}

}  // namespace schouw::plan
