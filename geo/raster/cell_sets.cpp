// SPDX-License-Identifier: EUPL-1.2
#include "geo/raster/cell_sets.h"

#include <algorithm>

namespace schouw::raster {

namespace {

bool before(const CellRun& a, const CellRun& b) { return a.row != b.row ? a.row < b.row : a.first < b.first; }

// The first run of `runs` that does not end before the cell where `run` begins.
std::span<const CellRun>::iterator first_behind(std::span<const CellRun> runs, const CellRun& run) {
  return std::partition_point(runs.begin(), runs.end(), [&](const CellRun& other) {
    return other.row < run.row || (other.row == run.row && other.last < run.first);
  });
}

}  // namespace

CellRuns united(std::span<const CellRuns* const> sets) {
  CellRuns all;
  for (const CellRuns* set : sets) all.insert(all.end(), set->begin(), set->end());
  std::sort(all.begin(), all.end(), before);
  CellRuns merged;
  for (const CellRun& run : all) {
    if (!merged.empty() && merged.back().row == run.row && run.first <= merged.back().last + 1) {
      merged.back().last = std::max(merged.back().last, run.last);
    } else {
      merged.push_back(run);
    }
  }
  return merged;
}

CellRuns without(std::span<const CellRun> a, std::span<const CellRun> b) {
  CellRuns rest;
  for (const CellRun& run : a) {
    int from = run.first;
    for (auto hole = first_behind(b, run); hole != b.end() && hole->row == run.row && hole->first <= run.last;
         ++hole) {
      if (hole->first > from) rest.push_back({run.row, from, hole->first - 1});
      from = std::max(from, hole->last + 1);
    }
    if (from <= run.last) rest.push_back({run.row, from, run.last});
  }
  return rest;
}

std::int64_t shared_cells(std::span<const CellRun> a, std::span<const CellRun> b) {
  if (a.empty() || b.empty()) return 0;
  std::int64_t cells = 0;
  auto other = first_behind(b, a.front());
  for (auto run = a.begin(); run != a.end() && other != b.end();) {
    if (run->row == other->row) {
      cells += std::max(0, std::min(run->last, other->last) - std::max(run->first, other->first) + 1);
    }
    const bool run_ends_first = run->row != other->row ? run->row < other->row : run->last < other->last;
    run_ends_first ? void(++run) : void(++other);
  }
  return cells;
}

}  // namespace schouw::raster
