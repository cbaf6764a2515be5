// SPDX-License-Identifier: EUPL-1.2
#include "layers/exposure/facade_cells.h"

#include <algorithm>
#include <cmath>

namespace schouw::exposure {

namespace {

using model::SurfaceKind;
using Vector = std::array<double, 3>;
using PlanePoint = std::array<double, 2>;  // along, upward

constexpr double kSmallest_m2 = 1e-6;
constexpr double kSinThirtyDegrees = 0.5;

double dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }
Vector cross(const Vector& a, const Vector& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}
Vector scaled(const Vector& a, double by) { return {a[0] * by, a[1] * by, a[2] * by}; }
Vector between(const crs::MapPosition& from, const crs::MapPosition& to) {
  return {to.east_m - from.east_m, to.north_m - from.north_m, to.up_m - from.up_m};
}

bool is_wall(SurfaceKind kind, const Vector& normal) {
  if (kind == SurfaceKind::unknown) return std::abs(normal[2]) <= kSinThirtyDegrees;
  return kind == SurfaceKind::wall || kind == SurfaceKind::window || kind == SurfaceKind::door;
}

// The part of a convex polygon where coordinate `axis` lies on one side of a bound. Source: Sutherland and Hodgman.
std::vector<PlanePoint> clipped(const std::vector<PlanePoint>& polygon, std::size_t axis, double bound, double sign) {
  std::vector<PlanePoint> kept;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const PlanePoint& a = polygon[i];
    const PlanePoint& b = polygon[(i + 1) % polygon.size()];
    const double da = sign * (a[axis] - bound);
    const double db = sign * (b[axis] - bound);
    if (da >= 0.0) kept.push_back(a);
    if ((da > 0.0 && db < 0.0) || (da < 0.0 && db > 0.0)) {
      const double share = da / (da - db);
      kept.push_back({a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])});
    }
  }
  return kept;
}

long square_of(double at_m) { return static_cast<long>(std::floor(at_m / FacadeCell::kSide_m)); }

struct Squares {
  long first = 0;
  long last = -1;
};

Squares squares_along(const std::vector<PlanePoint>& polygon, std::size_t axis) {
  const auto [least, most] = std::minmax_element(polygon.begin(), polygon.end(),
                                                 [axis](const auto& a, const auto& b) { return a[axis] < b[axis]; });
  return {square_of((*least)[axis]), square_of((*most)[axis])};
}

// Calls visit(strip, number) for each strip of kSide_m along an axis.
template <class Visit>
void for_each_strip(const std::vector<PlanePoint>& polygon, std::size_t axis, const Squares& within, Visit&& visit) {
  const Squares all = squares_along(polygon, axis);
  for (long k = std::max(all.first, within.first); k <= std::min(all.last, within.last); ++k) {
    const double from = static_cast<double>(k) * FacadeCell::kSide_m;
    const auto strip = clipped(clipped(polygon, axis, from, 1.0), axis, from + FacadeCell::kSide_m, -1.0);
    if (strip.size() >= 3) visit(strip, k);
  }
}

// Columns of one row that the same windows hold.
struct Stretch {
  Squares columns;
  std::vector<std::size_t> holding;
};

std::vector<Stretch> stretches_of_row(const std::vector<CellWindow>& windows, long row) {
  std::vector<long> starts;
  std::vector<std::size_t> of_row;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (row < windows[i].first_row || row > windows[i].last_row) continue;
    of_row.push_back(i);
    starts.push_back(windows[i].first_column);
    starts.push_back(windows[i].last_column + 1);
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    Stretch stretch{{starts[i], starts[i + 1] - 1}, {}};
    for (const std::size_t window : of_row) {
      if (windows[window].first_column <= starts[i] && windows[window].last_column >= starts[i]) {
        stretch.holding.push_back(window);
      }
    }
    if (!stretch.holding.empty()) stretches.push_back(std::move(stretch));
  }
  return stretches;
}

struct Centre {
  PlanePoint at{};
  double area_m2 = 0.0;
};

Centre centre_of(const std::vector<PlanePoint>& polygon) {
  Centre centre;
  for (std::size_t i = 1; i + 1 < polygon.size(); ++i) {
    const PlanePoint &a = polygon[0], &b = polygon[i], &c = polygon[i + 1];
    const double area = std::abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])) / 2.0;
    centre.area_m2 += area;
    for (std::size_t k = 0; k < 2; ++k) centre.at[k] += area * (a[k] + b[k] + c[k]) / 3.0;
  }
  if (centre.area_m2 > 0.0) centre.at = {centre.at[0] / centre.area_m2, centre.at[1] / centre.area_m2};
  return centre;
}

// Between the plane of a wall and the map.
class WallPlane {
 public:
  WallPlane(const WallTriangle& wall, const crs::MapPosition& origin)
      : wall_(wall), origin_(origin), off_m_(dot(between(origin, wall.corners[0]), wall.normal)) {}

  PlanePoint to_plane(const crs::MapPosition& p) const {
    const Vector v = between(origin_, p);
    return {dot(v, wall_.along), dot(v, wall_.upward)};
  }
  crs::MapPosition to_map(const PlanePoint& p) const {
    const auto part = [&](std::size_t k) {
      return p[0] * wall_.along[k] + p[1] * wall_.upward[k] + off_m_ * wall_.normal[k];
    };
    return {origin_.east_m + part(0), origin_.north_m + part(1), origin_.up_m + part(2)};
  }

 private:
  const WallTriangle& wall_;
  crs::MapPosition origin_;
  double off_m_;
};

}  // namespace

std::optional<WallTriangle> wall_triangle(const model::CityModel& city, std::uint32_t triangle) {
  WallTriangle wall;
  for (std::size_t i = 0; i < 3; ++i) {
    wall.corners[i] = city.position(city.triangles[triangle][i]);
    wall.bounds.include(wall.corners[i]);
  }
  const Vector normal = cross(between(wall.corners[0], wall.corners[1]), between(wall.corners[0], wall.corners[2]));
  const double length = std::sqrt(dot(normal, normal));
  wall.area_m2 = length / 2.0;
  if (wall.area_m2 < kSmallest_m2) return std::nullopt;
  wall.normal = scaled(normal, 1.0 / length);
  if (!is_wall(city.kinds[triangle], wall.normal)) return std::nullopt;
  const double level = std::hypot(wall.normal[0], wall.normal[1]);
  wall.along = level > 1e-9 ? Vector{-wall.normal[1] / level, wall.normal[0] / level, 0.0} : Vector{1.0, 0.0, 0.0};
  wall.upward = cross(wall.normal, wall.along);
  return wall;
}

CellWindow window_on(const WallTriangle& wall, const crs::MapPosition& origin, const crs::MapBounds& box) {
  const WallPlane plane(wall, origin);
  // The part of the box beside the triangle, so that a box that is open to the sky has an end.
  const crs::MapPosition low{std::max(box.min.east_m, wall.bounds.min.east_m),
                             std::max(box.min.north_m, wall.bounds.min.north_m),
                             std::max(box.min.up_m, wall.bounds.min.up_m)};
  const crs::MapPosition high{std::min(box.max.east_m, wall.bounds.max.east_m),
                              std::min(box.max.north_m, wall.bounds.max.north_m),
                              std::min(box.max.up_m, wall.bounds.max.up_m)};
  std::vector<PlanePoint> corners;
  corners.reserve(8);
  for (int corner = 0; corner < 8; ++corner) {
    corners.push_back(
        plane.to_plane({(corner & 1) != 0 ? high.east_m : low.east_m, (corner & 2) != 0 ? high.north_m : low.north_m,
                        (corner & 4) != 0 ? high.up_m : low.up_m}));
  }
  const Squares rows = squares_along(corners, 1);
  const Squares columns = squares_along(corners, 0);
  // A ray ends before the wall, and a cell that only touches the box has its middle outside: a square more each way.
  return {rows.first - 1, rows.last + 1, columns.first - 1, columns.last + 1};
}

void for_each_facade_cell(const WallTriangle& wall, const crs::MapPosition& origin,
                          const std::vector<CellWindow>& windows,
                          const std::function<void(const FacadeCell&, const std::vector<std::size_t>&)>& visit) {
  if (windows.empty()) return;
  const WallPlane plane(wall, origin);
  std::vector<PlanePoint> triangle;
  for (const crs::MapPosition& corner : wall.corners) triangle.push_back(plane.to_plane(corner));
  Squares rows{windows.front().first_row, windows.front().last_row};
  for (const CellWindow& window : windows) {
    rows = {std::min(rows.first, window.first_row), std::max(rows.last, window.last_row)};
  }
  for_each_strip(triangle, 1, rows, [&](const std::vector<PlanePoint>& strip, long row) {
    for (const Stretch& stretch : stretches_of_row(windows, row)) {
      for_each_strip(strip, 0, stretch.columns, [&](const std::vector<PlanePoint>& piece, long) {
        const Centre centre = centre_of(piece);
        if (centre.area_m2 < kSmallest_m2) return;
        FacadeCell cell{.middle = plane.to_map(centre.at), .area_m2 = centre.area_m2};
        for (const PlanePoint& corner : piece) cell.corners.push_back(plane.to_map(corner));
        visit(cell, stretch.holding);
      });
    }
  });
}

std::vector<FacadeCell> facade_cells(const WallTriangle& wall, const crs::MapPosition& origin) {
  std::vector<FacadeCell> cells;
  for_each_facade_cell(wall, origin, {window_on(wall, origin, wall.bounds)},
                       [&](const FacadeCell& cell, const auto&) { cells.push_back(cell); });
  return cells;
}

}  // namespace schouw::exposure
