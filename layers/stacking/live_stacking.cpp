// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/live_stacking.h"

#include <algorithm>
#include <map>
#include <set>

#include "layers/stacking/find_zones.h"
#include "layers/stacking/stack_counts.h"
#include "layers/stacking/zone_reason.h"

namespace schouw::stacking {

namespace {

using BlockSet = std::set<BlockKey>;

// The blocks that a run lies in or near.
template <class Visit>
void for_each_block_near(const raster::CellRun& run, int reach, Visit&& visit) {
  for (int row = (run.row - reach) >> 6; row <= (run.row + reach) >> 6; ++row) {
    for (int column = (run.first - reach) >> 6; column <= (run.last + reach) >> 6; ++column) {
      visit(BlockKey{row, column});
    }
  }
}

bool near_any(const raster::CellRuns& cells, int reach, const BlockSet& blocks) {
  bool found = false;
  for (const raster::CellRun& run : cells) {
    for_each_block_near(run, reach, [&](const BlockKey& key) { found = found || blocks.count(key) != 0; });
    if (found) return true;
  }
  return false;
}

bool same_bits(const coverage::CellSet& a, const coverage::CellSet& b, const MapCells& cells, const BlockKey& key) {
  BlockBits left;
  BlockBits right;
  bits_in(a, cells, key, left);
  bits_in(b, cells, key, right);
  return left == right;
}

void include(LiveStacking::Change& change, int column, int row, int columns, int rows) {
  if (change.empty()) {
    change.first_column = column;
    change.first_row = row;
    change.columns = columns;
    change.rows = rows;
    return;
  }
  const int end_column = std::max(change.first_column + change.columns, column + columns);
  const int end_row = std::max(change.first_row + change.rows, row + rows);
  change.first_column = std::min(change.first_column, column);
  change.first_row = std::min(change.first_row, row);
  change.columns = end_column - change.first_column;
  change.rows = end_row - change.first_row;
}

}  // namespace

class LiveStacking::State {
 public:
  State(std::shared_ptr<const plan::Plan> plan, const Stacking& stacking, policy::Policy policy, unsigned threads)
      : plan_(std::move(plan)),
        policy_(std::move(policy)),
        threads_(threads),
        coverage_(*stacking.coverage),
        cells_(map_cells_of(coverage_.frame)),
        reach_(static_cast<int>(raster::reach_over(policy_.merge_gap_m, cells_.cell_m).size())),
        now_{.counts = stacking.counts,
             .personal_counts = stacking.personal_counts,
             .filter = stacking.filter,
             .zones = stacking.zones} {
    for (Block& block : blocks_of(coverage_)) blocks_.emplace(block.key, std::move(block));
    for (Zone& zone : now_.zones) {
      if (zone.level == Level::exceeded || zone.agreement != Agreement::not_needed) undo_agreement(zone);
    }
  }

  Change replace(std::uint32_t sensor, std::optional<coverage::Footprint> footprint,
                 std::shared_ptr<const plan::Plan> edited) {
    // What a sensor is for may change its count where its footprint stays the same.
    const bool other_answers = edited != nullptr && differs(sensor, *edited);
    if (edited != nullptr) plan_ = std::move(edited);
    const BlockSet touched = exchange(sensor, std::move(footprint), other_answers);
    Change change = count_again(touched);
    find_again(touched, change);
    return change;
  }

  const Stacking& now() const { return now_; }
  const coverage::CoverageResult& coverage() const { return coverage_; }

  Stacking stacking() const {
    return stack({.plan = *plan_,
                  .coverage = std::make_shared<const coverage::CoverageResult>(coverage_),
                  .policy = policy_,
                  .filter = now_.filter,
                  .threads = threads_});
  }

 private:
  void undo_agreement(Zone& zone) const {
    const bool exceeds = zone.exceeded_area_m2 >= policy_.minimum_zone_m2 - 1e-9;
    zone.level = exceeds ? Level::exceeded : Level::attention;
    zone.agreement = exceeds ? Agreement::not_checked : Agreement::not_needed;
    zone.reason = reason_of(zone, {*plan_, policy_, coverage_});
  }

  bool differs(std::uint32_t sensor, const plan::Plan& edited) const {
    return sensor >= plan_->sensors.size() || !(plan_->sensors[sensor] == edited.sensors[sensor]);
  }

  std::size_t place_of(std::uint32_t sensor) const {
    const auto& footprints = coverage_.footprints;
    return static_cast<std::size_t>(
        std::lower_bound(footprints.begin(), footprints.end(), sensor,
                         [](const coverage::Footprint& f, std::uint32_t s) { return f.sensor < s; }) -
        footprints.begin());
  }

  // Puts the footprint in its place, and tells the blocks in which anything differs.
  BlockSet exchange(std::uint32_t sensor, std::optional<coverage::Footprint> footprint, bool everywhere) {
    const std::size_t at = place_of(sensor);
    auto& footprints = coverage_.footprints;
    const bool had = at < footprints.size() && footprints[at].sensor == sensor;
    coverage::Footprint before;
    if (had) {
      before = std::move(footprints[at]);
      leave_blocks(static_cast<std::uint32_t>(at), before);
    }
    if (footprint) footprint->sensor = sensor;
    if (had && footprint) {
      footprints[at] = *std::move(footprint);
    } else if (had) {
      footprints.erase(footprints.begin() + static_cast<std::ptrdiff_t>(at));
      renumber_from(static_cast<std::uint32_t>(at), -1);
    } else if (footprint) {
      footprints.insert(footprints.begin() + static_cast<std::ptrdiff_t>(at), *std::move(footprint));
      renumber_from(static_cast<std::uint32_t>(at), 1);
    } else {
      return {};
    }
    const bool has = at < footprints.size() && footprints[at].sensor == sensor;
    static const coverage::Footprint kNothing;
    const coverage::Footprint& after = has ? footprints[at] : kNothing;
    if (has) enter_blocks(static_cast<std::uint32_t>(at), after);
    return differing_blocks(before, after, everywhere);
  }

  void leave_blocks(std::uint32_t index, const coverage::Footprint& footprint) {
    for (const BlockKey& key : stacking::blocks_of(footprint, cells_)) {
      std::erase(blocks_.at(key).footprints, index);
    }
  }
  void enter_blocks(std::uint32_t index, const coverage::Footprint& footprint) {
    for (const BlockKey& key : stacking::blocks_of(footprint, cells_)) {
      auto& list = blocks_.try_emplace(key, Block{key, {}}).first->second.footprints;
      list.insert(std::lower_bound(list.begin(), list.end(), index), index);
    }
  }
  void renumber_from(std::uint32_t first, int by) {
    for (auto& [key, block] : blocks_) {
      for (std::uint32_t& index : block.footprints) {
        if (index >= first) index = static_cast<std::uint32_t>(static_cast<int>(index) + by);
      }
    }
  }

  BlockSet differing_blocks(const coverage::Footprint& a, const coverage::Footprint& b, bool everywhere) const {
    BlockSet keys;
    for (const coverage::Footprint* f : {&a, &b}) {
      for (const BlockKey& key : stacking::blocks_of(*f, cells_)) keys.insert(key);
    }
    if (everywhere || a.reached.size() != b.reached.size()) return keys;
    std::erase_if(keys, [&](const BlockKey& key) {
      bool same = same_bits(a.seen, b.seen, cells_, key);
      for (std::size_t i = 0; same && i < a.reached.size(); ++i) {
        same = same_bits(a.reached[i], b.reached[i], cells_, key);
      }
      return same;
    });
    return keys;
  }

  Change count_again(const BlockSet& touched) {
    Change change;
    const BlockCounts counting(*plan_, coverage_, now_.filter);
    const MapCells grid = map_cells_of(now_.counts.frame());
    const raster::GridFrame& frame = now_.counts.frame();
    for (const BlockKey& key : touched) {
      counting.write(blocks_.at(key), now_.counts, &now_.personal_counts);
      const int column = std::max(0, key.column * kBlockCells - grid.first_column);
      const int row = std::max(0, key.row * kBlockCells - grid.first_row);
      const int columns = std::min(frame.columns, (key.column + 1) * kBlockCells - grid.first_column) - column;
      const int rows = std::min(frame.rows, (key.row + 1) * kBlockCells - grid.first_row) - row;
      if (columns > 0 && rows > 0) include(change, column, row, columns, rows);
    }
    return change;
  }

  // Everything that hangs together with cells in or beside the touched blocks is found again; the rest stays.
  void find_again(const BlockSet& touched, Change& change) {
    if (touched.empty()) return;
    std::vector<Zone> zones;
    zones.reserve(now_.zones.size());
    for (Zone& zone : now_.zones) {
      if (near_any(zone.cells, reach_, touched)) {
        ++change.zones_gone;
      } else {
        zone.id.clear();
        zones.push_back(std::move(zone));
      }
    }
    const CountedCells counted(*plan_, coverage_, now_.filter);
    for (const policy::ThresholdRule& rule : policy_.thresholds.rules) {
      for (Zone& zone : zones_near(rule, counted, touched)) {
        zone.id = kFresh;
        zones.push_back(std::move(zone));
      }
    }
    order_zones(std::move(zones), change);
  }

  void order_zones(std::vector<Zone> zones, Change& change) {
    sort_zones(zones, policy_.thresholds);
    for (std::uint32_t i = 0; i < zones.size(); ++i) {
      if (zones[i].id == kFresh) change.zones.push_back(i);
      zones[i].id = zone_id(i);
    }
    now_.zones = std::move(zones);
  }

  std::vector<Zone> zones_near(const policy::ThresholdRule& rule, const CountedCells& counted,
                               const BlockSet& touched) const {
    BlockSet region = with_neighbours(touched);
    while (true) {
      const std::vector<const Block*> blocks = blocks_in(region);
      std::vector<BlockKey> keys;
      std::vector<std::uint32_t> footprints;
      for (const Block* block : blocks) {
        keys.push_back(block->key);
        footprints.insert(footprints.end(), block->footprints.begin(), block->footprints.end());
      }
      std::sort(footprints.begin(), footprints.end());
      footprints.erase(std::unique(footprints.begin(), footprints.end()), footprints.end());
      const TypeLevels levels(policy_.thresholds);
      const TypeBlocks types(cells_, plan_->areas, levels, keys);
      const ZoneParams params{*plan_, policy_, coverage_, counted, {.threads = threads_}, &footprints};
      const RuleZones finder(rule, params, types);
      const std::vector<PassingBlock> passing = *finder.passing(blocks);  // nobody cancels it: a hand waits
      std::vector<raster::CellRuns> groups = finder.groups(passing);
      std::erase_if(groups, [&](const raster::CellRuns& g) { return !near_any(g, reach_, touched); });
      if (!grow(region, groups)) return *finder.zones(groups, passing);
    }
  }

  static BlockSet with_neighbours(const BlockSet& blocks) {
    BlockSet all;
    for (const BlockKey& key : blocks) {
      for (int row = key.row - 1; row <= key.row + 1; ++row) {
        for (int column = key.column - 1; column <= key.column + 1; ++column) all.insert({row, column});
      }
    }
    return all;
  }

  std::vector<const Block*> blocks_in(const BlockSet& region) const {
    std::vector<const Block*> blocks;
    for (const BlockKey& key : region) {
      const auto found = blocks_.find(key);
      if (found != blocks_.end()) blocks.push_back(&found->second);
    }
    return blocks;
  }

  // Whether a group may reach further than the region, which then holds what lies around it.
  bool grow(BlockSet& region, const std::vector<raster::CellRuns>& groups) const {
    BlockSet beyond;
    for (const raster::CellRuns& group : groups) {
      for (const raster::CellRun& run : group) {
        for_each_block_near(run, reach_, [&](const BlockKey& key) {
          if (region.count(key) == 0 && blocks_.count(key) != 0) beyond.insert(key);
        });
      }
    }
    region.insert(beyond.begin(), beyond.end());
    return !beyond.empty();
  }

  static constexpr const char* kFresh = "fresh";

  std::shared_ptr<const plan::Plan> plan_;
  policy::Policy policy_;
  unsigned threads_;
  coverage::CoverageResult coverage_;
  MapCells cells_;
  int reach_;
  Stacking now_;
  std::map<BlockKey, Block> blocks_;
};

LiveStacking::LiveStacking(std::shared_ptr<const plan::Plan> plan, const Stacking& stacking, policy::Policy policy,
                           unsigned threads)
    : state_(std::make_unique<State>(std::move(plan), stacking, std::move(policy), threads)) {}
LiveStacking::~LiveStacking() = default;
LiveStacking::LiveStacking(LiveStacking&&) noexcept = default;
LiveStacking& LiveStacking::operator=(LiveStacking&&) noexcept = default;

LiveStacking::Change LiveStacking::replace(std::uint32_t sensor, std::optional<coverage::Footprint> footprint,
                                           std::shared_ptr<const plan::Plan> edited) {
  return state_->replace(sensor, std::move(footprint), std::move(edited));
}

const raster::Grid<std::uint16_t>& LiveStacking::counts() const { return state_->now().counts; }
const raster::Grid<std::uint16_t>& LiveStacking::personal_counts() const { return state_->now().personal_counts; }
const std::vector<Zone>& LiveStacking::zones() const { return state_->now().zones; }
const coverage::CoverageResult& LiveStacking::coverage() const { return state_->coverage(); }
Stacking LiveStacking::stacking() const { return state_->stacking(); }

coverage::Footprint renumbered(coverage::Footprint footprint, const raster::GridFrame& from,
                               const raster::GridFrame& to) {
  const MapCells old = map_cells_of(from);
  const MapCells fresh = map_cells_of(to);
  const auto move = [&](coverage::CellSet& set) {
    set.first_word += (old.first_column - fresh.first_column) / kBlockCells;
    set.first_row += old.first_row - fresh.first_row;
  };
  move(footprint.seen);
  std::for_each(footprint.reached.begin(), footprint.reached.end(), move);
  return footprint;
}

}  // namespace schouw::stacking
