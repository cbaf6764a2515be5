// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "geo/raster/grid.h"
#include "layers/areas/area.h"
#include "layers/policy/policy.h"
#include "layers/stacking/rule_count.h"

namespace schouw::stacking {

// The types of area of a table as bits, and the levels of a set of types: where areas overlap, the strictest level
// counts; "default" applies where no typed area lies. At most 15 types besides the default.
class TypeLevels {
 public:
  explicit TypeLevels(const policy::ThresholdTable& table);
  // 0: the table knows no such type.
  std::uint16_t bit_of(const std::string& type) const;
  // Levels of 0: not limited.
  policy::Levels levels(std::uint16_t types, const std::string& rule) const;
  // The names of a set of types, in the table's order; "default" for none.
  std::vector<std::string> names(std::uint16_t types) const;

 private:
  const policy::ThresholdTable& table_;
  std::vector<std::string> names_;  // one per bit
};

// Which types of area the cells of some blocks lie in.
class TypeBlocks {
 public:
  // keys ascending.
  TypeBlocks(const MapCells& cells, const areas::AreaList& areas, const TypeLevels& types,
             const std::vector<BlockKey>& keys);
  struct Part {
    std::uint16_t types = 0;
    BlockBits cells;
  };
  // The parts of a block, each set of types once, ascending; together all its cells.
  const std::vector<Part>& parts(const BlockKey& key) const;

 private:
  std::map<BlockKey, std::vector<Part>> typed_;  // blocks that no typed area touches are left out
  std::vector<Part> untyped_;
};

// Which levels apply in each cell of a frame.
class LevelMap {
 public:
  LevelMap(const raster::GridFrame& frame, const areas::AreaList& areas, const policy::ThresholdTable& table);
  policy::Levels levels(int column, int row, const std::string& rule) const;

 private:
  struct Key {
    std::uint16_t types;
    std::string rule;
    bool operator<(const Key& other) const { return types != other.types ? types < other.types : rule < other.rule; }
  };
  raster::Grid<std::uint16_t> types_;  // empty where no typed area lies in the frame
  std::map<Key, policy::Levels> levels_;
};

}  // namespace schouw::stacking
