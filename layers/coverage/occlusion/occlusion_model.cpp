// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/occlusion/occlusion_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <tuple>

#include "geo/base/parallel.h"
#include "geo/raster/rasterise.h"
#include "layers/coverage/occlusion/upright_sheets.h"

namespace schouw::coverage {

namespace {

constexpr int kBlock = 64;
constexpr std::size_t kBlockCells = std::size_t{kBlock} * kBlock;
constexpr std::size_t kMostMadeLater = 1024;  // some 40 MB

int floor_div(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

int cell_index(double m, double cell_m) { return static_cast<int>(std::floor(m / cell_m)); }

model::Occluders occluders_of(const plan::Project& project) {
  if (!project.plan) return {};
  const policy::Occlusion& rules = project.plan->policy.occlusion;
  return {.vegetation = rules.vegetation, .glass = rules.glass, .furniture = rules.furniture};
}

bool turns_left(const raster::TriangleCorners& t) {
  return raster::detail::edge(t[0], t[1], t[2].east_m, t[2].north_m) > 0.0;
}

SolidObject solid_object(const model::CityModel& city, std::uint32_t object) {
  const model::CityObject& o = city.objects[object];
  return {.index = object, .object_class = o.object_class, .foot_m = o.bounds.min.up_m};
}

// Gathers the crossings of one object after another from chunks in order of their object.
template <class Visit>
void spans_by_object(const TriangleBins& bins, const model::CityModel& city, const crs::MapBounds& bounds,
                     std::vector<Span>& spans, Visit&& visit) {
  std::vector<std::uint32_t> chunks;
  bins.near(bounds, chunks);
  std::vector<Crossing> crossings;
  for (std::size_t i = 0; i < chunks.size(); ++i) {
    const TriangleBins::Chunk& chunk = bins.chunk(chunks[i]);
    for (std::uint32_t t = chunk.first_triangle; t < chunk.first_triangle + chunk.count; ++t) {
      if (bins.hides(chunk, t)) visit(t, crossings);
    }
    if (i + 1 < chunks.size() && bins.chunk(chunks[i + 1]).object == chunk.object) continue;
    if (crossings.empty()) continue;
    add_spans(solid_object(city, chunk.object), crossings, spans);
    crossings.clear();
  }
}

}  // namespace

// Whole where everything is alike, so that open ground costs its heights alone.
struct OcclusionModel::Block {
  std::vector<float> ground_m;
  std::vector<float> solid_m;       // empty: nothing stands here
  std::vector<std::uint8_t> flags;  // empty: all are `flag`
  std::uint8_t flag = 0;
  std::vector<Slab> slabs;
  std::vector<Slab> sheets;
};

OcclusionModel::OcclusionModel(const plan::Project& project, double cell_m, double memory_limit_bytes)
    : city_(project.city),
      terrain_(project.terrain),
      occluders_(occluders_of(project)),
      cell_m_(cell_m),
      memory_limit_bytes_(memory_limit_bytes),
      ground_(terrain_.get(), city_.get()),
      bins_(city_, occluders_) {
  if (city_) city_bounds_ = city_->bounds;
}

OcclusionModel::~OcclusionModel() = default;

raster::GridFrame OcclusionModel::frame_of(const CellWindow& cells) const {
  return {.west_m = cells.first_column * cell_m_,
          .south_m = cells.first_row * cell_m_,
          .cell_m = cell_m_,
          .columns = cells.columns,
          .rows = cells.rows};
}

CellWindow OcclusionModel::window_around(double east_m, double north_m, double radius_m) const {
  CellWindow window;
  window.first_column = cell_index(east_m - radius_m, cell_m_) - 1;
  window.first_row = cell_index(north_m - radius_m, cell_m_) - 1;
  window.columns = cell_index(east_m + radius_m, cell_m_) + 2 - window.first_column;
  window.rows = cell_index(north_m + radius_m, cell_m_) + 2 - window.first_row;
  return window;
}

OcclusionModel::Block OcclusionModel::make_block(const BlockKey& key) const {
  const raster::GridFrame frame = frame_of({key.second * kBlock, key.first * kBlock, kBlock, kBlock});
  const terrain::Ground ground = ground_.in(frame);
  Block block{.ground_m = ground.heights_m.values()};
  block.flags.resize(kBlockCells);
  const auto& assumed = ground.assumed.values();
  std::transform(assumed.begin(), assumed.end(), block.flags.begin(),
                 [](std::uint8_t a) { return a != 0 ? kAssumedGround : std::uint8_t{0}; });
  std::vector<Span> spans;
  if (city_) {
    crs::MapBounds bounds;
    bounds.include(crs::MapPosition{frame.west_m, frame.south_m, 0.0});
    bounds.include(
        crs::MapPosition{frame.west_m + kBlock * frame.cell_m, frame.south_m + kBlock * frame.cell_m, 0.0});
    spans_by_object(bins_, *city_, bounds, spans, [&](std::uint32_t t, std::vector<Crossing>& crossings) {
      const raster::TriangleCorners corners = bins_.corners(t);
      const bool left = turns_left(corners);
      raster::for_each_cell_in(frame, corners, [&](int column, int row, double height_m) {
        crossings.push_back(
            crossing_of(static_cast<std::uint32_t>(row * kBlock + column), height_m, city_->kinds[t], left));
      });
    });
  }
  if (!spans.empty()) stack_block(spans, block);
  if (city_) block.sheets = upright_sheets(frame, block.ground_m, bins_, *city_);
  if (std::adjacent_find(block.flags.begin(), block.flags.end(), std::not_equal_to<>()) == block.flags.end()) {
    block.flag = block.flags.front();
    block.flags = {};
  }
  return block;
}

std::shared_ptr<const OcclusionModel::Block> OcclusionModel::block_made_later(const BlockKey& key) const {
  {
    const std::scoped_lock lock(making_blocks_);
    const auto found = made_later_.find(key);
    if (found != made_later_.end()) return found->second;
  }
  auto made = std::make_shared<const Block>(make_block(key));
  const std::scoped_lock lock(making_blocks_);
  if (made_later_.size() >= kMostMadeLater) made_later_.clear();
  return made_later_.emplace(key, std::move(made)).first->second;
}

void OcclusionModel::stack_block(std::vector<Span>& spans, Block& block) const {
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return std::tie(a.place, a.bottom_m, a.top_m, a.object) < std::tie(b.place, b.bottom_m, b.top_m, b.object);
  });
  block.solid_m.assign(kBlockCells, sight::kNothing);
  Column column;
  bool anything = false;
  for (std::size_t first = 0; first < spans.size();) {
    const std::uint32_t cell = spans[first].place;
    std::size_t last = first;
    while (last < spans.size() && spans[last].place == cell) ++last;
    stack_column(&spans[first], &spans[first] + (last - first),
                 {static_cast<double>(block.ground_m[cell]), (block.flags[cell] & kAssumedGround) != 0}, column);
    if (column.solid_m) {
      anything = true;
      block.solid_m[cell] = *column.solid_m;
      block.flags[cell] |= kCovered;
    }
    if (!column.slabs.empty()) block.flags[cell] |= kUnderSlab;
    block.slabs.insert(block.slabs.end(), column.slabs.begin(), column.slabs.end());
    first = last;
  }
  block.slabs.shrink_to_fit();
  if (!anything) block.solid_m = {};
}

void OcclusionModel::copy_block(const Block& block, const BlockKey& key, LocalSurface& to) const {
  const int west = key.second * kBlock;
  const int south = key.first * kBlock;
  const int first_column = std::max(to.cells.first_column, west);
  const int last_column = std::min(to.cells.first_column + to.cells.columns, west + kBlock);
  const int first_row = std::max(to.cells.first_row, south);
  const int last_row = std::min(to.cells.first_row + to.cells.rows, south + kBlock);
  const auto count = static_cast<std::size_t>(last_column - first_column);
  for (int row = first_row; row < last_row; ++row) {
    const auto from = static_cast<std::size_t>(row - south) * kBlock + static_cast<std::size_t>(first_column - west);
    const std::size_t into = to.heights.index(first_column - to.cells.first_column, row - to.cells.first_row);
    std::memcpy(&to.ground_m[into], &block.ground_m[from], count * sizeof(float));
    if (block.solid_m.empty()) {
      std::fill_n(&to.heights.solid_m[into], count, sight::kNothing);
    } else {
      std::memcpy(&to.heights.solid_m[into], &block.solid_m[from], count * sizeof(float));
    }
    if (block.flags.empty()) {
      std::memset(&to.flags[into], block.flag, count);
    } else {
      std::memcpy(&to.flags[into], &block.flags[from], count);
    }
  }
  const auto copy = [&](const std::vector<Slab>& from, std::vector<Slab>& into) {
    for (const Slab& slab : from) {
      const int column = west + static_cast<int>(slab.cell) % kBlock;
      const int row = south + static_cast<int>(slab.cell) / kBlock;
      if (column < first_column || column >= last_column || row < first_row || row >= last_row) continue;
      const std::size_t cell = to.heights.index(column - to.cells.first_column, row - to.cells.first_row);
      into.push_back({static_cast<std::uint32_t>(cell), slab.bottom_m, slab.top_m});
    }
  };
  copy(block.slabs, to.slabs);
  copy(block.sheets, to.sheets);
}

LocalSurface OcclusionModel::local(const CellWindow& cells) const {
  LocalSurface surface;
  read(cells, surface);
  return surface;
}

void OcclusionModel::read(const CellWindow& cells, LocalSurface& into) const {
  into.cells = cells;
  const auto count = static_cast<std::size_t>(cells.columns) * static_cast<std::size_t>(cells.rows);
  into.heights.columns = cells.columns;
  into.heights.rows = cells.rows;
  into.heights.cell_m = cell_m_;
  into.heights.solid_m.resize(count);
  into.ground_m.resize(count);
  into.flags.resize(count);
  into.slabs.clear();
  into.sheets.clear();
  std::size_t measured = 0;
  std::size_t assumed = 0;
  const int first_column = floor_div(cells.first_column, kBlock);
  const int last_column = floor_div(cells.first_column + cells.columns - 1, kBlock);
  const int last_row = floor_div(cells.first_row + cells.rows - 1, kBlock);
  for (int row = floor_div(cells.first_row, kBlock); row <= last_row; ++row) {
    auto key = std::lower_bound(keys_.begin(), keys_.end(), BlockKey{row, first_column});
    for (int column = first_column; column <= last_column; ++column) {
      const BlockKey wanted{row, column};
      if (key != keys_.end() && *key == wanted) {
        copy_block(blocks_[static_cast<std::size_t>(key - keys_.begin())], wanted, into);
        ++key;
      } else {
        copy_block(*block_made_later(wanted), wanted, into);
      }
    }
  }
  std::sort(into.slabs.begin(), into.slabs.end(), [](const Slab& a, const Slab& b) {
    return std::tie(a.cell, a.bottom_m, a.top_m) < std::tie(b.cell, b.bottom_m, b.top_m);
  });
  for (const std::uint8_t f : into.flags) assumed += static_cast<std::size_t>((f & kAssumedGround) != 0);
  measured = count - assumed;
  into.measured = measured == 0 ? Measured::none : assumed == 0 ? Measured::all : Measured::some;
  into.heights.terrain_m.clear();
  if (into.measured == Measured::none) return;
  into.heights.terrain_m = into.ground_m;
  if (into.measured == Measured::all) return;
  for (std::size_t i = 0; i < count; ++i) {
    if ((into.flags[i] & kAssumedGround) != 0) into.heights.terrain_m[i] = sight::kNothing;
  }
}

OcclusionModel::Cell OcclusionModel::cell(int column, int row) const {
  const BlockKey wanted{floor_div(row, kBlock), floor_div(column, kBlock)};
  const auto key = std::lower_bound(keys_.begin(), keys_.end(), wanted);
  const bool ready = key != keys_.end() && *key == wanted;
  const auto later = ready ? nullptr : block_made_later(wanted);
  const Block& block = ready ? blocks_[static_cast<std::size_t>(key - keys_.begin())] : *later;
  const auto at = static_cast<std::size_t>(row - wanted.first * kBlock) * kBlock +
                  static_cast<std::size_t>(column - wanted.second * kBlock);
  return {block.ground_m[at], block.flags.empty() ? block.flag : block.flags[at]};
}

std::vector<Span> OcclusionModel::spans_at(double east_m, double north_m) const {
  std::vector<Span> spans;
  if (!city_) return spans;
  crs::MapBounds here;
  here.include(crs::MapPosition{east_m, north_m, 0.0});
  spans_by_object(bins_, *city_, here, spans, [&](std::uint32_t t, std::vector<Crossing>& crossings) {
    const raster::TriangleCorners corners = bins_.corners(t);
    double height_m = 0.0;
    if (!raster::height_in_triangle(corners, east_m, north_m, height_m)) return;
    crossings.push_back(crossing_of(0, height_m, city_->kinds[t], turns_left(corners)));
  });
  return spans;
}

Column OcclusionModel::column_at(double east_m, double north_m) const {
  Column column;
  std::vector<Span> spans = spans_at(east_m, north_m);
  if (spans.empty()) return column;
  const terrain::GroundHeight ground = ground_.at(east_m, north_m);
  stack_column(spans.data(), spans.data() + spans.size(), {ground.height_m, ground.assumed}, column);
  return column;
}

std::optional<OcclusionModel::Top> OcclusionModel::top_at(double east_m, double north_m) const {
  const std::vector<Span> spans = spans_at(east_m, north_m);
  if (spans.empty()) return std::nullopt;
  const auto highest =
      std::max_element(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.top_m < b.top_m; });
  const auto top_m = static_cast<double>(highest->top_m);
  if (top_m < ground_.at(east_m, north_m).height_m + kLeastRise_m) return std::nullopt;
  return Top{top_m, highest->object};
}

std::optional<OcclusionModel::Body> OcclusionModel::body_around(const crs::MapPosition& place) const {
  std::vector<Span> spans = spans_at(place.east_m, place.north_m);
  if (spans.empty()) return std::nullopt;
  const terrain::GroundHeight ground = ground_.at(place.east_m, place.north_m);
  Column column;
  stack_column(spans.data(), spans.data() + spans.size(), {ground.height_m, ground.assumed}, column);
  const auto holds = [&](double bottom_m, double top_m) { return place.up_m >= bottom_m && place.up_m < top_m; };
  // Of what is joined in one body, the part whose top is the lowest over the place.
  const auto object = [&] {
    const Span* best = nullptr;
    for (const Span& s : spans) {
      if (static_cast<double>(s.top_m) > place.up_m && (best == nullptr || s.top_m < best->top_m)) best = &s;
    }
    return best != nullptr ? best->object : spans.back().object;
  };
  if (column.solid_m && place.up_m < static_cast<double>(*column.solid_m)) return Body{object(), std::nullopt};
  for (const Slab& slab : column.slabs) {
    if (holds(static_cast<double>(slab.bottom_m), static_cast<double>(slab.top_m))) return Body{object(), slab};
  }
  return std::nullopt;
}

const sight::TriangleSight& OcclusionModel::triangles() const {
  // Not std::call_once: making them may throw, and be tried again.
  if (const auto* ready = triangles_ready_.load(std::memory_order_acquire)) return *ready;
  const std::scoped_lock lock(making_triangles_);
  if (!triangles_) triangles_ = std::make_unique<const sight::TriangleSight>(city_.get(), terrain_.get(), occluders_);
  triangles_ready_.store(triangles_.get(), std::memory_order_release);
  return *triangles_;
}

std::vector<OcclusionModel::BlockKey> OcclusionModel::blocks_of(const std::vector<CellWindow>& windows) const {
  std::vector<BlockKey> keys;
  std::size_t sorted_at = 1U << 16U;
  const auto settle = [&keys] {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  };
  for (const CellWindow& w : windows) {
    if (w.empty()) continue;
    const int last_row = floor_div(w.first_row + w.rows - 1, kBlock);
    const int last_column = floor_div(w.first_column + w.columns - 1, kBlock);
    for (int r = floor_div(w.first_row, kBlock); r <= last_row; ++r) {
      for (int c = floor_div(w.first_column, kBlock); c <= last_column; ++c) keys.emplace_back(r, c);
    }
    // A million sensors on one square ask for the same blocks a million times.
    if (keys.size() < sorted_at) continue;
    settle();
    sorted_at = std::max(sorted_at, 2 * keys.size());
  }
  settle();
  return keys;
}

double OcclusionModel::bytes_of_blocks(std::size_t count) {
  return static_cast<double>(count) * static_cast<double>(kBlockCells) * (2.0 * sizeof(float) + 1.0);
}

double OcclusionModel::bytes() const {
  double bytes = bins_.bytes() + static_cast<double>(keys_.size() * (sizeof(BlockKey) + sizeof(Block)));
  for (const Block& b : blocks_) {
    bytes += static_cast<double>((b.ground_m.size() + b.solid_m.size()) * sizeof(float) + b.flags.size() +
                                 b.slabs.capacity() * sizeof(Slab));
  }
  return bytes;
}

bool OcclusionModel::prepare(const std::vector<BlockKey>& blocks, const base::CancelToken& cancel) {
  std::vector<Block> made(blocks.size());
  const auto work = [&](std::size_t i) { made[i] = make_block(blocks[i]); };
  if (!base::for_each_index(blocks.size(), work, cancel)) return false;
  keys_ = blocks;
  blocks_ = std::move(made);
  return true;
}

}  // namespace schouw::coverage
