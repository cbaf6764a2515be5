// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/patches.h"

#include <algorithm>
#include <numeric>

namespace schouw::stacking {

namespace {

constexpr int kBlock = 64;

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

std::size_t block_index(int column, int row, int columns) {
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
}

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

SeersByCell::SeersByCell(const Patch& patch, const coverage::CoverageResult& coverage)
    : patch_(patch), coverage_(coverage), block_columns_((patch.columns + kBlock - 1) / kBlock) {
  blocks_.resize(static_cast<std::size_t>(block_columns_) *
                 static_cast<std::size_t>((patch.rows + kBlock - 1) / kBlock));
  for (const std::uint32_t i : patch.footprints) {
    const coverage::Footprint& f = coverage.footprints[i];
    if (f.seen.empty()) continue;
    const int west = (f.seen.first_column() - patch.first_column) / kBlock;
    const int east = (f.seen.first_column() - patch.first_column + f.seen.columns() - 1) / kBlock;
    const int south = (f.seen.first_row - patch.first_row) / kBlock;
    const int north = (f.seen.first_row - patch.first_row + f.seen.rows - 1) / kBlock;
    for (int r = south; r <= north; ++r) {
      for (int c = west; c <= east; ++c) blocks_[block_index(c, r, block_columns_)].push_back(i);
    }
  }
}

void SeersByCell::seers(int column, int row, std::vector<RuleCount::Seer>& into) const {
  into.clear();
  for (const std::uint32_t i : blocks_[block_index(column / kBlock, row / kBlock, block_columns_)]) {
    const std::uint8_t density =
        coverage_.footprints[i].density_at(column + patch_.first_column, row + patch_.first_row);
    if (density != 0) into.push_back({i, density});
  }
}

}  // namespace schouw::stacking
