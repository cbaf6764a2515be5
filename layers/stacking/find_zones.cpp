// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/find_zones.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "geo/raster/contour.h"
#include "layers/stacking/area_polygons.h"
#include "layers/stacking/zone_measure.h"
#include "layers/stacking/zone_reason.h"

namespace schouw::stacking {

namespace {

// Blocks that one thread takes at a time.
constexpr std::size_t kBatch = 16;

template <class Work>
[[nodiscard]] bool for_each_batch(std::size_t count, const base::WorkOptions& options, Work&& work) {
  return base::for_each_index((count + kBatch - 1) / kBatch,
                              [&](std::size_t batch) { work(batch * kBatch, std::min(count, (batch + 1) * kBatch)); },
                              options.cancel, options.threads);
}

void add_runs(raster::CellRuns& runs, std::uint64_t word, int row, int first_column) {
  while (word != 0) {
    const int from = std::countr_zero(word);
    const int length = std::countr_one(word >> from);
    const int first = first_column + from;
    if (!runs.empty() && runs.back().row == row && runs.back().last + 1 == first) {
      runs.back().last += length;
    } else {
      runs.push_back({row, first, first + length - 1});
    }
    word = from + length == kBlockCells ? 0 : word >> (from + length) << (from + length);
  }
}

raster::CellRuns attention_runs(const std::vector<PassingBlock>& blocks) {
  raster::CellRuns runs;
  for (std::size_t begin = 0; begin < blocks.size();) {
    std::size_t end = begin;
    while (end < blocks.size() && blocks[end].block->key.row == blocks[begin].block->key.row) ++end;
    for (std::size_t row = 0; row < kBlockCells; ++row) {
      for (std::size_t b = begin; b < end; ++b) {
        const BlockKey& key = blocks[b].block->key;
        add_runs(runs, blocks[b].attention[row], key.row * kBlockCells + static_cast<int>(row),
                 key.column * kBlockCells);
      }
    }
    begin = end;
  }
  return runs;
}

std::vector<model::PolygonWithHoles> outline(const raster::CellRuns& runs, const raster::GridFrame& frame,
                                             double merge_gap_m) {
  return polygons_of(raster::bridged_over(runs, merge_gap_m, frame.cell_m), frame);
}

// What the sensors of a zone are for and who answers for them, each once, in order.
void name_sensors(Zone& zone, const plan::Plan& plan) {
  std::set<std::string> purposes;
  std::set<std::string> controllers;
  for (const ZoneSensor& z : zone.sensors) {
    const registers::Sensor& sensor = plan.sensors[z.sensor];
    for (std::string& word : purposes_of(sensor)) purposes.insert(std::move(word));
    if (sensor.deployment.controller) controllers.insert(*sensor.deployment.controller);
  }
  zone.purposes.assign(purposes.begin(), purposes.end());
  zone.controllers.assign(controllers.begin(), controllers.end());
}

// Words of several blocks as runs.
raster::CellRuns runs_of(std::vector<MapWord>& words) {
  std::sort(words.begin(), words.end(),
            [](const MapWord& a, const MapWord& b) { return a.row != b.row ? a.row < b.row : a.column < b.column; });
  raster::CellRuns runs;
  for (const MapWord& word : words) add_runs(runs, word.cells, word.row, word.column);
  return runs;
}

void tighten(int& level, int other) {
  if (other > 0 && (level == 0 || other < level)) level = other;
}

// The shares of one zone, block by block, added up.
struct Sum {
  ZoneShare total;
  void add(const ZoneShare& share) {
    total.exceeded += share.exceeded;
    total.exceeded_words.insert(total.exceeded_words.end(), share.exceeded_words.begin(), share.exceeded_words.end());
    total.max_count = std::max(total.max_count, share.max_count);
    tighten(total.attention_at, share.attention_at);
    tighten(total.exceeded_at, share.exceeded_at);
    std::vector<TypeSets::Number> sets;
    std::set_union(total.sets.begin(), total.sets.end(), share.sets.begin(), share.sets.end(),
                   std::back_inserter(sets));
    total.sets = std::move(sets);
    total.sensors.insert(total.sensors.end(), share.sensors.begin(), share.sensors.end());
  }
  void gather_sensors() {
    auto& sensors = total.sensors;
    std::stable_sort(sensors.begin(), sensors.end(),
                     [](const SensorShare& a, const SensorShare& b) { return a.footprint < b.footprint; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < sensors.size(); ++i) {
      if (kept > 0 && sensors[kept - 1].footprint == sensors[i].footprint) {
        sensors[kept - 1].seen += sensors[i].seen;
        sensors[kept - 1].needing += sensors[i].needing;
        sensors[kept - 1].exceeded_needing += sensors[i].exceeded_needing;
      } else {
        sensors[kept++] = sensors[i];
      }
    }
    sensors.resize(kept);
  }
};

std::vector<std::string> names_of(const std::vector<TypeSets::Number>& sets, const TypeSets& known,
                                  const TypeLevels& levels) {
  const TypeList types = joined(known, sets);
  std::vector<std::string> names = levels.names(types);
  const bool untyped = !sets.empty() && sets.front() == TypeSets::kNone;
  if (untyped && !types.empty()) names.insert(names.begin(), "default");
  return names;
}

void take(Zone& zone, Sum& sum, const coverage::CoverageResult& coverage) {
  const double cell_m2 = coverage.frame.cell_area_m2();
  const std::int64_t cells = raster::cell_count(zone.cells);
  zone.max_count = sum.total.max_count;
  zone.attention_at = sum.total.attention_at;
  zone.exceeded_at = sum.total.exceeded_at;
  zone.area_m2 = static_cast<double>(cells) * cell_m2;
  zone.exceeded_area_m2 = static_cast<double>(sum.total.exceeded) * cell_m2;
  for (const SensorShare& share : sum.total.sensors) {
    zone.sensors.push_back({coverage.footprints[share.footprint].sensor,
                            static_cast<double>(cells - share.needing) * cell_m2,
                            static_cast<double>(sum.total.exceeded - share.exceeded_needing) * cell_m2});
  }
  zone.exceeded_cells = runs_of(sum.total.exceeded_words);
}

}  // namespace

RuleZones::RuleZones(const policy::ThresholdRule& rule, const ZoneParams& params, const TypeBlocks& types)
    : rule_(rule),
      params_(params),
      types_(types),
      type_levels_(params.policy.thresholds),
      levels_(type_levels_.levels_of_sets(types.sets(), rule.id)),
      cells_(map_cells_of(params.coverage.frame)),
      count_(rule, params.plan, params.counted, params.footprints),
      limits_(std::any_of(levels_.begin(), levels_.end(),
                          [](const policy::Levels& levels) { return levels.attention_at > 0; })) {}

std::vector<LevelPart> RuleZones::levels_in(const BlockKey& key) const {
  std::vector<LevelPart> levels;
  for (const TypeBlocks::Part& part : types_.parts(key)) {
    levels.push_back({part.set, levels_[part.set], part.cells});
  }
  return levels;
}

PassingBlock RuleZones::passing_in(const Block& block, RuleTally& tally) const {
  PassingBlock passing{&block, {}, {}};
  count_.count(block, cells_, tally);
  if (tally.parts.empty()) return passing;
  for (const LevelPart& part : levels_in(block.key)) {
    if (part.levels.attention_at == 0) continue;
    const BlockBits attention = tally.value.at_least(part.levels.attention_at);
    for (std::size_t row = 0; row < attention.size(); ++row)
      passing.attention[row] |= attention[row] & part.cells[row];
    if (part.levels.exceeded_at == 0) continue;
    const BlockBits exceeded = tally.value.at_least(part.levels.exceeded_at);
    for (std::size_t row = 0; row < exceeded.size(); ++row) passing.exceeded[row] |= exceeded[row] & part.cells[row];
  }
  return passing;
}

std::optional<std::vector<PassingBlock>> RuleZones::passing(const std::vector<const Block*>& blocks) const {
  std::vector<PassingBlock> passing;
  if (!limits_) return passing;
  passing.resize(blocks.size());
  const auto find = [&](std::size_t begin, std::size_t end) {
    RuleTally tally;
    for (std::size_t i = begin; i < end; ++i) passing[i] = passing_in(*blocks[i], tally);
  };
  if (!for_each_batch(blocks.size(), params_.work, find)) return std::nullopt;
  std::erase_if(passing, [](const PassingBlock& b) { return !any(b.attention); });
  return passing;
}

std::vector<raster::CellRuns> RuleZones::groups(const std::vector<PassingBlock>& blocks) const {
  const raster::CellRuns runs = attention_runs(blocks);
  const raster::RunGroups found =
      raster::connected_runs(runs, raster::reach_over(params_.policy.merge_gap_m, cells_.cell_m));
  std::vector<raster::CellRuns> groups(found.count);
  for (std::size_t i = 0; i < runs.size(); ++i) groups[found.group[i]].push_back(runs[i]);
  return groups;
}

std::optional<std::vector<Zone>> RuleZones::zones(const std::vector<raster::CellRuns>& groups,
                                                  const std::vector<PassingBlock>& blocks) const {
  std::vector<const raster::CellRuns*> large;
  for (const raster::CellRuns& group : groups) {
    const double area_m2 = static_cast<double>(raster::cell_count(group)) * params_.coverage.frame.cell_area_m2();
    if (area_m2 >= params_.policy.minimum_zone_m2 - 1e-9) large.push_back(&group);
  }
  const std::vector<std::vector<ZoneWord>> words = words_by_block(large, blocks);
  std::vector<std::vector<ZoneShare>> shares(blocks.size());
  const auto take_shares = [&](std::size_t begin, std::size_t end) {
    RuleTally tally;
    for (std::size_t i = begin; i < end; ++i) {
      if (words[i].empty()) continue;
      count_.count(*blocks[i].block, cells_, tally);
      shares[i] = zone_shares({blocks[i], tally, levels_in(blocks[i].block->key)}, count_, words[i]);
    }
  };
  if (!for_each_batch(blocks.size(), params_.work, take_shares)) return std::nullopt;
  std::vector<Sum> sums(large.size());
  for (const auto& block : shares) {
    for (const ZoneShare& share : block) sums[share.zone].add(share);
  }
  std::vector<Zone> zones(large.size());
  const auto describe = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      sums[i].gather_sensors();
      zones[i].cells = *large[i];
      take(zones[i], sums[i], params_.coverage);
      zones[i].area_types = names_of(sums[i].total.sets, types_.sets(), type_levels_);
      finish(zones[i]);
    }
  };
  if (!for_each_batch(zones.size(), params_.work, describe)) return std::nullopt;
  return zones;
}

void RuleZones::finish(Zone& zone) const {
  zone.rule = rule_.id;
  if (zone.exceeded_area_m2 >= params_.policy.minimum_zone_m2 - 1e-9) {
    zone.level = Level::exceeded;
    zone.agreement = Agreement::not_checked;
  }
  const raster::GridFrame frame = map_frame(cells_);
  name_sensors(zone, params_.plan);
  zone.centroid = middle_of(zone.cells, frame);
  zone.polygons = outline(zone.cells, frame, params_.policy.merge_gap_m);
  zone.reason = reason_of(zone, {params_.plan, params_.policy, params_.coverage});
}

crs::MapPosition middle_of(const raster::CellRuns& runs, const raster::GridFrame& frame) {
  int west = runs.front().first;
  for (const raster::CellRun& run : runs) west = std::min(west, run.first);
  const int south = runs.front().row;
  std::int64_t twice_columns = 0;
  std::int64_t rows = 0;
  std::int64_t cells = 0;
  for (const raster::CellRun& run : runs) {
    const std::int64_t length = run.last - run.first + 1;
    twice_columns += length * (run.first - west + run.last - west);
    rows += length * (run.row - south);
    cells += length;
  }
  const double column = static_cast<double>(twice_columns) / 2.0 / static_cast<double>(cells);
  const double row = static_cast<double>(rows) / static_cast<double>(cells);
  const int floor_column = west + static_cast<int>(std::floor(column));
  double least = std::numeric_limits<double>::infinity();
  raster::CellRun nearest;
  for (const raster::CellRun& run : runs) {
    for (const int c :
         {std::clamp(floor_column, run.first, run.last), std::clamp(floor_column + 1, run.first, run.last)}) {
      const double dx = c - west - column;
      const double dy = run.row - south - row;
      if (dx * dx + dy * dy >= least) continue;
      least = dx * dx + dy * dy;
      nearest = {run.row, c, c};
    }
  }
  return {frame.east_of(nearest.first), frame.north_of(nearest.row), 0.0};
}

std::optional<std::vector<Zone>> zones_in(const std::vector<Block>& blocks, const ZoneParams& params) {
  std::vector<const Block*> all;
  std::vector<BlockKey> keys;
  for (const Block& block : blocks) {
    all.push_back(&block);
    keys.push_back(block.key);
  }
  const TypeLevels levels(params.policy.thresholds);
  const TypeBlocks types(map_cells_of(params.coverage.frame), params.plan.areas, levels, keys);
  std::vector<Zone> zones;
  for (const policy::ThresholdRule& rule : params.policy.thresholds.rules) {
    const RuleZones finder(rule, params, types);
    const auto passing = finder.passing(all);
    auto found = passing ? finder.zones(finder.groups(*passing), *passing) : std::nullopt;
    if (!found) return std::nullopt;
    for (Zone& zone : *found) zones.push_back(std::move(zone));
  }
  return zones;
}

void sort_zones(std::vector<Zone>& zones, const policy::ThresholdTable& table) {
  std::map<std::string, std::size_t> order;
  for (std::size_t i = 0; i < table.rules.size(); ++i) order.try_emplace(table.rules[i].id, i);
  struct Order {
    std::size_t rule;
    std::size_t index;
  };
  // Zones are heavy: their places are sorted, and then each is moved once.
  std::vector<Order> places;
  for (std::size_t i = 0; i < zones.size(); ++i) places.push_back({order.at(zones[i].rule), i});
  std::sort(places.begin(), places.end(), [&zones](const Order& left, const Order& right) {
    const Zone& a = zones[left.index];
    const Zone& b = zones[right.index];
    if (left.rule != right.rule) return left.rule < right.rule;
    if (a.area_m2 != b.area_m2) return a.area_m2 > b.area_m2;
    const raster::CellRun& first = a.cells.front();
    const raster::CellRun& other = b.cells.front();
    if (a.centroid.north_m != b.centroid.north_m) return a.centroid.north_m < b.centroid.north_m;
    if (a.centroid.east_m != b.centroid.east_m) return a.centroid.east_m < b.centroid.east_m;
    return first.row != other.row ? first.row < other.row : first.first < other.first;
  });
  std::vector<Zone> sorted;
  sorted.reserve(zones.size());
  for (const Order& place : places) sorted.push_back(std::move(zones[place.index]));
  zones = std::move(sorted);
}

std::string zone_id(std::size_t index) { return "Z" + std::to_string(index + 1); }

void number_zones(std::vector<Zone>& zones, const policy::ThresholdTable& table) {
  sort_zones(zones, table);
  for (std::size_t i = 0; i < zones.size(); ++i) zones[i].id = zone_id(i);
}

}  // namespace schouw::stacking
