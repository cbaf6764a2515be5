// SPDX-License-Identifier: EUPL-1.2
#include "geo/sight/terrain_sight.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace schouw::sight {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

// A line in the lattice of cell centres: across and along it in cells, up in metres, all linear in the share.
struct LatticeLine {
  double u0, du;
  double v0, dv;
  double z0, dz;
  double u(double t) const { return u0 + t * du; }
  double v(double t) const { return v0 + t * dv; }
  double z(double t) const { return z0 + t * dz; }
};

// One family of parallel edges, a cell apart: the shares at which a line crosses them, one after the other.
class Crossings {
 public:
  Crossings(double f0, double df, double first) {
    if (std::abs(df) < 1e-15) return;
    step_ = 1.0 / std::abs(df);
    const double place = f0 + first * df;
    const double next = df > 0.0 ? std::floor(place) + 1.0 : std::ceil(place) - 1.0;
    next_ = (next - f0) / df;
  }
  double next() const { return next_; }
  void pass(double t) {
    while (next_ <= t) next_ += step_;
  }

 private:
  double next_ = kNever;
  double step_ = kNever;
};

// Keeps the shares for which low <= f0 + t * df <= high.
void clip(double f0, double df, double high, double& first, double& last) {
  if (std::abs(df) < 1e-15) {
    if (f0 < 0.0 || f0 > high) last = first - 1.0;
    return;
  }
  const double a = -f0 / df;
  const double b = (high - f0) / df;
  first = std::max(first, std::min(a, b));
  last = std::min(last, std::max(a, b));
}

// The plane of the triangle that a place lies in, as a height at any place.
struct Plane {
  double at_corner, per_u, per_v;
  int column, row;
  double height(double u, double v) const { return at_corner + (u - column) * per_u + (v - row) * per_v; }
};
std::optional<Plane> plane_at(const raster::Grid<float>& heights, double u, double v) {
  const int column = std::clamp(static_cast<int>(std::floor(u)), 0, heights.frame().columns - 2);
  const int row = std::clamp(static_cast<int>(std::floor(v)), 0, heights.frame().rows - 2);
  const double h00 = static_cast<double>(heights.at(column, row));
  const double h10 = static_cast<double>(heights.at(column + 1, row));
  const double h01 = static_cast<double>(heights.at(column, row + 1));
  const double h11 = static_cast<double>(heights.at(column + 1, row + 1));
  if (std::isnan(h00) || std::isnan(h10) || std::isnan(h01) || std::isnan(h11)) return std::nullopt;
  if (u - column >= v - row) return Plane{h00, h10 - h00, h11 - h10, column, row};
  return Plane{h00, h11 - h01, h01 - h00, column, row};
}

// Where the line goes under within one triangle, from t to end.
std::optional<double> under_between(const raster::Grid<float>& heights, const LatticeLine& line, double t,
                                    double end) {
  const double middle = (t + end) / 2.0;
  const auto plane = plane_at(heights, line.u(middle), line.v(middle));
  if (!plane) return std::nullopt;
  const double here = line.z(t) - plane->height(line.u(t), line.v(t));
  const double there = line.z(end) - plane->height(line.u(end), line.v(end));
  if (here < 0.0) return t;
  if (there < 0.0) return t + (end - t) * here / (here - there);
  return std::nullopt;
}

}  // namespace

std::optional<double> first_under(const model::Terrain& terrain, const Line3& line) {
  const raster::GridFrame& frame = terrain.heights_m.frame();
  if (frame.columns < 2 || frame.rows < 2) return std::nullopt;
  const LatticeLine lattice{.u0 = (line.at.east_m - frame.west_m) / frame.cell_m - 0.5,
                            .du = line.along[0] / frame.cell_m,
                            .v0 = (line.at.north_m - frame.south_m) / frame.cell_m - 0.5,
                            .dv = line.along[1] / frame.cell_m,
                            .z0 = line.at.up_m,
                            .dz = line.along[2]};
  double first = line.first;
  double last = line.last;
  clip(lattice.u0, lattice.du, frame.columns - 1.0, first, last);
  clip(lattice.v0, lattice.dv, frame.rows - 1.0, first, last);
  if (first > last) return std::nullopt;
  Crossings columns(lattice.u0, lattice.du, first);
  Crossings rows(lattice.v0, lattice.dv, first);
  Crossings diagonals(lattice.u0 - lattice.v0, lattice.du - lattice.dv, first);
  for (double t = first;;) {
    const double end = std::min({columns.next(), rows.next(), diagonals.next(), last});
    if (const auto under = under_between(terrain.heights_m, lattice, t, end)) return under;
    if (end >= last) return std::nullopt;
    columns.pass(end);
    rows.pass(end);
    diagonals.pass(end);
    t = end;
  }
}

}  // namespace schouw::sight
