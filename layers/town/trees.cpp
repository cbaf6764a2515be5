// SPDX-License-Identifier: EUPL-1.2
#include <cmath>
#include <numbers>

#include "layers/town/build.h"
#include "layers/town/ground_height.h"

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

void scatter(Site& site, Parcel& parcel, int wanted, double clear_m) {
  const Loop& front = parcel.loops.front;
  const Loop room = inset(front, std::vector<double>(front.size(), clear_m));
  if (!keeps_shape(front, room, 4.0)) return;
  const Loop yard = playground_of(parcel.loops);
  double low_x = 1e9, high_x = -1e9, low_y = 1e9, high_y = -1e9;
  for (const Spot s : room) {
    low_x = std::fmin(low_x, s.x_m);
    high_x = std::fmax(high_x, s.x_m);
    low_y = std::fmin(low_y, s.y_m);
    high_y = std::fmax(high_y, s.y_m);
  }
  for (int tries = 0; tries < 2 * wanted; ++tries) {
    const Spot at{parcel.random.between(low_x, high_x), parcel.random.between(low_y, high_y)};
    const Tree tree{at, parcel.random.between(5.0, 12.0), parcel.random.between(1.6, 3.4)};
    if (!inside(room, at) || (!yard.empty() && inside(yard, at))) continue;
    plant(site, tree, parcel.random);
  }
}

}  // namespace

void plant_trees(Site& site, Parcel& parcel) {
  for (std::size_t i = 0; i < parcel.face.sides.size(); ++i) line_side(site, parcel, i);
  switch (parcel.face.use) {
    case FaceUse::park: scatter(site, parcel, static_cast<int>(area_m2(parcel.loops.front) / 160.0), 3.0); break;
    case FaceUse::old_block:
    case FaceUse::town_block:
    case FaceUse::new_block: scatter(site, parcel, 5, 16.0); break;
    default: break;
  }
}

}  // namespace schouw::town
