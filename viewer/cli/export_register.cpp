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

Written write_foreign(const std::filesystem::path& file, const registers::SensorList& sensors, const plan::Plan& plan,
                      const ExportArguments& arguments) {
  const auto* schema = registers::foreign_schema(arguments.schema);
  const auto made = schema->write(arguments.internal() ? sensors : registers::redacted(sensors), plan.project_crs);
  if (!made) return Written::failure(made.diagnostics());
  auto written = base::write_file_atomically(file, made->text);
  if (!written) return Written::failure(written.diagnostics());
  base::Diagnostics said = losses_of(*made, arguments.schema);
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

base::Result<base::Done> write_rows(const std::filesystem::path& file, ExportFormat format,
                                    registers::SensorTable rows, const ExportArguments& arguments,
                                    const plan::Plan& plan, const text::Texts& texts) {
  switch (format) {
    case ExportFormat::geojson: return write_geojson(file, std::move(rows.table));
    case ExportFormat::csv:
      return base::write_file_atomically(file, formats::csv_text(rows.table, arguments.csv_profile(), rows.types));
    case ExportFormat::xlsx: return formats::write_xlsx(file, register_workbook(std::move(rows), plan.title, texts));
    default: return formats::write_gpkg(file, {&rows.table, 1}, {&rows.types, 1});
  }
}

}  // namespace

Written write_tables(const std::filesystem::path& file, ExportFormat format, std::vector<model::FeatureTable> tables,
                     formats::CsvProfile profile) {
  ExportAnswer answer{.rows = static_cast<std::int64_t>(tables.front().features.size())};
  if (tables.front().crs) answer.crs = crs::label_of(*tables.front().crs);
  base::Result<base::Done> written(base::Done{});
  if (format == ExportFormat::geojson) {
    answer.crs = "EPSG:4326";
    written = write_geojson(file, std::move(tables.front()));
  } else if (format == ExportFormat::csv) {
    written = base::write_file_atomically(file, formats::csv_text(tables.front(), profile));
  } else {
    written = formats::write_gpkg(file, tables);
  }
  if (!written) return Written::failure(written.diagnostics());
  return {std::move(answer), written.diagnostics()};
}

Written export_register(const std::filesystem::path& file, ExportFormat format, const plan::Plan& plan,
                        const ExportArguments& arguments, const text::Texts& texts) {
  const auto sensors = chosen_sensors(plan, arguments.analysis);
  if (!sensors) return Written::failure(sensors.diagnostics());
  if (format == ExportFormat::json) {
    auto written = write_foreign(file, *sensors, plan, arguments);
    if (written) written->sensors_held = static_cast<std::int64_t>(plan.sensors.size());
    return written;
  }
  const auto native = registers::load_schema(base::resource_root() / "data" / "registers" / "native.json");
  if (!native) return Written::failure(native.diagnostics());
  auto rows =
      registers::export_sensors(*sensors, plan.project_crs, *native,
                                {.internal = arguments.internal(),
                                 .place_in_columns = format == ExportFormat::csv || format == ExportFormat::xlsx});
  if (!rows) return Written::failure(rows.diagnostics());
  base::Diagnostics said = rows.diagnostics();
  ExportAnswer answer{.rows = static_cast<std::int64_t>(rows->table.features.size()),
                      .crs = format == ExportFormat::geojson ? "EPSG:4326" : crs::label_of(rows->place_crs),
                      .sensors_held = static_cast<std::int64_t>(plan.sensors.size())};
  const auto written = write_rows(file, format, *std::move(rows), arguments, plan, texts);
  if (!written) return Written::failure(written.diagnostics());
  base::append(said, written.diagnostics());
  return {std::move(answer), std::move(said)};
}

}  // namespace schouw::cli
