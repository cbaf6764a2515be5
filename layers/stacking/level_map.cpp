// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/level_map.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "geo/raster/rasterise.h"

namespace schouw::stacking {

namespace {

constexpr std::size_t kMostTypes = 15;
constexpr const char* kDefault = "default";

std::vector<raster::PlanRing> rings_of(const model::PolygonWithHoles& polygon) {
  std::vector<raster::PlanRing> rings;
  for (const model::Ring& ring : polygon.rings) {
    raster::PlanRing& plain = rings.emplace_back();
    for (const model::Coordinate& c : ring) plain.push_back({c.x, c.y});
  }
  return rings;
}

// The blocks that a polygon's bounding box touches, as rows and columns of blocks.
struct BlockRange {
  BlockKey first;
  BlockKey last;
};
BlockRange range_of(const std::vector<raster::PlanRing>& rings, double cell_m) {
  crs::MapBounds bounds;
  for (const raster::PlanRing& ring : rings) {
    for (const raster::PlanPoint& p : ring) bounds.include(crs::MapPosition{p[0], p[1], 0.0});
  }
  const auto block = [cell_m](double at_m) { return static_cast<int>(std::floor(at_m / cell_m / kBlockCells)); };
  return {{block(bounds.min.north_m), block(bounds.min.east_m)},
          {block(bounds.max.north_m), block(bounds.max.east_m)}};
}

using TypeGrid = std::array<std::uint16_t, std::size_t{kBlockCells} * kBlockCells>;

void join_cells(TypeGrid& into, const raster::Grid<std::uint16_t>& band, int first_column) {
  for (int row = 0; row < kBlockCells; ++row) {
    for (int column = 0; column < kBlockCells; ++column) {
      auto& cell = into[static_cast<std::size_t>(row) * kBlockCells + static_cast<std::size_t>(column)];
      cell = static_cast<std::uint16_t>(cell | band.at(first_column + column, row));
    }
  }
}

// Marks a polygon row of blocks by row of blocks; each row of blocks reaches from the polygon's west to its east, so
// that where a cell falls does not depend on which blocks are asked for.
void mark(std::map<BlockKey, TypeGrid>& grids, const std::vector<raster::PlanRing>& rings, std::uint16_t bit,
          double cell_m, const std::vector<BlockKey>& keys) {
  const BlockRange range = range_of(rings, cell_m);
  raster::Grid<std::uint16_t> band;
  int band_row = range.first.row - 1;
  for (auto key = std::lower_bound(keys.begin(), keys.end(), range.first);
       key != keys.end() && key->row <= range.last.row; ++key) {
    if (key->column < range.first.column || key->column > range.last.column) continue;
    if (band_row != key->row) {
      band_row = key->row;
      band = raster::Grid<std::uint16_t>({.west_m = range.first.column * (kBlockCells * cell_m),
                                          .south_m = band_row * (kBlockCells * cell_m),
                                          .cell_m = cell_m,
                                          .columns = (range.last.column - range.first.column + 1) * kBlockCells,
                                          .rows = kBlockCells});
      raster::mark_inside(band, rings, bit);
    }
    join_cells(grids.try_emplace(*key).first->second, band, (key->column - range.first.column) * kBlockCells);
  }
}

std::vector<TypeBlocks::Part> parts_of(const TypeGrid& grid) {
  std::map<std::uint16_t, BlockBits> parts;
  // Neighbours mostly lie in the same areas: the part is looked up only where it differs.
  auto part = parts.end();
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (part == parts.end() || part->first != grid[i]) part = parts.try_emplace(grid[i], BlockBits{}).first;
    part->second[i / kBlockCells] |= std::uint64_t{1} << (i % kBlockCells);
  }
  std::vector<TypeBlocks::Part> list;
  list.reserve(parts.size());
  for (const auto& [types, cells] : parts) list.push_back({types, cells});
  return list;
}

}  // namespace

TypeLevels::TypeLevels(const policy::ThresholdTable& table) : table_(table) {
  for (const auto& [type, levels] : table.levels) {
    if (type != kDefault && names_.size() < kMostTypes) names_.push_back(type);
  }
}

std::uint16_t TypeLevels::bit_of(const std::string& type) const {
  const auto found = std::find(names_.begin(), names_.end(), type);
  if (found == names_.end()) return 0;
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(found - names_.begin()));
}

policy::Levels TypeLevels::levels(std::uint16_t types, const std::string& rule) const {
  policy::Levels strict;
  const auto tighten = [](int& level, int other) {
    if (other > 0 && (level == 0 || other < level)) level = other;
  };
  for (const std::string& name : names(types)) {
    const auto levels = table_.levels_for(name, rule);
    if (!levels) continue;
    tighten(strict.attention_at, levels->attention_at);
    tighten(strict.exceeded_at, levels->exceeded_at);
  }
  // A limit needs attention too, where a table names no earlier level.
  if (strict.attention_at == 0 || (strict.exceeded_at > 0 && strict.exceeded_at < strict.attention_at)) {
    strict.attention_at = strict.exceeded_at;
  }
  return strict;
}

std::vector<std::string> TypeLevels::names(std::uint16_t types) const {
  std::vector<std::string> names;
  for (std::size_t bit = 0; bit < names_.size(); ++bit) {
    if ((types >> bit & 1U) != 0) names.push_back(names_[bit]);
  }
  if (names.empty()) names.emplace_back(kDefault);
  return names;
}

TypeBlocks::TypeBlocks(const MapCells& cells, const areas::AreaList& areas, const TypeLevels& types,
                       const std::vector<BlockKey>& keys)
    : untyped_(1) {
  untyped_.front().cells.fill(~std::uint64_t{0});
  std::map<BlockKey, TypeGrid> grids;
  for (const areas::Area& area : areas) {
    const std::uint16_t bit = types.bit_of(area.type);
    if (bit == 0) continue;
    for (const model::PolygonWithHoles& polygon : area.polygons) {
      const std::vector<raster::PlanRing> rings = rings_of(polygon);
      if (!rings.empty() && !rings.front().empty()) mark(grids, rings, bit, cells.cell_m, keys);
    }
  }
  for (const auto& [key, grid] : grids) typed_[key] = parts_of(grid);
}

const std::vector<TypeBlocks::Part>& TypeBlocks::parts(const BlockKey& key) const {
  const auto found = typed_.find(key);
  return found == typed_.end() ? untyped_ : found->second;
}

LevelMap::LevelMap(const raster::GridFrame& frame, const areas::AreaList& areas,
                   const policy::ThresholdTable& table) {
  const TypeLevels types(table);
  for (const areas::Area& area : areas) {
    const std::uint16_t bit = types.bit_of(area.type);
    if (bit == 0) continue;
    if (types_.empty()) types_ = raster::Grid<std::uint16_t>(frame);
    for (const model::PolygonWithHoles& polygon : area.polygons) raster::mark_inside(types_, rings_of(polygon), bit);
  }
  std::set<std::uint16_t> present{0};
  present.insert(types_.values().begin(), types_.values().end());
  for (const policy::ThresholdRule& rule : table.rules) {
    for (const std::uint16_t set : present) levels_[{set, rule.id}] = types.levels(set, rule.id);
  }
}

policy::Levels LevelMap::levels(int column, int row, const std::string& rule) const {
  return levels_.at({types_.empty() ? std::uint16_t{0} : types_.at(column, row), rule});
}

}  // namespace schouw::stacking
