// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <vector>

#include "geo/base/parallel.h"
#include "layers/stacking/level_map.h"
#include "layers/stacking/rule_count.h"
#include "layers/stacking/stacking.h"

namespace schouw::stacking {

struct ZoneParams {
  const plan::Plan& plan;
  const policy::Policy& policy;
  const coverage::CoverageResult& coverage;
  const CountedCells& counted;
  base::WorkOptions work = {};
  const std::vector<std::uint32_t>* footprints = nullptr;  // those of the blocks asked for; nothing: all
};

// Where one rule passes its levels in one block. The block outlives it.
struct PassingBlock {
  const Block* block = nullptr;
  BlockBits attention;
  BlockBits exceeded;
};

// The zones of one rule. A zone's answers come from its own blocks alone, so that some zones can be made again
// without the others. Nothing is given where the question's work was cancelled.
class RuleZones {
 public:
  RuleZones(const policy::ThresholdRule& rule, const ZoneParams& params, const TypeBlocks& types);

  // Only those where something reaches attention_at, in the order given.
  std::optional<std::vector<PassingBlock>> passing(const std::vector<const Block*>& blocks) const;
  // Cells that hang together, each group once, in order of its first cell. blocks ascending.
  std::vector<raster::CellRuns> groups(const std::vector<PassingBlock>& blocks) const;
  // The zones among some groups: those of the policy's minimum area; without ids, in the groups' order. blocks
  // ascending, and all that the groups lie in.
  std::optional<std::vector<Zone>> zones(const std::vector<raster::CellRuns>& groups,
                                         const std::vector<PassingBlock>& blocks) const;

 private:
  std::vector<LevelPart> levels_in(const BlockKey& key) const;
  PassingBlock passing_in(const Block& block, RuleTally& tally) const;
  void finish(Zone& zone) const;

  const policy::ThresholdRule& rule_;
  const ZoneParams& params_;
  const TypeBlocks& types_;
  TypeLevels type_levels_;
  std::vector<policy::Levels> levels_;  // of the rule, by set of types
  MapCells cells_;
  RuleCount count_;
  bool limits_ = false;  // anywhere in the blocks that `types` was made for
};

// The zones of every rule over some blocks, in order of the rules, then of their first cells; without ids. Nothing
// where the question's work was cancelled.
std::optional<std::vector<Zone>> zones_in(const std::vector<Block>& blocks, const ZoneParams& params);

// The middle of some cells, moved to the nearest of them: a ring's mean lies outside it. Counted from the first row
// and the westmost column, so that it is the same wherever the numbering of cells begins.
crs::MapPosition middle_of(const raster::CellRuns& runs, const raster::GridFrame& frame);

// By rule (in the policy's order), then area, largest first, then place; and numbered in that order.
void sort_zones(std::vector<Zone>& zones, const policy::ThresholdTable& table);
std::string zone_id(std::size_t index);  // "Z1" for 0
void number_zones(std::vector<Zone>& zones, const policy::ThresholdTable& table);

}  // namespace schouw::stacking
