// SPDX-License-Identifier: EUPL-1.2
#include "geo/sight/height_field.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace schouw::sight {

namespace {

// The centre of the first column or row strictly beyond a place, going by step.
int first_centre_beyond(double place, int step) {
  return step > 0 ? static_cast<int>(std::floor(place - 0.5)) + 1 : static_cast<int>(std::ceil(place - 0.5)) - 1;
}

// The two surfaces along a line whose major axis runs over columns or over rows.
class Profile {
 public:
  Profile(const HeightWindow& window, bool along_columns, Obstacles obstacles)
      : solid_(obstacles == Obstacles::standing || window.upper_m.empty() ? window.solid_m.data()
                                                                          : window.upper_m.data()),
        terrain_(window.terrain_m.empty() ? nullptr : window.terrain_m.data()),
        major_stride_(along_columns ? 1 : window.columns),
        minor_stride_(along_columns ? window.columns : 1),
        minor_count_(along_columns ? window.rows : window.columns) {}

  // The height of what stands at a sample: a column (row) by its number, and a place in cells across it.
  float height_m(int major, double minor) const {
    const std::ptrdiff_t line = static_cast<std::ptrdiff_t>(major) * major_stride_;
    const int cell = std::clamp(static_cast<int>(minor), 0, minor_count_ - 1);
    const float solid = solid_[line + cell * static_cast<std::ptrdiff_t>(minor_stride_)];
    if (terrain_ == nullptr) return solid;
    const double shifted = std::max(minor - 0.5, 0.0);
    const int low = std::min(static_cast<int>(shifted), minor_count_ - 1);
    const int high = std::min(low + 1, minor_count_ - 1);
    const auto share = static_cast<float>(shifted - low);
    const float a = terrain_[line + low * static_cast<std::ptrdiff_t>(minor_stride_)];
    const float b = terrain_[line + high * static_cast<std::ptrdiff_t>(minor_stride_)];
    return std::max(solid, a + (b - a) * share);
  }

 private:
  const float* solid_;
  const float* terrain_;
  int major_stride_;
  int minor_stride_;
  int minor_count_;
};

}  // namespace

bool line_is_clear(const HeightWindow& window, const LensInWindow& lens, const CellTarget& target,
                   Obstacles obstacles) {
  const double east = target.column + 0.5 - lens.column;
  const double north = target.row + 0.5 - lens.row;
  const bool along_columns = std::abs(east) >= std::abs(north);
  const double major_length = along_columns ? east : north;
  const double minor_per_major = (along_columns ? north : east) / major_length;
  const double rise_per_major = (target.height_m - lens.height_m) / major_length;
  const double major_from = along_columns ? lens.column : lens.row;
  const double minor_from = along_columns ? lens.row : lens.column;
  const int step = major_length > 0.0 ? 1 : -1;
  const int last = along_columns ? target.column : target.row;
  const Profile profile(window, along_columns, obstacles);
  for (int at = first_centre_beyond(major_from, step); (last - at) * step > 0; at += step) {
    const double gone = at + 0.5 - major_from;
    if (static_cast<double>(profile.height_m(at, minor_from + gone * minor_per_major)) >
        lens.height_m + gone * rise_per_major) {
      return false;
    }
  }
  return true;
}

}  // namespace schouw::sight
