// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <gdal.h>
#include <gdal_alg.h>

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "tests/bench/peers_town.h"

// GDAL as its users would stack viewsheds: one GDALViewshedGenerate a camera on a raster in memory, whose window is
// as large as the range; then sector and range as a mask, and one addition per cell.
namespace schouw::bench {

// A raster of one band over memory that stays the caller's.
inline GDALDatasetH memory_raster(const raster::GridFrame& frame, GDALDataType type, const void* cells) {
  GDALDatasetH raster = GDALCreate(GDALGetDriverByName("MEM"), "", frame.columns, frame.rows, 0, type, nullptr);
  std::string pointer = fmt::format("DATAPOINTER={}", cells);
  std::array<char*, 2> options{pointer.data(), nullptr};
  GDALAddBand(raster, type, options.data());
  std::array<double, 6> place{frame.west_m, frame.cell_m, 0.0, frame.south_m + frame.rows * frame.cell_m,
                              0.0,          -frame.cell_m};
  GDALSetGeoTransform(raster, place.data());
  return raster;
}

// The surface stands in the type that GDAL computes in, so that it converts nothing.
class GdalTown {
 public:
  explicit GdalTown(const PeerTown& town)
      : town_(town), dataset_(memory_raster(town.frame, GDT_Float64, town.surface_m.data())) {}
  ~GdalTown() { GDALClose(dataset_); }
  GdalTown(const GdalTown&) = delete;
  GdalTown& operator=(const GdalTown&) = delete;

  // What one camera sees, all round, within its range.
  struct Window {
    int first_column = 0;
    int first_row = 0;  // from the north
    int columns = 0;
    int rows = 0;
    std::vector<std::uint8_t> seen;
  };

  // GDAL looks from the middle of the camera's cell. False where it fails.
  bool look(const PeerCamera& camera, GDALViewshedMode mode, Window& into) const {
    const raster::GridFrame& frame = town_.frame;
    const coverage::SensorView& view = camera.place.view;
    const double over_surface_m = view.lens.up_m - town_.surface_m[town_.index(camera.column, camera.row_from_north)];
    // A quarter into the cell: the same cell for versions that round and versions that cut.
    GDALDatasetH seen = GDALViewshedGenerate(
        GDALGetRasterBand(dataset_, 1), "MEM", "", nullptr, frame.west_m + (camera.column + 0.25) * town_.cell_m,
        frame.south_m + (frame.rows - camera.row_from_north - 0.25) * town_.cell_m, over_surface_m, 0.0, 1, 0, 0,
        -1.0, 0.0, mode, view.range_max_m, nullptr, nullptr, GVOT_NORMAL, nullptr);
    if (seen == nullptr) return false;
    std::array<double, 6> place{};
    GDALGetGeoTransform(seen, place.data());
    into.first_column = static_cast<int>(std::lround((place[0] - frame.west_m) / town_.cell_m));
    into.first_row = frame.rows - static_cast<int>(std::lround((place[3] - frame.south_m) / town_.cell_m));
    into.columns = GDALGetRasterXSize(seen);
    into.rows = GDALGetRasterYSize(seen);
    into.seen.resize(static_cast<std::size_t>(into.columns) * static_cast<std::size_t>(into.rows));
    const CPLErr error = GDALRasterIO(GDALGetRasterBand(seen, 1), GF_Read, 0, 0, into.columns, into.rows,
                                      into.seen.data(), into.columns, into.rows, GDT_Byte, 0, 0);
    GDALClose(seen);
    return error == CE_None;
  }

 private:
  const PeerTown& town_;
  GDALDatasetH dataset_;
};

// Adds the cells of a viewshed that are open ground within the camera's sector and range.
inline void add_in_sector(const PeerTown& town, const PeerCamera& camera, const GdalTown::Window& window,
                          std::vector<std::uint16_t>& counts) {
  const coverage::SensorView& view = camera.place.view;
  const double forward_east = std::sin(view.azimuth.radians());
  const double forward_north = std::cos(view.azimuth.radians());
  const double widest = std::tan(view.hfov.radians() / 2.0);
  const double range_m2 = view.range_max_m * view.range_max_m;
  const double first_east = town.frame.east_of(window.first_column) - view.lens.east_m;
  for (int row = 0; row < window.rows; ++row) {
    const std::size_t cell = town.index(window.first_column, window.first_row + row);
    const std::uint8_t* seen = &window.seen[static_cast<std::size_t>(row) * static_cast<std::size_t>(window.columns)];
    const std::uint8_t* open = &town.open[cell];
    std::uint16_t* __restrict count = &counts[cell];
    const double north = town.frame.north_of(town.frame.rows - 1 - (window.first_row + row)) - view.lens.north_m;
    for (int column = 0; column < window.columns; ++column) {
      const double east = first_east + column * town.cell_m;
      const double along = east * forward_east + north * forward_north;
      const double across = std::abs(east * forward_north - north * forward_east);
      const bool inside = (across <= along * widest) & (east * east + north * north <= range_m2);
      count[column] = static_cast<std::uint16_t>(count[column] + (seen[column] & open[column] & (inside ? 1 : 0)));
    }
  }
}

// Counts of some cameras, by a number of threads that each take their share and add it up at the end.
inline std::vector<std::uint16_t> gdal_counts(const PeerTown& town, GDALViewshedMode mode, unsigned threads) {
  std::vector<std::vector<std::uint16_t>> parts(threads);
  base::for_each_index(
      threads,
      [&](std::size_t part) {
        std::vector<std::uint16_t>& counts = parts[part];
        counts.assign(town.frame.cell_count(), 0);
        const GdalTown gdal(town);
        GdalTown::Window window;
        const std::size_t from = town.cameras.size() * part / threads;
        const std::size_t to = town.cameras.size() * (part + 1) / threads;
        for (std::size_t i = from; i < to; ++i) {
          if (gdal.look(town.cameras[i], mode, window)) {
            add_in_sector(town, town.cameras[i], window, counts);
          }
        }
      },
      threads);
  for (std::size_t part = 1; part < threads; ++part) {
    for (std::size_t i = 0; i < parts[0].size(); ++i) {
      parts[0][i] = static_cast<std::uint16_t>(parts[0][i] + parts[part][i]);
    }
  }
  return std::move(parts[0]);
}

}  // namespace schouw::bench
