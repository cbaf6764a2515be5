// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "geo/raster/grid.h"
#include "geo/raster/rasterise.h"
#include "layers/areas/area.h"
#include "layers/policy/policy.h"
#include "layers/stacking/rule_count.h"
#include "layers/stacking/type_sets.h"

namespace schouw::stacking {

// The types of area that a table names, and the levels of a set of types: where areas overlap, the strictest level
// counts; "default" applies where no typed area lies. Refers to the table, which outlives it.
class TypeLevels {
 public:
  explicit TypeLevels(const policy::ThresholdTable& table);
  // Nothing: the table knows no such type.
  std::optional<TypeNumber> number_of(const std::string& type) const;
  // Levels of 0: not limited.
  policy::Levels levels(const TypeList& types, const std::string& rule) const;
  // The levels of a rule in each of some sets.
  std::vector<policy::Levels> levels_of_sets(const TypeSets& sets, const std::string& rule) const;
  // The names of some types, in the table's order; "default" for none.
  std::vector<std::string> names(const TypeList& types) const;

 private:
  const policy::ThresholdTable& table_;
  std::vector<std::string> names_;  // by number; ascending
};

// A polygon's rings in plan.
std::vector<raster::PlanRing> rings_of(const model::PolygonWithHoles& polygon);

// The areas of a type that the table names, each polygon as rings in plan.
void for_each_typed_polygon(const areas::AreaList& areas, const TypeLevels& types,
                            const std::function<void(TypeNumber, const std::vector<raster::PlanRing>&)>& visit);

// The set of types of each cell of a frame, as numbers of `sets`, which holds at most kMostSetsOfCells; empty where
// no area has a type.
inline constexpr std::size_t kMostSetsOfCells = std::size_t{1} << 16U;
raster::Grid<std::uint16_t> type_sets_of_cells(const raster::GridFrame& frame, const areas::AreaList& areas,
                                               const TypeLevels& types, TypeSets& sets);

// Which types of area the cells of some blocks lie in.
class TypeBlocks {
 public:
  // keys ascending.
  TypeBlocks(const MapCells& cells, const areas::AreaList& areas, const TypeLevels& types,
             const std::vector<BlockKey>& keys);
  struct Part {
    TypeSets::Number set = TypeSets::kNone;
    BlockBits cells;
  };
  // The parts of a block, each set of types once, ascending; together all its cells.
  const std::vector<Part>& parts(const BlockKey& key) const;
  const TypeSets& sets() const { return sets_; }

 private:
  TypeSets sets_;
  std::map<BlockKey, std::vector<Part>> typed_;  // blocks that no typed area touches are left out
  std::vector<Part> untyped_;
};

// Which levels of one rule apply in each cell of a frame.
class LevelMap {
 public:
  LevelMap(const raster::GridFrame& frame, const areas::AreaList& areas, const policy::ThresholdTable& table,
           const std::string& rule);
  const policy::Levels& levels(int column, int row) const {
    return levels_[set_of_cell_.empty() ? std::size_t{TypeSets::kNone} : set_of_cell_.at(column, row)];
  }

 private:
  raster::Grid<std::uint16_t> set_of_cell_;  // empty where no typed area lies in the frame
  std::vector<policy::Levels> levels_;       // by set
};

}  // namespace schouw::stacking
