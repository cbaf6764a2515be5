// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "geo/model/city_model.h"

// What stands and what hangs over one place, from the heights at which a vertical line meets triangles. Why spans and
// not one height: docs/decisions/slabs-over-free-ground.md.
namespace schouw::coverage {

// A body must rise this far over the ground to hide or cover it: floors and tunnels do not.
inline constexpr double kLeastRise_m = 0.5;
// What hangs lower than this over the ground, or over what stands there, stands on it: nobody walks there.
inline constexpr double kLeastClearance_m = 2.0;
// How thick a single sheet is taken to be: a deck or a roof without an underside.
inline constexpr double kSheet_m = 0.2;

// Where the vertical line at a place passes a triangle of one object.
struct Crossing {
  std::uint32_t place = 0;  // cells and the like are told apart by it
  float up_m = 0.0F;
  bool looks_down = false;  // the underside of something
  bool on_ground = false;   // the file calls it ground
  bool outer = false;       // the file calls it an outer ceiling or floor: it hangs
};
// Of a triangle at a place. Which way it looks: its kind, where that says, else the order of its corners.
Crossing crossing_of(std::uint32_t place, double up_m, model::SurfaceKind kind, bool turns_left);

// Solid from bottom to top. What a building has without a bottom stands on the ground.
struct Span {
  std::uint32_t place = 0;
  float bottom_m = 0.0F;
  float top_m = 0.0F;
  std::uint32_t object = 0;
  bool from_ground = false;
  bool from_foot = false;  // begins within 0.5 m of the object's lowest point
};

struct SolidObject {
  std::uint32_t index = 0;
  model::ObjectClass object_class = model::ObjectClass::building;
  double foot_m = 0.0;  // lowest point
};
// Adds the spans of one object. Sorts the crossings. A building (or plant) without an underside stands on the ground,
// whichever way its faces turn; a lone sheet of anything else, or an outer ceiling or floor, is kSheet_m thick.
void add_spans(const SolidObject& object, std::vector<Crossing>& crossings, std::vector<Span>& spans);

// What hangs over free height.
struct Slab {
  std::uint32_t cell = 0;  // index in the window or block it stands in
  float bottom_m = 0.0F;
  float top_m = 0.0F;
};

struct GroundBelow {
  double height_m = 0.0;
  bool assumed = false;  // then what begins at its own object's foot stands on the ground, wherever that is
};
// Everything over one place, its spans by their bottom, joined where less than kLeastClearance_m lies between.
struct Column {
  std::optional<float> solid_m;  // top of what stands on the ground
  std::vector<Slab> slabs;       // by height; `cell` is the spans' place
};
// The spans [first, last) are of one place; they are put in order.
void stack_column(Span* first, Span* last, const GroundBelow& ground, Column& column);

}  // namespace schouw::coverage
