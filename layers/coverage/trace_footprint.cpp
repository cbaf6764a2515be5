// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/trace_footprint.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace schouw::coverage {

namespace {

constexpr double kWholeTurn_rad = 2.0 * std::numbers::pi;
constexpr std::uint8_t kInView = 1;  // work marks, per cell
constexpr std::uint8_t kSeen = 2;

// One sensor's window while it is worked on.
class Trace {
 public:
  Trace(const LensPlace& place, const Surroundings& surroundings, const FootprintQuestion& question)
      : place_(place),
        view_(place.view),
        test_(view_),
        question_(question),
        surface_(
            surroundings.local(surroundings.window_around(view_.lens.east_m, view_.lens.north_m, view_.range_max_m))),
        frame_(surroundings.frame_of(surface_.cells)),
        marks_(frame_.cell_count(), 0) {
    lens_ = {(view_.lens.east_m - frame_.west_m) / frame_.cell_m,
             (view_.lens.north_m - frame_.south_m) / frame_.cell_m, view_.lens.up_m};
    open_beside_lens();
  }

  Footprint run() {
    mark_in_view();
    if (view_.blocked_by_buildings) build_horizon();
    mark_seen();
    Footprint footprint = cut();
    footprint.outline = outline();
    footprint.view = view_;
    footprint.assumed = view_.assumed;
    if (sees_assumed_ground_ &&
        std::find(footprint.assumed.begin(), footprint.assumed.end(), "ground") == footprint.assumed.end()) {
      footprint.assumed.emplace_back("ground");
    }
    return footprint;
  }

 private:
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
      }
    }
  }

  double target_m(std::size_t cell) const {
    return static_cast<double>(surface_.ground_m[cell]) + question_.target_height_m;
  }

  void mark_in_view() {
    const double reach2 = view_.range_max_m * view_.range_max_m * (1.0 + 1e-9);
    for (int row = 0; row < frame_.rows; ++row) {
      const double north = frame_.north_of(row) - view_.lens.north_m;
      for (int column = 0; column < frame_.columns; ++column) {
        const double east = frame_.east_of(column) - view_.lens.east_m;
        if (east * east + north * north > reach2) continue;
        const std::size_t cell = surface_.heights.index(column, row);
        if ((surface_.flags[cell] & kCovered) != 0) continue;
        if (!test_.in_view(east, north, target_m(cell) - view_.lens.up_m)) continue;
        marks_[cell] = kInView;
        widen_sector(east, north);
      }
    }
  }

  // The sector grows by what lies in view, counted from the axis: no bound of the tilted frustum to get wrong.
  void widen_sector(double east, double north) {
    double turn = std::atan2(north, east) - axis_rad();
    turn -= kWholeTurn_rad * std::round(turn / kWholeTurn_rad);
    least_turn_rad_ = std::min(least_turn_rad_, turn);
    most_turn_rad_ = std::max(most_turn_rad_, turn);
  }
  double axis_rad() const { return std::numbers::pi / 2.0 - view_.azimuth.radians(); }

  void build_horizon() {
    if (most_turn_rad_ < least_turn_rad_) return;
    horizon_.build(surface_.heights, lens_,
                   {.from_rad = axis_rad() + least_turn_rad_ - 1e-9,
                    .width_rad = std::min(most_turn_rad_ - least_turn_rad_ + 2e-9, kWholeTurn_rad),
                    .reach_cells = view_.range_max_m / frame_.cell_m + 2.0});
  }

  void mark_seen() {
    for (int row = 0; row < frame_.rows; ++row) {
      for (int column = 0; column < frame_.columns; ++column) {
        const std::size_t cell = surface_.heights.index(column, row);
        if (marks_[cell] != kInView) continue;
        ++in_view_;
        if (view_.blocked_by_buildings && !horizon_.sees(column, row, target_m(cell))) continue;
        marks_[cell] = kInView | kSeen;
        ++seen_;
        if ((surface_.flags[cell] & kAssumedGround) != 0) sees_assumed_ground_ = true;
        first_column_ = std::min(first_column_, column);
        last_column_ = std::max(last_column_, column);
        first_row_ = std::min(first_row_, row);
        last_row_ = std::max(last_row_, row);
      }
    }
  }

  // How many of the limits a cell reaches.
  std::size_t limits_reached(int column, int row, std::size_t cell, const std::vector<double>& limits) const {
    const auto density =
        test_.density_px_per_m(frame_.east_of(column) - view_.lens.east_m, frame_.north_of(row) - view_.lens.north_m,
                               target_m(cell) - view_.lens.up_m);
    if (!density) return 0;
    return static_cast<std::size_t>(std::upper_bound(limits.begin(), limits.end(), *density * (1.0 + 1e-12)) -
                                    limits.begin());
  }

  CellSet empty_set() const {
    CellSet set;
    if (seen_ == 0) return set;
    const int first_column = surface_.cells.first_column + first_column_;
    const int last_column = surface_.cells.first_column + last_column_;
    set.first_word = first_column >> 6;
    set.words = (last_column >> 6) + 1 - set.first_word;
    set.first_row = surface_.cells.first_row + first_row_;
    set.rows = last_row_ - first_row_ + 1;
    set.bits.assign(static_cast<std::size_t>(set.words) * static_cast<std::size_t>(set.rows), 0);
    return set;
  }

  Footprint cut() const {
    Footprint f;
    const std::vector<double> limits = density_limits_px_per_m(*question_.policy);
    f.blocked_ratio = in_view_ == 0 ? 0.0 : static_cast<double>(in_view_ - seen_) / static_cast<double>(in_view_);
    f.seen = empty_set();
    f.reached.assign(limits.size(), f.seen);
    const auto mark = [&](CellSet& set, int column, int row) {
      const int c = surface_.cells.first_column + column;
      set.bits[static_cast<std::size_t>(row - first_row_) * static_cast<std::size_t>(set.words) +
               static_cast<std::size_t>((c >> 6) - set.first_word)] |= std::uint64_t{1}
                                                                       << (static_cast<unsigned>(c) & 63U);
    };
    for (int row = first_row_; row <= last_row_; ++row) {
      for (int column = first_column_; column <= last_column_; ++column) {
        const std::size_t cell = surface_.heights.index(column, row);
        if ((marks_[cell] & kSeen) == 0) continue;
        mark(f.seen, column, row);
        const std::size_t reached = limits_reached(column, row, cell, limits);
        for (std::size_t i = 0; i < reached; ++i) mark(f.reached[i], column, row);
      }
    }
    measure(f, limits);
    return f;
  }

  void measure(Footprint& f, const std::vector<double>& limits) const {
    f.visible_area_m2 = static_cast<double>(seen_) * frame_.cell_area_m2();
    for (const policy::DensityClass& c : question_.policy->density.classes) {
      const auto limit = std::lower_bound(limits.begin(), limits.end(), c.px_per_m) - limits.begin();
      f.area_by_class_m2.push_back(static_cast<double>(f.reached[static_cast<std::size_t>(limit)].count()) *
                                   frame_.cell_area_m2());
    }
  }

  // How far the view reaches along an azimuth before something stops it.
  double reach_m(double azimuth_rad) const {
    const double east = std::sin(azimuth_rad);
    const double north = std::cos(azimuth_rad);
    double reached = 0.0;
    for (double d = frame_.cell_m; d <= view_.range_max_m + frame_.cell_m; d += frame_.cell_m / 2.0) {
      const int column = static_cast<int>(std::floor(lens_.column + east * d / frame_.cell_m));
      const int row = static_cast<int>(std::floor(lens_.row + north * d / frame_.cell_m));
      if (!frame_.contains(column, row)) break;
      const std::size_t cell = surface_.heights.index(column, row);
      if ((marks_[cell] & kSeen) != 0) {
        reached = d;
        continue;
      }
      const bool stopped = (marks_[cell] & kInView) != 0 || (surface_.flags[cell] & kCovered) != 0;
      if (view_.blocked_by_buildings && stopped && d > 2.0 * frame_.cell_m) break;
    }
    return std::min(reached, view_.range_max_m);
  }

  std::vector<Footprint::Reach> outline() const {
    std::vector<Footprint::Reach> reach;
    if (seen_ == 0) return reach;
    constexpr double kStep_rad = std::numbers::pi / 180.0;
    const int steps = std::max(2, static_cast<int>(std::ceil((most_turn_rad_ - least_turn_rad_) / kStep_rad)));
    // Turns run anticlockwise, azimuths clockwise: from the rightmost turn back.
    for (int i = 0; i <= steps; ++i) {
      const double turn = most_turn_rad_ - (most_turn_rad_ - least_turn_rad_) * i / steps;
      const double azimuth = view_.azimuth.radians() - turn;
      reach.push_back({base::Angle::from_radians(azimuth), reach_m(azimuth)});
    }
    return reach;
  }

  const LensPlace& place_;
  const SensorView& view_;
  ViewTest test_;
  FootprintQuestion question_;
  LocalSurface surface_;
  raster::GridFrame frame_;
  sight::LensInWindow lens_;
  sight::HorizonTable horizon_;
  std::vector<std::uint8_t> marks_;
  double least_turn_rad_ = 1e9;
  double most_turn_rad_ = -1e9;
  std::int64_t in_view_ = 0;
  std::int64_t seen_ = 0;
  bool sees_assumed_ground_ = false;
  int first_column_ = 1 << 30;
  int last_column_ = -1;
  int first_row_ = 1 << 30;
  int last_row_ = -1;
};

}  // namespace

Footprint trace_footprint(const LensPlace& place, const Surroundings& surroundings,
                          const FootprintQuestion& question) {
  return Trace(place, surroundings, question).run();
}

}  // namespace schouw::coverage
