// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/site/joined_loops.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numbers>
#include <set>

namespace schouw::town {

namespace {

constexpr double kCorners_per_m = 100.0;

// A corner in whole centimetres.
struct Corner {
  std::int64_t x = 0;
  std::int64_t y = 0;
  auto operator<=>(const Corner&) const = default;  // NOLINT(modernize-use-nullptr): its 0 is none
};
using Side = std::pair<Corner, Corner>;

Corner corner_of(Spot spot) {
  return {std::llround(spot.x_m * kCorners_per_m), std::llround(spot.y_m * kCorners_per_m)};
}

Spot spot_of(const Corner& corner) {
  return {static_cast<double>(corner.x) / kCorners_per_m, static_cast<double>(corner.y) / kCorners_per_m};
}

// How far along a side a corner lies that is on it, within a centimetre; nothing for others and for its ends.
bool lies_on(const Side& side, const Corner& corner, double& along) {
  const auto dx = static_cast<double>(side.second.x - side.first.x);
  const auto dy = static_cast<double>(side.second.y - side.first.y);
  const auto px = static_cast<double>(corner.x - side.first.x);
  const auto py = static_cast<double>(corner.y - side.first.y);
  const double length = std::hypot(dx, dy);
  if (length == 0.0 || corner == side.first || corner == side.second) return false;
  along = (px * dx + py * dy) / length;
  return along > 0.0 && along < length && std::abs(px * dy - py * dx) / length <= 1.0;
}

std::vector<Side> sides_of(const std::vector<Loop>& loops) {
  std::set<Corner> corners;
  for (const Loop& loop : loops) {
    for (const Spot spot : loop) corners.insert(corner_of(spot));
  }
  std::vector<Side> sides;
  for (Loop loop : loops) {
    if (area_m2(loop) < 0.0) std::reverse(loop.begin(), loop.end());
    for (std::size_t i = 0; i < loop.size(); ++i) {
      const Side side{corner_of(loop[i]), corner_of(loop[(i + 1) % loop.size()])};
      std::vector<std::pair<double, Corner>> on;
      double along = 0.0;
      for (const Corner& corner : corners) {
        if (lies_on(side, corner, along)) on.emplace_back(along, corner);
      }
      std::sort(on.begin(), on.end());
      Corner from = side.first;
      for (const auto& [distance, corner] : on) {
        sides.emplace_back(from, corner);
        from = corner;
      }
      if (!(from == side.second)) sides.emplace_back(from, side.second);
    }
  }
  return sides;
}

// The sides that no other loop has from its side.
std::multimap<Corner, Corner> outer_sides(const std::vector<Loop>& loops) {
  std::multiset<Side> left;
  for (const Side& side : sides_of(loops)) {
    const auto back = left.find({side.second, side.first});
    if (back != left.end()) {
      left.erase(back);
    } else {
      left.insert(side);
    }
  }
  std::multimap<Corner, Corner> next;
  for (const Side& side : left) next.emplace(side.first, side.second);
  return next;
}

double clockwise_turn(const Corner& at, const Corner& from, const Corner& to) {
  const double back = std::atan2(static_cast<double>(from.y - at.y), static_cast<double>(from.x - at.x));
  const double on = std::atan2(static_cast<double>(to.y - at.y), static_cast<double>(to.x - at.x));
  const double turn = std::fmod(back - on + 4.0 * std::numbers::pi, 2.0 * std::numbers::pi);
  return turn <= 0.0 ? 2.0 * std::numbers::pi : turn;
}

// One ring, taken out of the sides. Where rings meet in a corner, the inside stays on the left: the first side
// clockwise from where it came.
Loop take_ring(std::multimap<Corner, Corner>& next) {
  Loop ring;
  const auto start = next.begin();
  const Corner first = start->first;
  Corner from = first;
  Corner at = start->second;
  ring.push_back(spot_of(first));
  next.erase(start);
  while (!(at == first)) {
    ring.push_back(spot_of(at));
    auto best = next.end();
    const auto [begin, end] = next.equal_range(at);
    for (auto candidate = begin; candidate != end; ++candidate) {
      if (best == next.end() ||
          clockwise_turn(at, from, candidate->second) < clockwise_turn(at, from, best->second)) {
        best = candidate;
      }
    }
    if (best == next.end()) break;
    from = at;
    at = best->second;
    next.erase(best);
  }
  return ring;
}

}  // namespace

std::vector<JoinedLoops> joined(const std::vector<Loop>& loops) {
  std::multimap<Corner, Corner> next = outer_sides(loops);
  std::vector<JoinedLoops> polygons;
  std::vector<Loop> holes;
  while (!next.empty()) {
    Loop ring = take_ring(next);
    const double signed_m2 = area_m2(ring);
    if (ring.size() < 3 || std::abs(signed_m2) < 0.01) continue;
    if (signed_m2 > 0.0) {
      polygons.push_back({std::move(ring), {}});
    } else {
      holes.push_back(std::move(ring));
    }
  }
  for (Loop& hole : holes) {
    const auto around = std::find_if(polygons.begin(), polygons.end(),
                                     [&](const JoinedLoops& polygon) { return inside(polygon.outer, hole.front()); });
    if (around != polygons.end()) around->holes.push_back(std::move(hole));
  }
  return polygons;
}

}  // namespace schouw::town
