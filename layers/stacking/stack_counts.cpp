// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/stack_counts.h"

#include <algorithm>

#include "layers/register/observes.h"

namespace schouw::stacking {

namespace {

// Writes a block's counts where it lies over the grid.
void write_counts(const CountPlanes& planes, const BlockKey& block, raster::Grid<std::uint16_t>& grid) {
  const raster::GridFrame& frame = grid.frame();
  const MapCells cells = map_cells_of(frame);
  const int column = block.column * kBlockCells - cells.first_column;
  const int south = block.row * kBlockCells - cells.first_row;
  if (column < 0 || column + kBlockCells > frame.columns) return;
  for (int row = std::max(0, -south); row < std::min(kBlockCells, frame.rows - south); ++row) {
    planes.decode_row(row, &grid.at(column, south + row));
  }
}

std::vector<std::int64_t> sum(const std::vector<std::vector<std::int64_t>>& parts) {
  std::vector<std::int64_t> cells;
  for (const auto& part : parts) {
    if (part.size() > cells.size()) cells.resize(part.size(), 0);
    for (std::size_t count = 0; count < part.size(); ++count) cells[count] += part[count];
  }
  while (!cells.empty() && cells.back() == 0) cells.pop_back();
  return cells;
}

}  // namespace

BlockCounts::BlockCounts(const plan::Plan& plan, const coverage::CoverageResult& coverage, const CountFilter& filter)
    : cells_(map_cells_of(coverage.frame)), counted_(plan, coverage, filter) {
  among_.reserve(coverage.footprints.size());
  for (const coverage::Footprint& f : coverage.footprints) {
    const registers::Sensor& sensor = plan.sensors[f.sensor];
    const bool observes = registers::observes_persons(sensor, plan.policy.what_counts);
    among_.push_back({.personal = observes && registers::counts_as_personal(sensor),
                      .observing = observes,
                      .optical = registers::is_optical(sensor, plan.policy)});
  }
}

bool BlockCounts::everyone(bool Among::*group) const {
  return std::all_of(among_.begin(), among_.end(), [group](const Among& among) { return among.*group; });
}

std::optional<CellsByCount> BlockCounts::run(const std::vector<Block>& blocks, raster::Grid<std::uint16_t>& all,
                                             raster::Grid<std::uint16_t>* personal,
                                             const base::WorkOptions& work) const {
  std::vector<std::size_t> rows;  // the first block of each
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i == 0 || blocks[i].key.row != blocks[i - 1].key.row) rows.push_back(i);
  }
  rows.push_back(blocks.size());
  // Where everybody is counted among a group, its sums are those of all.
  const bool all_observe = everyone(&Among::observing);
  const bool all_optical = everyone(&Among::optical);
  std::vector<std::vector<std::int64_t>> cells(rows.size() - 1);
  std::vector<std::vector<std::int64_t>> observing(cells.size());
  std::vector<std::vector<std::int64_t>> optical(cells.size());
  const auto count_row = [&](std::size_t r) {
    Planes planes;
    for (std::size_t i = rows[r]; i < rows[r + 1]; ++i) {
      count(blocks[i], planes, personal == nullptr);
      planes.all.add_histogram(cells[r]);
      write_counts(planes.all, blocks[i].key, all);
      if (personal == nullptr) continue;
      write_counts(planes.personal, blocks[i].key, *personal);
      if (!all_observe) planes.observing.add_histogram(observing[r]);
      if (!all_optical) planes.optical.add_histogram(optical[r]);
    }
  };
  if (!base::for_each_index(cells.size(), count_row, work.cancel, work.threads)) return std::nullopt;
  CellsByCount by_count{.all = sum(cells), .observing = sum(observing), .optical = sum(optical)};
  if (personal != nullptr && all_observe) by_count.observing = by_count.all;
  if (personal != nullptr && all_optical) by_count.optical = by_count.all;
  return by_count;
}

void BlockCounts::write(const Block& block, raster::Grid<std::uint16_t>& all,
                        raster::Grid<std::uint16_t>* personal) const {
  Planes planes;
  count(block, planes, personal == nullptr);
  write_counts(planes.all, block.key, all);
  if (personal != nullptr) write_counts(planes.personal, block.key, *personal);
}

void BlockCounts::count(const Block& block, Planes& planes, bool all_alone) const {
  for (CountPlanes* some : {&planes.all, &planes.personal, &planes.observing, &planes.optical}) some->clear();
  BlockBits bits;
  for (const std::uint32_t i : block.footprints) {
    const coverage::CellSet* set = counted_.cells(i);
    if (set == nullptr || !bits_in(*set, cells_, block.key, bits)) continue;
    planes.all.add(bits);
    if (all_alone) continue;
    if (among_[i].personal) planes.personal.add(bits);
    if (among_[i].observing) planes.observing.add(bits);
    if (among_[i].optical) planes.optical.add(bits);
  }
}

}  // namespace schouw::stacking
