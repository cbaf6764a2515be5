// SPDX-License-Identifier: EUPL-1.2
#include <exception>

#include "geo/formats/probe.h"
#include "geo/formats/read_features_gdal.h"
#include "geo/formats/read_tables.h"

namespace schouw::formats {

namespace {

using Tables = base::Result<FeatureTables>;

Tables read_as(std::string_view format_id, const std::filesystem::path& path, const base::Progress& progress) {
  if (format_id == "csv") return read_csv(path, progress);
  if (format_id == "xlsx") return read_xlsx(path, progress);
  if (format_id == "ods") return read_ods(path, progress);
  if (format_id == "kml") return read_kml(path, progress);
  if (format_id == "json_records") return read_json_records(path, progress);
  if (format_id == "geojson" || format_id == "geojsonseq") return read_geojson(path, progress);
  if (format_id == "ngsi_ld") return read_ngsi_ld(path);
  return read_with_gdal(path, format_id, progress);
}

// Nothing that a library throws leaves this room; what is left is memory that ran out.
Tables guarded(std::string_view format_id, const std::filesystem::path& path, const base::Progress& progress) {
  try {
    if (format_id == "overpass") return read_overpass_json(path);
    return read_as(format_id, path, progress);
  } catch (const std::exception& problem) {
    return base::Diagnostic{.code = "IO-112",
                            .message = std::string("cannot be read: ") + problem.what(),
                            .where = {.file = path.string()},
                            .hint = "check that the file is complete; split a large one"};
  }
}

Tables with_probe(const std::filesystem::path& path, const base::Progress& progress, bool overpass_too) {
  auto format = probe_file(path);
  if (!format) return Tables::failure(std::move(format).diagnostics());
  const std::string_view id = (*format)->id;
  auto tables = guarded(id == "overpass" && !overpass_too ? std::string_view("overpass_json") : id, path, progress);
  base::Diagnostics diagnostics = std::move(format).diagnostics();
  base::append(diagnostics, tables.diagnostics());
  if (!tables) return Tables::failure(std::move(diagnostics));
  return {*std::move(tables), std::move(diagnostics)};
}

}  // namespace

Tables read_features(const std::filesystem::path& path, const base::Progress& progress) {
  return with_probe(path, progress, false);
}

Tables read_feature_file(const std::filesystem::path& path, const base::Progress& progress) {
  return with_probe(path, progress, true);
}

}  // namespace schouw::formats
