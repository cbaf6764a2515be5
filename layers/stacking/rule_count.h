// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "layers/policy/policy.h"
#include "layers/stacking/count_filter.h"
#include "layers/stacking/count_planes.h"
#include "layers/stacking/type_sets.h"

namespace schouw::stacking {

// A footprint that takes part in a rule's count in a block, and the cells in which it does.
struct CountedPart {
  std::uint32_t footprint = 0;
  BlockBits cells;
};

// One rule's count over one block.
struct RuleTally {
  CountPlanes value;
  std::vector<CountedPart> parts;  // in order of the footprint
  // Of rules that count what sensors have in common: where one sensor, and where more than one, brings the group.
  struct Group {
    std::uint32_t id = 0;
    BlockBits once;
    BlockBits twice;
  };
  std::vector<Group> groups;
};

// The levels that apply to some cells of a block.
struct LevelPart {
  TypeSets::Number set = TypeSets::kNone;  // the types of area that they lie in
  policy::Levels levels;                   // of one rule; 0: not limited
  BlockBits cells;
};

// What one rule counts, with the sensors' answers worked out once.
class RuleCount {
 public:
  // only: the footprints that will be asked for; nothing: all.
  RuleCount(const policy::ThresholdRule& rule, const plan::Plan& plan, const CountedCells& counted,
            const std::vector<std::uint32_t>* only = nullptr);

  void count(const Block& block, const MapCells& cells, RuleTally& into) const;

  // Of the cells that reach attention_at, those that would not without one footprint. One object for one block.
  class Without {
   public:
    Without(const RuleCount& rule, const RuleTally& tally, const std::vector<LevelPart>& levels);
    // Cells that do not reach attention_at anyway may be set too.
    BlockBits needing(const CountedPart& part) const;

   private:
    const RuleTally::Group* group(std::uint32_t id) const;
    BlockBits needing_of_groups(const CountedPart& part) const;
    // Where the count is at most `by` - 1 over attention_at.
    const BlockBits& within(std::size_t by) const { return within_[by - 1]; }

    const RuleCount& rule_;
    const RuleTally& tally_;
    std::vector<BlockBits> within_;
    BlockBits attention_at_one_{};
  };

 private:
  bool simple() const;
  void count_groups(RuleTally& tally) const;

  policy::Counted counted_;
  // Per footprint: where it counts (nothing: nowhere), and what it brings: one word for a sensor that counts; the
  // controller; the purposes; the kind's family. All bits set: it has one, but the register does not say which.
  std::vector<const coverage::CellSet*> cells_;
  std::vector<std::vector<std::uint32_t>> groups_;
};

}  // namespace schouw::stacking
