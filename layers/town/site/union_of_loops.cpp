// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/site/union_of_loops.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <map>
#include <set>

namespace schouw::town {
namespace {

// A corner in whole centimetres: equal corners are equal numbers.
struct Corner {
  std::int64_t x = 0;
  std::int64_t y = 0;
  auto operator<=>(const Corner&) const = default;  // NOLINT(modernize-use-nullptr): its 0 is none
};
using Ring = std::vector<Corner>;

Corner corner_of(Spot spot) { return {std::llround(spot.x_m * 100.0), std::llround(spot.y_m * 100.0)}; }
Spot spot_of(Corner corner) { return {static_cast<double>(corner.x) / 100.0, static_cast<double>(corner.y) / 100.0}; }

Loop loop_of(const Ring& ring) {
  Loop loop;
  for (const Corner corner : ring) loop.push_back(spot_of(corner));
  return loop;
}

// Within a centimetre of the side, between its ends.
bool lies_on(Corner corner, Corner a, Corner b) {
  if (corner == a || corner == b) return false;
  const Spot side = spot_of(b) - spot_of(a);
  const Spot to = spot_of(corner) - spot_of(a);
  const double along = dot(to, side) / dot(side, side);
  return along > 0.0 && along < 1.0 && std::fabs(cross(side, to)) / length_m(side) <= 0.0101;
}

// The directed sides of all loops, cut at every corner that lies on them; a side and its opposite cancel out.
class Sides {
 public:
  explicit Sides(const std::vector<Loop>& loops) {
    std::vector<Ring> rings;
    for (const Loop& loop : loops) {
      Ring ring;
      for (const Spot spot : loop) {
        const Corner corner = corner_of(spot);
        if (ring.empty() || ring.back() != corner) ring.push_back(corner);
      }
      while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
      if (ring.size() < 3 || area_m2(loop_of(ring)) <= 0.0) continue;
      corners_.insert(ring.begin(), ring.end());
      rings.push_back(std::move(ring));
    }
    for (const Ring& ring : rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) add_cut(ring[i], ring[(i + 1) % ring.size()]);
    }
  }

  // One closed walk along sides that are left, which are taken; at a corner where several go on, the leftmost.
  Ring take_walk() {
    const auto first = *next_.begin();
    Ring walk = {first.first};
    Corner from = first.first;
    Corner at = *first.second.begin();
    take(from, at);
    while (at != walk.front()) {
      walk.push_back(at);
      const Corner to = leftmost(from, at);
      take(at, to);
      from = at;
      at = to;
    }
    return walk;
  }
  bool empty() const { return next_.empty(); }

 private:
  void add_cut(Corner a, Corner b) {
    Ring cuts;
    for (const Corner corner : corners_) {
      if (lies_on(corner, a, b)) cuts.push_back(corner);
    }
    const auto away = [a](Corner c) { return length_m(spot_of(c) - spot_of(a)); };
    std::sort(cuts.begin(), cuts.end(), [&](Corner c, Corner d) { return away(c) < away(d); });
    cuts.push_back(b);
    Corner from = a;
    for (const Corner to : cuts) {
      add(from, to);
      from = to;
    }
  }

  void add(Corner a, Corner b) {
    const auto opposite = next_.find(b);
    if (opposite != next_.end() && opposite->second.count(a) > 0) return take(b, a);
    next_[a].insert(b);
  }

  void take(Corner a, Corner b) {
    const auto found = next_.find(a);
    found->second.erase(b);
    if (found->second.empty()) next_.erase(found);
  }

  // The first side clockwise from where the walk came: the ground on its left stays one piece.
  Corner leftmost(Corner from, Corner at) const {
    const auto& ways = next_.at(at);
    const double back_deg = azimuth_of_deg(spot_of(from) - spot_of(at));
    const auto turn = [&](Corner to) {
      const double deg = azimuth_of_deg(spot_of(to) - spot_of(at)) - back_deg;
      return deg <= 0.0 ? deg + 360.0 : deg;
    };
    return *std::min_element(ways.begin(), ways.end(), [&](Corner c, Corner d) { return turn(c) < turn(d); });
  }

  std::set<Corner> corners_;
  std::map<Corner, std::set<Corner>> next_;
};

// A walk that passes one corner twice is two rings that touch there.
std::vector<Ring> simple_rings(const Ring& walk) {
  std::vector<Ring> rings;
  Ring open;
  for (const Corner corner : walk) {
    const auto before = std::find(open.begin(), open.end(), corner);
    if (before != open.end()) {
      rings.emplace_back(before, open.end());
      open.erase(before, open.end());
    }
    open.push_back(corner);
  }
  rings.push_back(std::move(open));
  return rings;
}

// The smallest that holds it: a piece may lie in the hole of another.
void put_in_its_ground(std::vector<Ground>& grounds, Loop hole) {
  const Spot on_edge = between(hole[0], hole[1], 0.5);
  Ground* its_own = nullptr;
  for (Ground& ground : grounds) {
    if (!inside(ground.outer, on_edge)) continue;
    if (its_own == nullptr || area_m2(ground.outer) < area_m2(its_own->outer)) its_own = &ground;
  }
  if (its_own != nullptr) its_own->holes.push_back(std::move(hole));
}

}  // namespace

std::vector<Ground> union_of_loops(const std::vector<Loop>& loops) {
  Sides sides(loops);
  std::vector<Ground> grounds;
  std::vector<Loop> holes;
  while (!sides.empty()) {
    for (const Ring& ring : simple_rings(sides.take_walk())) {
      Loop loop = loop_of(ring);
      if (ring.size() < 3) continue;
      if (area_m2(loop) > 0.0) {
        grounds.push_back({std::move(loop), {}});
      } else {
        holes.push_back(std::move(loop));
      }
    }
  }
  for (Loop& hole : holes) put_in_its_ground(grounds, std::move(hole));
  return grounds;
}

}  // namespace schouw::town
