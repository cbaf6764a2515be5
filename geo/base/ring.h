// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <cstddef>

namespace schouw::base {

// A closed line in plan, as a list of corners without the first repeated; one that repeats it does no harm. Corners
// may be any point that tells its x and y: {x, y}, .x and .y, .x_m and .y_m.
template <class Corner>
std::array<double, 2> plan_of(const Corner& corner) {
  if constexpr (requires { corner.x_m; }) {
    return {corner.x_m, corner.y_m};
  } else if constexpr (requires { corner.x; }) {
    return {corner.x, corner.y};
  } else {
    return {corner[0], corner[1]};
  }
}

// In the square of the corners' unit; positive where the ring turns counter-clockwise. Counted from the first corner:
// map coordinates are large, and their products would lose the digits that a small area hangs on.
template <class Ring>
double signed_area(const Ring& ring) {
  double twice = 0.0;
  if (ring.size() < 3) return 0.0;
  const auto origin = plan_of(ring[0]);
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) {
    const auto a = plan_of(ring[i]);
    const auto b = plan_of(ring[i + 1]);
    twice += (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1]);
  }
  return twice / 2.0;
}

// Calls visit(rises) for each side that passes the height of the point to its east: what the even-odd rule counts and
// the winding number sums up. A point on a side may fall either way.
template <class Ring, class Visit>
void for_each_side_east_of(const Ring& ring, double x, double y, Visit&& visit) {
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const auto a = plan_of(ring[i]);
    const auto b = plan_of(ring[j]);
    if ((a[1] > y) == (b[1] > y)) continue;
    if (x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) visit(a[1] > y);
  }
}

// Whether a point lies inside rings by the even-odd rule: holes fall out by themselves.
template <class Rings>
bool inside_even_odd(const Rings& rings, double x, double y) {
  bool inside = false;
  for (const auto& ring : rings) for_each_side_east_of(ring, x, y, [&](bool) { inside = !inside; });
  return inside;
}

// The same by the nonzero rule: what rings that overlap hold together.
// Source: winding number, counted where a side passes the point's height.
template <class Rings>
bool inside_nonzero(const Rings& rings, double x, double y) {
  int winding = 0;
  for (const auto& ring : rings) for_each_side_east_of(ring, x, y, [&](bool rises) { winding += rises ? 1 : -1; });
  return winding != 0;
}

}  // namespace schouw::base
