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

void add_exceeded(ZoneShare& share, const Words& words, const PassingBlock& block) {
  for (const ZoneWord* w = words.first; w != words.second; ++w) {
    const std::uint64_t cells = w->cells & block.exceeded[w->row];
    if (cells == 0) continue;
    share.exceeded += std::popcount(cells);
    share.exceeded_words.push_back({block.block->key.row * kBlockCells + static_cast<int>(w->row),
                                    block.block->key.column * kBlockCells, cells});
  }
}

// The levels by which a cell exceeds, as those by which it would ask attention.
std::vector<LevelPart> by_exceeded_at(std::vector<LevelPart> levels) {
  for (LevelPart& part : levels) part.levels.attention_at = part.levels.exceeded_at;
  return levels;
}

void add_exceeded_needing(std::vector<ZoneShare>& shares, const MeasuredBlock& measured, const RuleCount& rule,
                          const std::vector<Words>& ranges) {
  const bool any = std::any_of(shares.begin(), shares.end(), [](const ZoneShare& s) { return s.exceeded > 0; });
  if (!any) return;
  const std::vector<LevelPart> levels = by_exceeded_at(measured.levels);
  const RuleCount::Without without(rule, measured.tally, levels);
  for (const CountedPart& part : measured.tally.parts) {
    BlockBits needing = without.needing(part);
    for (std::size_t row = 0; row < needing.size(); ++row) needing[row] &= measured.block.exceeded[row];
    for (std::size_t i = 0; i < shares.size(); ++i) {
      auto& sensors = shares[i].sensors;
      const auto sensor = std::lower_bound(sensors.begin(), sensors.end(), part.footprint,
                                           [](const SensorShare& s, std::uint32_t f) { return s.footprint < f; });
      if (sensor == sensors.end() || sensor->footprint != part.footprint) continue;
      sensor->exceeded_needing = cells_in(ranges[i], needing);
    }
  }
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
    add_exceeded(share, ranges.back(), measured.block);
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
  add_exceeded_needing(shares, measured, rule, ranges);
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
