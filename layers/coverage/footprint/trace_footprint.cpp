// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/footprint/trace_footprint.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "layers/coverage/footprint/pack_cells.h"
#include "layers/coverage/footprint/view_rows.h"
#include "layers/coverage/observer/observer.h"
#include "layers/coverage/observer/view_bounds.h"

namespace schouw::coverage {

namespace {

using sight::Sight;

constexpr double kOffGround_m = 0.02;  // the ground itself must not hide a target that lies on it

// The columns of a row that a view may hold: first to last, empty where last < first.
struct ColumnRange {
  int first = 0;
  int last = -1;
};

// Keeps what of a span, in metres east of the lens, fulfils slope * east >= least.
void keep_side(double slope, double least, double& from, double& to) {
  if (slope > 1e-12) {
    from = std::max(from, least / slope);
  } else if (slope < -1e-12) {
    to = std::min(to, least / slope);
  } else if (least > 0.0) {
    to = from - 1.0;
  }
}

CellWindow window_of(const ViewBounds& bounds, double cell_m) {
  const auto number = [cell_m](double m) { return static_cast<int>(std::floor(m / cell_m)); };
  CellWindow window{.first_column = number(bounds.plan.min.east_m) - 2,
                    .first_row = number(bounds.plan.min.north_m) - 2};
  window.columns = number(bounds.plan.max.east_m) + 3 - window.first_column;
  window.rows = number(bounds.plan.max.north_m) + 3 - window.first_row;
  return window;
}

// Marks begin and end on whole words.
std::size_t padded_cells(const CellWindow& window) {
  return static_cast<std::size_t>(window.rows) * static_cast<std::size_t>(window.columns + 2 * CellSet::kWordCells);
}

void describe(Footprint& footprint, const LensPlace& place, bool sees_assumed_ground) {
  footprint.view = place.view;
  footprint.further_views = place.further_views;
  footprint.assumed = place.view.assumed;
  auto& assumed = footprint.assumed;
  if (sees_assumed_ground && std::find(assumed.begin(), assumed.end(), "ground") == assumed.end()) {
    assumed.emplace_back("ground");
  }
}

}  // namespace

// One sensor's window while it is worked on.
class TraceWork {
 public:
  TraceWork(const LensPlace& place, FootprintTracer& tracer)
      : place_(place),
        tracer_(tracer),
        views_(views_of(place)),
        bounds_(view_bounds(std::span<const SensorView>(views_))),
        surface_(read_surface()),
        frame_(tracer.occlusion_.frame_of(surface_.cells)),
        blocked_(can_be_blocked(place.view)),
        padding_(surface_.cells.first_column & (CellSet::kWordCells - 1)),
        words_((padding_ + frame_.columns + CellSet::kWordCells - 1) / CellSet::kWordCells) {
    const crs::MapPosition& at = place.view.lens;
    lens_ = {(at.east_m - frame_.west_m) / frame_.cell_m, (at.north_m - frame_.south_m) / frame_.cell_m, at.up_m};
    raise_slabs();
    open_beside_lens();
  }

  Footprint run() {
    mark_in_view();
    if (blocked_) hide_blocked();
    Footprint footprint = gather();
    if (tracer_.params_.outline) footprint.outline = outline();
    describe(footprint, place_, sees_assumed_ground_);
    return footprint;
  }

 private:
  LocalSurface& read_surface() {
    const CellWindow window = window_of(bounds_, tracer_.occlusion_.cell_m());
    tracer_.make_room(window);
    tracer_.occlusion_.read(window, tracer_.surface_);
    tracer_.surface_.heights.upper_m.clear();
    return tracer_.surface_;
  }

  void raise_slabs() {
    if (surface_.slabs.empty() && surface_.sheets.empty()) return;
    surface_.heights.upper_m = surface_.heights.solid_m;
    for (const auto* list : {&surface_.slabs, &surface_.sheets}) {
      for (const Slab& slab : *list) {
        float& upper = surface_.heights.upper_m[slab.cell];
        upper = std::max(upper, slab.top_m);
      }
    }
  }

  // A lens that stands beside a wall shares cells with it. Those that its own building fills next to it would blind
  // it, and so would its own cell, which a wall may cut; the exact position is known to be in the open.
  void open_beside_lens() {
    const double radius = place_.against_wall ? 1.5 : 0.0;
    const int reach = static_cast<int>(std::ceil(radius));
    const int own_column = static_cast<int>(std::floor(lens_.column));
    const int own_row = static_cast<int>(std::floor(lens_.row));
    for (int row = own_row - reach; row <= own_row + reach; ++row) {
      for (int column = own_column - reach; column <= own_column + reach; ++column) {
        const bool own = row == own_row && column == own_column;
        if (!frame_.contains(column, row)) continue;
        if (!own && std::hypot(column + 0.5 - lens_.column, row + 0.5 - lens_.row) > radius) continue;
        float& solid = surface_.heights.solid_m[surface_.heights.index(column, row)];
        if (static_cast<double>(solid) > lens_.height_m) solid = sight::kNothing;
        if (!surface_.heights.upper_m.empty()) {
          float& upper = surface_.heights.upper_m[surface_.heights.index(column, row)];
          upper = std::max(upper, solid);
        }
      }
    }
  }

  // Marks of cells stand in whole words, as they are in the sets.
  std::uint8_t* marks_of(int row) {
    return &tracer_.marks_[static_cast<std::size_t>(row) * static_cast<std::size_t>(words_) * 64 +
                           static_cast<std::size_t>(padding_)];
  }

  ColumnRange span(int row) const {
    const crs::MapPosition& at = place_.view.lens;
    const double north = frame_.north_of(row) - at.north_m;
    const double reach = bounds_.reach_m + frame_.cell_m;
    if (std::abs(north) > reach) return {};
    double to = std::sqrt(reach * reach - north * north);
    double from = -to;
    if (bounds_.narrower_than_half()) {
      // Left of the sector's right edge, and right of its left one; a cell's width of room on either side.
      const double right = bounds_.from_rad;
      const double left = bounds_.from_rad + bounds_.width_rad;
      keep_side(-std::sin(right), -frame_.cell_m - std::cos(right) * north, from, to);
      keep_side(std::sin(left), -frame_.cell_m + std::cos(left) * north, from, to);
    }
    const double offset = at.east_m - frame_.west_m;
    if (from > to) return {};
    return {std::max(0, static_cast<int>(std::floor((offset + from) / frame_.cell_m)) - 1),
            std::min(frame_.columns - 1, static_cast<int>(std::floor((offset + to) / frame_.cell_m)) + 1)};
  }

  void mark_in_view() {
    tracer_.marks_.assign(static_cast<std::size_t>(frame_.rows) * static_cast<std::size_t>(words_) * 64, 0);
    const ViewRows::Question params{frame_, tracer_.params_.target_height_m, tracer_.limits_px_per_m_};
    for (int row = 0; row < frame_.rows; ++row) spans_.push_back(span(row));
    for (const SensorView& view : views_) {
      ViewRows rows(view, params);
      for (int row = 0; row < frame_.rows; ++row) {
        const ColumnRange columns = spans_[static_cast<std::size_t>(row)];
        if (columns.last < columns.first) continue;
        rows.mark(row, columns.first, columns.last + 1 - columns.first,
                  &surface_.ground_m[surface_.heights.index(columns.first, row)], marks_of(row) + columns.first);
      }
    }
    for (int row = 0; row < frame_.rows; ++row) in_view_ += keep_open(row);
  }

  // Takes away what lies under roofs. The number of cells that stay.
  std::int64_t keep_open(int row) {
    std::uint8_t* __restrict marks = marks_of(row);
    const std::uint8_t* __restrict flags = &surface_.flags[surface_.heights.index(0, row)];
    const ColumnRange columns = spans_[static_cast<std::size_t>(row)];
    std::int32_t kept = 0;
    for (int column = columns.first; column <= columns.last; ++column) {
      const std::uint8_t mark = (flags[column] & kCovered) != 0 ? std::uint8_t{0} : marks[column];
      marks[column] = mark;
      kept += mark != 0 ? 1 : 0;
    }
    return kept;
  }

  void hide_blocked() {
    const std::size_t cells = frame_.cell_count();
    std::span<const float> targets_m(surface_.ground_m);
    if (tracer_.params_.target_height_m != 0.0) {
      const auto height_m = static_cast<float>(tracer_.params_.target_height_m);
      tracer_.targets_m_.resize(cells);
      for (std::size_t i = 0; i < cells; ++i) tracer_.targets_m_[i] = surface_.ground_m[i] + height_m;
      targets_m = tracer_.targets_m_;
    }
    tracer_.answers_.assign(cells, Sight::close);
    tracer_.sweep_.run(surface_.heights, lens_,
                       {.from_rad = bounds_.from_rad,
                        .width_rad = bounds_.width_rad,
                        .reach_cells = bounds_.reach_m / frame_.cell_m + 2.0},
                       targets_m, tracer_.answers_);
    for (int row = 0; row < frame_.rows; ++row) keep_clear(row);
  }

  void keep_clear(int row) {
    std::uint8_t* __restrict marks = marks_of(row);
    Sight* __restrict answers = &tracer_.answers_[surface_.heights.index(0, row)];
    const ColumnRange columns = spans_[static_cast<std::size_t>(row)];
    std::int32_t close = 0;
    for (int column = columns.first; column <= columns.last; ++column) {
      marks[column] = answers[column] == Sight::hidden ? std::uint8_t{0} : marks[column];
      close |= (answers[column] == Sight::close ? 1 : 0) & (marks[column] != 0 ? 1 : 0);
    }
    if (close == 0) return;
    for (int column = columns.first; column <= columns.last; ++column) {
      if (answers[column] != Sight::close || marks[column] == 0 || exactly_clear(column, row)) continue;
      answers[column] = Sight::hidden;
      marks[column] = 0;
    }
  }

  bool exactly_clear(int column, int row) const {
    const std::size_t cell = surface_.heights.index(column, row);
    const double target_m = static_cast<double>(surface_.ground_m[cell]) + tracer_.params_.target_height_m;
    const sight::CellTarget target{column, row, target_m};
    if (!line_is_clear(surface_.heights, lens_, target)) return false;
    if (surface_.heights.upper_m.empty()) return true;
    if (line_is_clear(surface_.heights, lens_, target, sight::Obstacles::standing_and_hanging)) return true;
    return tracer_.occlusion_.triangles().line_is_clear(
        place_.view.lens,
        {frame_.east_of(column), frame_.north_of(row), std::max(target_m, surface_.ground_m[cell] + kOffGround_m)});
  }

  // The cells whose mark is over a level, as a set.
  CellSet cells_over(std::uint8_t level) const {
    return coverage::cells_over(level, tracer_.marks_,
                                {.first_word = (surface_.cells.first_column - padding_) / CellSet::kWordCells,
                                 .first_row = surface_.cells.first_row,
                                 .words = words_,
                                 .rows = frame_.rows,
                                 .bits = {}});
  }

  Footprint gather() {
    Footprint f;
    f.seen = cells_over(0);
    const std::int64_t seen = f.seen.count();
    f.blocked_ratio = in_view_ == 0 ? 0.0 : static_cast<double>(in_view_ - seen) / static_cast<double>(in_view_);
    const std::uint8_t most =
        tracer_.marks_.empty() ? std::uint8_t{0} : *std::max_element(tracer_.marks_.begin(), tracer_.marks_.end());
    f.reached.resize(tracer_.limits_px_per_m_.size());
    for (std::size_t i = 0; i < f.reached.size() && i + 2 <= most; ++i) {
      f.reached[i] = cells_over(static_cast<std::uint8_t>(i + 1));
    }
    tracer_.measure(f);
    note_assumed_ground();
    return f;
  }

  void note_assumed_ground() {
    for (int row = 0; row < frame_.rows && !sees_assumed_ground_; ++row) {
      const std::uint8_t* marks = marks_of(row);
      const std::uint8_t* flags = &surface_.flags[surface_.heights.index(0, row)];
      int any = 0;
      for (int column = 0; column < frame_.columns; ++column) {
        any |= (marks[column] != 0 ? 1 : 0) & ((flags[column] & kAssumedGround) != 0 ? 1 : 0);
      }
      sees_assumed_ground_ = any != 0;
    }
  }

  // How far the view reaches along an azimuth before something stops it.
  double reach_m(double azimuth_rad) {
    const double east = std::sin(azimuth_rad);
    const double north = std::cos(azimuth_rad);
    double reached = 0.0;
    for (double d = frame_.cell_m; d <= bounds_.reach_m + frame_.cell_m; d += frame_.cell_m / 2.0) {
      const int column = static_cast<int>(std::floor(lens_.column + east * d / frame_.cell_m));
      const int row = static_cast<int>(std::floor(lens_.row + north * d / frame_.cell_m));
      if (!frame_.contains(column, row)) break;
      const std::size_t cell = surface_.heights.index(column, row);
      if (marks_of(row)[column] != 0) {
        reached = d;
        continue;
      }
      const bool hidden = blocked_ && tracer_.answers_[cell] == Sight::hidden;
      const bool stopped = blocked_ && (hidden || (surface_.flags[cell] & kCovered) != 0);
      if (stopped && d > 2.0 * frame_.cell_m) break;
    }
    return std::min(reached, bounds_.reach_m);
  }

  std::vector<Footprint::Reach> outline() {
    std::vector<Footprint::Reach> reach;
    if (in_view_ == 0) return reach;
    constexpr double kStep_rad = std::numbers::pi / 180.0;
    const int steps = std::max(2, static_cast<int>(std::ceil(bounds_.width_rad / kStep_rad)));
    // Sectors run anticlockwise, azimuths clockwise: from the sector's left edge back.
    for (int i = 0; i <= steps; ++i) {
      const double angle = bounds_.from_rad + bounds_.width_rad * (1.0 - static_cast<double>(i) / steps);
      const double azimuth = std::numbers::pi / 2.0 - angle;
      reach.push_back({base::Angle::from_radians(azimuth), reach_m(azimuth)});
    }
    return reach;
  }

  const LensPlace& place_;
  FootprintTracer& tracer_;
  std::vector<SensorView> views_;
  ViewBounds bounds_;
  LocalSurface& surface_;  // the tracer's
  raster::GridFrame frame_;
  bool blocked_;
  sight::LensInWindow lens_;
  int padding_;  // cells before the window's first column in its word
  int words_;
  std::vector<ColumnRange> spans_;  // per row
  std::int64_t in_view_ = 0;
  bool sees_assumed_ground_ = false;
};

FootprintTracer::FootprintTracer(const OcclusionModel& occlusion, const FootprintParams& params)
    : occlusion_(occlusion), params_(params), limits_px_per_m_(density_limits_px_per_m(*params.policy)) {}

Footprint FootprintTracer::trace(const LensPlace& place) { return TraceWork(place, *this).run(); }

double tracing_bytes(const CellWindow& window) {
  constexpr double kBytesPerCell = 5 * sizeof(float) + 3;
  return kBytesPerCell * static_cast<double>(padded_cells(window));
}

double FootprintTracer::bytes_for(const LensPlace& place) const {
  return tracing_bytes(window_of(view_bounds(std::span<const SensorView>(views_of(place))), occlusion_.cell_m()));
}

void FootprintTracer::forget() {
  surface_ = {};
  targets_m_ = {};
  answers_ = {};
  marks_ = {};
  room_cells_ = 0;
}

// Exactly what the window takes: vectors that grow by themselves take up to twice that, and the old beside the new.
void FootprintTracer::make_room(const CellWindow& window) {
  const auto cells = static_cast<std::size_t>(window.columns) * static_cast<std::size_t>(window.rows);
  if (padded_cells(window) <= room_cells_) return;
  forget();
  for (std::vector<float>* heights : {&surface_.ground_m, &surface_.heights.solid_m, &surface_.heights.upper_m,
                                      &surface_.heights.terrain_m, &targets_m_}) {
    heights->reserve(cells);
  }
  surface_.flags.reserve(cells);
  answers_.reserve(cells);
  marks_.reserve(padded_cells(window));
  room_cells_ = padded_cells(window);
}

void FootprintTracer::measure(Footprint& footprint) const {
  const double cell_m2 = occlusion_.cell_m() * occlusion_.cell_m();
  footprint.visible_area_m2 = static_cast<double>(footprint.seen.count()) * cell_m2;
  for (const policy::DensityClass& c : params_.policy->density.classes) {
    const auto limit = std::lower_bound(limits_px_per_m_.begin(), limits_px_per_m_.end(), c.px_per_m);
    const auto index = static_cast<std::size_t>(limit - limits_px_per_m_.begin());
    footprint.area_by_class_m2.push_back(static_cast<double>(footprint.reached[index].count()) * cell_m2);
  }
}

Footprint FootprintTracer::from(const LensPlace& place, const TracedCells& cells) const {
  Footprint footprint{.seen = cells.seen, .reached = cells.reached, .blocked_ratio = cells.blocked_ratio};
  footprint.reached.resize(limits_px_per_m_.size());
  measure(footprint);
  describe(footprint, place, cells.sees_assumed_ground);
  return footprint;
}

Footprint trace_footprint(const LensPlace& place, const OcclusionModel& occlusion, const FootprintParams& params) {
  return FootprintTracer(occlusion, params).trace(place);
}

}  // namespace schouw::coverage
