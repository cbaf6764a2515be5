// SPDX-License-Identifier: EUPL-1.2
#include "layers/coverage/observer/view_bounds.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace schouw::coverage {

namespace {

constexpr double kTurn_rad = 2.0 * std::numbers::pi;
constexpr double kQuarter_rad = std::numbers::pi / 2.0;
// More than any rounding of an axis or a tangent.
constexpr double kPad_rad = 1e-5;

// Half the azimuths of a view about its own; nothing: all round.
std::optional<double> half_width_rad(double half_rad) {
  if (half_rad + kPad_rad >= std::numbers::pi) return std::nullopt;
  return half_rad + kPad_rad;
}

// A cone about a tilted axis: the tangent to it from straight above.
std::optional<double> cone_half_width(double half_rad, double tilt_rad) {
  if (half_rad + std::abs(tilt_rad) >= kQuarter_rad - kPad_rad) return std::nullopt;
  return half_width_rad(std::asin(std::sin(half_rad) / std::cos(tilt_rad)));
}

struct Turns {
  double least_rad = 0.0;  // anticlockwise from the view's own azimuth
  double most_rad = 0.0;
};

// A pyramid that holds neither the zenith nor the nadir is bounded, seen from above, by its corners.
std::optional<Turns> pyramid_turns(const SensorView& view) {
  const double across = std::tan(std::min(view.hfov.radians() / 2.0, kQuarter_rad - 1e-6));
  const double along = std::tan(std::min(view.vfov.radians() / 2.0, kQuarter_rad - 1e-6));
  const double st = std::sin(view.tilt.radians()), ct = std::cos(view.tilt.radians());
  const double sr = std::sin(view.roll.radians()), cr = std::cos(view.roll.radians());
  // In the frame of the view's azimuth: ahead, rightwards, up.
  const std::array<double, 3> axis = {ct, 0.0, -st};
  const std::array<double, 3> right = {-st * sr, cr, -ct * sr};
  const std::array<double, 3> upward = {st * cr, sr, ct * cr};
  // The vertical lies in the image where it does so in front of the lens.
  if (std::abs(axis[2]) > 0.0 && std::abs(right[2]) <= std::abs(axis[2]) * across * (1.0 + 1e-6) + 1e-9 &&
      std::abs(upward[2]) <= std::abs(axis[2]) * along * (1.0 + 1e-6) + 1e-9) {
    return std::nullopt;
  }
  Turns turns;
  for (const double x : {-across, across}) {
    for (const double y : {-along, along}) {
      const double ahead = axis[0] + x * right[0] + y * upward[0];
      const double aside = axis[1] + x * right[1] + y * upward[1];
      const double turn = -std::atan2(aside, ahead);
      turns.least_rad = std::min(turns.least_rad, turn - kPad_rad);
      turns.most_rad = std::max(turns.most_rad, turn + kPad_rad);
    }
  }
  if (turns.most_rad - turns.least_rad >= kTurn_rad) return std::nullopt;
  return turns;
}

std::optional<Turns> turns_of(const SensorView& view) {
  std::optional<double> half;
  switch (view.shape) {
    case ViewShape::disc:
    case ViewShape::area: return std::nullopt;
    case ViewShape::frustum: return pyramid_turns(view);
    case ViewShape::fisheye: half = cone_half_width(view.hfov.radians() / 2.0, view.tilt.radians()); break;
    case ViewShape::sector:
    case ViewShape::swept: half = half_width_rad(view.hfov.radians() / 2.0); break;
  }
  return half ? std::optional(Turns{-*half, *half}) : std::nullopt;
}

crs::MapBounds plan_of(const crs::MapPosition& lens, const ViewBounds& bounds) {
  crs::MapBounds plan;
  plan.include(lens);
  const auto reach = [&](double angle_rad) {
    plan.include(crs::MapPosition{lens.east_m + bounds.reach_m * std::cos(angle_rad),
                                  lens.north_m + bounds.reach_m * std::sin(angle_rad), lens.up_m});
  };
  reach(bounds.from_rad);
  reach(bounds.from_rad + bounds.width_rad);
  // Where the arc turns back: due east, north, west and south.
  for (double axis = std::ceil(bounds.from_rad / kQuarter_rad) * kQuarter_rad;
       axis < bounds.from_rad + bounds.width_rad; axis += kQuarter_rad) {
    reach(axis);
  }
  return plan;
}

}  // namespace

bool ViewBounds::narrower_than_half() const { return width_rad < std::numbers::pi - 1e-3; }

ViewBounds view_bounds(const SensorView& view) {
  const double azimuth_rad = kQuarter_rad - view.azimuth.radians();
  ViewBounds bounds{.from_rad = azimuth_rad, .width_rad = kTurn_rad, .reach_m = view.range_max_m};
  if (const auto turns = turns_of(view)) {
    bounds.from_rad = azimuth_rad + turns->least_rad;
    bounds.width_rad = turns->most_rad - turns->least_rad;
  }
  if (view.shape == ViewShape::area) {
    bounds.reach_m = 0.0;
    for (const auto& ring : view.area) {
      for (const auto& [east_m, north_m] : ring) {
        bounds.reach_m = std::max(bounds.reach_m, std::hypot(east_m - view.lens.east_m, north_m - view.lens.north_m));
      }
    }
  }
  bounds.plan = plan_of(view.lens, bounds);
  return bounds;
}

ViewBounds view_bounds(std::span<const SensorView> views) {
  ViewBounds all = view_bounds(views.front());
  for (const SensorView& view : views.subspan(1)) {
    const ViewBounds one = view_bounds(view);
    all.plan.include(one.plan);
    all.reach_m = std::max(all.reach_m, one.reach_m);
    if (all.width_rad >= kTurn_rad || one.width_rad >= kTurn_rad) {
      all.width_rad = kTurn_rad;
      continue;
    }
    // Either sector may start the hull: the shorter one is taken.
    const auto hull = [](const ViewBounds& a, const ViewBounds& b) {
      double turn = b.from_rad - a.from_rad;
      turn -= kTurn_rad * std::floor(turn / kTurn_rad);
      return std::max(a.width_rad, turn + b.width_rad);
    };
    const double from_all = hull(all, one);
    const double from_one = hull(one, all);
    if (from_one < from_all) all.from_rad = one.from_rad;
    all.width_rad = std::min({from_all, from_one, kTurn_rad});
  }
  return all;
}

}  // namespace schouw::coverage
