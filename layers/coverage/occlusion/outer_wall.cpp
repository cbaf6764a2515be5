// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <cmath>
#include <tuple>

#include "layers/coverage/occlusion/occlusion_model.h"

namespace schouw::coverage {

namespace {

struct Segment {
  double east_m, north_m, to_east_m, to_north_m;
};

// A wall seen from above: the longest of a steep triangle's sides in plan. Nothing for roofs and floors.
std::optional<Segment> wall_of(const raster::TriangleCorners& t) {
  constexpr double kSteepest = 0.1;  // plan area over true area: walls within 6 degrees of upright
  const double ux = t[1].east_m - t[0].east_m, uy = t[1].north_m - t[0].north_m, uz = t[1].up_m - t[0].up_m;
  const double vx = t[2].east_m - t[0].east_m, vy = t[2].north_m - t[0].north_m, vz = t[2].up_m - t[0].up_m;
  const double nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
  const double length = std::sqrt(nx * nx + ny * ny + nz * nz);
  if (length < 1e-9 || std::abs(nz) > kSteepest * length) return std::nullopt;
  Segment best{};
  double longest = -1.0;
  for (std::size_t i = 0; i < 3; ++i) {
    const crs::MapPosition& a = t[i];
    const crs::MapPosition& b = t[(i + 1) % 3];
    const double l = std::hypot(b.east_m - a.east_m, b.north_m - a.north_m);
    if (l > longest) {
      longest = l;
      best = {a.east_m, a.north_m, b.east_m, b.north_m};
    }
  }
  return longest > 1e-3 ? std::optional(best) : std::nullopt;
}

// Registers name a building with or without the words before its number ("NL.IMBAG.Pand.").
bool names(const std::string& asked, const std::string& id) {
  const auto ends = [](const std::string& text, const std::string& end) {
    return !end.empty() && text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
  };
  return !asked.empty() && (ends(id, asked) || ends(asked, id));
}

// The nearest point of a wall to a place.
WallPoint nearest_on(const Segment& wall, const crs::MapPosition& from) {
  const double e = wall.to_east_m - wall.east_m;
  const double n = wall.to_north_m - wall.north_m;
  const double share =
      std::clamp(((from.east_m - wall.east_m) * e + (from.north_m - wall.north_m) * n) / (e * e + n * n), 0.0, 1.0);
  const double length = std::hypot(e, n);
  WallPoint point{.east_m = wall.east_m + share * e,
                  .north_m = wall.north_m + share * n,
                  .away_east = n / length,
                  .away_north = -e / length};
  point.distance_m = std::hypot(from.east_m - point.east_m, from.north_m - point.north_m);
  return point;
}

// Which side is the street: files do not always wind their walls outwards, so both sides are looked at, at the height
// of the wall that is nearest to the lens: over an arcade's back wall hangs a slab, and yet its front is in the open.
// Nothing where both sides are in a body: an inner wall.
bool turn_outwards(const OcclusionModel& occlusion, double up_m, WallPoint& point) {
  constexpr double kBeside_m = 0.05;
  const auto inside = [&](double side) {
    return occlusion
        .body_around({point.east_m + side * kBeside_m * point.away_east,
                      point.north_m + side * kBeside_m * point.away_north, up_m})
        .has_value();
  };
  const bool right = inside(1.0);
  const bool left = inside(-1.0);
  if (right && left) return false;
  if (right) {
    point.away_east = -point.away_east;
    point.away_north = -point.away_north;
  }
  return true;
}

}  // namespace

std::optional<WallPoint> OcclusionModel::outer_wall(const WallParams& params) const {
  if (!city_) return std::nullopt;
  constexpr double kAlong = 0.02;  // a wall that a camera looks along, within a degree, is not one it looks from
  const crs::MapPosition& from = params.from;
  crs::MapBounds near;
  near.include(crs::MapPosition{from.east_m - params.radius_m, from.north_m - params.radius_m, 0.0});
  near.include(crs::MapPosition{from.east_m + params.radius_m, from.north_m + params.radius_m, 0.0});
  std::vector<std::uint32_t> chunks;
  bins_.near(near, chunks);
  std::optional<WallPoint> best;
  std::tuple<bool, bool, double> best_rank;
  const auto try_wall = [&](std::uint32_t t, std::uint32_t object) {
    const raster::TriangleCorners corners = bins_.corners(t);
    const auto wall = wall_of(corners);
    const auto [foot_m, top_m] = std::minmax({corners[0].up_m, corners[1].up_m, corners[2].up_m});
    if (!wall || foot_m > from.up_m) return;
    WallPoint point = nearest_on(*wall, from);
    const bool other = !names(params.object_id, city_->objects[object].id);
    if (point.distance_m > params.radius_m) return;
    if (best && std::tuple(other, false, point.distance_m) >= best_rank) return;
    // Just within the wall: at its very top and foot both sides may be open.
    const double inset_m = std::min(0.05, (top_m - foot_m) / 2.0);
    if (!turn_outwards(*this, std::clamp(from.up_m, foot_m + inset_m, top_m - inset_m), point)) return;
    const bool turned = params.facing && point.away_east * std::sin(params.facing->radians()) +
                                                 point.away_north * std::cos(params.facing->radians()) <
                                             kAlong;
    const std::tuple rank(other, turned, point.distance_m);
    if (best && rank >= best_rank) return;
    point.object = object;
    best = point;
    best_rank = rank;
  };
  for (const std::uint32_t number : chunks) {
    const TriangleBins::Chunk& chunk = bins_.chunk(number);
    for (std::uint32_t t = chunk.first_triangle; t < chunk.first_triangle + chunk.count; ++t) {
      if (bins_.hides(chunk, t)) try_wall(t, chunk.object);
    }
  }
  return best;
}

std::optional<WallPoint> OcclusionModel::nearest_wall(const crs::MapPosition& from, double radius_m) const {
  return outer_wall({.from = from, .radius_m = radius_m});
}

}  // namespace schouw::coverage
