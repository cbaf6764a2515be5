// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/difference.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "layers/stacking/blocks.h"

namespace schouw::stacking {

namespace {

constexpr double kMostCells = 128e6;

struct Box {
  int west, east, south, north;
  bool meets(const Box& other) const {
    return west <= other.east && other.west <= east && south <= other.north && other.south <= north;
  }
};

std::vector<Box> boxes_of(const std::vector<Zone>& zones) {
  std::vector<Box> boxes;
  for (const Zone& zone : zones) {
    Box& box = boxes.emplace_back(Box{std::numeric_limits<int>::max(), std::numeric_limits<int>::min(),
                                      zone.cells.front().row, zone.cells.back().row});
    for (const raster::CellRun& run : zone.cells) {
      box.west = std::min(box.west, run.first);
      box.east = std::max(box.east, run.last);
    }
  }
  return boxes;
}

ZoneFate fate_of(const ZoneChange& change, const Zone& before, const Zone& after) {
  if (before.level != after.level) return ZoneFate::level_differs;
  return change.after_m2 > change.before_m2 ? ZoneFate::grows : ZoneFate::shrinks;
}

std::vector<ZoneChange> zone_changes(const std::vector<Zone>& before, const std::vector<Zone>& after, double cell_m) {
  const std::vector<Box> old_boxes = boxes_of(before);
  const std::vector<Box> new_boxes = boxes_of(after);
  std::vector<bool> met(before.size(), false);
  std::vector<ZoneChange> changes;
  for (std::uint32_t i = 0; i < after.size(); ++i) {
    ZoneChange change{.rule = after[i].rule, .after = i, .after_m2 = after[i].area_m2};
    for (std::uint32_t j = 0; j < before.size(); ++j) {
      if (before[j].rule != after[i].rule || !old_boxes[j].meets(new_boxes[i]) ||
          !raster::overlap(before[j].cells, cell_m, after[i].cells, cell_m)) {
        continue;
      }
      met[j] = true;
      change.before_m2 += before[j].area_m2;
      if (!change.before || before[j].area_m2 > before[*change.before].area_m2) change.before = j;
    }
    const bool same = change.before && change.before_m2 == change.after_m2 &&
                      before[*change.before].cells == after[i].cells &&
                      before[*change.before].level == after[i].level;
    if (same) continue;
    if (change.before) change.fate = fate_of(change, before[*change.before], after[i]);
    changes.push_back(std::move(change));
  }
  for (std::uint32_t j = 0; j < before.size(); ++j) {
    if (met[j]) continue;
    changes.push_back(
        {.fate = ZoneFate::vanishes, .rule = before[j].rule, .before = j, .before_m2 = before[j].area_m2});
  }
  return changes;
}

std::vector<CountChange> count_changes(const Stacking& before, const Stacking& after) {
  std::map<int, CountChange> changes;
  for (const auto& [count, m2] : before.area_by_count_m2) changes[count] = {count, m2, 0.0};
  for (const auto& [count, m2] : after.area_by_count_m2) {
    changes[count].count = count;
    changes[count].after_m2 = m2;
  }
  std::vector<CountChange> list;
  for (const auto& [count, change] : changes) {
    if (change.before_m2 != change.after_m2) list.push_back(change);
  }
  return list;
}

// A footprint's cells wherever its result's frame begins.
bool same_cells(const coverage::CellSet& a, const MapCells& a_cells, const coverage::CellSet& b,
                const MapCells& b_cells) {
  return a.first_word + a_cells.first_column / kBlockCells == b.first_word + b_cells.first_column / kBlockCells &&
         a.first_row + a_cells.first_row == b.first_row + b_cells.first_row && a.words == b.words &&
         a.rows == b.rows && a.bits == b.bits;
}

// The cells in which each sensor counts; none of those that count nowhere.
std::map<std::uint32_t, const coverage::CellSet*> counted_cells(const StackedPlan& stacked) {
  const coverage::CoverageResult& coverage = *stacked.stacking.coverage;
  const CountedCells counted(stacked.plan, coverage, stacked.stacking.filter);
  std::map<std::uint32_t, const coverage::CellSet*> cells;
  for (std::uint32_t i = 0; i < coverage.footprints.size(); ++i) {
    const coverage::CellSet* set = counted.cells(i);
    if (set != nullptr && set->count() > 0) cells[coverage.footprints[i].sensor] = set;
  }
  return cells;
}

std::vector<std::uint32_t> sensors_that_differ(const StackedPlan& before, const StackedPlan& after) {
  std::map<std::uint32_t, std::pair<const coverage::CellSet*, const coverage::CellSet*>> pairs;
  for (const auto& [sensor, cells] : counted_cells(before)) pairs[sensor].first = cells;
  for (const auto& [sensor, cells] : counted_cells(after)) pairs[sensor].second = cells;
  const MapCells old_cells = map_cells_of(before.stacking.coverage->frame);
  const MapCells new_cells = map_cells_of(after.stacking.coverage->frame);
  std::vector<std::uint32_t> sensors;
  for (const auto& [sensor, pair] : pairs) {
    const auto& [a, b] = pair;
    if (a == nullptr || b == nullptr || !same_cells(*a, old_cells, *b, new_cells)) {
      sensors.push_back(sensor);
    }
  }
  return sensors;
}

// The smallest frame over both grids, its corner on a cell of theirs.
raster::GridFrame frame_over(const raster::GridFrame& a, const raster::GridFrame& b) {
  const MapCells one = map_cells_of(a);
  const MapCells other = map_cells_of(b);
  const int column = std::min(one.first_column, other.first_column);
  const int row = std::min(one.first_row, other.first_row);
  return {.west_m = column * a.cell_m,
          .south_m = row * a.cell_m,
          .cell_m = a.cell_m,
          .columns = std::max(one.first_column + a.columns, other.first_column + b.columns) - column,
          .rows = std::max(one.first_row + a.rows, other.first_row + b.rows) - row};
}

// A stacking that sees nothing lies nowhere.
raster::GridFrame frame_of_change(const Stacking& before, const Stacking& after) {
  if (before.max_count == 0) return after.counts.frame();
  if (after.max_count == 0) return before.counts.frame();
  const raster::GridFrame both = frame_over(before.counts.frame(), after.counts.frame());
  return static_cast<double>(both.columns) * both.rows > kMostCells ? after.counts.frame() : both;
}

int count_at(const raster::Grid<std::uint16_t>& counts, const MapCells& cells, int column, int row) {
  const int c = column - cells.first_column;
  const int r = row - cells.first_row;
  return counts.frame().contains(c, r) ? counts.at(c, r) : 0;
}

void compare_cells(const Stacking& before, const Stacking& after, Difference& difference) {
  difference.change = raster::Grid<std::int16_t>(frame_of_change(before, after));
  const MapCells both = map_cells_of(difference.change.frame());
  const MapCells old_cells = map_cells_of(before.counts.frame());
  const MapCells new_cells = map_cells_of(after.counts.frame());
  const double cell_m2 = difference.change.frame().cell_area_m2();
  for (int r = 0; r < difference.change.frame().rows; ++r) {
    for (int c = 0; c < difference.change.frame().columns; ++c) {
      const int was = count_at(before.counts, old_cells, both.first_column + c, both.first_row + r);
      const int is = count_at(after.counts, new_cells, both.first_column + c, both.first_row + r);
      if (was == is) continue;
      difference.change.at(c, r) = static_cast<std::int16_t>(std::clamp(is - was, -32767, 32767));
      (is > was ? difference.more_m2 : difference.fewer_m2) += cell_m2;
      if (was == 0) difference.newly_seen_m2 += cell_m2;
      if (is == 0) difference.no_longer_seen_m2 += cell_m2;
    }
  }
}

}  // namespace

Difference difference(const StackedPlan& before, const StackedPlan& after) {
  const Stacking& was = before.stacking;
  const Stacking& is = after.stacking;
  Difference result;
  compare_cells(was, is, result);
  result.by_count = count_changes(was, is);
  result.zones = zone_changes(was.zones, is.zones, is.coverage->frame.cell_m);
  result.sensors = sensors_that_differ(before, after);
  return result;
}

}  // namespace schouw::stacking
