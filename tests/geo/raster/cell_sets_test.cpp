// SPDX-License-Identifier: EUPL-1.2
#include "geo/raster/cell_sets.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace schouw::raster {
namespace {

using Cells = std::set<std::pair<int, int>>;

CellRuns runs_from(const Cells& cells) {
  CellRuns runs;
  for (const auto& [row, column] : cells) {
    if (!runs.empty() && runs.back().row == row && runs.back().last + 1 == column) {
      ++runs.back().last;
    } else {
      runs.push_back({row, column, column});
    }
  }
  return runs;
}

Cells some_cells(std::mt19937& random, int rows, int columns, double share) {
  std::bernoulli_distribution taken(share);
  Cells cells;
  for (int row = -rows; row < rows; ++row) {
    for (int column = -columns; column < columns; ++column) {
      if (taken(random)) cells.insert({row, column});
    }
  }
  return cells;
}

TEST(CellSets, equal_sets_of_single_cells_on_random_input) {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    const Cells a = some_cells(random, 6, 9, 0.1 * (round % 10));
    const Cells b = some_cells(random, 6, 9, 0.07 * (round % 14));
    const CellRuns of_a = runs_from(a);
    const CellRuns of_b = runs_from(b);
    Cells both = a;
    both.insert(b.begin(), b.end());
    Cells rest;
    std::int64_t shared = 0;
    for (const auto& cell : a) {
      b.count(cell) == 0 ? void(rest.insert(cell)) : void(++shared);
    }
    const CellRuns* sets[] = {&of_a, &of_b};
    ASSERT_EQ(united(sets), runs_from(both)) << "seed 11, round " << round;
    ASSERT_EQ(without(of_a, of_b), runs_from(rest)) << "seed 11, round " << round;
    ASSERT_EQ(shared_cells(of_a, of_b), shared) << "seed 11, round " << round;
    ASSERT_EQ(shared_cells(of_b, of_a), shared) << "seed 11, round " << round;
  }
}

}  // namespace
}  // namespace schouw::raster
