// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cassert>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "geo/crs/position.h"

namespace schouw::raster {

// Where a grid lies: square cells, column 0 at the west edge, row 0 at the SOUTH edge, rows run north.
struct GridFrame {
  double west_m = 0.0;   // west edge of column 0
  double south_m = 0.0;  // south edge of row 0
  double cell_m = 1.0;
  int columns = 0;
  int rows = 0;

  bool operator==(const GridFrame&) const = default;
  std::size_t cell_count() const { return static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows); }
  bool contains(int column, int row) const { return column >= 0 && row >= 0 && column < columns && row < rows; }
  int column_of(double east_m) const { return static_cast<int>(std::floor((east_m - west_m) / cell_m)); }
  int row_of(double north_m) const { return static_cast<int>(std::floor((north_m - south_m) / cell_m)); }
  double east_of(int column) const { return west_m + (column + 0.5) * cell_m; }  // centre of the cell
  double north_of(int row) const { return south_m + (row + 0.5) * cell_m; }
  double cell_area_m2() const { return cell_m * cell_m; }
};

// The frame that covers bounds, its edges on whole multiples of cell_m, so that grids of one cell size align.
inline GridFrame frame_covering(const crs::MapBounds& bounds, double cell_m) {
  assert(!bounds.empty() && cell_m > 0.0);
  GridFrame frame{.west_m = std::floor(bounds.min.east_m / cell_m) * cell_m,
                  .south_m = std::floor(bounds.min.north_m / cell_m) * cell_m,
                  .cell_m = cell_m};
  frame.columns = static_cast<int>(std::ceil((bounds.max.east_m - frame.west_m) / cell_m - 1e-9));
  frame.rows = static_cast<int>(std::ceil((bounds.max.north_m - frame.south_m) / cell_m - 1e-9));
  if (frame.columns < 1) frame.columns = 1;
  if (frame.rows < 1) frame.rows = 1;
  return frame;
}

// Values on a frame, row by row from the south.
//   Grid<float> heights_m({.west_m = 85'000.0, .south_m = 446'000.0, .cell_m = 0.5, .columns = 200, .rows = 100});
//   const GridFrame& frame = heights_m.frame();
//   heights_m.at(frame.column_of(85'010.0), frame.row_of(446'020.0)) = 1.25F;
// Cost: the cells times sizeof(T), all filled when it is made (with T{}, 0 of a number, unless another is given); a
// cell is O(1). Threads: as a std::vector; different cells may be written from different threads at once. References
// live until it is assigned to or moved. A cell outside the frame is asserted in debug builds and undefined in
// others: ask frame().contains first. T is not bool, of which a std::vector gives no references.
template <class T>
class Grid {
 public:
  Grid() = default;
  explicit Grid(const GridFrame& frame, T fill = T{}) : frame_(frame), values_(frame.cell_count(), fill) {}

  const GridFrame& frame() const { return frame_; }
  T& at(int column, int row) { return values_[index(column, row)]; }
  const T& at(int column, int row) const { return values_[index(column, row)]; }
  std::vector<T>& values() { return values_; }
  const std::vector<T>& values() const { return values_; }
  bool empty() const { return values_.empty(); }

  std::size_t index(int column, int row) const {
    assert(frame_.contains(column, row));
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(frame_.columns) +
           static_cast<std::size_t>(column);
  }

 private:
  GridFrame frame_;
  std::vector<T> values_;
};

}  // namespace schouw::raster
