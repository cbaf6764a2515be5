// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "layers/stacking/find_zones.h"

namespace schouw::stacking {

// Some cells of a zone in one row of a block.
struct ZoneWord {
  std::uint32_t zone = 0;
  std::uint32_t row = 0;
  std::uint64_t cells = 0;
};

// What one sensor sees of a zone, and how much of that passes only with it; cells.
struct SensorShare {
  std::uint32_t footprint = 0;
  std::int64_t seen = 0;
  std::int64_t needing = 0;
  std::int64_t exceeded_needing = 0;  // the same of what reaches exceeded_at
};

// Cells of the map in one row, from a column that is a multiple of kBlockCells on.
struct MapWord {
  int row = 0;
  int column = 0;
  std::uint64_t cells = 0;
};

// What a block adds to a zone.
struct ZoneShare {
  std::uint32_t zone = 0;
  std::int64_t exceeded = 0;
  std::vector<MapWord> exceeded_words;  // where those are
  int max_count = 0;
  int attention_at = 0;
  int exceeded_at = 0;
  std::vector<TypeSets::Number> sets;  // of types that its cells lie in; ascending
  std::vector<SensorShare> sensors;    // in order of the footprint
};

// One block's part in the zones that have cells in it. words: by zone, then row.
struct MeasuredBlock {
  const PassingBlock& block;
  const RuleTally& tally;
  const std::vector<LevelPart>& levels;
};
std::vector<ZoneShare> zone_shares(const MeasuredBlock& measured, const RuleCount& rule,
                                   const std::vector<ZoneWord>& words);

// The cells of zones by block: for each block (ascending by key), its words by zone, then row.
std::vector<std::vector<ZoneWord>> words_by_block(const std::vector<const raster::CellRuns*>& zones,
                                                  const std::vector<PassingBlock>& blocks);

}  // namespace schouw::stacking
