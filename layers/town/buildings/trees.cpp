// SPDX-License-Identifier: EUPL-1.2
#include <cmath>
#include <numbers>

#include "layers/town/build.h"
#include "layers/town/site/ground_height.h"
#include "layers/town/site/lattice.h"

namespace schouw::town {
namespace {

constexpr std::size_t kSides = 6;

struct Tree {
  Spot at;
  double height_m = 9.0;
  double crown_m = 2.6;  // radius
};

void add_trunk(Shape& shape, const Tree& tree, double base_m, double top_m) {
  constexpr double kHalf_m = 0.18;
  const Loop foot = {tree.at + Spot{-kHalf_m, -kHalf_m}, tree.at + Spot{kHalf_m, -kHalf_m},
                     tree.at + Spot{kHalf_m, kHalf_m}, tree.at + Spot{-kHalf_m, kHalf_m}};
  const std::size_t first = shape.corners.size();
  for (const Spot s : foot) shape.add({s.x_m, s.y_m, base_m});
  for (const Spot s : foot) shape.add({s.x_m, s.y_m, top_m});
  for (std::size_t i = 0; i < 4; ++i) {
    shape.face({first + i, first + (i + 1) % 4, first + 4 + (i + 1) % 4, first + 4 + i});
  }
}

// A crown of three bands: narrow below, wide in the middle, pointed above.
void add_crown(Shape& shape, const Tree& tree, double low_m, double high_m, double turn_rad) {
  const double radius[] = {tree.crown_m * 0.62, tree.crown_m, tree.crown_m * 0.66};
  const double height[] = {low_m, low_m + (high_m - low_m) * 0.42, low_m + (high_m - low_m) * 0.80};
  const std::size_t first = shape.corners.size();
  for (int band = 0; band < 3; ++band) {
    for (std::size_t i = 0; i < kSides; ++i) {
      const double a = turn_rad + 2.0 * std::numbers::pi * static_cast<double>(i) / kSides;
      shape.add({tree.at.x_m + radius[band] * std::cos(a), tree.at.y_m + radius[band] * std::sin(a), height[band]});
    }
  }
  const std::size_t top = shape.add({tree.at.x_m, tree.at.y_m, high_m});
  std::vector<std::size_t> under;
  for (std::size_t i = 0; i < kSides; ++i) {
    const std::size_t j = (i + 1) % kSides;
    for (std::size_t band = 0; band < 2; ++band) {
      const std::size_t low = first + band * kSides;
      shape.face({low + i, low + j, low + kSides + j, low + kSides + i});
    }
    shape.face({first + 2 * kSides + i, first + 2 * kSides + j, top});
    under.push_back(first + kSides - 1 - i);
  }
  shape.face(under);
}

void plant(Site& site, const Tree& tree, Random& random) {
  const double base = ground_m(tree.at) + kCover_m;
  const double low = base + tree.height_m * 0.32;
  Shape shape;
  add_trunk(shape, tree, base, low);
  add_crown(shape, tree, low, base + tree.height_m, random.between(0.0, 1.0));
  CityFeature feature = site.start("SolitaryVegetationObject", "boom");
  feature.surfaces(shape);
  site.put(feature);
}

// Rows of trees at the water's edge, or on an avenue's footway.
void line_side(Site& site, Parcel& parcel, std::size_t i) {
  const StreetKind kind = parcel.face.sides[i].kind;
  const bool quay = kind == StreetKind::canal || kind == StreetKind::singel || kind == StreetKind::haven;
  if (!quay && kind != StreetKind::avenue) return;
  const Loop& loop = quay ? parcel.loops.bank : parcel.loops.kerb;
  const Spot a = loop[i];
  const Spot b = loop[(i + 1) % loop.size()];
  const Spot along = unit(b - a);
  const double spacing = quay ? 11.0 : 15.0;
  for (double at = 11.0; at < length_m(b - a) - 10.0; at += spacing) {
    if (parcel.random.chance(0.12)) continue;
    const Tree tree{a + along * (at + parcel.random.between(-1.0, 1.0)) + left_of(along) * 0.9,
                    parcel.random.between(6.5, 10.5), parcel.random.between(1.7, 2.5)};
    plant(site, tree, parcel.random);
  }
}

// Where no tree may stand, besides the parcel's own edge.
using Free = bool (*)(const Parcel& parcel, Spot at);

bool anywhere(const Parcel& parcel, Spot at) {
  (void)parcel;
  (void)at;
  return true;
}

bool off_path_and_pond(const Parcel& parcel, Spot at) {
  const Loop& front = parcel.loops.front;
  const Spot centre = middle(front);
  const auto within = [&](double ratio) { return inside(front, centre + (at - centre) * (1.0 / ratio)); };
  return !within(0.38) && (within(0.66) || !within(0.74)) &&
         !inside(playground_of(parcel.face.use, parcel.loops), at);
}

bool in_churchyard(const Parcel& parcel, Spot at) {
  (void)parcel;
  return std::fabs(at.y_m) > 25.0;
}

bool on_office_green(const Parcel& parcel, Spot at) {
  const Lattice lattice = lattice_of(parcel.loops.front);
  const double across = std::fmod(dot(at, lattice.inward) - lattice.inward_low_m, kOfficeLot_m);
  return across < kOfficeGreen_m / 2.0 - 2.0 || across > kOfficeLot_m - kOfficeGreen_m / 2.0 + 2.0;
}

void scatter(Site& site, Parcel& parcel, int tries, double clear_m, Free free) {
  const Loop& front = parcel.loops.front;
  const Loop room = inset(front, std::vector<double>(front.size(), clear_m));
  if (!keeps_shape(front, room, 4.0)) return;
  double low_x = 1e9, high_x = -1e9, low_y = 1e9, high_y = -1e9;
  for (const Spot s : room) {
    low_x = std::fmin(low_x, s.x_m);
    high_x = std::fmax(high_x, s.x_m);
    low_y = std::fmin(low_y, s.y_m);
    high_y = std::fmax(high_y, s.y_m);
  }
  for (int i = 0; i < tries; ++i) {
    const double x = parcel.random.between(low_x, high_x);
    const double y = parcel.random.between(low_y, high_y);
    const double height = parcel.random.between(5.0, 12.0);
    const double crown = parcel.random.between(1.6, 3.4);
    if (inside(room, {x, y}) && free(parcel, {x, y})) plant(site, {{x, y}, height, crown}, parcel.random);
  }
}

}  // namespace

void plant_trees(Site& site, Parcel& parcel) {
  for (std::size_t i = 0; i < parcel.face.sides.size(); ++i) line_side(site, parcel, i);
  const int by_area = static_cast<int>(area_m2(parcel.loops.front) / 90.0);
  switch (parcel.face.use) {
    case FaceUse::park: return scatter(site, parcel, by_area, 3.0, off_path_and_pond);
    case FaceUse::church: return scatter(site, parcel, by_area, 4.0, in_churchyard);
    case FaceUse::offices: return scatter(site, parcel, 2 * by_area, 3.0, on_office_green);
    case FaceUse::old_block:
    case FaceUse::town_block:
    case FaceUse::new_block: return scatter(site, parcel, 10, 16.0, anywhere);
    default: return;
  }
}

}  // namespace schouw::town
