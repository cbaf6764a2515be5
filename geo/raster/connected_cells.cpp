// SPDX-License-Identifier: EUPL-1.2
#include "geo/raster/connected_cells.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>

namespace schouw::raster {

namespace {

// Disjoint sets of runs; the first run stands for its set.
class RunSets {
 public:
  explicit RunSets(std::size_t count) : parent_(count) {
    for (std::size_t i = 0; i < count; ++i) parent_[i] = static_cast<std::uint32_t>(i);
  }
  std::uint32_t root(std::uint32_t run) {
    while (parent_[run] != run) run = parent_[run] = parent_[parent_[run]];
    return run;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = root(a);
    b = root(b);
    if (a != b) parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

// The runs begin..end-1 of one row.
struct RowOfRuns {
  int row = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

std::vector<RowOfRuns> rows_of(std::span<const CellRun> runs) {
  std::vector<RowOfRuns> rows;
  for (std::uint32_t i = 0; i < runs.size(); ++i) {
    if (rows.empty() || rows.back().row != runs[i].row) rows.push_back({runs[i].row, i, i});
    rows.back().end = i + 1;
  }
  return rows;
}

void join_within_row(std::span<const CellRun> runs, const RowOfRuns& row, int reach, RunSets& sets) {
  for (std::uint32_t i = row.begin; i + 1 < row.end; ++i) {
    if (runs[i + 1].first - runs[i].last <= reach) sets.join(i, i + 1);
  }
}

void join_rows(std::span<const CellRun> runs, const RowOfRuns& south, const RowOfRuns& north, int reach,
               RunSets& sets) {
  std::uint32_t from = south.begin;
  for (std::uint32_t n = north.begin; n < north.end; ++n) {
    while (from < south.end && runs[from].last + reach < runs[n].first) ++from;
    for (std::uint32_t s = from; s < south.end && runs[s].first - reach <= runs[n].last; ++s) sets.join(s, n);
  }
}

struct Step {
  int columns;
  int rows;
};

// Half of the steps to cells beyond the direct neighbours that the reach allows: the other half is symmetric.
std::vector<Step> steps_beyond_neighbours(const Reach& reach) {
  std::vector<Step> steps;
  for (int r = 0; r < static_cast<int>(reach.size()); ++r) {
    const int most = reach[static_cast<std::size_t>(r)];
    for (int c = r == 0 ? 1 : -most; c <= most; ++c) {
      if (std::max(std::abs(c), r) >= 2) steps.push_back({c, r});
    }
  }
  return steps;
}

// Cells as bits over the window of a group; shifts stay within some cells of a word.
class BitWindow {
 public:
  explicit BitWindow(std::span<const CellRun> runs)
      : first_row_(runs.front().row), rows_(runs.back().row - runs.front().row + 1) {
    int west = runs.front().first;
    int east = runs.front().last;
    for (const CellRun& run : runs) {
      west = std::min(west, run.first);
      east = std::max(east, run.last);
    }
    first_column_ = west;
    words_ = (east - west) / 64 + 1;
    bits_.resize(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(words_));
  }
  int rows() const { return rows_; }
  int words() const { return words_; }
  std::uint64_t word(int w, int row) const {
    return w < 0 || row < 0 || w >= words_ || row >= rows_ ? 0 : bits_[index(w, row)];
  }
  // Bit b is the cell `columns` east of bit b of the word.
  std::uint64_t word_east_of(int w, int row, int columns) const {
    if (columns == 0) return word(w, row);
    return columns > 0 ? word(w, row) >> columns | word(w + 1, row) << (64 - columns)
                       : word(w, row) << -columns | word(w - 1, row) >> (64 + columns);
  }
  void fill(const CellRun& run) {
    for (int c = run.first - first_column_; c <= run.last - first_column_;) {
      const int bit = c % 64;
      const int length = std::min(64 - bit, run.last - first_column_ - c + 1);
      bits_[index(c / 64, run.row - first_row_)] |= (~std::uint64_t{0} >> (64 - length)) << bit;
      c += length;
    }
  }
  // Sets the cells that lie `columns` east and `rows` north of the bits of a word.
  void set_beside(int w, int row, const Step& by, std::uint64_t bits) {
    if (by.columns == 0) return set(w, row + by.rows, bits);
    if (by.columns > 0) {
      set(w, row + by.rows, bits << by.columns);
      set(w + 1, row + by.rows, bits >> (64 - by.columns));
    } else {
      set(w, row + by.rows, bits >> -by.columns);
      set(w - 1, row + by.rows, bits << (64 + by.columns));
    }
  }
  CellRuns runs() const {
    CellRuns runs;
    for (int row = 0; row < rows_; ++row) {
      for (int w = 0; w < words_; ++w) add_runs(runs, row, w);
    }
    return runs;
  }

 private:
  std::size_t index(int w, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(words_) + static_cast<std::size_t>(w);
  }
  void set(int w, int row, std::uint64_t bits) {
    if (bits != 0) bits_[index(w, row)] |= bits;
  }
  void add_runs(CellRuns& runs, int row, int w) const {
    for (std::uint64_t bits = word(w, row); bits != 0;) {
      const int from = std::countr_zero(bits);
      const int length = std::countr_one(bits >> from);
      const CellRun run{first_row_ + row, first_column_ + w * 64 + from, first_column_ + w * 64 + from + length - 1};
      if (!runs.empty() && runs.back().row == run.row && runs.back().last + 1 == run.first) {
        runs.back().last = run.last;
      } else {
        runs.push_back(run);
      }
      bits = from + length == 64 ? 0 : bits >> (from + length) << (from + length);
    }
  }

  int first_column_ = 0;
  int first_row_ = 0;
  int words_ = 0;
  int rows_ = 0;
  std::vector<std::uint64_t> bits_;
};

// Bridges that start at some of a word's cells: those with a cell a step further.
void bridge_from(const BitWindow& cells, int w, int row, const std::vector<Step>& steps, BitWindow& bridged) {
  const std::uint64_t word = cells.word(w, row);
  const std::uint64_t rim = word & ~(cells.word(w, row - 1) & cells.word(w, row + 1) &
                                     cells.word_east_of(w, row, -1) & cells.word_east_of(w, row, 1));
  if (rim == 0) return;
  for (const Step& step : steps) {
    const std::uint64_t from = rim & cells.word_east_of(w, row + step.rows, step.columns);
    if (from == 0) continue;
    const int length = std::max(std::abs(step.columns), step.rows);
    for (int i = 1; i < length; ++i) {
      bridged.set_beside(w, row,
                         {static_cast<int>(std::lround(static_cast<double>(step.columns) * i / length)),
                          static_cast<int>(std::lround(static_cast<double>(step.rows) * i / length))},
                         from);
    }
  }
}

// A run in metres; half open.
struct Strip {
  double south, north, west, east;
};
Strip strip_of(const CellRun& run, double cell_m) {
  return {run.row * cell_m, (run.row + 1) * cell_m, run.first * cell_m, (run.last + 1) * cell_m};
}

}  // namespace

CellRuns runs_of(const Grid<std::uint8_t>& mask) {
  CellRuns runs;
  const GridFrame& frame = mask.frame();
  for (int row = 0; row < frame.rows; ++row) {
    for (int column = 0; column < frame.columns; ++column) {
      if (mask.at(column, row) == 0) continue;
      if (!runs.empty() && runs.back().row == row && runs.back().last + 1 == column) {
        runs.back().last = column;
      } else {
        runs.push_back({row, column, column});
      }
    }
  }
  return runs;
}

std::int64_t cell_count(std::span<const CellRun> runs) {
  std::int64_t cells = 0;
  for (const CellRun& run : runs) cells += run.last - run.first + 1;
  return cells;
}

Reach four_neighbours() { return {1, 0}; }
Reach eight_neighbours() { return {1, 1}; }

Reach reach_over(double gap_m, double cell_m) {
  Reach reach = eight_neighbours();
  const int most = static_cast<int>(std::ceil(gap_m / cell_m)) + 1;
  for (int r = 0; r <= most; ++r) {
    for (int c = 0; c <= most; ++c) {
      const double gap = std::hypot(std::max(0, c - 1), std::max(0, r - 1)) * cell_m;
      if (gap >= gap_m - 1e-9) continue;
      if (static_cast<std::size_t>(r) >= reach.size()) reach.resize(static_cast<std::size_t>(r) + 1, 0);
      reach[static_cast<std::size_t>(r)] = std::max(reach[static_cast<std::size_t>(r)], c);
    }
  }
  return reach;
}

RunGroups connected_runs(std::span<const CellRun> runs, const Reach& reach) {
  RunSets sets(runs.size());
  const std::vector<RowOfRuns> rows = rows_of(runs);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    join_within_row(runs, rows[i], reach.front(), sets);
    for (std::size_t j = i; j-- > 0;) {
      const auto apart = static_cast<std::size_t>(rows[i].row - rows[j].row);
      if (apart >= reach.size()) break;
      join_rows(runs, rows[j], rows[i], reach[apart], sets);
    }
  }
  RunGroups groups{std::vector<std::uint32_t>(runs.size()), 0};
  for (std::uint32_t i = 0; i < runs.size(); ++i) {
    const std::uint32_t root = sets.root(i);
    groups.group[i] = root == i ? groups.count++ : groups.group[root];
  }
  return groups;
}

CellRuns bridged_over(std::span<const CellRun> runs, double gap_m, double cell_m) {
  const std::vector<Step> steps = steps_beyond_neighbours(reach_over(gap_m, cell_m));
  if (steps.empty() || runs.size() < 2) return {runs.begin(), runs.end()};
  BitWindow cells(runs);
  for (const CellRun& run : runs) cells.fill(run);
  BitWindow bridged = cells;
  for (int row = 0; row < cells.rows(); ++row) {
    for (int w = 0; w < cells.words(); ++w) bridge_from(cells, w, row, steps, bridged);
  }
  return bridged.runs();
}

bool overlap(std::span<const CellRun> a, double a_cell_m, std::span<const CellRun> b, double b_cell_m) {
  const double slack_m = 1e-6 * std::min(a_cell_m, b_cell_m);
  std::size_t from = 0;
  for (const CellRun& run : a) {
    const Strip mine = strip_of(run, a_cell_m);
    while (from < b.size() && strip_of(b[from], b_cell_m).north <= mine.south + slack_m) ++from;
    for (std::size_t i = from; i < b.size(); ++i) {
      const Strip other = strip_of(b[i], b_cell_m);
      if (other.south >= mine.north - slack_m) break;
      if (other.west < mine.east - slack_m && mine.west < other.east - slack_m) return true;
    }
  }
  return false;
}

}  // namespace schouw::raster
