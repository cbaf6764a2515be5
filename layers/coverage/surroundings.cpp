// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/surroundings.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "geo/base/parallel.h"

namespace schouw::coverage {

namespace {

constexpr int kBlock = 64;
constexpr std::size_t kBlockCells = std::size_t{kBlock} * kBlock;
constexpr int kMostBinsPerTriangle = 4096;
// A solid must rise this far over measured ground to hide or cover it: floors and tunnels do not.
constexpr double kLeastRise_m = 0.5;

int floor_div(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

int cell_index(double m, double cell_m) { return static_cast<int>(std::floor(m / cell_m)); }

}  // namespace

struct Surroundings::Block {
  std::vector<float> solid_m;
  std::vector<float> ground_m;
  std::vector<std::uint8_t> flags;
};

Surroundings::Surroundings(const plan::Project& project, double cell_m)
    : city_(project.city), terrain_(project.terrain), cell_m_(cell_m), ground_(terrain_.get(), city_.get()) {
  if (city_) city_bounds_ = city_->bounds;
  exact_extent_ = city_bounds_;
  bin_triangles();
}

Surroundings::~Surroundings() = default;

raster::TriangleCorners Surroundings::corners(std::uint32_t triangle) const {
  const auto& t = city_->triangles[triangle];
  return {city_->position(t[0]), city_->position(t[1]), city_->position(t[2])};
}

void Surroundings::bin_triangles() {
  if (!city_) return;
  object_of_.assign(city_->triangles.size(), 0);
  for (std::uint32_t o = 0; o < city_->objects.size(); ++o) {
    const model::CityObject& object = city_->objects[o];
    if (!model::occludes(object.object_class)) continue;
    for (std::uint32_t t = object.first_triangle; t < object.first_triangle + object.triangle_count; ++t) {
      object_of_[t] = o;
      crs::MapBounds bounds;
      for (const crs::MapPosition& p : corners(t)) bounds.include(p);
      const int west = floor_div(cell_index(bounds.min.east_m, cell_m_), kBlock);
      const int east = floor_div(cell_index(bounds.max.east_m, cell_m_), kBlock);
      const int south = floor_div(cell_index(bounds.min.north_m, cell_m_), kBlock);
      const int north = floor_div(cell_index(bounds.max.north_m, cell_m_), kBlock);
      if (static_cast<std::int64_t>(east - west + 1) * (north - south + 1) > kMostBinsPerTriangle) {
        vast_.push_back(t);
        continue;
      }
      for (int r = south; r <= north; ++r) {
        for (int c = west; c <= east; ++c) bins_.push_back({{r, c}, t});
      }
    }
  }
  std::sort(bins_.begin(), bins_.end(), [](const BinEntry& a, const BinEntry& b) {
    return a.block != b.block ? a.block < b.block : a.triangle < b.triangle;
  });
}

template <class Visit>
void Surroundings::for_each_binned(const BlockKey& key, Visit&& visit) const {
  auto entry = std::lower_bound(bins_.begin(), bins_.end(), key,
                                [](const BinEntry& a, const BlockKey& b) { return a.block < b; });
  for (; entry != bins_.end() && entry->block == key; ++entry) visit(entry->triangle);
}

// A triangle in several blocks is visited once for each.
template <class Visit>
void Surroundings::for_each_triangle_near(const crs::MapBounds& bounds, Visit&& visit) const {
  const int west = floor_div(cell_index(bounds.min.east_m, cell_m_), kBlock);
  const int east = floor_div(cell_index(bounds.max.east_m, cell_m_), kBlock);
  const int south = floor_div(cell_index(bounds.min.north_m, cell_m_), kBlock);
  const int north = floor_div(cell_index(bounds.max.north_m, cell_m_), kBlock);
  for (int r = south; r <= north; ++r) {
    for (int c = west; c <= east; ++c) for_each_binned({r, c}, visit);
  }
  for (const std::uint32_t t : vast_) visit(t);
}

raster::GridFrame Surroundings::frame_of(const CellWindow& cells) const {
  return {.west_m = cells.first_column * cell_m_,
          .south_m = cells.first_row * cell_m_,
          .cell_m = cell_m_,
          .columns = cells.columns,
          .rows = cells.rows};
}

CellWindow Surroundings::window_around(double east_m, double north_m, double radius_m) const {
  CellWindow window;
  window.first_column = cell_index(east_m - radius_m, cell_m_) - 1;
  window.first_row = cell_index(north_m - radius_m, cell_m_) - 1;
  window.columns = cell_index(east_m + radius_m, cell_m_) + 2 - window.first_column;
  window.rows = cell_index(north_m + radius_m, cell_m_) + 2 - window.first_row;
  return window;
}

Surroundings::Block Surroundings::make_block(const BlockKey& key) const {
  const raster::GridFrame frame = frame_of({key.second * kBlock, key.first * kBlock, kBlock, kBlock});
  const terrain::Ground ground = ground_.in(frame);
  Block block{std::vector<float>(kBlockCells, sight::kNothing), ground.heights_m.values(),
              std::vector<std::uint8_t>(kBlockCells, 0)};
  const auto raise = [&](std::uint32_t triangle) {
    raster::for_each_cell_in(frame, corners(triangle), [&](int column, int row, double height_m) {
      float& top = block.solid_m[static_cast<std::size_t>(row) * kBlock + static_cast<std::size_t>(column)];
      top = std::max(top, static_cast<float>(height_m));
    });
  };
  for_each_binned(key, raise);
  for (const std::uint32_t t : vast_) raise(t);
  for (std::size_t i = 0; i < kBlockCells; ++i) {
    const bool assumed = ground.assumed.values()[i] != 0;
    if (assumed) block.flags[i] |= kAssumedGround;
    if (block.solid_m[i] <= sight::kNothing) continue;
    const double rise_m = static_cast<double>(block.solid_m[i]) - static_cast<double>(block.ground_m[i]);
    if (rise_m < kLeastRise_m) {
      block.solid_m[i] = sight::kNothing;
    } else {
      block.flags[i] |= kCovered;
    }
  }
  return block;
}

void Surroundings::copy_block(const Block& block, const BlockKey& key, LocalSurface& to) const {
  const int first_column = std::max(to.cells.first_column, key.second * kBlock);
  const int last_column = std::min(to.cells.first_column + to.cells.columns, (key.second + 1) * kBlock);
  const int first_row = std::max(to.cells.first_row, key.first * kBlock);
  const int last_row = std::min(to.cells.first_row + to.cells.rows, (key.first + 1) * kBlock);
  for (int row = first_row; row < last_row; ++row) {
    const auto from = static_cast<std::size_t>(row - key.first * kBlock) * kBlock +
                      static_cast<std::size_t>(first_column - key.second * kBlock);
    const std::size_t into = to.heights.index(first_column - to.cells.first_column, row - to.cells.first_row);
    const auto count = static_cast<std::size_t>(last_column - first_column);
    std::copy_n(&block.solid_m[from], count, &to.heights.solid_m[into]);
    std::copy_n(&block.ground_m[from], count, &to.ground_m[into]);
    std::copy_n(&block.flags[from], count, &to.flags[into]);
  }
}

LocalSurface Surroundings::local(const CellWindow& cells) const {
  LocalSurface surface;
  surface.cells = cells;
  const auto count = static_cast<std::size_t>(cells.columns) * static_cast<std::size_t>(cells.rows);
  surface.heights = {.columns = cells.columns, .rows = cells.rows, .cell_m = cell_m_};
  surface.heights.solid_m.resize(count);
  surface.ground_m.resize(count);
  surface.flags.resize(count);
  for (const BlockKey& key : blocks_of({cells})) {
    if (const auto made = blocks_.find(key); made != blocks_.end()) {
      copy_block(made->second, key, surface);
    } else {
      copy_block(make_block(key), key, surface);
    }
  }
  // Assumed ground never occludes: it is no terrain.
  const bool measured = std::any_of(surface.flags.begin(), surface.flags.end(),
                                    [](std::uint8_t f) { return (f & kAssumedGround) == 0; });
  if (measured) {
    surface.heights.terrain_m = surface.ground_m;
    for (std::size_t i = 0; i < count; ++i) {
      if ((surface.flags[i] & kAssumedGround) != 0) surface.heights.terrain_m[i] = sight::kNothing;
    }
  }
  return surface;
}

std::optional<Surroundings::Top> Surroundings::top_at(double east_m, double north_m) const {
  if (!city_) return std::nullopt;
  std::optional<Top> top;
  crs::MapBounds here;
  here.include(crs::MapPosition{east_m, north_m, 0.0});
  for_each_triangle_near(here, [&](std::uint32_t t) {
    double height_m = 0.0;
    if (!raster::height_in_triangle(corners(t), east_m, north_m, height_m)) return;
    if (!top || height_m > top->height_m) top = Top{height_m, object_of_[t]};
  });
  if (top && top->height_m < ground_.at(east_m, north_m).height_m + kLeastRise_m) return std::nullopt;
  return top;
}

const sight::TriangleSight& Surroundings::triangles() const {
  std::call_once(triangles_made_, [this] {
    triangles_ = std::make_unique<const sight::TriangleSight>(city_.get(), terrain_.get(), exact_extent_);
  });
  return *triangles_;
}

std::vector<Surroundings::BlockKey> Surroundings::blocks_of(const std::vector<CellWindow>& windows) const {
  std::set<BlockKey> keys;
  for (const CellWindow& w : windows) {
    if (w.empty()) continue;
    const int last_row = floor_div(w.first_row + w.rows - 1, kBlock);
    const int last_column = floor_div(w.first_column + w.columns - 1, kBlock);
    for (int r = floor_div(w.first_row, kBlock); r <= last_row; ++r) {
      for (int c = floor_div(w.first_column, kBlock); c <= last_column; ++c) keys.insert({r, c});
    }
  }
  return {keys.begin(), keys.end()};
}

double Surroundings::bytes_of_blocks(std::size_t count) {
  return static_cast<double>(count) * static_cast<double>(kBlockCells) * (2.0 * sizeof(float) + 1.0);
}

void Surroundings::prepare(const std::vector<BlockKey>& blocks, const base::Progress& progress) {
  std::vector<Block> made(blocks.size());
  base::for_each_index(blocks.size(), [&](std::size_t i) {
    if (!progress.cancel.cancelled()) made[i] = make_block(blocks[i]);
  });
  if (progress.cancel.cancelled()) return;
  for (std::size_t i = 0; i < blocks.size(); ++i) blocks_.emplace(blocks[i], std::move(made[i]));
}

namespace {

struct Segment {
  double east_m, north_m, to_east_m, to_north_m;
};

// A wall seen from above: the longest of a steep triangle's sides in plan. Nothing for roofs and floors.
std::optional<Segment> wall_of(const raster::TriangleCorners& t) {
  constexpr double kSteepest = 0.1;  // plan area over true area: walls within 6 degrees of upright
  const double ux = t[1].east_m - t[0].east_m, uy = t[1].north_m - t[0].north_m, uz = t[1].up_m - t[0].up_m;
  const double vx = t[2].east_m - t[0].east_m, vy = t[2].north_m - t[0].north_m, vz = t[2].up_m - t[0].up_m;
  const double nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
  const double length = std::sqrt(nx * nx + ny * ny + nz * nz);
  if (length < 1e-9 || std::abs(nz) > kSteepest * length) return std::nullopt;
  Segment best{};
  double longest = -1.0;
  for (std::size_t i = 0; i < 3; ++i) {
    const crs::MapPosition& a = t[i];
    const crs::MapPosition& b = t[(i + 1) % 3];
    const double l = std::hypot(b.east_m - a.east_m, b.north_m - a.north_m);
    if (l > longest) {
      longest = l;
      best = {a.east_m, a.north_m, b.east_m, b.north_m};
    }
  }
  return longest > 1e-3 ? std::optional(best) : std::nullopt;
}

}  // namespace

std::optional<WallPoint> Surroundings::nearest_wall(const crs::MapPosition& from, double radius_m) const {
  if (!city_) return std::nullopt;
  constexpr double kBeside_m = 0.05;
  crs::MapBounds near;
  near.include(crs::MapPosition{from.east_m - radius_m, from.north_m - radius_m, 0.0});
  near.include(crs::MapPosition{from.east_m + radius_m, from.north_m + radius_m, 0.0});
  std::optional<WallPoint> best;
  for_each_triangle_near(near, [&](std::uint32_t t) {
    const raster::TriangleCorners triangle = corners(t);
    const auto wall = wall_of(triangle);
    if (!wall || std::min({triangle[0].up_m, triangle[1].up_m, triangle[2].up_m}) > from.up_m) return;
    const double e = wall->to_east_m - wall->east_m;
    const double n = wall->to_north_m - wall->north_m;
    const double share = std::clamp(
        ((from.east_m - wall->east_m) * e + (from.north_m - wall->north_m) * n) / (e * e + n * n), 0.0, 1.0);
    WallPoint point{
        .east_m = wall->east_m + share * e, .north_m = wall->north_m + share * n, .object = object_of_[t]};
    point.distance_m = std::hypot(from.east_m - point.east_m, from.north_m - point.north_m);
    if (point.distance_m > radius_m || (best && point.distance_m >= best->distance_m)) return;
    // Which side is the street: files do not always wind their walls outwards, so both sides are looked at. A wall
    // with a roof on both sides is an inner one.
    const double length = std::hypot(e, n);
    point.away_east = n / length;
    point.away_north = -e / length;
    const auto roofed = [&](double side) {
      return top_at(point.east_m + side * kBeside_m * point.away_east,
                    point.north_m + side * kBeside_m * point.away_north)
          .has_value();
    };
    const bool right = roofed(1.0);
    const bool left = roofed(-1.0);
    if (right && left) return;
    if (right) {
      point.away_east = -point.away_east;
      point.away_north = -point.away_north;
    }
    best = point;
  });
  return best;
}

}  // namespace schouw::coverage
