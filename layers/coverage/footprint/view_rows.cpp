// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/footprint/view_rows.h"

#include "geo/base/processor.h"

#include <algorithm>
#include <cmath>

namespace schouw::coverage {

namespace {

// Everything that a row's cells share, beside the numbers of the view.
struct Row {
  double west_m;
  double cell_m;
  double lens_east_m;
  double north_m;  // from the lens
  double target_height_m;
  double lens_up_m;
  const float* ground_m;
  int first;
  int count;
};

// What passes for a density where a cell is in view but has none.
constexpr double kNoDensity = 0.0;
// A density that is exactly a limit reaches it, whatever the last bit says.
constexpr double kRoom = 1.0 + 1e-12;

#define SCHOUW_KERNEL [[gnu::always_inline]] inline

// Written as ViewTest::in_view and density_px_per_m are, term by term.
SCHOUW_KERNEL void measure_pyramid(const Row& row, const ViewTest::Numbers& v, double* __restrict density) {
  const Row r = row;
  const ViewTest::Numbers n = v;
  for (std::int32_t i = 0; i < r.count; ++i) {
    const double east = (r.west_m + ((r.first + i) + 0.5) * r.cell_m) - r.lens_east_m;
    const double up = (static_cast<double>(r.ground_m[i]) + r.target_height_m) - r.lens_up_m;
    const double distance2 = east * east + r.north_m * r.north_m + up * up;
    const double depth = east * n.forward.east + r.north_m * n.forward.north + up * n.forward.up;
    const double right = east * n.right.east + r.north_m * n.right.north + up * n.right.up;
    const double upward = east * n.upward.east + r.north_m * n.upward.north + up * n.upward.up;
    // A division for every cell: a select is no branch.
    double value = n.focal_px / depth;
    value = distance2 <= n.farthest_m2 ? value : -1.0;
    value = distance2 >= n.nearest_m2 ? value : -1.0;
    value = depth > 0.0 ? value : -1.0;
    value = std::abs(right) <= depth * n.tan_half_hfov + n.rim ? value : -1.0;
    density[i] = std::abs(upward) <= depth * n.tan_half_vfov + n.rim ? value : -1.0;
  }
}

SCHOUW_KERNEL void measure_round(const Row& row, const ViewTest::Numbers& v, double* __restrict density) {
  const Row r = row;
  const ViewTest::Numbers n = v;
  for (std::int32_t i = 0; i < r.count; ++i) {
    const double east = (r.west_m + ((r.first + i) + 0.5) * r.cell_m) - r.lens_east_m;
    const double up = (static_cast<double>(r.ground_m[i]) + r.target_height_m) - r.lens_up_m;
    const double distance2 = east * east + r.north_m * r.north_m + up * up;
    double value = n.focal_px / std::sqrt(distance2);
    value = distance2 <= n.farthest_m2 ? value : -1.0;
    density[i] = distance2 >= n.nearest_m2 ? value : -1.0;
  }
}

// 0 where not in view, else 1 + the number of limits reached, into 32-bit lanes: half as wide as the doubles that
// they come from. Ascending limits: most rows lie beyond all but the lowest.
SCHOUW_KERNEL void count_limits(const double* __restrict density, int count, const double* __restrict limits,
                                int limit_count, std::int32_t* __restrict reached) {
  std::int32_t any = 0;
  for (std::int32_t i = 0; i < count; ++i) {
    reached[i] = density[i] >= 0.0 ? 1 : 0;
    any |= reached[i];
  }
  for (int k = 0; k < limit_count && any != 0; ++k) {
    const double limit = limits[k];
    any = 0;
    for (std::int32_t i = 0; i < count; ++i) {
      const std::int32_t more = density[i] * kRoom >= limit ? 1 : 0;
      reached[i] += more;
      any |= more;
    }
  }
}

struct Limits {
  const double* limits;
  int count;
};
// NOLINTNEXTLINE(readability-function-size): as its two callers
SCHOUW_KERNEL void measure_row(const Row& row, const ViewTest::Numbers& v, bool pyramid, const Limits& limits,
                               double* density, std::int32_t* reached) {
  if (pyramid) {
    measure_pyramid(row, v, density);
  } else {
    measure_round(row, v, density);
  }
  count_limits(density, row.count, limits.limits, limits.count, reached);
}

// NOLINTBEGIN(readability-function-size): the kernel's own parameters
void row_plain(const Row& row, const ViewTest::Numbers& v, bool pyramid, const Limits& limits, double* density,
               std::int32_t* reached) {
  measure_row(row, v, pyramid, limits, density, reached);
}
#if defined(__x86_64__)
[[gnu::target("avx2")]] void row_avx2(const Row& row, const ViewTest::Numbers& v, bool pyramid, const Limits& limits,
                                      double* density, std::int32_t* reached) {
  measure_row(row, v, pyramid, limits, density, reached);
}
#else
constexpr auto row_avx2 = row_plain;
#endif
// NOLINTEND(readability-function-size)
#undef SCHOUW_KERNEL

bool is_round(const SensorView& view) {
  return view.shape == ViewShape::disc || (view.shape == ViewShape::sector && view.hfov.degrees() >= 360.0 - 1e-9);
}

}  // namespace

ViewRows::ViewRows(const SensorView& view, const Question& params)
    : view_(view),
      params_(params),
      test_(view),
      in_vectors_(view.shape == ViewShape::frustum || is_round(view)),
      wide_(base::has_avx2()) {}

void ViewRows::mark(int row, int first, int count, const float* ground_m, std::uint8_t* marks) {
  if (!in_vectors_) {
    mark_one_by_one(row, first, count, ground_m, marks);
    return;
  }
  measure_in_vectors(row, first, count, ground_m);
  if (!view_.masks.empty()) hide_masked(row, first, count, ground_m);
  const std::int32_t* reached = reached_.data();
  for (int i = 0; i < count; ++i) {
    const auto mark = static_cast<std::uint8_t>(reached[i]);
    marks[i] = marks[i] > mark ? marks[i] : mark;
  }
}

void ViewRows::measure_in_vectors(int row, int first, int count, const float* ground_m) {
  density_.resize(static_cast<std::size_t>(count));
  reached_.resize(static_cast<std::size_t>(count));
  const Row work{.west_m = params_.frame.west_m,
                 .cell_m = params_.frame.cell_m,
                 .lens_east_m = view_.lens.east_m,
                 .north_m = params_.frame.north_of(row) - view_.lens.north_m,
                 .target_height_m = params_.target_height_m,
                 .lens_up_m = view_.lens.up_m,
                 .ground_m = ground_m,
                 .first = first,
                 .count = count};
  const bool measured = view_.focal_px && view_.shape != ViewShape::disc;
  const auto& limits = params_.limits_px_per_m;
  (wide_ ? row_avx2 : row_plain)(work, test_.numbers(), view_.shape == ViewShape::frustum,
                                 {limits.data(), measured ? static_cast<int>(limits.size()) : 0}, density_.data(),
                                 reached_.data());
}

void ViewRows::hide_masked(int row, int first, int count, const float* ground_m) {
  const double north = params_.frame.north_of(row) - view_.lens.north_m;
  for (int i = 0; i < count; ++i) {
    const double east = params_.frame.east_of(first + i) - view_.lens.east_m;
    const double up = static_cast<double>(ground_m[i]) + params_.target_height_m - view_.lens.up_m;
    std::int32_t& reached = reached_[static_cast<std::size_t>(i)];
    if (reached != 0 && test_.masked(east, north, up)) reached = 0;
  }
}

void ViewRows::mark_one_by_one(int row, int first, int count, const float* ground_m, std::uint8_t* marks) {
  const double north = params_.frame.north_of(row) - view_.lens.north_m;
  const auto& limits = params_.limits_px_per_m;
  for (int i = 0; i < count; ++i) {
    const double east = params_.frame.east_of(first + i) - view_.lens.east_m;
    const double up = static_cast<double>(ground_m[i]) + params_.target_height_m - view_.lens.up_m;
    if (!test_.in_view(east, north, up) || test_.masked(east, north, up)) continue;
    const double density = test_.density_px_per_m(east, north, up).value_or(kNoDensity);
    const auto reached = std::upper_bound(limits.begin(), limits.end(), density * kRoom) - limits.begin();
    marks[i] = std::max(marks[i], static_cast<std::uint8_t>(1 + (density > 0.0 ? reached : 0)));
  }
}

}  // namespace schouw::coverage
