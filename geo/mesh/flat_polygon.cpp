// SPDX-License-Identifier: EUPL-1.2
#include "geo/mesh/flat_polygon.h"

#include <cmath>
#include <cstdlib>
#include <utility>

namespace schouw::mesh {

namespace {

using model::MillimetrePoint;
using Ring = std::vector<std::uint32_t>;
using Vector = std::array<double, 3>;

Vector from_base(const MillimetrePoint& point, const MillimetrePoint& base) {
  return {static_cast<double>(point[0] - base[0]), static_cast<double>(point[1] - base[1]),
          static_cast<double>(point[2] - base[2])};
}

Vector cross(const Vector& a, const Vector& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double length_squared(const Vector& a) { return a[0] * a[0] + a[1] * a[1] + a[2] * a[2]; }

Ring without_repeated_corners(const Ring& ring, std::span<const MillimetrePoint> vertices) {
  Ring out;
  for (const std::uint32_t vertex : ring) {
    if (out.empty() || vertices[out.back()] != vertices[vertex]) out.push_back(vertex);
  }
  while (out.size() > 1 && vertices[out.front()] == vertices[out.back()]) out.pop_back();
  return out;
}

// Source: Newell's method, as the sum of the cross products of neighbouring corners.
Vector newell_normal(const Ring& ring, std::span<const MillimetrePoint> vertices) {
  Vector sum{};
  const MillimetrePoint& base = vertices[ring.front()];
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Vector turn =
        cross(from_base(vertices[ring[i]], base), from_base(vertices[ring[(i + 1) % ring.size()]], base));
    for (std::size_t axis = 0; axis < 3; ++axis) sum[axis] += turn[axis];
  }
  return sum;
}

// For a ring whose turns cancel out: the plane of its widest corner. Zero where all corners lie on one line.
Vector widest_turn(const Ring& ring, std::span<const MillimetrePoint> vertices) {
  Vector widest{};
  const MillimetrePoint& base = vertices[ring.front()];
  const Vector first = from_base(vertices[ring[1]], base);
  for (const std::uint32_t vertex : ring) {
    const Vector turn = cross(first, from_base(vertices[vertex], base));
    if (length_squared(turn) > length_squared(widest)) widest = turn;
  }
  return widest;
}

// A cyclic order keeps the sense of rotation; x and y change places where the normal points backwards.
std::array<std::size_t, 3> axes_for(const Vector& normal) {
  std::size_t out = 2;
  if (std::abs(normal[0]) > std::abs(normal[out])) out = 0;
  if (std::abs(normal[1]) > std::abs(normal[out])) out = 1;
  std::array<std::size_t, 3> axes{(out + 1) % 3, (out + 2) % 3, out};
  if (normal[out] < 0) std::swap(axes[0], axes[1]);
  return axes;
}

std::vector<FlatPoint> flatten_ring(const Ring& ring, const FlatPolygon& flat,
                                    std::span<const MillimetrePoint> vertices) {
  std::vector<FlatPoint> points;
  points.reserve(ring.size());
  for (const std::uint32_t vertex : ring) {
    const MillimetrePoint& at = vertices[vertex];
    const FlatPoint point{at[flat.axes[0]] - flat.base[flat.axes[0]], at[flat.axes[1]] - flat.base[flat.axes[1]],
                          vertex};
    if (points.empty() || !points.back().same_place(point)) points.push_back(point);
  }
  while (points.size() > 1 && points.front().same_place(points.back())) points.pop_back();
  return points;
}

WideInteger doubled_ring_area(const std::vector<FlatPoint>& ring) {
  WideInteger sum = 0;
  for (std::size_t i = 1; i + 1 < ring.size(); ++i) sum += doubled_area(ring[0], ring[i], ring[i + 1]);
  return sum;
}

void place_plane(FlatPolygon& flat, const Ring& outer, std::span<const MillimetrePoint> vertices) {
  Vector sum{};
  for (const std::uint32_t vertex : outer) {
    const Vector at = from_base(vertices[vertex], flat.base);
    for (std::size_t axis = 0; axis < 3; ++axis) sum[axis] += at[axis];
  }
  const auto count = static_cast<double>(outer.size());
  flat.middle = {sum[flat.axes[0]] / count, sum[flat.axes[1]] / count};
  flat.middle_height = sum[flat.axes[2]] / count;
}

}  // namespace

double FlatPolygon::height_at(double x, double y) const {
  return middle_height - (normal[axes[0]] * (x - middle[0]) + normal[axes[1]] * (y - middle[1])) / normal[axes[2]];
}

WideInteger doubled_area(const FlatPoint& a, const FlatPoint& b, const FlatPoint& c) {
  return static_cast<WideInteger>(b.x - a.x) * (c.y - a.y) - static_cast<WideInteger>(b.y - a.y) * (c.x - a.x);
}

FlatPolygon flatten(const model::Polygon& polygon, std::span<const MillimetrePoint> vertices) {
  FlatPolygon flat;
  if (polygon.rings.empty()) return flat;
  const Ring outer = without_repeated_corners(polygon.rings.front(), vertices);
  if (outer.size() < 3) return flat;
  flat.base = vertices[outer.front()];
  flat.normal = newell_normal(outer, vertices);
  if (length_squared(flat.normal) == 0.0) flat.normal = widest_turn(outer, vertices);
  if (length_squared(flat.normal) == 0.0) return flat;
  flat.axes = axes_for(flat.normal);
  place_plane(flat, outer, vertices);
  for (std::size_t i = 0; i < polygon.rings.size(); ++i) {
    auto ring = flatten_ring(i == 0 ? outer : without_repeated_corners(polygon.rings[i], vertices), flat, vertices);
    if (i == 0 && ring.size() < 3) return {};
    if (ring.size() < 3) continue;
    const WideInteger area = doubled_ring_area(ring);
    flat.doubled_area += i == 0 ? area : -(area < 0 ? -area : area);
    flat.rings.push_back(std::move(ring));
  }
  return flat;
}

}  // namespace schouw::mesh
