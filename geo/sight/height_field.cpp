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
  Profile(const HeightWindow& window, bool along_columns)
      : solid_(window.solid_m.data()),
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

bool line_is_clear(const HeightWindow& window, const LensInWindow& lens, int column, int row, double target_m) {
  const double east = column + 0.5 - lens.column;
  const double north = row + 0.5 - lens.row;
  const bool along_columns = std::abs(east) >= std::abs(north);
  const double major_length = along_columns ? east : north;
  const double minor_per_major = (along_columns ? north : east) / major_length;
  const double rise_per_major = (target_m - lens.height_m) / major_length;
  const double major_from = along_columns ? lens.column : lens.row;
  const double minor_from = along_columns ? lens.row : lens.column;
  const int step = major_length > 0.0 ? 1 : -1;
  const int last = along_columns ? column : row;
  const Profile profile(window, along_columns);
  for (int at = first_centre_beyond(major_from, step); (last - at) * step > 0; at += step) {
    const double gone = at + 0.5 - major_from;
    if (static_cast<double>(profile.height_m(at, minor_from + gone * minor_per_major)) >
        lens.height_m + gone * rise_per_major) {
      return false;
    }
  }
  return true;
}

void HorizonTable::build(const HeightWindow& window, const LensInWindow& lens, const Sector& sector) {
  window_ = &window;
  lens_ = lens;
  sector_ = sector;
  // Neighbouring rays stay closer than a cell's diagonal halved at the rim, so that no cell falls between two.
  const double whole_turn = std::ceil(1.42 * 2.0 * std::numbers::pi * std::max(sector.reach_cells, 1.0));
  rays_per_rad_ = whole_turn / (2.0 * std::numbers::pi);
  const auto count = static_cast<std::size_t>(std::ceil(sector.width_rad * rays_per_rad_)) + 2;
  stride_ = static_cast<std::size_t>(std::ceil(sector.reach_cells)) + 3;
  rays_.resize(count);
  steepest_.resize(count * stride_);
  for (std::size_t ray = 0; ray < count; ++ray) {
    trace(ray, sector.from_rad + static_cast<double>(ray) / rays_per_rad_);
  }
}

void HorizonTable::trace(std::size_t ray, double angle_rad) {
  const double east = std::cos(angle_rad);
  const double north = std::sin(angle_rad);
  Ray& r = rays_[ray];
  r.along_columns = std::abs(east) >= std::abs(north);
  const double major = r.along_columns ? east : north;
  const double minor_per_major = (r.along_columns ? north : east) / major;
  const double major_from = r.along_columns ? lens_.column : lens_.row;
  const double minor_from = r.along_columns ? lens_.row : lens_.column;
  r.step = major > 0.0 ? 1 : -1;
  r.first = first_centre_beyond(major_from, r.step);
  const int major_count = r.along_columns ? window_->columns : window_->rows;
  const double minor_count = r.along_columns ? window_->rows : window_->columns;
  const double cells_per_major = 1.0 / std::abs(major);
  const Profile profile(*window_, r.along_columns);
  float* out = &steepest_[ray * stride_];
  float steepest = kNothing;
  const int most = static_cast<int>(stride_) - 1;
  int n = 0;
  for (int at = r.first; n < most && at >= 0 && at < major_count; at += r.step, ++n) {
    const double gone = at + 0.5 - major_from;
    const double minor = minor_from + gone * minor_per_major;
    if (minor < 0.0 || minor >= minor_count) break;
    out[n] = steepest;
    const double height = static_cast<double>(profile.height_m(at, minor)) - lens_.height_m;
    steepest = std::max(steepest, static_cast<float>(height / (std::abs(gone) * cells_per_major)));
  }
  out[n] = steepest;
  r.samples = n;
}

float HorizonTable::slope_before(std::size_t ray, int samples) const {
  return steepest_[ray * stride_ + static_cast<std::size_t>(std::min(samples, rays_[ray].samples))];
}

bool HorizonTable::sees(int column, int row, double target_m) const {
  const double east = column + 0.5 - lens_.column;
  const double north = row + 0.5 - lens_.row;
  const double distance = std::hypot(east, north);
  if (distance < 1e-9) return true;
  double turn = std::atan2(north, east) - sector_.from_rad;
  if (turn < 0.0) turn += 2.0 * std::numbers::pi;
  if (turn < 0.0) turn += 2.0 * std::numbers::pi;
  if (turn >= 2.0 * std::numbers::pi) turn -= 2.0 * std::numbers::pi;
  const double place = turn * rays_per_rad_;
  const auto left = static_cast<std::size_t>(place);
  if (left + 1 >= rays_.size()) return line_is_clear(*window_, lens_, column, row, target_m);
  const Ray& a = rays_[left];
  const Ray& b = rays_[left + 1];
  const bool along_columns = std::abs(east) >= std::abs(north);
  if (a.along_columns != along_columns || b.along_columns != along_columns || a.step != b.step) {
    return line_is_clear(*window_, lens_, column, row, target_m);
  }
  const int samples = std::max(0, ((along_columns ? column : row) - a.first) * a.step);
  const auto slope = static_cast<float>((target_m - lens_.height_m) / distance);
  const float one = slope_before(left, samples);
  const float other = slope_before(left + 1, samples);
  if (slope >= one && slope >= other) return true;
  if (slope < one && slope < other) return false;
  return line_is_clear(*window_, lens_, column, row, target_m);
}

}  // namespace schouw::sight
