// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/zone_measure.h"

#include <algorithm>
#include <bit>

namespace schouw::stacking {

namespace {

using Words = std::pair<const ZoneWord*, const ZoneWord*>;

std::int64_t cells_in(const Words& words, const BlockBits& bits) {
  std::int64_t cells = 0;
  for (const ZoneWord* w = words.first; w != words.second; ++w) cells += std::popcount(w->cells & bits[w->row]);
  return cells;
}

void tighten(int& level, int other) {
  if (other > 0 && (level == 0 || other < level)) level = other;
}

void add_levels(ZoneShare& share, const Words& words, const std::vector<LevelPart>& levels) {
  for (const LevelPart& level : levels) {
    const bool inside = std::any_of(words.first, words.second,
                                    [&](const ZoneWord& w) { return (w.cells & level.cells[w.row]) != 0; });
    if (!inside) continue;
    share.sets.push_back(level.set);
    tighten(share.attention_at, level.levels.attention_at);
    tighten(share.exceeded_at, level.levels.exceeded_at);
  }
}

int highest_among(const Words& words, const CountPlanes& value) {
  BlockBits mask{};
  for (const ZoneWord* w = words.first; w != words.second; ++w) mask[w->row] |= w->cells;
  return value.highest(mask);
}

// Splits a run where blocks meet.
template <class Visit>
void for_each_word(const raster::CellRun& run, Visit&& visit) {
  for (int column = run.first; column <= run.last;) {
    const int bit = column & (kBlockCells - 1);
    const int length = std::min(kBlockCells - bit, run.last - column + 1);
    visit(BlockKey{run.row >> 6, column >> 6}, (~std::uint64_t{0} >> (kBlockCells - length)) << bit);
    column += length;
  }
}

}  // namespace

std::vector<ZoneShare> zone_shares(const MeasuredBlock& measured, const RuleCount& rule,
                                   const std::vector<ZoneWord>& words) {
  std::vector<ZoneShare> shares;
  std::vector<Words> ranges;
  for (const ZoneWord* w = words.data(); w != words.data() + words.size();) {
    const ZoneWord* end = w;
    while (end != words.data() + words.size() && end->zone == w->zone) ++end;
    ZoneShare& share = shares.emplace_back();
    ranges.emplace_back(w, end);
    share.zone = w->zone;
    share.exceeded = cells_in(ranges.back(), measured.block.exceeded);
    share.max_count = highest_among(ranges.back(), measured.tally.value);
    add_levels(share, ranges.back(), measured.levels);
    w = end;
  }
  const RuleCount::Without without(rule, measured.tally, measured.levels);
  for (const CountedPart& part : measured.tally.parts) {
    const BlockBits needing = without.needing(part);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const std::int64_t seen = cells_in(ranges[i], part.cells);
      if (seen > 0) shares[i].sensors.push_back({part.footprint, seen, cells_in(ranges[i], needing)});
    }
  }
  return shares;
}

std::vector<std::vector<ZoneWord>> words_by_block(const std::vector<const raster::CellRuns*>& zones,
                                                  const std::vector<PassingBlock>& blocks) {
  std::vector<std::vector<ZoneWord>> words(blocks.size());
  const auto before = [](const PassingBlock& b, const BlockKey& key) { return b.block->key < key; };
  std::size_t at = 0;
  const auto find = [&](const BlockKey& key) {
    if (at < blocks.size() && blocks[at].block->key == key) return;
    at = static_cast<std::size_t>(std::lower_bound(blocks.begin(), blocks.end(), key, before) - blocks.begin());
  };
  for (std::uint32_t zone = 0; zone < zones.size(); ++zone) {
    for (const raster::CellRun& run : *zones[zone]) {
      for_each_word(run, [&](const BlockKey& key, std::uint64_t cells) {
        find(key);
        words[at].push_back({zone, static_cast<std::uint32_t>(run.row) & (kBlockCells - 1U), cells});
      });
    }
  }
  return words;
}

}  // namespace schouw::stacking
