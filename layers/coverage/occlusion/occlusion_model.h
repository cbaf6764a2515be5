// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "geo/model/city_model.h"
#include "geo/model/terrain.h"
#include "geo/sight/height_field.h"
#include "geo/sight/triangle_sight.h"
#include "layers/coverage/coverage.h"
#include "layers/coverage/occlusion/solid_spans.h"
#include "layers/coverage/occlusion/triangle_bins.h"
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

// How much of a window's ground a terrain measured. Assumed ground never hides anything.
enum class Measured : std::uint8_t { none, some, all };

// The surfaces over a window, dense but for the slabs: what the sight kernel reads.
struct LocalSurface {
  CellWindow cells;
  sight::HeightWindow heights;  // solid_m: top of what stands on the ground
  std::vector<float> ground_m;
  std::vector<std::uint8_t> flags;  // kCovered, kAssumedGround, kUnderSlab
  std::vector<Slab> slabs;          // what hangs over free height; by cell, then by height
  // Upright sheets that bound no body, near their cells: bottom_m is the ground. No order.
  std::vector<Slab> sheets;
  Measured measured = Measured::none;
};
inline constexpr std::uint8_t kCovered = 1;        // under what stands on the ground: not a target
inline constexpr std::uint8_t kAssumedGround = 2;  // no terrain gave the height
inline constexpr std::uint8_t kUnderSlab = 4;  // something hangs over it; its ground is a target where not covered

// A wall seen from above, and the object it belongs to.
struct WallPoint {
  double east_m = 0.0;  // the nearest point of the wall
  double north_m = 0.0;
  double away_east = 0.0;  // unit vector out of the building
  double away_north = 0.0;
  double distance_m = 0.0;
  std::uint32_t object = 0;
};
struct WallParams {
  crs::MapPosition from;
  double radius_m = 0.0;
  std::optional<base::Angle> facing;  // walls that look this way, within 90 degrees, go before nearer ones
  std::string object_id;              // and those of the object of this id before all others
};

// The city and terrain around sensors, cut in blocks of 64 x 64 cells. Only blocks that a sensor may see are made,
// so memory grows with the sensors, not with the city; what a moved sensor needs besides is made when asked for.
//   const auto made = make_occlusion_model(project, {.cell_m = 0.5});
//   const Column over = (*made)->column_at(east_m, north_m);
//   const bool clear = (*made)->triangles().line_is_clear(from, to);
// Cost: making one is linear in the city's triangles, a block in its cells and in the triangles over them; reading
// copies. Memory: a few bytes a building, 4 to 9 bytes a cell of the blocks and what hangs over them, at most 1,024
// blocks made later (some 40 MB, all let go when one more is needed), and Embree's own. Frozen after prepare: every
// question may be asked from any thread, and the answers do not depend on which blocks were made before. It keeps
// city and terrain alive; the project may go. What hides is fixed by the policy that it was made with: another one
// needs another model. It throws std::bad_alloc where memory ends and else does not fail; make_occlusion_model does.
class OcclusionModel {
 public:
  OcclusionModel(const plan::Project& project, double cell_m, double memory_limit_bytes = kUsualMemoryLimit_bytes);
  ~OcclusionModel();

  double cell_m() const { return cell_m_; }
  const terrain::GroundModel& ground() const { return ground_; }
  const crs::MapBounds& city_bounds() const { return city_bounds_; }

  // The frame of a window.
  raster::GridFrame frame_of(const CellWindow& cells) const;
  // The cells within radius_m of a place.
  CellWindow window_around(double east_m, double north_m, double radius_m) const;
  LocalSurface local(const CellWindow& cells) const;
  // The same into memory that is kept between calls.
  void read(const CellWindow& cells, LocalSurface& into) const;

  // One cell of what local() gives, by its number over the whole map.
  struct Cell {
    float ground_m = 0.0F;
    std::uint8_t flags = 0;
  };
  Cell cell(int column, int row) const;

  // What stands and hangs over a place.
  Column column_at(double east_m, double north_m) const;
  // The highest of that, and its object. Nothing on open ground.
  struct Top {
    double height_m = 0.0;
    std::uint32_t object = 0;
  };
  std::optional<Top> top_at(double east_m, double north_m) const;
  // The body that a place lies in: nothing in the open, under a slab, or over everything.
  struct Body {
    std::uint32_t object = 0;
    std::optional<Slab> slab;  // where it is one that hangs
  };
  std::optional<Body> body_around(const crs::MapPosition& place) const;
  // The best outer wall within the radius whose foot lies below the place: see WallParams, then the nearest.
  std::optional<WallPoint> outer_wall(const WallParams& params) const;
  std::optional<WallPoint> nearest_wall(const crs::MapPosition& from, double radius_m) const;

  // Exact sight on triangles; made at the first question, which throws where they do not fit in memory.
  const sight::TriangleSight& triangles() const;

  // Which blocks a set of windows needs, and making them. bytes_of_blocks says what they would take at most, without
  // what hangs over their ground.
  using BlockKey = std::pair<int, int>;  // row, column
  std::vector<BlockKey> blocks_of(const std::vector<CellWindow>& windows) const;
  bool ready() const { return !blocks_.empty(); }
  static double bytes_of_blocks(std::size_t count);
  // False where it was cancelled: nothing is ready then.
  [[nodiscard]] bool prepare(const std::vector<BlockKey>& blocks, const base::CancelToken& cancel);
  // What the prepared blocks and the lists of triangles take; upright sheets, blocks made later, the city and the
  // exact triangles come on top.
  double bytes() const;
  double memory_limit_bytes() const { return memory_limit_bytes_; }

 private:
  struct Block;
  Block make_block(const BlockKey& key) const;
  // One that was not prepared, as that of a sensor that was moved: made when it is first asked for, and kept for the
  // next who asks.
  std::shared_ptr<const Block> block_made_later(const BlockKey& key) const;
  void stack_block(std::vector<Span>& spans, Block& block) const;
  void copy_block(const Block& block, const BlockKey& key, LocalSurface& to) const;
  std::vector<Span> spans_at(double east_m, double north_m) const;

  std::shared_ptr<const model::CityModel> city_;
  std::shared_ptr<const model::Terrain> terrain_;
  model::Occluders occluders_;
  double cell_m_;
  double memory_limit_bytes_;
  crs::MapBounds city_bounds_;
  terrain::GroundModel ground_;
  TriangleBins bins_;
  std::vector<BlockKey> keys_;  // sorted; one per block
  std::vector<Block> blocks_;
  mutable std::mutex making_blocks_;
  mutable std::map<BlockKey, std::shared_ptr<const Block>> made_later_;
  mutable std::mutex making_triangles_;
  mutable std::unique_ptr<const sight::TriangleSight> triangles_;
  mutable std::atomic<const sight::TriangleSight*> triangles_ready_{nullptr};
};

}  // namespace schouw::coverage
