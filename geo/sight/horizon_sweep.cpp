// SPDX-License-Identifier: EUPL-1.2
#include "geo/sight/horizon_sweep.h"

#include "geo/base/processor.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace schouw::sight {

namespace {

constexpr double kRayGap_cells = 0.7;
// Floats of heights up to a kilometre, and their slopes, are off by less; a line that passes an edge this closely is
// looked at in doubles.
constexpr float kRounding_m = 3e-4F;
// A line this near to a ray (in gaps) could meet what lies on its other side.
constexpr double kBesideRay = 1e-7;

// One line of cells across the direction of the sweep.
struct Line {
  const float* cells;
  std::ptrdiff_t stride;
  int last;  // number of its last cell
};

// Where the rays cross the line: in cells, from the line's first edge.
struct Crossings {
  double first;
  double step;
  int count;
};

// The kernels below are written once, as plain loops that compilers turn into vectors, and compiled twice: for the
// baseline, and for AVX2. Always inlined, so that each caller's instruction set applies.
#define SCHOUW_KERNEL [[gnu::always_inline]] inline

SCHOUW_KERNEL void sample_steps(const Line& line, const Crossings& at, float* __restrict out) {
  const double end = line.last + 0.5;
  const auto stride = static_cast<std::int32_t>(line.stride);
  for (std::int32_t j = 0; j < at.count; ++j) {
    double place = at.first + at.step * j;
    place = place > 0.0 ? place : 0.0;
    place = place < end ? place : end;
    const std::int32_t cell = static_cast<std::int32_t>(place) * stride;
    out[j] = line.cells[cell];
  }
}

// Terrain between the centres of cells: height, and the last centre passed with its number.
struct TerrainSamples {
  float* height;
  float* node;
  std::int32_t* number;
};
// Which two centres a crossing lies between, and how far.
SCHOUW_KERNEL void place_crossings(const Crossings& at, int last, std::int32_t* __restrict number,
                                   float* __restrict share) {
  const Crossings cross = at;  // by value: a store of numbers might change what a reference says
  const double end = last;
  // The last two centres bound the last stretch, too.
  const std::int32_t last_low = last > 0 ? last - 1 : 0;
  for (std::int32_t j = 0; j < cross.count; ++j) {
    double place = cross.first + cross.step * j - 0.5;
    place = place > 0.0 ? place : 0.0;
    place = place < end ? place : end;
    const auto whole = static_cast<std::int32_t>(place);
    const std::int32_t low = whole < last_low ? whole : last_low;
    share[j] = static_cast<float>(place - low);
    number[j] = low;
  }
}
// share becomes height.
SCHOUW_KERNEL void lift(const Line& line, int count, const std::int32_t* __restrict number, float* __restrict share,
                        float* __restrict node) {
  const float* __restrict cells = line.cells;
  const auto stride = static_cast<std::int32_t>(line.stride);
  const std::int32_t next = line.last > 0 ? stride : 0;
  for (std::int32_t j = 0; j < count; ++j) {
    const std::int32_t low = number[j] * stride;
    const float a = cells[low];
    const float b = cells[low + next];
    node[j] = a;
    share[j] = a + (b - a) * share[j];
  }
}

// A height as it counts in a slope: raised or lowered by what rounding may hide.
struct Slopes {
  float add_m;
  float per_m;
};

// Arrays come one by one, so that compilers may take them for distinct.
// NOLINTBEGIN(readability-function-size)
SCHOUW_KERNEL void steepen(const float* __restrict low, const float* __restrict high, int gaps, const Slopes& most_by,
                           const Slopes& least_by, float* __restrict most, float* __restrict least) {
  for (std::int32_t j = 0; j < gaps; ++j) {
    const float top = high[j] > high[j + 1] ? high[j] : high[j + 1];
    const float bottom = low[j] < low[j + 1] ? low[j] : low[j + 1];
    const float up = (top + most_by.add_m) * most_by.per_m;
    const float down = (bottom + least_by.add_m) * least_by.per_m;
    most[j] = most[j] > up ? most[j] : up;
    least[j] = least[j] > down ? least[j] : down;
  }
}

// Terrain bends at the centres of cells: where one lies between two rays, its height bounds what lies between, too.
SCHOUW_KERNEL void steepen_terrain(const TerrainSamples& t, int gaps, const Slopes& most_by, const Slopes& least_by,
                                   float* __restrict most, float* __restrict least) {
  const float* __restrict height = t.height;
  const float* __restrict node = t.node;
  const std::int32_t* __restrict number = t.number;
  for (std::int32_t j = 0; j < gaps; ++j) {
    const float here = height[j];
    const float next = height[j + 1];
    const float passed = node[j + 1];
    const float bend = number[j] != number[j + 1] ? passed : here;
    float top = here > next ? here : next;
    float bottom = here < next ? here : next;
    top = top > bend ? top : bend;
    bottom = bottom < bend ? bottom : bend;
    const float up = (top + most_by.add_m) * most_by.per_m;
    const float down = (bottom + least_by.add_m) * least_by.per_m;
    most[j] = most[j] > up ? most[j] : up;
    least[j] = least[j] > down ? least[j] : down;
  }
}

// NOLINTEND(readability-function-size)

// The targets of a line of cells against the slopes of the gaps that they lie in.
struct Targets {
  const float* heights_m;
  std::ptrdiff_t stride;
  double first_gap;  // of the first cell: gaps from the first ray
  double gaps_per_cell;
  int count;
};
SCHOUW_KERNEL void judge(const Targets& targets, const float* __restrict most, const float* __restrict least,
                         const Slopes& slope, std::uint8_t* __restrict out) {
  const auto stride = static_cast<std::int32_t>(targets.stride);
  for (std::int32_t i = 0; i < targets.count; ++i) {
    const double place = targets.first_gap + targets.gaps_per_cell * i;
    const auto gap = static_cast<std::int32_t>(place);
    const double share = place - gap;
    const std::int32_t cell = i * stride;
    const float rise = (targets.heights_m[cell] + slope.add_m) * slope.per_m;
    const std::int32_t sure = (share > kBesideRay ? 1 : 0) & (share < 1.0 - kBesideRay ? 1 : 0);
    const std::int32_t clear = rise >= most[gap] ? 1 : 0;
    const std::int32_t hidden = rise < least[gap] ? 1 : 0;
    out[i] = static_cast<std::uint8_t>(2 - ((sure & clear) | ((sure & hidden) << 1)));
  }
}
static_assert(static_cast<int>(Sight::hidden) == 0 && static_cast<int>(Sight::clear) == 1 &&
              static_cast<int>(Sight::close) == 2);

// What a step of the sweep works on.
struct Step {
  Line solid;
  Line upper;    // no cells: no slabs
  Line terrain;  // no cells: none measured
  Crossings rays;
  Slopes most_by;
  Slopes least_by;
  Targets targets;
  Slopes slope;
};
struct Buffers {
  float* solid;
  float* upper;
  TerrainSamples terrain;
  float* most;
  float* least;
  std::uint8_t* line;
};

SCHOUW_KERNEL void take_step(const Step& step, const Buffers& b) {
  if (step.targets.count > 0) judge(step.targets, b.most, b.least, step.slope, b.line);
  const int gaps = step.rays.count - 1;
  sample_steps(step.solid, step.rays, b.solid);
  const float* high = b.solid;
  if (step.upper.cells != nullptr) {
    sample_steps(step.upper, step.rays, b.upper);
    high = b.upper;
  }
  steepen(b.solid, high, gaps, step.most_by, step.least_by, b.most, b.least);
  if (step.terrain.cells == nullptr) return;
  place_crossings(step.rays, step.terrain.last, b.terrain.number, b.terrain.height);
  lift(step.terrain, step.rays.count, b.terrain.number, b.terrain.height, b.terrain.node);
  steepen_terrain(b.terrain, gaps, step.most_by, step.least_by, b.most, b.least);
}

void step_plain(const Step& step, const Buffers& buffers) { take_step(step, buffers); }

#if defined(__x86_64__)
[[gnu::target("avx2")]] void step_avx2(const Step& step, const Buffers& buffers) { take_step(step, buffers); }
#else
void step_avx2(const Step& step, const Buffers& buffers) { take_step(step, buffers); }
#endif
#undef SCHOUW_KERNEL

int first_centre_beyond(double place, int step) {
  return step > 0 ? static_cast<int>(std::floor(place - 0.5)) + 1 : static_cast<int>(std::ceil(place - 0.5)) - 1;
}

// The part of a quadrant that a sector covers, as slopes (minor over major): the hull where it covers two ends.
struct SlopeRange {
  double from = 1.0;
  double to = -1.0;
  bool empty() const { return from > to; }
};
SlopeRange covered(const SightSector& sector, double axis_rad, double sign) {
  constexpr double kTurn = 2.0 * std::numbers::pi;
  constexpr double kHalf = std::numbers::pi / 4.0;
  if (sector.width_rad >= kTurn - 1e-9) return {-1.0, 1.0};
  SlopeRange range;
  double from = sector.from_rad - axis_rad;
  from -= kTurn * std::floor((from + std::numbers::pi) / kTurn);
  for (const double turn : {-kTurn, 0.0, kTurn}) {
    const double low = std::max(from + turn, -kHalf);
    const double high = std::min(from + turn + sector.width_rad, kHalf);
    if (low > high) continue;
    const double a = sign * std::tan(low);
    const double b = sign * std::tan(high);
    range.from = std::min({range.from, a, b});
    range.to = std::max({range.to, a, b});
  }
  return {std::max(range.from, -1.0), std::min(range.to, 1.0)};
}

}  // namespace

HorizonSweep::HorizonSweep(Code code) : wide_(code == Code::fastest && base::has_avx2()) {}

void HorizonSweep::run(const HeightWindow& window, const LensInWindow& lens, const SightSector& sector,
                       std::span<const float> targets_m, std::span<Sight> answers) {
  assert(targets_m.size() == window.solid_m.size() && answers.size() == window.solid_m.size());
  const Scene scene{window, lens, sector.reach_cells, targets_m, answers};
  const double all_rays = std::ceil(2.0 * std::max(sector.reach_cells, 1.0) / kRayGap_cells);
  const double step = 2.0 / all_rays;
  // A minor axis that grows clockwise turns the slope's sign.
  constexpr double kSigns[] = {1.0, -1.0, -1.0, 1.0};
  for (const Quadrant quadrant : {Quadrant::east, Quadrant::north, Quadrant::west, Quadrant::south}) {
    const auto q = static_cast<std::size_t>(quadrant);
    const SlopeRange range = covered(sector, static_cast<double>(q) * std::numbers::pi / 2.0, kSigns[q]);
    if (range.empty()) continue;
    const double first = std::max(std::floor((range.from + 1.0) / step - 1e-6), 0.0);
    const double last = std::min(std::ceil((range.to + 1.0) / step + 1e-6), all_rays);
    sweep(scene, quadrant,
          {.first_slope = first * step - 1.0, .step = step, .gaps = std::max(1, static_cast<int>(last - first))});
  }
  const int column = static_cast<int>(std::floor(lens.column));
  const int row = static_cast<int>(std::floor(lens.row));
  if (column >= 0 && row >= 0 && column < window.columns && row < window.rows) {
    answers[window.index(column, row)] = Sight::clear;
  }
}

// NOLINTNEXTLINE(readability-function-size): one loop whose every line names a part of the step
void HorizonSweep::sweep(const Scene& scene, Quadrant quadrant, const Rays& rays) {
  const HeightWindow& window = scene.window;
  const bool along_columns = quadrant == Quadrant::east || quadrant == Quadrant::west;
  const int step = quadrant == Quadrant::east || quadrant == Quadrant::north ? 1 : -1;
  const int major_count = along_columns ? window.columns : window.rows;
  const int minor_count = along_columns ? window.rows : window.columns;
  const std::ptrdiff_t major_stride = along_columns ? 1 : window.columns;
  const std::ptrdiff_t minor_stride = along_columns ? window.columns : 1;
  const double major_from = along_columns ? scene.lens.column : scene.lens.row;
  const double minor_from = along_columns ? scene.lens.row : scene.lens.column;
  const auto lens_m = static_cast<float>(scene.lens.height_m);
  const auto room = static_cast<std::size_t>(rays.gaps) + 1;
  for (auto* buffer : {&solid_, &upper_, &terrain_, &node_}) buffer->resize(room);
  node_number_.resize(room);
  most_.assign(room, kNothing);
  least_.assign(room, kNothing);
  line_.resize(static_cast<std::size_t>(minor_count));
  const Buffers buffers{solid_.data(), upper_.data(), {terrain_.data(), node_.data(), node_number_.data()},
                        most_.data(),  least_.data(), reinterpret_cast<std::uint8_t*>(line_.data())};
  const double last_slope = rays.first_slope + rays.step * rays.gaps;
  for (int at = first_centre_beyond(major_from, step); at >= 0 && at < major_count; at += step) {
    const double gone = std::abs(at + 0.5 - major_from);
    if (gone > scene.reach_cells) break;
    // Beyond the reach nothing is asked any more.
    const double steepest = std::min(1.0, std::sqrt(scene.reach_cells * scene.reach_cells - gone * gone) / gone);
    const double low = std::max(rays.first_slope, -steepest);
    const double high = std::min(last_slope, steepest);
    if (low > high) continue;
    // Cells whose line runs on this axis: on the diagonal, columns go first, as line_is_clear has it.
    int first = std::max(0, static_cast<int>(std::ceil(minor_from + gone * low - 0.5 - 1e-9)));
    int last = std::min(minor_count - 1, static_cast<int>(std::floor(minor_from + gone * high - 0.5 + 1e-9)));
    const auto elsewhere = [&](int minor) {
      const double aside = std::abs(minor + 0.5 - minor_from);
      return along_columns ? aside > gone : aside >= gone;
    };
    while (first <= last && elsewhere(first)) ++first;
    while (first <= last && elsewhere(last)) --last;
    const int first_gap =
        std::clamp(static_cast<int>(std::floor((low - rays.first_slope) / rays.step)) - 1, 0, rays.gaps - 1);
    const int last_gap =
        std::clamp(static_cast<int>(std::ceil((high - rays.first_slope) / rays.step)) + 1, first_gap, rays.gaps - 1);
    const auto line = [&](const std::vector<float>& heights) {
      return Line{heights.empty() ? nullptr : heights.data() + at * major_stride, minor_stride, minor_count - 1};
    };
    const auto per_m = static_cast<float>(1.0 / gone);
    const double gaps_per_cell = 1.0 / (gone * rays.step);
    const std::ptrdiff_t first_cell = at * major_stride + first * minor_stride;
    const Step work{.solid = line(window.solid_m),
                    .upper = line(window.upper_m),
                    .terrain = line(window.terrain_m),
                    .rays = {minor_from + gone * (rays.first_slope + rays.step * first_gap), gone * rays.step,
                             last_gap - first_gap + 2},
                    .most_by = {kRounding_m - lens_m, per_m},
                    .least_by = {-kRounding_m - lens_m, per_m},
                    .targets = {scene.targets_m.data() + first_cell, minor_stride,
                                (first + 0.5 - minor_from) * gaps_per_cell - rays.first_slope / rays.step - first_gap,
                                gaps_per_cell, last - first + 1},
                    .slope = {-lens_m, per_m}};
    Buffers here = buffers;
    here.most += first_gap;
    here.least += first_gap;
    (wide_ ? step_avx2 : step_plain)(work, here);
    for (int i = 0; i <= last - first; ++i) {
      scene.answers[static_cast<std::size_t>(first_cell + i * minor_stride)] = line_[static_cast<std::size_t>(i)];
    }
  }
}

}  // namespace schouw::sight
