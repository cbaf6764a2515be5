// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/write_features_gdal.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "geo/base/atomic_file.h"
#include "geo/formats/write_tables.h"

namespace schouw::formats {

namespace {

base::Diagnostic wrong_extension(const std::filesystem::path& path, std::string message) {
  return {.code = "IO-108",
          .message = std::move(message),
          .where = {.file = path.string()},
          .hint = "end the name in .gpkg, .geojson or .csv"};
}

}  // namespace

base::Result<base::Done> write_features(const std::filesystem::path& path,
                                        std::span<const model::FeatureTable> tables) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return std::tolower(c); });
  if (extension == ".gpkg") return write_gpkg(path, tables);
  const bool geojson = extension == ".geojson" || extension == ".json";
  if (!geojson && extension != ".csv") {
    return wrong_extension(path, fmt::format("cannot write features as \"{}\"", extension));
  }
  if (tables.size() != 1) {
    return wrong_extension(
        path, fmt::format("{} holds one table, found {}; a GeoPackage holds several", extension, tables.size()));
  }
  return base::write_file_atomically(path, geojson ? geojson_text(tables.front()) : csv_text(tables.front()));
}

}  // namespace schouw::formats
