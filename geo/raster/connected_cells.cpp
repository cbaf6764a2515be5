// SPDX-License-Identifier: EUPL-1.2
#include "geo/raster/connected_cells.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace schouw::raster {

namespace {

// Disjoint sets of labels; the smallest label stands for its set.
class LabelSets {
 public:
  LabelSets() : parent_{0} {}
  std::uint32_t make() {
    parent_.push_back(static_cast<std::uint32_t>(parent_.size()));
    return parent_.back();
  }
  std::uint32_t root(std::uint32_t label) {
    while (parent_[label] != label) label = parent_[label] = parent_[parent_[label]];
    return label;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }
  std::size_t size() const { return parent_.size(); }

 private:
  std::vector<std::uint32_t> parent_;
};

// Labels 1..count by the order in which groups first appear.
void renumber(ConnectedCells& cells, LabelSets& sets) {
  std::vector<std::uint32_t> number(sets.size(), 0);
  cells.count = 0;
  for (std::uint32_t& label : cells.label.values()) {
    if (label == 0) continue;
    std::uint32_t& group = number[sets.root(label)];
    if (group == 0) group = ++cells.count;
    label = group;
  }
}

struct Step {
  int columns;
  int rows;
};

// Half of the steps to cells beyond the direct neighbours whose gap is under gap_m: the other half is symmetric.
std::vector<Step> steps_over(double gap_m, double cell_m) {
  std::vector<Step> steps;
  const int reach = static_cast<int>(std::ceil(gap_m / cell_m)) + 1;
  for (int r = 0; r <= reach; ++r) {
    for (int c = r == 0 ? 1 : -reach; c <= reach; ++c) {
      if (std::max(std::abs(c), r) < 2) continue;
      const double gap = std::hypot(std::max(0, std::abs(c) - 1), std::max(0, r - 1)) * cell_m;
      if (gap < gap_m - 1e-9) steps.push_back({c, r});
    }
  }
  return steps;
}

bool on_boundary(const Grid<std::uint8_t>& mask, int column, int row) {
  const GridFrame& frame = mask.frame();
  for (const auto& [c, r] : {Step{1, 0}, Step{-1, 0}, Step{0, 1}, Step{0, -1}}) {
    if (!frame.contains(column + c, row + r) || mask.at(column + c, row + r) == 0) return true;
  }
  return false;
}

// Those outside the mask on the straight line from a cell to the one a step further.
std::vector<std::size_t> gap_cells(const Grid<std::uint8_t>& mask, int column, int row, const Step& step) {
  std::vector<std::size_t> cells;
  const int length = std::max(std::abs(step.columns), step.rows);
  for (int i = 1; i < length; ++i) {
    const int c = column + static_cast<int>(std::lround(static_cast<double>(step.columns) * i / length));
    const int r = row + static_cast<int>(std::lround(static_cast<double>(step.rows) * i / length));
    if (mask.at(c, r) == 0) cells.push_back(mask.index(c, r));
  }
  return cells;
}

}  // namespace

ConnectedCells connected_cells(const Grid<std::uint8_t>& mask, Neighbours neighbours) {
  const GridFrame& frame = mask.frame();
  ConnectedCells cells{Grid<std::uint32_t>(frame), 0};
  LabelSets sets;
  for (int row = 0; row < frame.rows; ++row) {
    for (int column = 0; column < frame.columns; ++column) {
      if (mask.at(column, row) == 0) continue;
      std::uint32_t label = 0;
      const auto meet = [&](int c, int r) {
        if (!frame.contains(c, r)) return;
        const std::uint32_t other = cells.label.at(c, r);
        if (other == 0) return;
        if (label != 0) sets.join(label, other);
        label = label == 0 ? other : label;
      };
      meet(column - 1, row);
      meet(column, row - 1);
      if (neighbours == Neighbours::eight) {
        meet(column - 1, row - 1);
        meet(column + 1, row - 1);
      }
      cells.label.at(column, row) = label == 0 ? sets.make() : label;
    }
  }
  renumber(cells, sets);
  return cells;
}

BridgedCells connected_over_gaps(const Grid<std::uint8_t>& mask, double gap_m) {
  const GridFrame& frame = mask.frame();
  BridgedCells out{connected_cells(mask, Neighbours::eight), mask, {}};
  LabelSets sets;
  for (std::uint32_t i = 0; i < out.groups.count; ++i) sets.make();
  std::vector<std::pair<std::size_t, std::uint32_t>> bridges;
  const std::vector<Step> steps = steps_over(gap_m, frame.cell_m);
  for (int row = 0; row < frame.rows; ++row) {
    for (int column = 0; column < frame.columns; ++column) {
      const std::uint32_t label = out.groups.label.at(column, row);
      if (label == 0 || steps.empty() || !on_boundary(mask, column, row)) continue;
      for (const Step& step : steps) {
        if (!frame.contains(column + step.columns, row + step.rows)) continue;
        const std::uint32_t other = out.groups.label.at(column + step.columns, row + step.rows);
        if (other == 0) continue;
        sets.join(label, other);
        for (const std::size_t index : gap_cells(mask, column, row, step)) bridges.emplace_back(index, label);
      }
    }
  }
  // Bridges first take the old labels, so that one renumbering serves both.
  out.bridge_label = out.groups.label;
  for (const auto& [index, label] : bridges) {
    out.bridge.values()[index] = 1;
    out.bridge_label.values()[index] = label;
  }
  std::vector<std::uint32_t> number(sets.size(), 0);
  std::uint32_t count = 0;
  for (const std::uint32_t label : out.groups.label.values()) {
    if (label != 0 && number[sets.root(label)] == 0) number[sets.root(label)] = ++count;
  }
  const auto renamed = [&](std::uint32_t label) { return label == 0 ? 0 : number[sets.root(label)]; };
  for (std::uint32_t& label : out.groups.label.values()) label = renamed(label);
  for (std::uint32_t& label : out.bridge_label.values()) label = renamed(label);
  out.groups.count = count;
  return out;
}

}  // namespace schouw::raster
