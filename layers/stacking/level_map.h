// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "geo/raster/grid.h"
#include "layers/areas/area.h"
#include "layers/policy/policy.h"

namespace schouw::stacking {

// Which types of area each cell of a frame lies in, and so which levels apply. Where areas overlap, the strictest
// level counts; "default" applies where no typed area lies. At most 15 types besides the default.
class LevelMap {
 public:
  LevelMap(const raster::GridFrame& frame, const areas::AreaList& areas, const policy::ThresholdTable& table);

  // 0: not limited.
  policy::Levels levels(int column, int row, const std::string& rule) const;
  // The lowest attention_at of a rule anywhere; 0 where nothing limits it.
  int lowest_attention(const std::string& rule) const;
  std::uint16_t types_at(int column, int row) const { return types_.empty() ? 0 : types_.at(column, row); }
  // The names of a set of types, in the table's order; "default" for none.
  std::vector<std::string> names(std::uint16_t types) const;

 private:
  struct Key {
    std::uint16_t types;
    std::string rule;
    bool operator<(const Key& other) const { return types != other.types ? types < other.types : rule < other.rule; }
  };
  policy::Levels strictest(std::uint16_t types, const std::string& rule) const;

  const policy::ThresholdTable& table_;
  std::vector<std::string> type_names_;  // one per bit
  raster::Grid<std::uint16_t> types_;    // empty where no typed area lies in the frame
  std::map<Key, policy::Levels> levels_;
};

}  // namespace schouw::stacking
