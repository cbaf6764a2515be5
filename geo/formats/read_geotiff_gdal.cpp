// SPDX-License-Identifier: EUPL-1.2
#include "geo/formats/read_geotiff_gdal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "geo/base/read_file.h"
#include "geo/crs/crs_in_force.h"
#include "geo/formats/gdal_handles.h"
#include "geo/formats/limits.h"
#include "geo/formats/ogr_conversion.h"
#include "geo/formats/probe.h"
#include "geo/formats/row_problems.h"

namespace schouw::formats {

namespace {

using TerrainResult = base::Result<model::Terrain>;

base::Diagnostic terrain_error(const char* code, const std::filesystem::path& path, std::string message,
                               const char* hint) {
  return {.code = code, .message = std::move(message), .where = {.file = path.string()}, .hint = hint};
}

base::Diagnostic does_not_fit(const std::filesystem::path& path, std::string message) {
  return base::of_kind(
      base::DiagnosticKind::resource_limit,
      terrain_error("TER-103", path, std::move(message), "cut out the part around the city, or take larger cells"));
}

// The frame of a north-up (or south-up) raster with square cells.
struct Placed {
  raster::GridFrame frame;
  bool rows_run_south = true;
};

base::Result<Placed> frame_of(GDALDataset& dataset, const std::filesystem::path& path) {
  std::array<double, 6> t{};
  if (dataset.GetGeoTransform(t.data()) != CE_None) {
    return terrain_error("TER-104", path, "the raster does not say where it lies",
                         "georeference it, for example with gdal_translate -a_ullr -a_srs");
  }
  constexpr double kSquare_ratio = 1e-6;
  const bool upright = t[2] == 0.0 && t[4] == 0.0;
  const bool square = std::abs(std::abs(t[5]) - t[1]) <= kSquare_ratio * std::abs(t[1]);
  const bool finite = std::all_of(t.begin(), t.end(), [](double v) { return std::isfinite(v); });
  if (!finite || !upright || !square || t[1] <= 0.0) {
    return terrain_error(
        "TER-101", path,
        fmt::format("rotated or not square: found cells of {} by {}, rotation {}, {}", t[1], t[5], t[2], t[4]),
        "resample it, for example with gdalwarp -tr 0.5 0.5");
  }
  const double columns = dataset.GetRasterXSize();
  const double rows = dataset.GetRasterYSize();
  if (columns * rows > static_cast<double>(kMostTerrainCells)) {
    return does_not_fit(path,
                        fmt::format("{} by {} cells, expected at most {} in all", columns, rows, kMostTerrainCells));
  }
  Placed placed{.rows_run_south = t[5] < 0.0};
  placed.frame = {.west_m = t[0],
                  .south_m = placed.rows_run_south ? t[3] + rows * t[5] : t[3],
                  .cell_m = t[1],
                  .columns = dataset.GetRasterXSize(),
                  .rows = dataset.GetRasterYSize()};
  return placed;
}

base::Result<crs::Crs> crs_of(GDALDataset& dataset, const std::filesystem::path& path,
                              const std::optional<crs::Crs>& assumed) {
  base::Diagnostics diagnostics;
  const auto stated = crs_from_ogr(dataset.GetSpatialRef(), path.string(), diagnostics);
  auto chosen =
      crs::crs_in_force({.stated = stated, .asked = assumed, .usual = {}}, {.file = path.string()}, "the raster");
  base::append(diagnostics, chosen.diagnostics());
  if (!chosen) return base::Result<crs::Crs>::failure(std::move(diagnostics));
  return {*std::move(chosen), std::move(diagnostics)};
}

// What turns a stored number into a height.
struct Scale {
  double factor = 1.0;
  double offset_m = 0.0;
  std::optional<float> nodata;
};

Scale scale_of(GDALRasterBand& band) {
  Scale scale;
  int given = 0;
  const double nodata = band.GetNoDataValue(&given);
  if (given != 0) scale.nodata = static_cast<float>(nodata);
  const double factor = band.GetScale(&given);
  if (given != 0 && std::isfinite(factor) && factor != 0.0) scale.factor = factor;
  const double offset_m = band.GetOffset(&given);
  if (given != 0 && std::isfinite(offset_m)) scale.offset_m = offset_m;
  return scale;
}

float height_of(float stored, const Scale& scale) {
  if (!std::isfinite(stored) || (scale.nodata && stored == *scale.nodata)) return model::kNoHeight;
  // The largest float is the nodata of programs that forget to say so.
  if (std::abs(stored) > 1e30F) return model::kNoHeight;
  return static_cast<float>(stored * scale.factor + scale.offset_m);
}

base::Result<base::Done> read_rows(GDALRasterBand& band, bool rows_run_south, model::Terrain& terrain,
                                   const base::Progress& progress) {
  const raster::GridFrame& frame = terrain.heights_m.frame();
  const Scale scale = scale_of(band);
  for (int row = 0; row < frame.rows; ++row) {
    if (progress.cancel.cancelled()) return interrupted({});
    if (row % 256 == 0) progress.at(static_cast<double>(row) / frame.rows, "reading heights");
    float* out = &terrain.heights_m.at(0, rows_run_south ? frame.rows - 1 - row : row);
    if (band.RasterIO(GF_Read, 0, row, frame.columns, 1, out, frame.columns, 1, GDT_Float32, 0, 0, nullptr) !=
        CE_None) {
      return base::Diagnostic{.code = "IO-112", .where = {.row = row + 1}};
    }
    std::transform(out, out + frame.columns, out, [&](float stored) { return height_of(stored, scale); });
  }
  return base::Done{};
}

TerrainResult read_open(GDALDataset& dataset, const std::filesystem::path& path,
                        const std::optional<crs::Crs>& assumed_crs, const base::Progress& progress) {
  const GdalMessages messages;
  auto placed = frame_of(dataset, path);
  if (!placed) return TerrainResult::failure(placed.diagnostics());
  auto crs = crs_of(dataset, path, assumed_crs);
  if (!crs) return TerrainResult::failure(crs.diagnostics());
  GDALRasterBand* band = dataset.GetRasterBand(1);
  if (band == nullptr || band->GetColorTable() != nullptr || GDALDataTypeIsComplex(band->GetRasterDataType()) != 0) {
    return terrain_error("TER-105", path, "the first band holds no heights", "give a raster of heights in metres");
  }
  model::Terrain terrain{.crs = *crs, .heights_m = raster::Grid<float>(placed->frame, model::kNoHeight)};
  if (auto done = read_rows(*band, placed->rows_run_south, terrain, progress); !done) {
    base::Diagnostic problem = done.diagnostics().front();
    problem.where.file = path.string();
    if (problem.kind != base::DiagnosticKind::cancelled) {
      problem.message = "the raster is damaged or cut off: " + messages.reason();
      problem.hint = "check that the file is complete";
    }
    return problem;
  }
  base::Diagnostics diagnostics = crs.diagnostics();
  base::append(diagnostics, messages.as_warnings(path));
  return {std::move(terrain), std::move(diagnostics)};
}

}  // namespace

TerrainResult read_geotiff(const std::filesystem::path& path, const std::optional<crs::Crs>& assumed_crs,
                           const base::Progress& progress) {
  auto format = probe_file(path);
  if (!format) return TerrainResult::failure(std::move(format).diagnostics());
  if ((*format)->id != "geotiff") {
    return terrain_error("IO-106", path, fmt::format("found {}, expected a GeoTIFF", (*format)->name),
                         "give a raster of heights as GeoTIFF");
  }
  auto dataset = open_with({.driver = "GTiff", .flags = GDAL_OF_RASTER}, path);
  if (!dataset) return TerrainResult::failure(std::move(dataset).diagnostics());
  try {
    return read_open(**dataset, path, assumed_crs, progress);
  } catch (const std::bad_alloc&) {
    return does_not_fit(path, "not enough memory for its cells");
  }
}

}  // namespace schouw::formats
