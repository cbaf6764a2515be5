// SPDX-License-Identifier: EUPL-1.2
#include "layers/stacking/stack_counts.h"

#include <algorithm>

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
    : plan_(plan), coverage_(coverage), cells_(map_cells_of(coverage.frame)), counted_(plan, coverage, filter) {}

std::optional<std::vector<std::int64_t>> BlockCounts::run(const std::vector<Block>& blocks,
                                                          raster::Grid<std::uint16_t>& all,
                                                          raster::Grid<std::uint16_t>* personal,
                                                          const base::WorkOptions& work) const {
  std::vector<std::size_t> rows;  // the first block of each
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i == 0 || blocks[i].key.row != blocks[i - 1].key.row) rows.push_back(i);
  }
  rows.push_back(blocks.size());
  std::vector<std::vector<std::int64_t>> cells(rows.size() - 1);
  const auto count_row = [&](std::size_t r) {
    Planes planes;
    for (std::size_t i = rows[r]; i < rows[r + 1]; ++i) {
      count(blocks[i], planes, personal != nullptr);
      planes.all.add_histogram(cells[r]);
      write_counts(planes.all, blocks[i].key, all);
      if (personal != nullptr) write_counts(planes.personal, blocks[i].key, *personal);
    }
  };
  if (!base::for_each_index(cells.size(), count_row, work.cancel, work.threads)) return std::nullopt;
  return sum(cells);
}

void BlockCounts::write(const Block& block, raster::Grid<std::uint16_t>& all,
                        raster::Grid<std::uint16_t>* personal) const {
  Planes planes;
  count(block, planes, personal != nullptr);
  write_counts(planes.all, block.key, all);
  if (personal != nullptr) write_counts(planes.personal, block.key, *personal);
}

void BlockCounts::count(const Block& block, Planes& planes, bool also_personal) const {
  planes.all.clear();
  planes.personal.clear();
  BlockBits bits;
  for (const std::uint32_t i : block.footprints) {
    const coverage::CellSet* set = counted_.cells(i);
    if (set == nullptr || !bits_in(*set, cells_, block.key, bits)) continue;
    planes.all.add(bits);
    if (also_personal && registers::counts_as_personal(plan_.sensors[coverage_.footprints[i].sensor])) {
      planes.personal.add(bits);
    }
  }
}

}  // namespace schouw::stacking
