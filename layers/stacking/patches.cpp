// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/patches.h"

#include <algorithm>
#include <numeric>

namespace schouw::stacking {

namespace {

bool near(const Patch& a, const Patch& b, int gap) {
  return a.first_column <= b.first_column + b.columns + gap && b.first_column <= a.first_column + a.columns + gap &&
         a.first_row <= b.first_row + b.rows + gap && b.first_row <= a.first_row + a.rows + gap;
}

void merge(Patch& into, const Patch& from) {
  const int last_column = std::max(into.first_column + into.columns, from.first_column + from.columns);
  const int last_row = std::max(into.first_row + into.rows, from.first_row + from.rows);
  into.first_column = std::min(into.first_column, from.first_column);
  into.first_row = std::min(into.first_row, from.first_row);
  into.columns = last_column - into.first_column;
  into.rows = last_row - into.first_row;
  into.footprints.insert(into.footprints.end(), from.footprints.begin(), from.footprints.end());
}

double cells(const Patch& patch) { return static_cast<double>(patch.columns) * patch.rows; }

}  // namespace

std::vector<Patch> patches_of(const coverage::CoverageResult& coverage, int gap_cells, double max_cells) {
  const raster::GridFrame& frame = coverage.frame;
  std::vector<Patch> patches;
  if (static_cast<double>(frame.columns) * frame.rows <= max_cells) {
    Patch whole{0, 0, frame.columns, frame.rows, std::vector<std::uint32_t>(coverage.footprints.size())};
    std::iota(whole.footprints.begin(), whole.footprints.end(), 0U);
    return {whole};
  }
  for (std::uint32_t i = 0; i < coverage.footprints.size(); ++i) {
    const coverage::Footprint& f = coverage.footprints[i];
    if (f.seen.empty()) continue;
    Patch fresh{f.seen.first_column(), f.seen.first_row, f.seen.columns(), f.seen.rows, {i}};
    // A patch that grows may come near another one: until nothing changes.
    for (std::size_t p = 0; p < patches.size();) {
      if (!near(patches[p], fresh, gap_cells)) {
        ++p;
        continue;
      }
      merge(fresh, patches[p]);
      patches.erase(patches.begin() + static_cast<std::ptrdiff_t>(p));
      p = 0;
    }
    patches.push_back(std::move(fresh));
  }
  for (Patch& patch : patches) std::sort(patch.footprints.begin(), patch.footprints.end());
  std::stable_sort(patches.begin(), patches.end(), [](const Patch& a, const Patch& b) {
    return a.footprints.size() != b.footprints.size() ? a.footprints.size() > b.footprints.size()
                                                      : cells(a) > cells(b);
  });
  return patches;
}

raster::GridFrame frame_of(const Patch& patch, const raster::GridFrame& whole) {
  return {.west_m = whole.west_m + patch.first_column * whole.cell_m,
          .south_m = whole.south_m + patch.first_row * whole.cell_m,
          .cell_m = whole.cell_m,
          .columns = patch.columns,
          .rows = patch.rows};
}

}  // namespace schouw::stacking
