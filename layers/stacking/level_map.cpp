// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/level_map.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/raster/rasterise.h"

namespace schouw::stacking {

namespace {

constexpr const char* kDefault = "default";

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

using TypeGrid = std::array<TypeSets::Number, std::size_t{kBlockCells} * kBlockCells>;

// Adds one type to the sets of cells. Neighbours mostly lie in the same areas: a set is looked up where it differs.
class TypeAdder {
 public:
  TypeAdder(TypeSets& sets, TypeNumber type) : sets_(sets), type_(type), after_(sets.with(before_, type)) {}
  TypeSets::Number operator()(TypeSets::Number set) {
    if (set != before_) {
      before_ = set;
      after_ = sets_.with(set, type_);
    }
    return after_;
  }

 private:
  TypeSets& sets_;
  TypeNumber type_;
  TypeSets::Number before_ = TypeSets::kNone;
  TypeSets::Number after_;
};

// first_column: of the frame that the runs are numbered in, where the block begins.
void add_to_block(TypeGrid& grid, const raster::CellRuns& runs, int first_column, TypeAdder& add) {
  for (const raster::CellRun& run : runs) {
    const int first = std::max(run.first - first_column, 0);
    const int last = std::min(run.last - first_column, kBlockCells - 1);
    for (int column = first; column <= last; ++column) {
      auto& cell = grid[static_cast<std::size_t>(run.row) * kBlockCells + static_cast<std::size_t>(column)];
      cell = add(cell);
    }
  }
}

// Marks a polygon row of blocks by row of blocks; each row of blocks reaches from the polygon's west to its east, so
// that where a cell falls does not depend on which blocks are asked for.
void mark(std::map<BlockKey, TypeGrid>& grids, const std::vector<raster::PlanRing>& rings, TypeAdder add,
          double cell_m, const std::vector<BlockKey>& keys) {
  const BlockRange range = range_of(rings, cell_m);
  raster::CellRuns runs;
  int band_row = range.first.row - 1;
  for (auto key = std::lower_bound(keys.begin(), keys.end(), range.first);
       key != keys.end() && key->row <= range.last.row; ++key) {
    if (key->column < range.first.column || key->column > range.last.column) continue;
    if (band_row != key->row) {
      band_row = key->row;
      runs = raster::runs_inside({.west_m = range.first.column * (kBlockCells * cell_m),
                                  .south_m = band_row * (kBlockCells * cell_m),
                                  .cell_m = cell_m,
                                  .columns = (range.last.column - range.first.column + 1) * kBlockCells,
                                  .rows = kBlockCells},
                                 rings);
    }
    add_to_block(grids.try_emplace(*key).first->second, runs, (key->column - range.first.column) * kBlockCells, add);
  }
}

std::vector<TypeBlocks::Part> parts_of(const TypeGrid& grid) {
  std::map<TypeSets::Number, BlockBits> parts;
  // Neighbours mostly lie in the same areas: the part is looked up only where it differs.
  auto part = parts.end();
  for (std::size_t i = 0; i < grid.size(); ++i) {
    if (part == parts.end() || part->first != grid[i]) part = parts.try_emplace(grid[i], BlockBits{}).first;
    part->second[i / kBlockCells] |= std::uint64_t{1} << (i % kBlockCells);
  }
  std::vector<TypeBlocks::Part> list;
  list.reserve(parts.size());
  for (const auto& [set, cells] : parts) list.push_back({set, cells});
  return list;
}

void tighten(int& level, int other) {
  if (other > 0 && (level == 0 || other < level)) level = other;
}

}  // namespace

std::vector<raster::PlanRing> rings_of(const model::PolygonWithHoles& polygon) {
  std::vector<raster::PlanRing> rings;
  for (const model::Ring& ring : polygon.rings) {
    raster::PlanRing& plain = rings.emplace_back();
    for (const model::Coordinate& c : ring) plain.push_back({c.x, c.y});
  }
  return rings;
}

TypeLevels::TypeLevels(const policy::ThresholdTable& table) : table_(table) {
  for (const auto& [type, levels] : table.levels) {
    if (type != kDefault) names_.push_back(type);
  }
}

std::optional<TypeNumber> TypeLevels::number_of(const std::string& type) const {
  const auto found = std::lower_bound(names_.begin(), names_.end(), type);
  if (found == names_.end() || *found != type) return std::nullopt;
  return static_cast<TypeNumber>(found - names_.begin());
}

policy::Levels TypeLevels::levels(const TypeList& types, const std::string& rule) const {
  policy::Levels strict;
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

std::vector<policy::Levels> TypeLevels::levels_of_sets(const TypeSets& sets, const std::string& rule) const {
  std::vector<policy::Levels> of_sets;
  of_sets.reserve(sets.size());
  for (std::size_t set = 0; set < sets.size(); ++set) {
    of_sets.push_back(levels(sets.types(static_cast<TypeSets::Number>(set)), rule));
  }
  return of_sets;
}

std::vector<std::string> TypeLevels::names(const TypeList& types) const {
  std::vector<std::string> names;
  for (const TypeNumber type : types) names.push_back(names_[type]);
  if (names.empty()) names.emplace_back(kDefault);
  return names;
}

void for_each_typed_polygon(const areas::AreaList& areas, const TypeLevels& types,
                            const std::function<void(TypeNumber, const std::vector<raster::PlanRing>&)>& visit) {
  for (const areas::Area& area : areas) {
    const auto type = types.number_of(area.type);
    if (!type) continue;
    for (const model::PolygonWithHoles& polygon : area.polygons) {
      const std::vector<raster::PlanRing> rings = rings_of(polygon);
      if (!rings.empty() && !rings.front().empty()) visit(*type, rings);
    }
  }
}

raster::Grid<std::uint16_t> type_sets_of_cells(const raster::GridFrame& frame, const areas::AreaList& areas,
                                               const TypeLevels& types, TypeSets& sets) {
  raster::Grid<std::uint16_t> cells;
  for_each_typed_polygon(areas, types, [&](TypeNumber type, const auto& rings) {
    if (cells.empty()) cells = raster::Grid<std::uint16_t>(frame);
    TypeAdder add(sets, type);
    for (const raster::CellRun& run : raster::runs_inside(frame, rings)) {
      for (int column = run.first; column <= run.last; ++column) {
        std::uint16_t& cell = cells.at(column, run.row);
        cell = static_cast<std::uint16_t>(add(cell));
      }
    }
  });
  return cells;
}

TypeBlocks::TypeBlocks(const MapCells& cells, const areas::AreaList& areas, const TypeLevels& types,
                       const std::vector<BlockKey>& keys)
    : untyped_(1) {
  untyped_.front().cells.fill(~std::uint64_t{0});
  std::map<BlockKey, TypeGrid> grids;
  for_each_typed_polygon(areas, types, [&](TypeNumber type, const auto& rings) {
    mark(grids, rings, TypeAdder(sets_, type), cells.cell_m, keys);
  });
  for (const auto& [key, grid] : grids) typed_[key] = parts_of(grid);
}

const std::vector<TypeBlocks::Part>& TypeBlocks::parts(const BlockKey& key) const {
  const auto found = typed_.find(key);
  return found == typed_.end() ? untyped_ : found->second;
}

LevelMap::LevelMap(const raster::GridFrame& frame, const areas::AreaList& areas, const policy::ThresholdTable& table,
                   const std::string& rule) {
  const TypeLevels types(table);
  TypeSets sets(kMostSetsOfCells);
  set_of_cell_ = type_sets_of_cells(frame, areas, types, sets);
  levels_ = types.levels_of_sets(sets, rule);
}

}  // namespace schouw::stacking
