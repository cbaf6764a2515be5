// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <span>

#include "geo/raster/connected_cells.h"

// What sets of cells of one frame have together. All take and give runs in the order of CellRuns.
//   const CellRuns both = united({runs_of_a, runs_of_b});
//   const CellRuns only_a = without(runs_of_a, runs_of_b);
// Cost: linear in the runs, and sorting them for united. Threads: any, nothing is kept; nothing fails.
namespace schouw::raster {

// The cells that any of them has, each once.
CellRuns united(std::span<const CellRuns* const> sets);
// The cells of a that b does not have.
CellRuns without(std::span<const CellRun> a, std::span<const CellRun> b);
// How many cells both have. Rows of b before and behind those of a cost nothing.
std::int64_t shared_cells(std::span<const CellRun> a, std::span<const CellRun> b);

}  // namespace schouw::raster
