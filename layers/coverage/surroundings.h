// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "geo/model/city_model.h"
#include "geo/model/terrain.h"
#include "geo/raster/rasterise.h"
#include "geo/sight/height_field.h"
#include "geo/sight/triangle_sight.h"
#include "layers/coverage/coverage.h"
#include "layers/terrain/ground.h"

namespace schouw::coverage {

// Cells are numbered over the whole map from its zero: column = floor(east / cell), so that any two grids of one cell
// size align. A window of them:
struct CellWindow {
  int first_column = 0;
  int first_row = 0;
  int columns = 0;
  int rows = 0;
  bool empty() const { return columns <= 0 || rows <= 0; }
};

// The surfaces over a window, dense: what the sight kernel reads.
struct LocalSurface {
  CellWindow cells;
  sight::HeightWindow heights;
  std::vector<float> ground_m;
  std::vector<std::uint8_t> flags;  // kCovered, kAssumedGround
};
inline constexpr std::uint8_t kCovered = 1;        // under a roof or another solid: not a target
inline constexpr std::uint8_t kAssumedGround = 2;  // no terrain gave the height

// A wall seen from above, and the object it belongs to.
struct WallPoint {
  double east_m = 0.0;  // the nearest point of the wall
  double north_m = 0.0;
  double away_east = 0.0;  // unit vector out of the building
  double away_north = 0.0;
  double distance_m = 0.0;
  std::uint32_t object = 0;
};

// The city and terrain around sensors, cut in blocks of 64 x 64 cells. Only blocks that a sensor may see are made, so
// memory grows with the sensors, not with the city; what a moved sensor needs besides is made when asked for. Frozen:
// every question may be asked from any thread, and the answers do not depend on which blocks were made before.
class Surroundings {
 public:
  Surroundings(const plan::Project& project, double cell_m);
  ~Surroundings();

  double cell_m() const { return cell_m_; }
  const terrain::GroundModel& ground() const { return ground_; }
  const crs::MapBounds& city_bounds() const { return city_bounds_; }

  // The frame of a window.
  raster::GridFrame frame_of(const CellWindow& cells) const;
  // The cells within radius_m of a place.
  CellWindow window_around(double east_m, double north_m, double radius_m) const;
  LocalSurface local(const CellWindow& cells) const;

  // The top of what stands over a place: the highest solid, and its object. Nothing on open ground.
  struct Top {
    double height_m = 0.0;
    std::uint32_t object = 0;
  };
  std::optional<Top> top_at(double east_m, double north_m) const;
  // The nearest outer wall within radius_m whose foot lies below height_m.
  std::optional<WallPoint> nearest_wall(const crs::MapPosition& from, double radius_m) const;

  // Exact sight on triangles; made at the first question.
  const sight::TriangleSight& triangles() const;

  // How many blocks a set of windows needs, and making them. bytes_of_blocks says what they would take.
  using BlockKey = std::pair<int, int>;  // row, column
  std::vector<BlockKey> blocks_of(const std::vector<CellWindow>& windows) const;
  static double bytes_of_blocks(std::size_t count);
  void prepare(const std::vector<BlockKey>& blocks, const base::Progress& progress);
  void set_exact_extent(const crs::MapBounds& extent) { exact_extent_ = extent; }

 private:
  struct Block;
  struct BinEntry {
    BlockKey block;
    std::uint32_t triangle;
  };
  Block make_block(const BlockKey& key) const;
  void bin_triangles();
  template <class Visit>
  void for_each_triangle_near(const crs::MapBounds& bounds, Visit&& visit) const;
  template <class Visit>
  void for_each_binned(const BlockKey& key, Visit&& visit) const;
  raster::TriangleCorners corners(std::uint32_t triangle) const;
  void copy_block(const Block& block, const BlockKey& key, LocalSurface& to) const;

  std::shared_ptr<const model::CityModel> city_;
  std::shared_ptr<const model::Terrain> terrain_;
  double cell_m_;
  crs::MapBounds city_bounds_;
  terrain::GroundModel ground_;
  std::vector<BinEntry> bins_;            // sorted
  std::vector<std::uint32_t> vast_;       // triangles over more blocks than are worth binning
  std::vector<std::uint32_t> object_of_;  // per triangle
  std::map<BlockKey, Block> blocks_;
  crs::MapBounds exact_extent_;
  mutable std::once_flag triangles_made_;
  mutable std::unique_ptr<const sight::TriangleSight> triangles_;
};

}  // namespace schouw::coverage
