// SPDX-License-Identifier: EUPL-1.2
#include <cmath>

#include "geo/base/atomic_file.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/read_geotiff_gdal.h"

namespace schouw::formats {

namespace {

constexpr float kNodata = -9999.0F;

bool write_band(GDALDataset& dataset, const model::Terrain& terrain) {
  const raster::GridFrame& frame = terrain.heights_m.frame();
  GDALRasterBand* band = dataset.GetRasterBand(1);
  if (band->SetNoDataValue(kNodata) != CE_None) return false;
  std::vector<float> line(static_cast<std::size_t>(frame.columns));
  for (int row = 0; row < frame.rows; ++row) {
    for (int column = 0; column < frame.columns; ++column) {
      const float height_m = terrain.heights_m.at(column, frame.rows - 1 - row);
      line[static_cast<std::size_t>(column)] = std::isfinite(height_m) ? height_m : kNodata;
    }
    if (band->RasterIO(GF_Write, 0, row, frame.columns, 1, line.data(), frame.columns, 1, GDT_Float32, 0, 0,
                       nullptr) != CE_None) {
      return false;
    }
  }
  return true;
}

bool write_into(const MemoryFile& file, const model::Terrain& terrain) {
  const raster::GridFrame& frame = terrain.heights_m.frame();
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  CPLStringList options;
  for (const char* option : {"COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES", "BIGTIFF=IF_SAFER"}) {
    options.AddString(option);
  }
  DatasetHandle dataset(
      driver->Create(file.name().c_str(), frame.columns, frame.rows, 1, GDT_Float32, options.List()));
  if (!dataset) return false;
  double transform[6] = {frame.west_m, frame.cell_m, 0.0, frame.south_m + frame.rows * frame.cell_m,
                         0.0,          -frame.cell_m};
  OGRSpatialReference reference;
  const std::string& definition = terrain.crs.id.empty() ? terrain.crs.wkt : terrain.crs.id;
  if (dataset->SetGeoTransform(transform) != CE_None ||
      reference.SetFromUserInput(definition.c_str(), OGRSpatialReference::SET_FROM_USER_INPUT_LIMITATIONS_get()) !=
          OGRERR_NONE ||
      dataset->SetSpatialRef(&reference) != CE_None || !write_band(*dataset, terrain)) {
    return false;
  }
  return dataset->FlushCache(true), true;
}

}  // namespace

base::Result<base::Done> write_geotiff(const std::filesystem::path& path, const model::Terrain& terrain) {
  register_allowed_drivers();
  const GdalMessages messages;
  const MemoryFile file("tif");
  if (!terrain.heights_m.empty() && write_into(file, terrain)) return base::write_file_atomically(path, file.bytes());
  return base::Diagnostic{.code = "IO-105",
                          .message = "cannot write the GeoTIFF: " + messages.reason(),
                          .where = {.file = path.string()},
                          .hint = "check free memory and that the terrain is not empty"};
}

}  // namespace schouw::formats
