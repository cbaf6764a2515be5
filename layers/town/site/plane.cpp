// SPDX-License-Identifier: EUPL-1.2
#include "layers/town/site/plane.h"

#include <cstddef>
#include <numbers>
#include <span>

#include "geo/base/ring.h"
#include "geo/base/units.h"

namespace schouw::town {

double azimuth_of_deg(Spot direction) {
  return base::normalised_azimuth_deg(std::atan2(direction.x_m, direction.y_m) * 180.0 / std::numbers::pi);
}

double area_m2(const Loop& loop) { return base::signed_area(loop); }

Spot middle(const Loop& loop) {
  Spot sum;
  for (const Spot spot : loop) sum = sum + spot;
  return sum * (1.0 / static_cast<double>(loop.size()));
}

bool inside(const Loop& loop, Spot spot) {
  return base::inside_even_odd(std::span<const Loop>(&loop, 1), spot.x_m, spot.y_m);
}

Loop inset(const Loop& loop, const std::vector<double>& depth_m) {
  const std::size_t count = loop.size();
  Loop inner(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t before = (i + count - 1) % count;
    const Spot u = unit(loop[i] - loop[before]);
    const Spot v = unit(loop[(i + 1) % count] - loop[i]);
    const double turn = cross(u, v);
    if (std::fabs(turn) < 0.02) {  // edges in line: the offset lines have no useful crossing
      inner[i] = loop[i] + left_of(v) * ((depth_m[before] + depth_m[i]) / 2.0);
      continue;
    }
    // Crossing of the two offset lines, from the corner: a * u + b * v with the offsets as distances.
    inner[i] = loop[i] + (v * (depth_m[before] / turn)) - (u * (depth_m[i] / turn));
  }
  return inner;
}

bool keeps_shape(const Loop& loop, const Loop& inner, double shortest_m) {
  for (std::size_t i = 0; i < loop.size(); ++i) {
    const std::size_t after = (i + 1) % loop.size();
    const Spot along = unit(loop[after] - loop[i]);
    if (dot(inner[after] - inner[i], along) < shortest_m) return false;
  }
  return true;
}

namespace {

Loop clipped(const Loop& loop, Spot axis, double limit_m) {  // keeps dot(spot, axis) <= limit
  Loop kept;
  for (std::size_t i = 0; i < loop.size(); ++i) {
    const Spot a = loop[i];
    const Spot b = loop[(i + 1) % loop.size()];
    const double da = dot(a, axis) - limit_m;
    const double db = dot(b, axis) - limit_m;
    if (da <= 0.0) kept.push_back(a);
    if ((da < 0.0 && db > 0.0) || (da > 0.0 && db < 0.0)) kept.push_back(between(a, b, da / (da - db)));
  }
  return kept;
}

}  // namespace

Loop slice(const Loop& loop, Spot axis, double low_m, double high_m) {
  Loop part = clipped(clipped(loop, axis, high_m), axis * -1.0, -low_m);
  if (part.size() < 3 || area_m2(part) < 0.01) return {};
  return part;
}

}  // namespace schouw::town
