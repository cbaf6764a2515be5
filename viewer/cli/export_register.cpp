// SPDX-License-Identifier: EUPL-1.2
#include <fmt/format.h>

#include "geo/base/atomic_file.h"
#include "geo/base/resource_path.h"
#include "geo/formats/rfc7946.h"
#include "geo/formats/write_tables.h"
#include "layers/register/foreign_schemas.h"
#include "layers/stacking/count_filter.h"
#include "viewer/cli/export_output.h"

namespace schouw::cli {

namespace {

using Written = base::Result<ExportAnswer>;

// Those that --kind, --purpose, --controller, --personal-data, --date and --hour ask for.
base::Result<registers::SensorList> chosen_sensors(const plan::Plan& plan, const AnalysisArguments& arguments) {
  const auto when = coverage_options(arguments);
  if (!when) return base::Result<registers::SensorList>::failure(when.diagnostics());
  stacking::CountFilter filter = count_filter(arguments);
  filter.min_density_px_per_m.reset();  // asked of places, not of sensors
  filter.date_iso = when->date_iso;
  filter.hour_of_week = when->hour_of_week;
  if (filter.empty()) return plan.sensors;
  registers::SensorList chosen;
  for (std::size_t i = 0; i < plan.sensors.size(); ++i) {
    if (stacking::passes(plan.sensors[i], static_cast<std::uint32_t>(i), filter)) chosen.push_back(plan.sensors[i]);
  }
  return chosen;
}

base::Diagnostic warning(std::string code, std::string field, std::string message, std::string hint) {
  return {.code = std::move(code),
          .severity = base::Severity::warning,
          .message = std::move(message),
          .where = {.field = std::move(field)},
          .hint = std::move(hint)};
}

base::Diagnostics losses_of(const registers::ForeignRegister& made, const std::string& schema) {
  base::Diagnostics said;
  if (made.without_place > 0) {
    said.push_back(warning(
        "EXP-111", "position",
        fmt::format("{} sensors are left out: {} asks for a place and they have none", made.without_place, schema),
        "give them a place in the plan"));
  }
  if (made.shortened > 0) {
    said.push_back(
        warning("EXP-112", "name",
                fmt::format("{} texts are cut off: {} takes at most 255 characters", made.shortened, schema),
                "shorten names and descriptions, or export as a GeoPackage"));
  }
  return said;
}

Written write_foreign(const ExportRequest& request, const registers::SensorList& sensors, const crs::Crs& crs) {
  const std::string& name = request.arguments.schema;
  const bool internal = request.arguments.internal();
  const auto made = registers::foreign_schema(name)->write(internal ? sensors : registers::redacted(sensors), crs);
  if (!made) return Written::failure(made.diagnostics());
  auto written = base::write_file_atomically(request.file, made->text);
  if (!written) return Written::failure(written.diagnostics());
  base::Diagnostics said = losses_of(*made, name);
  base::append(said, written.diagnostics());
  return {ExportAnswer{.rows = made->rows, .crs = "EPSG:4326"}, std::move(said)};
}

base::Result<base::Done> write_geojson(const std::filesystem::path& file, model::FeatureTable table) {
  const auto degrees = formats::as_rfc7946(std::move(table));
  if (!degrees) return base::Result<base::Done>::failure(degrees.diagnostics());
  auto written = base::write_file_atomically(file, formats::geojson_text(*degrees));
  if (!written) return written;
  base::Diagnostics said = degrees.diagnostics();
  base::append(said, written.diagnostics());
  return {base::Done{}, std::move(said)};
}

base::Result<base::Done> write_rows(const ExportRequest& request, registers::SensorTable rows,
                                    const std::string& title) {
  switch (request.target.format) {
    case ExportFormat::geojson: return write_geojson(request.file, std::move(rows.table));
    case ExportFormat::csv:
      return base::write_file_atomically(request.file,
                                         formats::csv_text(rows.table, request.arguments.csv_profile(), rows.types));
    case ExportFormat::xlsx:
      return formats::write_xlsx(request.file, register_workbook(std::move(rows), title, request.texts));
    default: return formats::write_gpkg(request.file, {&rows.table, 1}, {&rows.types, 1});
  }
}

Written write_native(const ExportRequest& request, const registers::SensorList& sensors, const plan::Plan& plan) {
  const auto native = registers::load_schema(base::resource_root() / "data" / "registers" / "native.json");
  if (!native) return Written::failure(native.diagnostics());
  const ExportFormat format = request.target.format;
  auto rows =
      registers::export_sensors(sensors, plan.project_crs, *native,
                                {.internal = request.arguments.internal(),
                                 .place_in_columns = format == ExportFormat::csv || format == ExportFormat::xlsx});
  if (!rows) return Written::failure(rows.diagnostics());
  base::Diagnostics said = rows.diagnostics();
  ExportAnswer answer{.rows = static_cast<std::int64_t>(rows->table.features.size()),
                      .crs = format == ExportFormat::geojson ? "EPSG:4326" : crs::label_of(rows->place_crs)};
  const auto written = write_rows(request, *std::move(rows), plan.title);
  if (!written) return Written::failure(written.diagnostics());
  base::append(said, written.diagnostics());
  return {std::move(answer), std::move(said)};
}

}  // namespace

Written write_tables(const ExportRequest& request, std::vector<model::FeatureTable> tables) {
  ExportAnswer answer{.rows = static_cast<std::int64_t>(tables.front().features.size())};
  if (tables.front().crs) answer.crs = crs::label_of(*tables.front().crs);
  base::Result<base::Done> written(base::Done{});
  if (request.target.format == ExportFormat::geojson) {
    answer.crs = "EPSG:4326";
    written = write_geojson(request.file, std::move(tables.front()));
  } else if (request.target.format == ExportFormat::csv) {
    written =
        base::write_file_atomically(request.file, formats::csv_text(tables.front(), request.arguments.csv_profile()));
  } else {
    written = formats::write_gpkg(request.file, tables);
  }
  if (!written) return Written::failure(written.diagnostics());
  return {std::move(answer), written.diagnostics()};
}

Written export_register(const ExportRequest& request, const plan::Plan& plan) {
  const auto sensors = chosen_sensors(plan, request.arguments.analysis);
  if (!sensors) return Written::failure(sensors.diagnostics());
  auto written = request.target.format == ExportFormat::json ? write_foreign(request, *sensors, plan.project_crs)
                                                             : write_native(request, *sensors, plan);
  if (written) written->sensors_held = static_cast<std::int64_t>(plan.sensors.size());
  return written;
}

}  // namespace schouw::cli
