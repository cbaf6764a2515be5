// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "layers/town/site/plane.h"

namespace schouw::town {

struct Corner {  // a place in space: metres east, north of the town's origin and above NAP
  double x_m = 0.0;
  double y_m = 0.0;
  double z_m = 0.0;
};

// The semantic surfaces of CityJSON 2.0 that the town uses.
enum class Surface { ground, wall, roof, outer_ceiling, outer_floor, water, traffic, auxiliary_traffic, none };
std::string_view surface_type(Surface surface);  // "GroundSurface"

struct Face {
  std::vector<std::vector<std::size_t>> rings;  // first outer, the others holes; indices into Shape::corners
  Surface surface = Surface::none;
};

// Faces over shared corners. A closed shape is a solid: every edge is used twice, in opposite directions, and the
// faces turn counter-clockwise seen from outside.
struct Shape {
  std::vector<Corner> corners;
  std::vector<Face> faces;

  std::size_t add(Corner corner);
  void face(std::vector<std::size_t> ring, Surface surface = Surface::none);
  // Takes all of another shape over; the two need not touch.
  void append(const Shape& other);
};

double volume_m3(const Shape& shape);  // negative where the faces turn inward

// Turns a closed shape's faces outward and names its surfaces from their direction: the lowest downward faces are
// ground, higher ones outer ceiling, level or sloping upward roof, the rest wall.
void finish_solid(Shape& shape);

// A place to build: `along` runs to the right as seen from the street's middle towards the front, `inward` away from
// the street; both of length 1. base_z_m: NAP height of the ground floor.
struct Plot {
  Spot corner;
  Spot along;
  Spot inward;
  double base_z_m = 0.0;
  Spot at(double along_m, double inward_m) const { return corner + along * along_m + inward * inward_m; }
  Corner at(double along_m, double inward_m, double above_m) const {
    const Spot spot = at(along_m, inward_m);
    return {spot.x_m, spot.y_m, base_z_m + above_m};
  }
};

// A point of a cross-section: across the direction of extrusion, and above base_z_m.
struct ProfilePoint {
  double across_m = 0.0;
  double above_m = 0.0;
};
using Profile = std::vector<ProfilePoint>;

// A profile in the plane of `inward` and height, drawn out along the street from `from_m` to `to_m`.
Shape drawn_along(const Plot& plot, const Profile& profile, double from_m, double to_m);
// A profile in the plane of `along` and height, drawn out away from the street.
Shape drawn_inward(const Plot& plot, const Profile& profile, double from_m, double to_m);
// A house whose gable stands as a screen before its roof: `screen` from 0 to thickness_m, then `house` to depth_m.
// Both start with bottom right, bottom left and end so; the screen's part above the eaves lies outside the house's.
struct ScreenHouse {
  Profile screen_top;  // from the left eaves to the right eaves, above the roof; without the eaves themselves
  Profile roof;        // left eaves, ridge, right eaves
  double thickness_m = 0.35;
  double depth_m = 10.0;
};
Shape gable_screen_house(const Plot& plot, const ScreenHouse& house);

struct Storeys {
  double base_z_m = 0.0;
  double eaves_m = 6.0;  // above base
};
Shape flat_block(const Loop& footprint, Storeys storeys);
Shape pyramid_block(const Loop& footprint, Storeys storeys, double apex_m);  // apex above the middle of the corners
// A rectangle of width_m along and depth_m inward under a hipped roof, the ridge along the longer side.
Shape hip_block(const Plot& plot, double width_m, double depth_m, Storeys storeys, double ridge_m);
// A lower block with a narrower one on its roof. Both loops turn counter-clockwise; upper lies strictly inside lower.
Shape stepped_block(const Loop& lower, Storeys lower_storeys, const Loop& upper, double top_m);

}  // namespace schouw::town
