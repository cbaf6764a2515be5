// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cmath>
#include <vector>

namespace schouw::town {

// A place in plan: metres east and north of the town's origin.
struct Spot {
  double x_m = 0.0;
  double y_m = 0.0;
  bool operator==(const Spot&) const = default;
};
inline Spot operator+(Spot a, Spot b) { return {a.x_m + b.x_m, a.y_m + b.y_m}; }
inline Spot operator-(Spot a, Spot b) { return {a.x_m - b.x_m, a.y_m - b.y_m}; }
inline Spot operator*(Spot a, double factor) { return {a.x_m * factor, a.y_m * factor}; }
inline double dot(Spot a, Spot b) { return a.x_m * b.x_m + a.y_m * b.y_m; }
inline double cross(Spot a, Spot b) { return a.x_m * b.y_m - a.y_m * b.x_m; }
inline double length_m(Spot a) { return std::sqrt(dot(a, a)); }
inline Spot unit(Spot a) { return a * (1.0 / length_m(a)); }
inline Spot left_of(Spot a) { return {-a.y_m, a.x_m}; }
inline Spot between(Spot a, Spot b, double ratio) { return a + (b - a) * ratio; }

// Degrees clockwise from grid north, 0 <= azimuth < 360.
double azimuth_of_deg(Spot direction);

using Loop = std::vector<Spot>;  // corners of a polygon, counter-clockwise, not closed

double area_m2(const Loop& loop);  // negative where the loop turns clockwise
Spot middle(const Loop& loop);     // mean of the corners
bool inside(const Loop& loop, Spot spot);

// Every edge i (from corner i to i + 1) moved inward by depth_m[i]; corner i of the result belongs to corner i of the
// loop. Assumes a loop that turns counter-clockwise and is convex or nearly so.
Loop inset(const Loop& loop, const std::vector<double>& depth_m);
// True where an inset kept every edge's direction and at least shortest_m of its length.
bool keeps_shape(const Loop& loop, const Loop& inner, double shortest_m);

// The part of a convex loop where low <= dot(spot, axis) <= high; empty where there is none.
Loop slice(const Loop& loop, Spot axis, double low_m, double high_m);

}  // namespace schouw::town
