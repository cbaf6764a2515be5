// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <vector>

#include "geo/raster/grid.h"
#include "layers/coverage/observer/optics.h"

namespace schouw::coverage {

// What ViewTest says, for rows of cells at once: the same doubles in the same order, so the same bits.
class ViewRows {
 public:
  // Targets stand target_height_m over the ground of their cell's centre. limits_px_per_m: ascending.
  struct Question {
    const raster::GridFrame& frame;
    double target_height_m;
    const std::vector<double>& limits_px_per_m;
  };
  ViewRows(const SensorView& view, const Question& params);

  // Cells first .. first + count of a row, whose ground begins at ground_m. Raises marks[i] to 1 + the number of
  // limits reached where a cell is in view and not masked.
  void mark(int row, int first, int count, const float* ground_m, std::uint8_t* marks);

 private:
  void mark_one_by_one(int row, int first, int count, const float* ground_m, std::uint8_t* marks);
  void measure_in_vectors(int row, int first, int count, const float* ground_m);
  void hide_masked(int row, int first, int count, const float* ground_m);

  const SensorView& view_;
  Question params_;
  ViewTest test_;
  bool in_vectors_;
  bool wide_;
  std::vector<double> density_;  // of a row: below 0 where not in view
  std::vector<std::int32_t> reached_;
};

}  // namespace schouw::coverage
